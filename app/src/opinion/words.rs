//! How statements, answers and groups are named and linked everywhere.

pub use crate::proposal::words::{number, slug};
use crate::{proposal::words::breadcrumbs as base, request::Cx, t};
use cabildo_domain::{
    Language,
    consultation::Slug,
    opinion::{Answer, StatementText, group_letter},
    text::Label,
};
use cabildo_service::proposal::ConsultationBrief;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The address where statements are answered.
pub fn path(slug: &Slug) -> String {
    format!("/c/{slug}/opinion")
}

/// The address of one's own answers.
pub fn answers_path(slug: &Slug) -> String {
    format!("/c/{slug}/opinion/answers")
}

/// The address where a statement is added.
pub fn add_path(slug: &Slug) -> String {
    format!("/c/{slug}/opinion/add")
}

/// The address of the map.
pub fn map_path(slug: &Slug) -> String {
    format!("/c/{slug}/opinion/map")
}

/// The address of how people answered one statement.
pub fn statement_path(slug: &Slug, number: i64) -> String {
    format!("/c/{slug}/opinion/statements/{number}")
}

/// The way here: home, the consultation, its statements, and what more there is.
pub fn breadcrumbs(
    cx: &Cx,
    consultation: &ConsultationBrief,
    more: Vec<(String, String)>,
) -> AnyView {
    base(cx, consultation, more)
}

/// The crumb of the page where statements are answered.
pub fn crumb(cx: &Cx, slug: &Slug) -> (String, String) {
    (path(slug), t!(cx, "opinion-crumb"))
}

/// An answer, as a button says it: `Agree`.
pub fn answer(cx: &Cx, answer: Answer) -> String {
    cx.word("opinion-answer", answer.as_str())
}

/// A statement's words.
pub fn text(text: &StatementText, language: &Language) -> AnyView {
    view! { <span lang=language.to_string() dir="auto">{text.to_string()}</span> }.into_any()
}

/// A group: `Group A`, with the name that the lab gave it.
pub fn group(cx: &Cx, names: &BTreeMap<u32, Label>, id: u32) -> String {
    let letter = group_letter(id).to_string();
    match names.get(&id) {
        Some(name) => t!(
            cx,
            "opinion-group-named",
            letter = letter,
            name = name.to_string()
        ),
        None => t!(cx, "opinion-group", letter = letter),
    }
}
