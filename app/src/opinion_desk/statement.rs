//! `/desk/opinion/{slug}/s/{number}`: the desk's page of one statement. Moderators accept the statement, take it out,
//! ask it again, or edit it. Its text is fixed once somebody other than its author has answered.

use super::{address as post, frame, statements::facts};
use crate::{
    document::PageResult,
    param,
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary, select},
        input::tick,
        languages,
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    Refusal, address,
    consultation::Slug,
    limits,
    opinion::{StatementStatus, StatementText},
};
use cabildo_service::opinion::DeskStatement;
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_STATEMENT, get(show))
}

async fn show(cx: Cx, Path((slug, number)): Path<(String, String)>) -> PageResult {
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let statement = cx
        .service
        .statements()
        .at_desk(cx.viewer.moderator()?, &slug, number)
        .await?;
    let edit = FormState::from(cx.kept(&post::edit_kept_as(&slug, number)).await?);
    let reason = FormState::from(cx.kept(&post::reason_kept_as(&slug, number)).await?);
    let title = t!(cx, "opinion-desk-statement", number = number);
    Ok(cx.page(frame::private(title.clone()), || {
        let labels = [
            ("text", t!(cx, "opinion-desk-text")),
            ("language", t!(cx, "lab-field-language")),
            ("reason", t!(cx, "opinion-desk-why")),
        ];
        let refused = if edit.refusal().is_some() {
            &edit
        } else {
            &reason
        };
        let lang = statement.language.to_string();
        let state = statement.status.as_str();
        view! {
            {error_summary(&cx, refused, &labels)}
            <header class="page-header">
                <h1>{title}</h1>
                <blockquote lang=lang dir="auto">{statement.text.to_string()}</blockquote>
                <p class="meta">
                    <strong>{cx.word("opinion-desk-status", state)}</strong>
                    <a href=address::opinion_desk(&slug)>{t!(cx, "opinion-desk-back")}</a>
                </p>
                {facts(&cx, &statement)}
            </header>
            {decide(&cx, &slug, &statement, &reason)}
            {editor(&cx, &slug, &statement, &edit)}
        }
    }))
}

fn editor(cx: &Cx, slug: &Slug, statement: &DeskStatement, form: &FormState) -> AnyView {
    let text = if statement.changeable {
        Text::area("text", t!(cx, "opinion-desk-text"), StatementText::LIMIT)
            .hint(t!(
                cx,
                "opinion-desk-text-hint",
                advised = limits::STATEMENT_ADVISED as i64
            ))
            .value(statement.text.to_string())
            .view(cx, form)
    } else {
        view! {
            <p class="hint">{t!(cx, "opinion-desk-text-fixed")}</p>
            <input type="hidden" name="text" value=statement.text.to_string() />
        }
        .into_any()
    };
    // Somebody who has seen the present text, above, may save over it.
    let outdated = matches!(form.refusal(), Some(Refusal::Outdated { .. }));
    let present = statement.revision.to_string();
    let revision = if outdated {
        present
    } else {
        form.value("revision", &present)
    };
    let language = statement.language.to_string();
    let choices = languages::choices(&form.value("language", &language));
    view! {
        <section class="stack" aria-labelledby="edit">
            <h2 id="edit">{t!(cx, "opinion-desk-edit")}</h2>
            <form method="post" action=post::EDIT class="form">
                {frame::about(slug, statement.number)}
                <input type="hidden" name="revision" value=revision />
                {text}
                {select(cx, form, "language", t!(cx, "lab-field-language"), choices, &language, None)}
                {tick(form, "meta".to_owned(), t!(cx, "opinion-desk-meta-tick"), statement.meta)}
                <div class="actions"><button>{t!(cx, "opinion-desk-save")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn decide(cx: &Cx, slug: &Slug, statement: &DeskStatement, form: &FormState) -> AnyView {
    let (key, path, look) = match statement.status {
        StatementStatus::Rejected => ("opinion-desk-restore", post::RESTORE, "primary"),
        StatementStatus::Held | StatementStatus::Published => {
            ("opinion-desk-reject", post::REJECT, "danger")
        }
    };
    let accept = (statement.status == StatementStatus::Held).then(|| {
        view! {
            <form method="post" action=post::ACCEPT>
                {frame::about(slug, statement.number)}
                <button class="primary">{t!(cx, "opinion-desk-accept")}</button>
            </form>
        }
    });
    let reason = Text::area("reason", t!(cx, &format!("{key}-reason")), limits::REASON)
        .hint(t!(cx, &format!("{key}-hint")));
    view! {
        <section class="stack" aria-labelledby="decide">
            <h2 id="decide">{t!(cx, "opinion-desk-decide")}</h2>
            {accept}
            <form method="post" action=path class="form">
                {frame::about(slug, statement.number)}
                {reason.view(cx, form)}
                <div class="actions"><button class=look>{t!(cx, &format!("{key}-sure"))}</button></div>
            </form>
        </section>
    }
    .into_any()
}
