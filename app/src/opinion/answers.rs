//! `/c/{slug}/opinion/answers`: one's own answers, newest first; each answer can be changed.

use super::{address as post, caller, text};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{closed, crumbs, time},
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    address,
    consultation::Slug,
    opinion::{Answer, StatementStatus},
    phase::Activity,
};
use cabildo_service::opinion::{AnswerSheet, MyAnswer};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::OPINION_ANSWERS, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = param::slug(&slug)?;
    let sheet = cx
        .service
        .opinion()
        .answer_sheet(caller::of(&cx, &slug), &slug)
        .await?;
    let meta = Meta {
        title: t!(&cx, "opinion-answers-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let lead = if sheet.closed.is_some() { "opinion-answers-closed" } else { "opinion-answers-lead" };
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(&cx, &sheet.consultation, vec![crumbs::statements(&cx, &slug)])}
                <header class="page-header">
                    <h1>{t!(&cx, "opinion-answers-title")}</h1>
                    {(!sheet.answers.is_empty()).then(|| view! { <p class="lead">{t!(&cx, lead)}</p> })}
                </header>
                {sheet.closed.map(|closed| {
                    view! { <div class="notice" data-kind="info"><p>{closed::text(&cx, Activity::Answer, closed)}</p></div> }
                })}
                {list(&cx, &slug, &sheet)}
            </div>
        }
    }))
}

fn list(cx: &Cx, slug: &Slug, sheet: &AnswerSheet) -> AnyView {
    let path = address::opinion(slug);
    if sheet.answers.is_empty() {
        let (href, key) = if sheet.closed.is_some() {
            (address::consultation(slug), "opinion-back")
        } else {
            (path, "opinion-start")
        };
        return view! {
            <div class="empty">
                <p><strong>{t!(cx, "opinion-answers-none")}</strong></p>
                <p><a class="button primary" href=href>{t!(cx, key)}</a></p>
            </div>
        }
        .into_any();
    }
    let items: Vec<_> = sheet
        .answers
        .iter()
        .map(|answer| view! { <li>{row(cx, slug, answer, sheet.closed.is_none())}</li> })
        .collect();
    view! {
        <ul class="rows answered">{items}</ul>
        <p><a class="button primary" href=path>{t!(cx, "opinion-continue")}</a></p>
    }
    .into_any()
}

fn row(cx: &Cx, slug: &Slug, answer: &MyAnswer, open: bool) -> AnyView {
    let card = &answer.statement;
    let note = if answer.status != StatementStatus::Published {
        Some(cx.word("opinion-status", answer.status.as_str()))
    } else {
        answer.own.then(|| t!(cx, "opinion-own"))
    };
    let said = card.mine.map(|mine| {
        t!(
            cx,
            "opinion-you-said",
            answer = cx.word("opinion-answer", mine.as_str())
        )
    });
    let reason = answer.reason.as_ref().map(
        |reason| view! { <p dir="auto">{t!(cx, "hidden-reason", reason = reason.as_str())}</p> },
    );
    let form =
        (open && answer.status == StatementStatus::Published).then(|| change(cx, slug, answer));
    view! {
        <article class="row" id=format!("s{}", card.number)>
            <h2>{text::statement(&card.text, &card.language)}</h2>
            <p class="meta"><strong>{said}</strong> <span>{time::ago(cx, answer.at)}</span> {note.map(|note| view! { <span>{note}</span> })}</p>
            {reason}
            {form}
        </article>
    }
    .into_any()
}

/// The same three answers; the present one is pressed.
fn change(cx: &Cx, slug: &Slug, answer: &MyAnswer) -> AnyView {
    let card = &answer.statement;
    let buttons = [Answer::Agree, Answer::Disagree, Answer::Pass].map(|choice| {
        let (word, pressed) = (choice.as_str(), if card.mine == Some(choice) { "true" } else { "false" });
        view! { <button name="answer" value=word data-answer=word aria-pressed=pressed>{cx.word("opinion-answer", choice.as_str())}</button> }
    });
    let legend = t!(
        cx,
        "opinion-change-label",
        statement = card.text.to_string()
    );
    view! {
        <form class="answers" method="post" action=post::ANSWER aria-label=legend>
            <input type="hidden" name="slug" value=slug.to_string() />
            <input type="hidden" name="number" value=card.number.to_string() />
            <input type="hidden" name="before" value=card.mine.map(Answer::as_str) />
            {buttons.into_iter().collect_view()}
        </form>
    }
    .into_any()
}
