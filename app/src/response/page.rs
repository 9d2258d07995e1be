//! `/c/{slug}/p/{number}/answer`: the form in which staff or an office answer a proposal.

use super::{
    address as post, fields,
    preview::{buttons, shown},
    view,
};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{
        crumbs,
        field::{Choice, FormState, error_summary, select},
        markdown::Prose,
        time,
    },
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{Refusal, address, permission::Respondent, refusal::Need, text::Owed};
use cabildo_service::{
    form_state::KeptForm,
    proposal::ProposalPage,
    response::{ResponseForm, ResponseView},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::PROPOSAL_ANSWER, get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    response: String,
}

async fn show(
    cx: Cx,
    Path((slug, number)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let respondent = cx.viewer.respondent()?;
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let page = cx
        .service
        .proposals()
        .page(&cx.viewer, &slug, number)
        .await?;
    if !page.may.answer {
        return Err(Refusal::forbidden(Need::Changeable).into());
    }
    let kept = cx.kept(&post::kept_as(&slug, number)).await?;
    let seen = match kept.as_ref().filter(|kept| kept.is_preview()) {
        Some(kept) => {
            let form = typed(kept);
            let outcome = cx
                .service
                .responses()
                .preview(respondent, &slug, number, &form);
            outcome.await.ok().map(|(answer, _)| answer)
        }
        None => None,
    };
    let state = FormState::from(kept.filter(|kept| seen.is_some() || !kept.is_preview()));
    let meta = Meta {
        title: t!(&cx, "answer-form-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let crumbs = vec![
            crumbs::proposals(&cx, &page.consultation),
            (
                address::proposal(&slug, number),
                t!(&cx, "proposal-kicker", number = number.to_string()),
            ),
        ];
        let summary = seen
            .is_none()
            .then(|| error_summary(&cx, &state, &fields::labels(&cx)));
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(&cx, &page.consultation, crumbs)}
                {summary}
                <header class="page-header">
                    <h1>{t!(&cx, "answer-form-title")}</h1>
                    <p class="lead">{t!(&cx, "answer-form-lead")}</p>
                </header>
                {seen.as_ref().map(|answer| {
                    let answer = view::unpublished(&cx, answer, &page.consultation);
                    shown(&cx, t!(&cx, "answer-preview-note"), answer)
                })}
                {what_is_answered(&cx, &page)}
                {form(&cx, &page, &state, &asked.response, seen.is_some())}
            </div>
        }
    }))
}

/// The form, as it was kept.
fn typed(kept: &KeptForm) -> ResponseForm {
    let field = |name: &str| kept.input.get(name).cloned().unwrap_or_default();
    ResponseForm {
        status: field("status"),
        merged_into: field("merged_into"),
        body: field("body"),
        response: field("response"),
        language: field("language"),
    }
}

fn what_is_answered(cx: &Cx, page: &ProposalPage) -> Option<AnyView> {
    let content = page.content.as_ref()?;
    Some(
        view! {
            <details>
                <summary>
                    <span lang=content.said.language.to_string() dir="auto">{content.said.title.to_string()}</span>
                    " – "
                    {t!(cx, "support-bar", count = page.support.counted)}
                </summary>
                <Prose html=content.body_html.clone() language=content.said.language.clone() />
            </details>
        }
        .into_any(),
    )
}

fn form(cx: &Cx, page: &ProposalPage, state: &FormState, asked: &str, is_seen: bool) -> AnyView {
    let language = page.consultation.language.as_str();
    let cancel = address::proposal(&page.consultation.slug, page.number);
    view! {
        <form class="form" method="post" action=post::ANSWER>
            <input type="hidden" name="slug" value=page.consultation.slug.to_string() />
            <input type="hidden" name="number" value=page.number.to_string() />
            {owed(cx, page, state, asked)}
            {fields::place(cx, state, "", "", answers_everything(cx))}
            {fields::text(cx, state, "", language)}
            {buttons(cx, is_seen, t!(cx, "answer-publish"), cancel)}
        </form>
    }
    .into_any()
}

/// Whether the viewer may answer more than what one office owes.
fn answers_everything(cx: &Cx) -> bool {
    cx.viewer
        .respondent()
        .is_ok_and(|respondent| respondent.answers_everything())
}

/// Whether the viewer may give this response.
fn may_give(cx: &Cx, response: &ResponseView) -> bool {
    let office = Owed::trusted(response.owner.to_string());
    let gives = |respondent: Respondent<'_>| {
        respondent.answers_everything() || respondent.answers_for(&office)
    };
    response.answered_at.is_none() && cx.viewer.respondent().is_ok_and(gives)
}

/// The choice of the owed response that this answer gives, if any is owed that the viewer may give.
fn owed(cx: &Cx, page: &ProposalPage, state: &FormState, asked: &str) -> Option<AnyView> {
    let open: Vec<Choice> = page
        .responses
        .iter()
        .filter(|response| may_give(cx, response))
        .filter_map(|response| {
            let due = response.due_at?;
            let label = t!(
                cx,
                "answer-owed-choice",
                owes = response.owes.clone(),
                count = response.rung_count.unwrap_or_default(),
                due = time::date(cx, due)
            );
            Some(Choice {
                value: response.id.to_string(),
                label,
            })
        })
        .collect();
    let first = open.first()?.value.clone();
    let chosen = if open.iter().any(|choice| choice.value == asked) {
        asked.to_owned()
    } else {
        first
    };
    let label = cx.word("answer-field", "response");
    Some(select(
        cx,
        state,
        "response",
        label,
        open,
        &chosen,
        answers_everything(cx).then(|| t!(cx, "answer-owed-none")),
    ))
}
