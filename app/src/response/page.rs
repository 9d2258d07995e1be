//! `/c/{slug}/p/{number}/answer`: the staff's form.

use crate::{
    document::{Meta, PageResult},
    proposal::words::{self, breadcrumbs, list_crumb},
    request::Cx,
    response::action::AnswerProposal,
    t,
    ui::{
        field::{Choice, FormState, Text, error_summary, select},
        input::number,
        markdown::Prose,
        time,
    },
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{Locale, Refusal, limits, proposal::Status, refusal::Need};
use cabildo_service::proposal::ProposalPage;
use leptos::prelude::*;
use serde::Deserialize;
use server_fn::ServerFn;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route("/c/{slug}/p/{number}/answer", get(show))
}

/// The name under which a refused form is kept.
pub fn form_name(slug: &str, number: i64) -> String {
    format!("proposal/answer/{slug}/{number}")
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
    cx.viewer.moderator()?;
    let (slug, number) = (words::slug(&slug)?, words::number(&number)?);
    let page = cx.service.proposal_page(&cx.viewer, &slug, number).await?;
    if !page.may.answer {
        return Err(Refusal::forbidden(Need::Changeable).into());
    }
    let state = FormState::from(cx.kept(&form_name(slug.as_str(), number)).await?);
    let meta = Meta {
        title: t!(&cx, "answer-form-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let crumbs = vec![
            list_crumb(&cx, &page.consultation),
            (
                words::path(&slug, number),
                t!(&cx, "proposal-kicker", number = number.to_string()),
            ),
        ];
        let labels = ["status", "merged_into", "body", "response", "language"]
            .map(|name| (name, cx.word("answer-field", name)));
        view! {
            <div class="narrow stack">
                {breadcrumbs(&cx, &page.consultation, crumbs)}
                {error_summary(&cx, &state, &labels)}
                <header class="page-header">
                    <h1>{t!(&cx, "answer-form-title")}</h1>
                    <p class="lead">{t!(&cx, "answer-form-lead")}</p>
                </header>
                {what_is_answered(&cx, &page)}
                {form(&cx, &page, &state, &asked.response)}
            </div>
        }
    }))
}

fn what_is_answered(cx: &Cx, page: &ProposalPage) -> Option<AnyView> {
    let content = page.content.as_ref()?;
    Some(
        view! {
            <details>
                <summary>
                    <span lang=content.language.to_string() dir="auto">{content.title.to_string()}</span>
                    " – "
                    {t!(cx, "support-bar", count = page.support.counted)}
                </summary>
                <Prose html=content.body_html.clone() language=content.language.clone() />
            </details>
        }
        .into_any(),
    )
}

fn form(cx: &Cx, page: &ProposalPage, state: &FormState, asked: &str) -> AnyView {
    let statuses: Vec<Choice> = Status::ANSWERS
        .into_iter()
        .map(|status| Choice {
            value: status.to_string(),
            label: cx.word("status", status.as_str()),
        })
        .chain([Choice {
            value: Status::Merged.to_string(),
            label: t!(cx, "answer-status-merged"),
        }])
        .collect();
    let (merged_into, numbers) = ("merged_into".to_owned(), (1, i64::from(u32::MAX)));
    let languages: Vec<Choice> = Locale::OFFERED
        .into_iter()
        .map(|locale| Choice {
            value: locale.tag().to_owned(),
            label: locale.own_name().to_owned(),
        })
        .collect();
    let field = |name: &str| cx.word("answer-field", name);
    let language = page.consultation.language.as_str();
    view! {
        <form class="form" method="post" action=AnswerProposal::PATH>
            <input type="hidden" name="slug" value=page.consultation.slug.to_string() />
            <input type="hidden" name="number" value=page.number.to_string() />
            {owed(cx, page, state, asked)}
            {select(cx, state, "status", field("status"), statuses, page.status.as_str(), None)}
            {number(cx, state, merged_into, field("merged_into"), String::new(), numbers)}
            {Text::area("body", field("body"), limits::RESPONSE_BODY).hint(t!(cx, "answer-body-hint")).view(cx, state)}
            {select(cx, state, "language", field("language"), languages, language, None)}
            <div class="actions">
                <button class="primary">{t!(cx, "answer-publish")}</button>
                <a class="button quiet" href=words::path(&page.consultation.slug, page.number)>{t!(cx, "proposal-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// Which promise this keeps, when there are any to keep.
fn owed(cx: &Cx, page: &ProposalPage, state: &FormState, asked: &str) -> Option<AnyView> {
    let open: Vec<Choice> = page
        .responses
        .iter()
        .filter(|response| response.answered_at.is_none())
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
        Some(t!(cx, "answer-owed-none")),
    ))
}
