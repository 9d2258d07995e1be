//! The staff's server functions for the check of a threshold: hold it for a public reason, or end it.

use super::address as post;
use crate::{
    act::{self, Form, Reply},
    error::AppError,
    flash::Flash,
    param,
    request::Cx,
    ui::time,
};
use cabildo_domain::address;
use cabildo_service::moderation::ReasonForm;
use leptos::prelude::*;

/// Holds the check of a threshold, once.
#[server(prefix = "/act", endpoint = "support-desk/hold")]
pub async fn hold_threshold(
    at: String,
    number: String,
    rung: String,
    #[server(flatten)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let moderator = cx.viewer.moderator()?;
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let rung = param::number(&rung)?;
    let name = post::hold_kept_as(&slug, number, rung);
    let page = address::look_at_supports(&slug, number);
    let posted = Form::new(&cx, name, &*page, &form);
    let holding = cx
        .service
        .supports()
        .hold_threshold(moderator, &slug, number, rung, form);
    let held = posted.run(holding).await?;
    let flash = Flash::success("threshold-held").with("until", time::ending(&cx, held.until));
    act::done(&*page, &flash)
}

/// Ends the check of a threshold: the city owes the answer from now on.
#[server(prefix = "/act", endpoint = "support-desk/release")]
pub async fn release_threshold(at: String, number: String, rung: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let moderator = cx.viewer.moderator()?;
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let page = address::look_at_supports(&slug, number);
    Reply::current().back(&page);
    cx.service
        .supports()
        .release_threshold(moderator, &slug, number, param::number(&rung)?)
        .await?;
    act::done(page, &Flash::success("threshold-released"))
}
