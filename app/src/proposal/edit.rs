//! `/c/{slug}/p/{number}/edit`: changing one's own proposal, and withdrawing it. When somebody (or another tab) changed
//! it since the form was loaded, both texts are shown and nothing is lost.

use super::{
    address as post, door,
    form::{fields, filled, labels},
};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{
        crumbs, diff,
        field::{FormState, error_summary, kept_text},
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{Refusal, address, phase::Activity};
use cabildo_service::{
    consultation::Door,
    proposal::{Compose, ProposalForm},
};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::PROPOSAL_EDIT, get(show))
}

async fn show(cx: Cx, Path((slug, number)): Path<(String, String)>) -> PageResult {
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let compose = cx
        .service
        .proposals()
        .compose(&cx.viewer, &slug, Some(number))
        .await?;
    let state = FormState::from(cx.kept(&post::edit_kept_as(&slug, number)).await?);
    let present = compose.present.clone().unwrap_or_default();
    let value = filled(&state, &present);
    let meta = Meta {
        title: t!(cx, "proposal-edit-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let outdated = matches!(state.refusal(), Some(Refusal::Outdated { .. }));
        let crumbs = vec![
            crumbs::proposals(&cx, &compose.consultation),
            (
                address::proposal(&slug, number),
                t!(cx, "proposal-kicker", number = number.to_string()),
            ),
        ];
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(&cx, &compose.consultation, crumbs)}
                {error_summary(&cx, &state, &labels(&cx))}
                <header class="page-header"><h1>{t!(cx, "proposal-edit-title")}</h1></header>
                {match compose.doors.to(Activity::Propose) {
                    Door::Open { .. } => view! {
                        {outdated.then(|| both_texts(&cx, &present, &value))}
                        {the_form(&cx, &compose, &state, &value, number)}
                    }
                    .into_any(),
                    door => closed(&cx, door, &state),
                }}
                {withdraw(&cx, &compose, number)}
            </div>
        }
    }))
}

fn the_form(
    cx: &Cx,
    compose: &Compose,
    state: &FormState,
    value: &ProposalForm,
    number: i64,
) -> AnyView {
    let slug = &compose.consultation.slug;
    view! {
        <form class="form" method="post" action=post::EDIT>
            <p class="cost">{t!(cx, "proposal-edit-note")}</p>
            <input type="hidden" name="slug" value=slug.to_string() />
            <input type="hidden" name="number" value=number.to_string() />
            <input type="hidden" name="revision" value=value.revision.clone() />
            {fields(cx, compose, state, value)}
            <div class="actions">
                <button class="primary">{t!(cx, "proposal-edit-save")}</button>
                <a class="button quiet" href=address::proposal(slug, number)>{t!(cx, "proposal-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// Why the text cannot be changed; input that was sent too late is given back to be copied.
fn closed(cx: &Cx, door: Door, state: &FormState) -> AnyView {
    let typed = ["title", "body"].map(|name| {
        let text = state.typed(name).unwrap_or_default().to_owned();
        kept_text(cx.word("proposal-field", name), text)
    });
    let why = state
        .refusal()
        .is_none()
        .then(|| view! { <p class="lead">{door::sentence(cx, door)}</p> });
    view! { {why} {typed} <p>{t!(cx, "proposal-edit-closed")}</p> }.into_any()
}

/// The present text, and the change that saving the form below would make.
fn both_texts(cx: &Cx, present: &ProposalForm, typed: &ProposalForm) -> AnyView {
    let lang = present.language.clone();
    view! {
        <section class="notice" data-kind="warn" aria-labelledby="both">
            <h2 id="both">{t!(cx, "proposal-outdated-title")}</h2>
            <p>{t!(cx, "proposal-outdated-hint")}</p>
            <h3>{t!(cx, "proposal-outdated-present")}</h3>
            <blockquote lang=lang.clone() dir="auto">
                <p><strong>{present.title.clone()}</strong></p>
                <p>{present.body.clone()}</p>
            </blockquote>
            <h3>{t!(cx, "proposal-outdated-difference")}</h3>
            {diff::diff(&present.title, &typed.title, &lang)}
            {diff::diff(&present.body, &typed.body, &lang)}
        </section>
    }
    .into_any()
}

fn withdraw(cx: &Cx, compose: &Compose, number: i64) -> AnyView {
    view! {
        <details>
            <summary>{t!(cx, "proposal-withdraw-title")}</summary>
            <p>{t!(cx, "proposal-withdraw-hint")}</p>
            <form method="post" action=post::WITHDRAW>
                <input type="hidden" name="slug" value=compose.consultation.slug.to_string() />
                <input type="hidden" name="number" value=number.to_string() />
                <button class="danger">{t!(cx, "proposal-withdraw")}</button>
            </form>
        </details>
    }
    .into_any()
}
