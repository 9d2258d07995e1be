//! `/c/{slug}/propose`: writing a proposal in steps that need no JavaScript: the title; similar proposals, and the
//! text, theme and place; a preview; publish.

use super::{
    address as post, content, door,
    form::{self, fields, filled, labels},
};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    search::{piece::Similar, similar},
    t,
    ui::{
        crumbs, draft,
        field::{FormState, error_summary},
        link::with_query,
    },
};
use axum::{
    Router,
    extract::{Path, Query},
    http::StatusCode,
    routing::get,
};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Viewer, address, excerpt::beginning, limits, phase::Activity,
    text::ProposalTitle,
};
use cabildo_service::{
    entropy,
    form_state::KeptForm,
    proposal::{Compose, ProposalForm, ProposalPreview},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::PROPOSE, get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    title: String,
}

async fn show(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> PageResult {
    let slug = param::slug(&slug)?;
    let compose = cx
        .service
        .proposals()
        .compose(&cx.viewer, &slug, None)
        .await?;
    let kept = cx.kept(&post::new_kept_as(&slug)).await?;
    let is_preview = kept.as_ref().is_some_and(KeptForm::is_preview);
    // A new title begins anew, without the kept form about another one.
    let kept =
        kept.filter(|kept| asked.title.is_empty() || kept.input.get("title") == Some(&asked.title));
    if kept.is_none() && !compose.doors.to(Activity::Propose).is_open() {
        let mut page = closed(&cx, &compose);
        *page.status_mut() = StatusCode::CONFLICT;
        return Ok(page);
    }
    let is_first_step =
        kept.is_none() && (asked.title.trim().is_empty() || title_error(&asked.title).is_some());
    let kept = kept.or_else(|| title_refused(&asked.title));
    let state = FormState::from(kept);
    let value = filled(&state, &fresh(&cx, &compose, &asked.title));
    let similar = similar::find(&cx, compose.consultation.id, &value.title).await;
    let preview = if is_preview {
        compose.preview(&value).ok()
    } else {
        None
    };
    Ok(cx.page(meta(&cx), || {
        let is_visitor = cx.viewer == Viewer::Visitor;
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(&cx, &compose.consultation, vec![crumbs::proposals(&cx, &compose.consultation)])}
                {if is_first_step || is_visitor {
                    view! {
                        {first_step(&cx, &compose, &state, &value)}
                        {similar::view(&cx, &slug, "title", similar)}
                        {is_visitor.then(|| account_needed(&cx))}
                    }
                    .into_any()
                } else {
                    whole_form(&cx, &compose, &state, &value, similar, preview)
                }}
            </div>
        }
    }))
}

/// The error of a title that was just typed.
fn title_error(title: &str) -> Option<Invalid> {
    if title.trim().is_empty() {
        None
    } else {
        ProposalTitle::parse(title).err()
    }
}

/// The first step again, with the error beside the title.
fn title_refused(title: &str) -> Option<KeptForm> {
    let fields = FieldErrors(vec![("title".to_owned(), title_error(title)?)]);
    let input = BTreeMap::from([(
        "title".to_owned(),
        beginning(title, limits::PROPOSAL_TITLE.max * 2).to_owned(),
    )]);
    Some(KeptForm {
        input,
        refusal: Some(Refusal::Invalid { fields }),
    })
}

/// Tells people without an account that they can look, and write once they have one.
fn account_needed(cx: &Cx) -> AnyView {
    let back = [("back", cx.path_and_query.as_str())];
    view! {
        <div class="notice" data-kind="info">
            <p>{t!(cx, "proposal-new-account")}</p>
            <div class="actions">
                <a class="button primary" href=with_query(address::LOG_IN, &back)>{t!(cx, "nav-log-in")}</a>
                <a class="button" href=with_query(address::SIGN_UP, &back)>{t!(cx, "nav-sign-up")}</a>
            </div>
        </div>
    }
    .into_any()
}

fn meta(cx: &Cx) -> Meta {
    Meta {
        title: t!(cx, "proposal-new-title"),
        private: true,
        ..Meta::default()
    }
}

