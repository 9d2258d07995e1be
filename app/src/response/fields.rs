//! The fields that the form of an answer and that of its correction share.

use crate::{
    request::Cx,
    t,
    ui::{
        field::{Choice, FormState, Text, select},
        input::{number, radios},
    },
};
use cabildo_domain::{Locale, limits, proposal::Status};
use leptos::prelude::*;

/// Every field's name, with its name in the summary of errors.
pub fn labels(cx: &Cx) -> [(&'static str, String); 6] {
    [
        "status",
        "merged_into",
        "body",
        "response",
        "language",
        "reason",
    ]
    .map(|name| (name, cx.word("answer-field", name)))
}

/// The proposal's new status: nothing is preselected, so that staff choose it themselves.
///
/// Only somebody who may answer everything `merges` proposals.
pub fn place(cx: &Cx, state: &FormState, status: &str, merged_into: &str, merges: bool) -> AnyView {
    let merged = (
        Status::Merged.to_string(),
        t!(cx, "answer-status-merged"),
        String::new(),
    );
    let choices = Status::ANSWERS
        .into_iter()
        .map(|status| {
            let label = cx.word("status", status.as_str());
            (status.to_string(), label, String::new())
        })
        .chain(merges.then_some(merged))
        .collect();
    let legend = cx.word("answer-field", "status");
    let label = cx.word("answer-field", "merged_into");
    let numbers = (1, i64::from(u32::MAX));
    view! {
        {radios(cx, state, "status", legend, choices, status)}
        {merges.then(|| number(cx, state, "merged_into".to_owned(), label, merged_into.to_owned(), numbers))}
    }
    .into_any()
}

/// The text and its language.
pub fn text(cx: &Cx, state: &FormState, body: &str, language: &str) -> AnyView {
    let languages: Vec<Choice> = Locale::OFFERED
        .into_iter()
        .map(|locale| Choice {
            value: locale.tag().to_owned(),
            label: locale.own_name().to_owned(),
        })
        .collect();
    let area = Text::area(
        "body",
        cx.word("answer-field", "body"),
        limits::RESPONSE_BODY,
    )
    .hint(t!(cx, "answer-body-hint"))
    .value(body);
    let label = cx.word("answer-field", "language");
    view! {
        {area.view(cx, state)}
        {select(cx, state, "language", label, languages, language, None)}
    }
    .into_any()
}
