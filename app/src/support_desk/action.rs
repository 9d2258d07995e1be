//! The staff's server functions for the check of a threshold: hold it for a public reason, or end it.

use super::address as post;
use crate::{
    act::{self, Input, Reply},
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
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "support-desk/hold")]
pub async fn hold_threshold(
    at: String,
    number: String,
    rung: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let moderator = cx.viewer.moderator()?;
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let rung = param::number(&rung)?;
    let kept = post::hold_kept_as(&slug, number, rung);
    let page = address::look_at_supports(&slug, number);
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx
        .service
        .hold_threshold(moderator, &slug, number, rung, form)
        .await
    {
        Ok(held) => {
            act::forget(&cx, &kept).await;
            let flash =
                Flash::success("threshold-held").with("until", time::ending(&cx, held.until));
            Reply::current().redirect_with(&cx, page, &flash);
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
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
        .release_threshold(moderator, &slug, number, param::number(&rung)?)
        .await?;
    Reply::current().redirect_with(&cx, page, &Flash::success("threshold-released"));
    Ok(())
}
