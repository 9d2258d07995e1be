//! The fields of a proposal, the same for a new one and for an edit.

use crate::{
    request::Cx,
    t,
    ui::{
        field::{Choice, FormState, Text, optional, select},
        languages,
    },
};
use cabildo_domain::limits;
use cabildo_service::proposal::{Compose, ProposalForm};
use leptos::prelude::*;

/// The labels of the fields, for the summary of errors.
pub fn labels(cx: &Cx) -> [(&'static str, String); 5] {
    ["title", "body", "theme", "area", "language"]
        .map(|name| (name, cx.word("proposal-field", name)))
}

/// The values of the form's fields: the input, else the present text.
pub fn filled(state: &FormState, present: &ProposalForm) -> ProposalForm {
    ProposalForm {
        title: state.value("title", &present.title),
        body: state.value("body", &present.body),
        theme: state.value("theme", &present.theme),
        area: state.value("area", &present.area),
        language: state.value("language", &present.language),
        submit_key: state.value("submit_key", &present.submit_key),
        revision: present.revision.clone(),
    }
}

/// All fields, filled with `value`.
pub fn fields(cx: &Cx, compose: &Compose, state: &FormState, value: &ProposalForm) -> AnyView {
    let themes: Vec<Choice> = compose
        .themes
        .iter()
        .map(|theme| Choice {
            value: theme.id.to_string(),
            label: theme.label.to_string(),
        })
        .collect();
    let areas: Vec<Choice> = compose
        .areas
        .iter()
        .map(|area| Choice {
            value: area.id.to_string(),
            label: indented(area.label.as_str(), area.depth),
        })
        .collect();
    let none = Some(t!(cx, "proposal-choice-none"));
    let label = |name: &str| optional(cx, cx.word("proposal-field", name));
    let theme = (!themes.is_empty()).then(|| {
        select(
            cx,
            state,
            "theme",
            label("theme"),
            themes,
            &value.theme,
            none.clone(),
        )
    });
    let area = (!areas.is_empty()).then(|| {
        select(
            cx,
            state,
            "area",
            label("area"),
            areas,
            &value.area,
            none.clone(),
        )
    });
    view! {
        {title(cx, state, value)}
        {Text::area("body", cx.word("proposal-field", "body"), limits::PROPOSAL_BODY)
            .hint(t!(cx, "proposal-body-hint"))
            .value(value.body.clone())
            .view(cx, state)}
        {theme}
        {area}
        {language(cx, compose, state, value)}
    }
    .into_any()
}

/// The title's field.
pub fn title(cx: &Cx, state: &FormState, value: &ProposalForm) -> AnyView {
    Text::line(
        "title",
        cx.word("proposal-field", "title"),
        limits::PROPOSAL_TITLE,
    )
    .hint(t!(cx, "proposal-title-hint"))
    .value(value.title.clone())
    .view(cx, state)
}

fn language(cx: &Cx, compose: &Compose, state: &FormState, value: &ProposalForm) -> AnyView {
    let mut choices = languages::choices(compose.consultation.language.as_str());
    if !value.language.is_empty() && choices.iter().all(|choice| choice.value != value.language) {
        choices.push(Choice {
            value: value.language.clone(),
            label: value.language.clone(),
        });
    }
    select(
        cx,
        state,
        "language",
        cx.word("proposal-field", "language"),
        choices,
        &value.language,
        None,
    )
}

/// A nested area's name, indented by its depth.
pub fn indented(label: &str, depth: i64) -> String {
    let indent = "\u{2003}".repeat(usize::try_from(depth).unwrap_or_default());
    format!("{indent}{label}")
}
