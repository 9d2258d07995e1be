//! The server functions with which a lab (the staff who run consultations) sets up an opinion map: add seed statements,
//! set the rules, make and close invitations.

use super::{address as post, invitations};
use crate::{
    act::{self, Form, Reply},
    error::AppError,
    flash::Flash,
    param,
    request::Cx,
};
use cabildo_domain::{Refusal, address};
use cabildo_service::opinion::{InvitationForm, RulesForm, SeedForm};
use leptos::prelude::*;

/// Adds statements of the lab, one per line (step `add`), or shows what would be added: pasted text is cleaned then,
/// and sent as it was shown.
#[server(prefix = "/act", endpoint = "opinion-desk/seed")]
pub async fn seed_statements(
    at: String,
    #[server(flatten)] form: SeedForm,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let page = address::opinion_seeds(&slug);
    let posted = Form::new(&cx, post::seeds_kept_as(&slug), &*page, &form);
    let lab = cx.viewer.lab()?;
    if step != "add" {
        let cleaning = cx.service.statements().clean(lab, &slug, &form);
        let look = posted.check(cleaning).await?;
        let cleaned = posted.with("statements", look.lines);
        return cleaned.keep_and_show().await;
    }
    let added = posted
        .run(cx.service.statements().seed(lab, &slug, form))
        .await?;
    let flash = match added.len() {
        0 => Flash::info("statements-known"),
        1 => Flash::success("statement-seeded"),
        count => Flash::success("statements-seeded").with("count", count),
    };
    act::done(&*page, &flash)
}

/// Writes who may add statements and how many, whether there are invitations, and the names of groups.
#[server(prefix = "/act", endpoint = "opinion-desk/rules")]
pub async fn set_rules(at: String, #[server(flatten)] form: RulesForm) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let page = address::opinion_rules(&slug);
    let posted = Form::new(&cx, post::rules_kept_as(&slug), &*page, &form);
    let lab = cx.viewer.lab()?;
    posted
        .run(cx.service.opinion().set_rules(lab, &slug, form))
        .await?;
    act::done(&*page, &Flash::success("opinion-rules-saved"))
}

/// Makes an invitation; the next page shows its link, once.
#[server(prefix = "/act", endpoint = "opinion-desk/invite")]
pub async fn create_invitation(
    at: String,
    #[server(flatten)] form: InvitationForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let page = address::opinion_invitations(&slug);
    let posted = Form::new(&cx, post::invitation_kept_as(&slug), &*page, &form);
    let lab = cx.viewer.lab()?;
    let invited = posted
        .run(cx.service.opinion().create_invitation(lab, &slug, form))
        .await?;
    Reply::current().set_cookie(invitations::shown_once(&cx, &invited));
    act::done(&*page, &Flash::success("invitation-created"))
}

/// Closes an invitation; people who joined by it stay.
#[server(prefix = "/act", endpoint = "opinion-desk/revoke")]
pub async fn revoke_invitation(at: String, id: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&at)?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let lab = cx.viewer.lab()?;
    cx.service
        .opinion()
        .revoke_invitation(lab, &slug, id)
        .await?;
    act::done(
        address::opinion_invitations(&slug),
        &Flash::success("invitation-revoked"),
    )
}
