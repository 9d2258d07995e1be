//! The lab's server functions: seed statements, set the rules, make and close invitations.

use super::{address as post, invitations};
use crate::{
    act::{self, Input, Reply},
    error::AppError,
    flash::Flash,
    param,
    request::Cx,
};
use cabildo_domain::{FieldErrors, Refusal, address};
use cabildo_service::opinion::{InvitationForm, RulesForm, SeedForm};
use leptos::prelude::*;

/// Adds statements of the lab, one per line (step `add`), or shows what would be added: pasted text is cleaned then,
/// and sent as it was shown.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/seed")]
pub async fn seed_statements(
    at: String,
    #[server(default)] statements: String,
    #[server(default)] language: String,
    #[server(default)] meta: String,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let (kept, page) = (post::seeds_kept_as(&slug), address::opinion_seeds(&slug));
    let form = SeedForm {
        statements,
        language,
        meta: !meta.is_empty(),
    };
    let input = Input::of(&form);
    if step != "add" {
        let (input, error) = match cx.service.clean_seeds(cx.viewer.lab()?, &slug, &form).await {
            // Nothing is wrong, and nothing was added: the form is kept for the page that shows it.
            Ok(look) => {
                let fields = FieldErrors::default();
                (
                    input.with("statements", look.lines),
                    Refusal::Invalid { fields }.into(),
                )
            }
            Err(error) => (input, error),
        };
        return act::refuse(&cx, &kept, &page, input, error).await;
    }
    match cx
        .service
        .seed_statements(cx.viewer.lab()?, &slug, form)
        .await
    {
        Ok(added) => {
            act::forget(&cx, &kept).await;
            let flash = match added.len() {
                0 => Flash::info("statements-known"),
                1 => Flash::success("statement-seeded"),
                count => Flash::success("statements-seeded").with("count", count),
            };
            Reply::current().redirect_with(&cx, page, &flash);
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Writes who may add statements and how many, whether there are invitations, and the names of groups.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/rules")]
pub async fn set_rules(
    at: String,
    #[server(default)] contributions: String,
    #[server(default)] invitations: String,
    #[server(default)] statements_each: String,
    #[server(default)] group_names: Vec<String>,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let (kept, page) = (post::rules_kept_as(&slug), address::opinion_rules(&slug));
    let form = RulesForm {
        contributions,
        invitations: !invitations.is_empty(),
        statements_each,
        group_names,
    };
    let input = Input::of(&form);
    match cx
        .service
        .set_opinion_rules(cx.viewer.lab()?, &slug, form)
        .await
    {
        Ok(_) => {
            act::forget(&cx, &kept).await;
            Reply::current().redirect_with(&cx, page, &Flash::success("opinion-rules-saved"));
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Makes an invitation; the next page shows its link, once.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/invite")]
pub async fn create_invitation(
    at: String,
    #[server(default)] label: String,
    #[server(default)] most: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let (kept, page) = (
        post::invitation_kept_as(&slug),
        address::opinion_invitations(&slug),
    );
    let form = InvitationForm { label, most };
    let input = Input::of(&form);
    match cx
        .service
        .create_invitation(cx.viewer.lab()?, &slug, form)
        .await
    {
        Ok(invited) => {
            act::forget(&cx, &kept).await;
            let reply = Reply::current();
            reply.set_cookie(invitations::shown_once(&cx, &invited));
            reply.redirect_with(&cx, page, &Flash::success("invitation-created"));
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Closes an invitation; people who joined by it stay.
#[server(prefix = "/act", endpoint = "opinion-desk/revoke")]
pub async fn revoke_invitation(at: String, id: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    cx.service
        .revoke_invitation(cx.viewer.lab()?, &slug, id)
        .await?;
    Reply::current().redirect_with(
        &cx,
        address::opinion_invitations(&slug),
        &Flash::success("invitation-revoked"),
    );
    Ok(())
}
