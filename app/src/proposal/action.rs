//! Submitting, changing and withdrawing a proposal.

use crate::error::AppError;
use leptos::prelude::*;

/// Publishes a proposal, or (step `preview`) shows it as others will see it.
///
/// # Errors
/// [`AppError`] with the refusal; the input is kept.
#[server(prefix = "/act", endpoint = "proposal/propose")]
pub async fn propose(
    slug: String,
    #[server(default)] title: String,
    #[server(default)] body: String,
    #[server(default)] theme: String,
    #[server(default)] area: String,
    #[server(default)] language: String,
    #[server(default)] submit_key: String,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        param,
        request::Cx,
    };
    use cabildo_domain::{FieldErrors, Refusal, address};
    use cabildo_service::{Error, proposal::ProposalForm};
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let (name, page) = (post::new_kept_as(&slug), address::propose(&slug));
    let revision = String::new();
    let form = ProposalForm {
        title,
        body,
        theme,
        area,
        language,
        submit_key,
        revision,
    };
    let input = Input::of(&form);
    if step == "preview" {
        let outcome = async {
            cx.viewer.resident()?;
            let compose = cx.service.compose(&cx.viewer, &slug, None).await?;
            compose.require_open()?;
            compose.preview(&form)?;
            Ok::<(), Error>(())
        };
        // Nothing is wrong, and nothing was published: the form is kept for the page that shows it.
        let error = outcome.await.err().unwrap_or(
            Refusal::Invalid {
                fields: FieldErrors::default(),
            }
            .into(),
        );
        return act::refuse(&cx, &name, &page, input, error).await;
    }
    match cx.service.propose(cx.viewer.resident()?, &slug, form).await {
        Ok(proposal) => {
            act::forget(&cx, &name).await;
            let path = address::proposal(&proposal.slug, proposal.number);
            Reply::current().redirect_with(
                &cx,
                path,
                &Flash::success("proposed").with("number", proposal.number),
            );
            Ok(())
        }
        Err(error) => act::refuse(&cx, &name, &page, input, error).await,
    }
}

/// Changes a proposal's text.
///
/// # Errors
/// [`AppError`] with the refusal; the input is kept.
#[server(prefix = "/act", endpoint = "proposal/edit")]
pub async fn edit_proposal(
    slug: String,
    number: i64,
    #[server(default)] title: String,
    #[server(default)] body: String,
    #[server(default)] theme: String,
    #[server(default)] area: String,
    #[server(default)] language: String,
    #[server(default)] revision: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        param,
        request::Cx,
    };
    use cabildo_domain::address;
    use cabildo_service::proposal::ProposalForm;
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let (name, path) = (
        post::edit_kept_as(&slug, number),
        address::proposal(&slug, number),
    );
    let form = ProposalForm {
        title,
        body,
        theme,
        area,
        language,
        submit_key: String::new(),
        revision,
    };
    let input = Input::of(&form);
    match cx
        .service
        .edit_proposal(cx.viewer.resident()?, &slug, number, form)
        .await
    {
        Ok(_) => {
            act::forget(&cx, &name).await;
            Reply::current().redirect_with(&cx, path, &Flash::success("proposal-edited"));
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &name,
                &address::edit_proposal(&slug, number),
                input,
                error,
            )
            .await
        }
    }
}

/// Withdraws a proposal.
///
/// # Errors
/// [`AppError`] with the refusal.
#[server(prefix = "/act", endpoint = "proposal/withdraw")]
pub async fn withdraw_proposal(slug: String, number: i64) -> Result<(), AppError> {
    use crate::{act::Reply, flash::Flash, param, request::Cx};
    use cabildo_domain::address;
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let path = address::proposal(&slug, number);
    Reply::current().back(&path);
    cx.service
        .withdraw_proposal(cx.viewer.resident()?, &slug, number)
        .await?;
    Reply::current().redirect_with(&cx, path, &Flash::success("proposal-withdrawn"));
    Ok(())
}
