//! `/lab/c/{slug}`: the editor. One form for everything; steps and thresholds are added by filling an empty row.

use super::address as post;
use crate::{
    document::{Meta, PageResult},
    lab::{conflict, controls, fates, kept, rows},
    opinion_desk::frame as desk,
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary, select},
        languages,
    },
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{
    Refusal, address,
    consultation::{Slug, State},
    limits::{self, Length},
    phase::Method,
};
use cabildo_service::consultation::{ConsultationEditor, ConsultationForm, Questions};
use leptos::prelude::*;
use serde::Deserialize;

/// The number of empty rows after more were asked for.
const MORE: usize = 3;
/// Most characters of all themes, and of all areas, together: what their number and lengths amount to.
const LISTED: Length = Length {
    min: 0,
    max: 30_000,
};

/// The pages of this file.
pub fn routes() -> Router {
    Router::new().route(address::LAB_CONSULTATION, get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    more: String,
}

async fn show(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> PageResult {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let editor = cx
        .service
        .consultations()
        .editor(cx.viewer.lab()?, &slug)
        .await?;
    let form = FormState::from(cx.kept(&post::edit_kept_as(&slug)).await?);
    let typed = kept::typed(&form, &editor.form);
    let questions = match form.refusal() {
        Some(_) => {
            cx.service
                .consultations()
                .editor_questions(cx.viewer.lab()?, &slug, &typed)
                .await?
        }
        None => Questions::default(),
    };
    let title = t!(cx, "lab-edit-title", title = editor.title.to_string());
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let standing = editor.standing.as_str();
        view! {
            <div class="narrow stack">
                {error_summary(&cx, &form, &labels(&cx, &typed))}
                <header class="page-header">
                    <h1 dir="auto">{title}</h1>
                    <p class="meta">
                        <span class="status" data-status=standing>{cx.word("standing", standing)}</span>
                        <a href=address::consultation(&slug)>{t!(cx, "lab-preview")}</a>
                        <a href=address::LAB>{t!(cx, "lab-all")}</a>
                    </p>
                </header>
                {controls::section(&cx, &editor)}
                {mapping(&cx, &editor, &form)}
                {content(&cx, &editor, &form, &typed, &questions, &asked.more)}
            </div>
        }
    }))
}

/// The link to the statements, when a step maps opinions as stored or as typed.
fn mapping(cx: &Cx, editor: &ConsultationEditor, form: &FormState) -> Option<AnyView> {
    let typed = kept::typed(form, &editor.form);
    let mut steps = editor.form.phases.iter().chain(&typed.phases);
    let maps = steps.any(|phase| phase.method == Method::Map.as_str());
    let error = form.error(cx, "statements");
    maps.then(|| desk::from_editor(cx, &editor.slug, editor.state == State::Draft, error))
}

/// The name of each field in the summary of errors.
fn labels(cx: &Cx, typed: &ConsultationForm) -> Vec<(String, String)> {
    let whole = [
        ("title", "lab-field-title"),
        ("slug", "lab-field-slug"),
        ("summary", "lab-field-summary"),
        ("description", "lab-field-description"),
        ("promise", "lab-field-promise"),
        ("outcome", "lab-field-outcome"),
        ("language", "lab-field-language"),
        ("themes", "lab-field-themes"),
        ("areas", "lab-field-areas"),
        ("phases", "lab-steps"),
        ("statements", "opinion-desk-part"),
        ("ladder", "lab-ladder"),
    ]
    .map(|(name, key)| (name.to_owned(), t!(cx, key)));
    whole.into_iter().chain(rows::labels(cx, typed)).collect()
}

