//! The server functions that forms alone call: adding a statement, joining by an invitation, settling whose the
//! answers of a guest are.

use super::{address as post, caller};
use crate::{
    act::{self, Form, Reply},
    error::AppError,
    flash::Flash,
    param,
    request::Cx,
};
use cabildo_domain::{
    address,
    opinion::{StatementStatus, StatementText},
};
use cabildo_service::opinion::{GuestForm, JoinForm, Settled, StatementForm};
use leptos::prelude::*;

/// Adds a statement; at the step `look`, only when no other statement sounds like it.
#[server(prefix = "/act", endpoint = "opinion/add")]
pub async fn add_statement(
    slug: String,
    #[server(flatten)] form: StatementForm,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let caller = caller::of(&cx, &slug);
    let (name, page) = (post::add_kept_as(&slug), address::add_statement(&slug));
    let posted = Form::new(&cx, name, page, &form);
    if step == "look" && StatementText::parse(&form.text).is_ok() {
        let service = &cx.service;
        let similar = service
            .opinion()
            .similar_statements(&cx.viewer, &slug, &form.text);
        // The first of two taps may have added the statement that sounds alike, so check in this order.
        if !similar.await?.is_empty()
            && service
                .statements()
                .added(caller, &slug, &form)
                .await?
                .is_none()
        {
            return posted.keep_and_show().await;
        }
    }
    let added = posted
        .run(cx.service.statements().add(caller, &slug, form))
        .await?;
    let said = if added.status == StatementStatus::Held {
        "statement-held"
    } else {
        "statement-added"
    };
    act::done(address::opinion(&slug), &Flash::success(said))
}

/// Takes part by an invitation. A browser that takes part already is only sent on.
#[server(prefix = "/act", endpoint = "opinion/join")]
pub async fn join_opinion(
    slug: String,
    secret: String,
    #[server(flatten)] form: JoinForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let caller = caller::of(&cx, &slug);
    if caller.viewer.account().is_some() || caller.pass.is_some() {
        Reply::current().redirect(address::opinion(&slug));
        return Ok(());
    }
    let (name, page) = (post::join_kept_as(&slug), post::join_page(&slug, &secret));
    let posted = Form::new(&cx, name, page, &form);
    let joining = cx
        .service
        .opinion()
        .join(&cx.viewer, &slug, &secret, form, &cx.origin);
    let joined = posted.run(joining).await?;
    Reply::current().set_cookie(caller::pass_cookie(&cx, &slug, &joined.pass));
    act::done(address::opinion(&slug), &Flash::success("opinion-joined"))
}

/// Stores whether the guest of this browser is the signed-in person (`mine` is `yes` or `no`). The browser forgets the
/// pass either way, because from now on it answers as one person.
///
/// # Errors
/// [`AppError`] with the refusal; the question is asked again.
#[server(prefix = "/act", endpoint = "opinion/guest")]
pub async fn settle_guest(
    slug: String,
    #[server(flatten)] form: GuestForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let (path, reply) = (address::opinion(&slug), Reply::current());
    reply.back(&path);
    let caller = caller::of(&cx, &slug);
    let settled = cx
        .service
        .opinion()
        .settle_guest(caller, &slug, &form)
        .await?;
    reply.set_cookie(caller::forget_cookie(&cx, &slug));
    match settled {
        Settled::Mine => reply.redirect_with(path, &Flash::success("guest-mine")),
        Settled::Other => reply.redirect_with(path, &Flash::success("guest-other")),
        Settled::Nobody => reply.redirect(path),
    }
    Ok(())
}
