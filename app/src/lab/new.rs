//! `/lab/new`: a consultation begins with a template, a question and a sentence.

use crate::{
    document::{Meta, PageResult},
    lab::{action::CreateConsultation, languages},
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary, select},
        input::radios,
    },
};
use axum::{Router, routing::get};
use cabildo_domain::{Language, consultation::Template, limits};
use leptos::prelude::*;
use server_fn::ServerFn;

/// The name under which a refused form is kept.
pub const FORM: &str = "lab/new";

/// The pages of this file.
pub fn routes() -> Router {
    Router::new().route("/lab/new", get(show))
}

async fn show(cx: Cx) -> PageResult {
    cx.viewer.lab()?;
    let form = FormState::from(cx.kept(FORM).await?);
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
        <form method="post" action=CreateConsultation::PATH class="form">
            <p class="cost">{t!(cx, "lab-new-cost")}</p>
            {radios(cx, form, "template", t!(cx, "lab-template"), templates, Template::OpenCall.as_str())}
            {title.hint(t!(cx, "lab-hint-title")).view(cx, form)}
            {summary.hint(t!(cx, "lab-hint-summary")).view(cx, form)}
            {select(cx, form, "language", t!(cx, "lab-field-language"), languages::choices(""), &language, None)}
            <div class="actions">
                <button class="primary">{t!(cx, "lab-new-do")}</button>
                <a class="button quiet" href="/lab">{t!(cx, "lab-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