fn content(
    cx: &Cx,
    editor: &ConsultationEditor,
    form: &FormState,
    typed: &ConsultationForm,
    questions: &Questions,
    more: &str,
) -> AnyView {
    let outdated = matches!(form.refusal(), Some(Refusal::Outdated { .. }));
    // A person who has seen both texts may save over the other one; a person who only made an error is still held to
    // the loaded revision.
    let revision = if outdated {
        editor.form.revision.clone()
    } else {
        typed.revision.clone()
    };
    let both = outdated.then(|| conflict::both_texts(cx, &editor.form, typed));
    view! {
        {both}
        <form method="post" action=post::EDIT class="form">
            <input type="hidden" name="at" value=editor.slug.to_string() />
            <input type="hidden" name="revision" value=revision />
            {part("question", t!(cx, "lab-part-question"), question(cx, editor, form, typed))}
            {part("steps", t!(cx, "lab-steps"), steps(cx, form, typed, more))}
            {part("subjects", t!(cx, "lab-part-subjects"), subjects(cx, form, typed, questions))}
            {part("thresholds", t!(cx, "lab-ladder"), thresholds(cx, form, typed, more))}
            {part("came", t!(cx, "lab-part-outcome"), markdown(cx, form, "outcome", &typed.outcome))}
            <div class="actions" id=controls::ACTIONS tabindex="-1">
                <button class="primary">{t!(cx, "lab-save")}</button>
                {controls::save_and_publish(cx, editor)}
                <a class="button quiet" href=address::consultation(&editor.slug)>{t!(cx, "lab-preview")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn part(id: &'static str, heading: String, content: AnyView) -> AnyView {
    view! { <section class="stack" aria-labelledby=id><h2 id=id>{heading}</h2>{content}</section> }
        .into_any()
}

fn question(
    cx: &Cx,
    editor: &ConsultationEditor,
    form: &FormState,
    typed: &ConsultationForm,
) -> AnyView {
    let title = Text::line(
        "title",
        t!(cx, "lab-field-title"),
        limits::CONSULTATION_TITLE,
    )
    .hint(t!(cx, "lab-hint-title"))
    .value(typed.title.clone());
    let summary = Text::area("summary", t!(cx, "lab-field-summary"), limits::SUMMARY)
        .hint(t!(cx, "lab-hint-summary"))
        .value(typed.summary.clone());
    let slug = match editor.state {
        State::Draft => Text::line("slug", t!(cx, "lab-field-slug"), limits::SLUG)
            .hint(t!(cx, "lab-hint-slug"))
            .value(typed.slug.clone())
            .view(cx, form),
        State::Published | State::Archived => {
            let address =
                address::absolute(&cx.site.public_url, &address::consultation(&editor.slug));
            view! { <p>{t!(cx, "lab-slug-fixed")} " " <code>{address}</code></p> }.into_any()
        }
    };
    let choices = languages::choices(&typed.language);
    view! {
        {title.view(cx, form)}
        {summary.view(cx, form)}
        {slug}
        {select(cx, form, "language", t!(cx, "lab-field-language"), choices, &typed.language, None)}
        {markdown(cx, form, "promise", &typed.promise)}
        {markdown(cx, form, "description", &typed.description)}
    }
    .into_any()
}

fn steps(cx: &Cx, form: &FormState, typed: &ConsultationForm, more: &str) -> AnyView {
    let zone = cx.service.config().time_zone.name().to_owned();
    let spare = if more == "phases" { MORE } else { 1 };
    view! {
        <p class="hint">{t!(cx, "lab-steps-hint", zone = zone)}</p>
        {rows::phases(cx, form, &typed.phases, spare)}
        <p><button name="then" value="phases">{t!(cx, "lab-save-step")}</button></p>
    }
    .into_any()
}

fn thresholds(cx: &Cx, form: &FormState, typed: &ConsultationForm, more: &str) -> AnyView {
    let spare = if more == "ladder" { MORE } else { 1 };
    view! {
        <p class="hint">{t!(cx, "lab-ladder-hint")}</p>
        {rows::ladder(cx, form, &typed.ladder, spare)}
        <p><button name="then" value="ladder">{t!(cx, "lab-save-rung")}</button></p>
    }
    .into_any()
}

fn subjects(cx: &Cx, form: &FormState, typed: &ConsultationForm, questions: &Questions) -> AnyView {
    let list = |name: &'static str, value: &str| {
        Text::area(name, t!(cx, &format!("lab-field-{name}")), LISTED)
            .hint(t!(cx, &format!("lab-hint-{name}")))
            .value(value)
            .view(cx, form)
    };
    view! { {list("themes", &typed.themes)} {list("areas", &typed.areas)} {fates::view(cx, questions)} }.into_any()
}

fn markdown(cx: &Cx, form: &FormState, name: &'static str, value: &str) -> AnyView {
    Text::area(
        name,
        t!(cx, &format!("lab-field-{name}")),
        limits::DESCRIPTION,
    )
    .hint(t!(cx, &format!("lab-hint-{name}")))
    .value(value)
    .view(cx, form)
}
