//! `/c/{slug}/opinion/join/{secret}`: taking part by an invitation, without an account, under a name of one's own.

use super::{address as post, caller};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{
        closed, crumbs,
        field::{FormState, Text, error_summary},
        link::with_query,
    },
};
use axum::{Router, extract::Path, http::StatusCode, response::Response, routing::get};
use cabildo_domain::{
    address,
    consultation::Slug,
    limits::Length,
    phase::{Activity, Closed},
    text::DisplayName,
};
use cabildo_service::{
    consultation::Door,
    opinion::{InvitationPage, Shut},
};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::OPINION_JOIN, get(show))
}

async fn show(cx: Cx, Path((slug, secret)): Path<(String, String)>) -> PageResult {
    let slug = param::slug(&slug)?;
    let page = cx
        .service
        .opinion()
        .invitation_page(&cx.viewer, &slug, &secret)
        .await?;
    let state = FormState::from(cx.kept(&post::join_kept_as(&slug)).await?);
    let caller = caller::of(&cx, &slug);
    let is_in = caller.viewer.account().is_some() || caller.pass.is_some();
    if let Some(shut) = page.shut
        && !is_in
    {
        return Ok(closed(&cx, &slug, &page, shut));
    }
    let meta = Meta {
        title: t!(&cx, "opinion-join-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        view! {
            <div class="narrow stack">
                {error_summary(&cx, &state, &[("pseudonym", t!(&cx, "opinion-join-name"))])}
                {crumbs::breadcrumbs(&cx, &page.consultation, vec![crumbs::statements(&cx, &slug)])}
                <header class="page-header">
                    <h1>{t!(&cx, "opinion-join-title")}</h1>
                    <p class="lead">{t!(&cx, "opinion-join-lead")}</p>
                </header>
                {match page.answer {
                    Door::Closed { closed } => not_now(&cx, &slug, closed),
                    Door::Open { .. } if is_in => already(&cx, &slug),
                    Door::Open { .. } => form(&cx, &slug, &secret, &state),
                }}
            </div>
        }
    }))
}

/// Tells somebody whose link lets nobody in the reason, and how else to take part.
fn closed(cx: &Cx, slug: &Slug, page: &InvitationPage, shut: Shut) -> Response {
    let why = match shut {
        Shut::Full => t!(cx, "opinion-join-full"),
        Shut::Revoked => t!(cx, "opinion-join-revoked"),
        Shut::Off => t!(cx, "opinion-join-off"),
    };
    let mapping = address::opinion(slug);
    let back = [("back", mapping.as_str())];
    let meta = Meta {
        title: t!(cx, "opinion-join-shut"),
        private: true,
        ..Meta::default()
    };
    let mut response = cx.page(meta, || {
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(cx, &page.consultation, vec![crumbs::statements(cx, slug)])}
                <header class="page-header"><h1>{t!(cx, "opinion-join-shut")}</h1><p class="lead">{why}</p></header>
                <div class="notice" data-kind="info">
                    <p>{t!(cx, "opinion-join-account")}</p>
                    <div class="actions">
                        <a class="button primary" href=with_query(address::LOG_IN, &back)>{t!(cx, "nav-log-in")}</a>
                        <a class="button" href=with_query(address::SIGN_UP, &back)>{t!(cx, "nav-sign-up")}</a>
                    </div>
                </div>
            </div>
        }
    });
    *response.status_mut() = StatusCode::GONE;
    response
}

/// Tells somebody who comes before or after the time of answering the dates, before they type anything.
fn not_now(cx: &Cx, slug: &Slug, closed: Closed) -> AnyView {
    let keep =
        matches!(closed, Closed::Opens(_)).then(|| view! { <p>{t!(cx, "opinion-join-keep")}</p> });
    view! {
        <div class="notice" data-kind="info"><p>{closed::text(cx, Activity::Answer, closed)}</p> {keep}</div>
        <p><a class="button primary" href=address::consultation(slug)>{t!(cx, "opinion-back")}</a></p>
    }
    .into_any()
}

fn already(cx: &Cx, slug: &Slug) -> AnyView {
    view! {
        <p>{t!(cx, "opinion-join-already")}</p>
        <p><a class="button primary" href=address::opinion(slug)>{t!(cx, "opinion-start")}</a></p>
    }
    .into_any()
}

fn form(cx: &Cx, slug: &Slug, secret: &str, state: &FormState) -> AnyView {
    let limit = Length {
        min: 0,
        ..DisplayName::LIMIT
    };
    view! {
        <form class="form" method="post" action=post::JOIN>
            <p class="cost">{t!(cx, "opinion-join-cost")}</p>
            <input type="hidden" name="slug" value=slug.to_string() />
            <input type="hidden" name="secret" value=secret.to_owned() />
            {Text::line("pseudonym", t!(cx, "opinion-join-name"), limit)
                .hint(t!(cx, "opinion-join-hint"))
                .kind("text", "nickname")
                .view(cx, state)}
            <div class="actions"><button class="primary">{t!(cx, "opinion-start")}</button></div>
        </form>
    }
    .into_any()
}
