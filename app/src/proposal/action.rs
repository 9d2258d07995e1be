//! Submitting, changing and withdrawing a proposal.

use super::address as post;
use crate::{
    act::{self, Form, Reply},
    error::AppError,
    flash::Flash,
    param,
    request::Cx,
};
use cabildo_domain::address;
use cabildo_service::proposal::ProposalForm;
use leptos::prelude::*;

/// Publishes a proposal, or (step `preview`) shows it as others will see it.
#[server(prefix = "/act", endpoint = "proposal/propose")]
pub async fn propose(
    slug: String,
    #[server(flatten)] form: ProposalForm,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let (name, page) = (post::new_kept_as(&slug), address::propose(&slug));
    let posted = Form::new(&cx, name, page, &form);
    if step == "preview" {
        let check = async {
            cx.viewer.resident()?;
            let compose = cx
                .service
                .proposals()
                .compose(&cx.viewer, &slug, None)
                .await?;
            compose.require_open()?;
            Ok(compose.preview(&form).map(drop)?)
        };
        posted.check(check).await?;
        return posted.keep_and_show().await;
    }
    let resident = cx.viewer.resident()?;
    let proposal = posted
        .run(cx.service.proposals().propose(resident, &slug, form))
        .await?;
    act::done(
        address::proposal(&proposal.slug, proposal.number),
        &Flash::success("proposed").with("number", proposal.number),
    )
}

/// Changes a proposal's text.
#[server(prefix = "/act", endpoint = "proposal/edit")]
pub async fn edit_proposal(
    slug: String,
    number: i64,
    #[server(flatten)] form: ProposalForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let page = address::edit_proposal(&slug, number);
    let posted = Form::new(&cx, post::edit_kept_as(&slug, number), page, &form);
    let resident = cx.viewer.resident()?;
    posted
        .run(cx.service.proposals().edit(resident, &slug, number, form))
        .await?;
    act::done(
        address::proposal(&slug, number),
        &Flash::success("proposal-edited"),
    )
}

/// Withdraws a proposal.
#[server(prefix = "/act", endpoint = "proposal/withdraw")]
pub async fn withdraw_proposal(slug: String, number: i64) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let path = address::proposal(&slug, number);
    Reply::current().back(&path);
    cx.service
        .proposals()
        .withdraw(cx.viewer.resident()?, &slug, number)
        .await?;
    act::done(path, &Flash::success("proposal-withdrawn"))
}
