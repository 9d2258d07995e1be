//! `/lab/new`: a consultation begins with a template, a question and a sentence.

use super::address as post;
use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary, select},
        input::radios,
        languages,
    },
};
use axum::{Router, routing::get};
use cabildo_domain::{Language, address, consultation::Template, limits};
use leptos::prelude::*;

/// The pages of this file.
pub fn routes() -> Router {
    Router::new().route(address::LAB_NEW, get(show))
}

async fn show(cx: Cx) -> PageResult {
    cx.viewer.lab()?;
    let form = FormState::from(cx.kept(post::NEW_KEPT_AS).await?);
    let meta = Meta {
        title: t!(cx, "lab-new"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(
        meta,
        || view! { <div class="narrow stack">{content(&cx, &form)}</div> },
    ))
}

fn content(cx: &Cx, form: &FormState) -> AnyView {
    let labels = [
        ("template", t!(cx, "lab-template")),
        ("title", t!(cx, "lab-field-title")),
        ("summary", t!(cx, "lab-field-summary")),
        ("language", t!(cx, "lab-field-language")),
    ];
    let templates = Template::ALL
        .iter()
        .map(|template| {
            let word = template.as_str();
            (
                word.to_owned(),
                cx.word("template", word),
                cx.word("template-about", word),
            )
        })
        .collect();
    let language = Language::from(cx.locale).to_string();
    let title = Text::line(
        "title",
        t!(cx, "lab-field-title"),
        limits::CONSULTATION_TITLE,
    );
    let summary = Text::area("summary", t!(cx, "lab-field-summary"), limits::SUMMARY);
    view! {
        {error_summary(cx, form, &labels)}
        <header class="page-header"><h1>{t!(cx, "lab-new")}</h1><p class="lead">{t!(cx, "lab-new-lead")}</p></header>
        <form method="post" action=post::CREATE class="form">
            <p class="cost">{t!(cx, "lab-new-cost")}</p>
            {radios(cx, form, "template", t!(cx, "lab-template"), templates, Template::OpenCall.as_str())}
            {title.hint(t!(cx, "lab-hint-title")).view(cx, form)}
            {summary.hint(t!(cx, "lab-hint-summary")).view(cx, form)}
            {select(cx, form, "language", t!(cx, "lab-field-language"), languages::choices(""), &language, None)}
            <div class="actions">
                <button class="primary">{t!(cx, "lab-new-do")}</button>
                <a class="button quiet" href=address::LAB>{t!(cx, "lab-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