/// An empty form, in the consultation's language, with a key of its own.
fn fresh(cx: &Cx, compose: &Compose, title: &str) -> ProposalForm {
    ProposalForm {
        title: beginning(title, limits::PROPOSAL_TITLE.max).to_owned(),
        language: compose.consultation.language.to_string(),
        submit_key: entropy::random_id(cx.service.entropy()).to_string(),
        ..ProposalForm::default()
    }
}

fn closed(cx: &Cx, compose: &Compose) -> axum::response::Response {
    let consultation = &compose.consultation;
    let list = crumbs::proposals(cx, consultation);
    let (href, text) = if compose.total > 0 {
        (list.0.clone(), t!(cx, "proposal-new-closed-read"))
    } else {
        door::elsewhere(cx, &consultation.slug, compose.doors.to(Activity::Answer))
    };
    cx.page(meta(cx), || {
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(cx, consultation, vec![list])}
                <header class="page-header">
                    <h1>{t!(cx, "proposal-new-closed")}</h1>
                    <p class="lead">{door::sentence(cx, compose.doors.to(Activity::Propose))}</p>
                </header>
                <p><a class="button primary" href=href>{text}</a></p>
            </div>
        }
    })
}

/// Only the title; with it, the next page shows similar proposals.
fn first_step(cx: &Cx, compose: &Compose, state: &FormState, value: &ProposalForm) -> AnyView {
    view! {
        {error_summary(cx, state, &labels(cx))}
        <header class="page-header">
            <h1>{t!(cx, "proposal-new-title")}</h1>
            <p class="lead">{door::sentence(cx, compose.doors.to(Activity::Propose))}</p>
        </header>
        <form class="form" method="get" action=address::propose(&compose.consultation.slug)>
            <p class="cost">{t!(cx, "proposal-new-cost")}</p>
            {form::title(cx, state, value)}
            <div class="actions"><button class="primary">{t!(cx, "proposal-new-continue")}</button></div>
        </form>
    }
    .into_any()
}

fn whole_form(
    cx: &Cx,
    compose: &Compose,
    state: &FormState,
    value: &ProposalForm,
    similar: Vec<Similar>,
    preview: Option<ProposalPreview>,
) -> AnyView {
    let has_preview = preview.is_some();
    // Another title means another proposal.
    let name = draft::name(
        cx,
        &format!(
            "{}/{}",
            post::new_kept_as(&compose.consultation.slug),
            value.title
        ),
    );
    let heading = if has_preview {
        t!(cx, "proposal-new-preview-title")
    } else {
        t!(cx, "proposal-new-title")
    };
    let summary = (!has_preview).then(|| error_summary(cx, state, &labels(cx)));
    let similar =
        (!has_preview).then(|| similar::view(cx, &compose.consultation.slug, "title", similar));
    // Publishing is the main button after the preview, and previewing before it.
    let (first, second) = if has_preview {
        ("publish", "preview")
    } else {
        ("preview", "publish")
    };
    view! {
        {summary}
        <header class="page-header"><h1>{heading}</h1></header>
        {preview.map(|preview| preview_view(cx, preview))}
        {similar}
        <form class="form" method="post" action=post::PROPOSE data-draft=name>
            {draft::note(cx)}
            {has_preview.then(|| view! { <h2>{t!(cx, "proposal-new-change")}</h2> })}
            <input type="hidden" name="slug" value=compose.consultation.slug.to_string() />
            <input type="hidden" name="submit_key" value=value.submit_key.clone() />
            {fields(cx, compose, state, value)}
            <div class="actions">
                <button class="primary" name="step" value=first>{cx.word("proposal-new", first)}</button>
                <button name="step" value=second>{cx.word("proposal-new", second)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn preview_view(cx: &Cx, preview: ProposalPreview) -> AnyView {
    let lang = preview.content.language.to_string();
    let tags = preview
        .theme
        .iter()
        .chain(&preview.area)
        .map(|label| view! { <li dir="auto">{label.to_string()}</li> }.into_any())
        .collect();
    view! {
        <div class="notice" data-kind="info"><p>{t!(cx, "proposal-new-preview-note")}</p></div>
        <article class="card stack" aria-labelledby="preview-title">
            <h2 id="preview-title" lang=lang dir="auto">{preview.content.title.to_string()}</h2>
            {content::text(cx, &preview.content, preview.body_html, tags)}
        </article>
    }
    .into_any()
}
