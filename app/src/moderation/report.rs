//! `/report/{kind}/{id}`: a resident tells the moderators what is wrong.

use super::address as post;
use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{
        author,
        field::{FormState, Text, error_summary},
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    Refusal, SubjectKind, address, limits::REPORT_NOTE, moderation::ReportReason,
};
use cabildo_service::moderation::Matter;
use leptos::prelude::*;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new().route(address::REPORT, get(show))
}

async fn show(cx: Cx, Path((kind, id)): Path<(String, String)>) -> PageResult {
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let matter = cx
        .service
        .moderation()
        .report_page(cx.viewer.resident()?, subject)
        .await?;
    let state = FormState::from(cx.kept(&post::report_kept_as(subject)).await?);
    let meta = Meta {
        title: t!(cx, "report-title"),
        description: String::new(),
        private: true,
    };
    let labels = [
        ("reason", t!(cx, "report-reason")),
        ("note", t!(cx, "report-note")),
    ];
    Ok(cx.page(meta, || {
        let back = super::tools::onward(&cx, &matter);
        view! {
            {error_summary(&cx, &state, &labels)}
            <header class="page-header"><h1>{t!(cx, "report-title")}</h1><p class="lead">{t!(cx, "report-lead")}</p></header>
            {quoted(&cx, &matter)}
            <form method="post" action=post::REPORT class="form">
                <input type="hidden" name="kind" value=kind />
                <input type="hidden" name="id" value=id />
                {reasons(&cx, &state)}
                {Text::area("note", t!(cx, "report-note"), REPORT_NOTE).hint(t!(cx, "report-note-hint")).view(&cx, &state)}
                <div class="actions">
                    <button class="primary">{t!(cx, "report-send")}</button>
                    <a class="button quiet" href=back>{t!(cx, "moderation-cancel")}</a>
                </div>
            </form>
        }
    }))
}

/// The subject of the page, quoted so that nobody reports or hides the wrong thing.
pub(super) fn quoted(cx: &Cx, matter: &Matter) -> AnyView {
    let kind = match matter.subject.kind {
        SubjectKind::Comment => t!(cx, "moderation-comment-on"),
        SubjectKind::Statement => t!(cx, "moderation-statement-in"),
        SubjectKind::Proposal | SubjectKind::Consultation | SubjectKind::Account => {
            t!(cx, "moderation-proposal")
        }
    };
    let author = matter
        .author
        .as_ref()
        .map(|author| view! { <p class="meta"><span>{author::view(cx, author)}</span></p> });
    let language = matter.language.to_string();
    let title = matter.title.clone();
    let title = match super::tools::path(matter) {
        Some(href) => view! { <a href=href dir="auto">{title}</a> }.into_any(),
        None => view! { <span dir="auto">{title}</span> }.into_any(),
    };
    view! {
        <article class="row">
            <h2>{kind} " " {title}</h2>
            {author}
            <blockquote lang=language dir="auto">{matter.excerpt.clone()}</blockquote>
        </article>
    }
    .into_any()
}

fn reasons(cx: &Cx, state: &FormState) -> AnyView {
    let chosen = state.value("reason", "");
    let error = state
        .error(cx, "reason")
        .map(|error| view! { <p class="error" id="reason-error">{error}</p> });
    let choices: Vec<_> = ReportReason::ALL
        .iter()
        .enumerate()
        .map(|(index, reason)| {
            let word = reason.as_str();
            // The summary of errors links to the first choice.
            let id = (index == 0).then_some("reason");
            view! {
                <label class="choice">
                    <input type="radio" id=id name="reason" value=word checked=word == chosen required />
                    " " <span>{cx.word("report-reason", word)}</span>
                </label>
            }
        })
        .collect();
    view! { <fieldset class="field"><legend>{t!(cx, "report-reason")}</legend>{error}{choices}</fieldset> }.into_any()
}
