//! `/c/{slug}/opinion/answers`: what one has answered, newest first; each answer can be changed.

use super::{caller, words};
use crate::{
    document::{Meta, PageResult},
    opinion::action::AnswerStatement,
    proposal::words::closed_text,
    request::Cx,
    t,
    ui::time,
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    consultation::Slug,
    opinion::{Answer, StatementStatus},
    phase::Activity,
};
use cabildo_service::opinion::{AnswerSheet, MyAnswer};
use leptos::prelude::*;
use server_fn::ServerFn;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route("/c/{slug}/opinion/answers", get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = words::slug(&slug)?;
    let sheet = cx
        .service
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
                {words::breadcrumbs(&cx, &sheet.consultation, vec![words::crumb(&cx, &slug)])}
                <header class="page-header">
                    <h1>{t!(&cx, "opinion-answers-title")}</h1>
                    {(!sheet.answers.is_empty()).then(|| view! { <p class="lead">{t!(&cx, lead)}</p> })}
                </header>
                {sheet.closed.map(|closed| {
                    view! { <div class="notice" data-kind="info"><p>{closed_text(&cx, Activity::Answer, closed)}</p></div> }
                })}
                {list(&cx, &slug, &sheet)}
            </div>
        }
    }))
}

fn list(cx: &Cx, slug: &Slug, sheet: &AnswerSheet) -> AnyView {
    let path = words::path(slug);
    if sheet.answers.is_empty() {
        let (href, key) = if sheet.closed.is_some() {
            (format!("/c/{slug}"), "opinion-back")
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
    let said = card
        .mine
        .map(|mine| t!(cx, "opinion-you-said", answer = words::answer(cx, mine)));
    let reason = answer.reason.as_ref().map(
        |reason| view! { <p dir="auto">{t!(cx, "hidden-reason", reason = reason.as_str())}</p> },
    );
    let form =
        (open && answer.status == StatementStatus::Published).then(|| change(cx, slug, answer));
    view! {
        <article class="row" id=format!("s{}", card.number)>
            <h2>{words::text(&card.text, &card.language)}</h2>
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
        view! { <button name="answer" value=word data-answer=word aria-pressed=pressed>{words::answer(cx, choice)}</button> }
    });
    let legend = t!(
        cx,
        "opinion-change-label",
        statement = card.text.to_string()
    );
    view! {
        <form class="answers" method="post" action=AnswerStatement::PATH aria-label=legend>
            <input type="hidden" name="slug" value=slug.to_string() />
            <input type="hidden" name="number" value=card.number.to_string() />
            <input type="hidden" name="before" value=card.mine.map(Answer::as_str) />
            {buttons.into_iter().collect_view()}
        </form>
    }
    .into_any()
}
