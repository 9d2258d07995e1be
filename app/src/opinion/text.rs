//! A statement's words, in its own language.

use cabildo_domain::{Language, opinion::StatementText};
use leptos::prelude::*;

/// The words.
pub fn statement(text: &StatementText, language: &Language) -> AnyView {
    view! { <span lang=language.to_string() dir="auto">{text.to_string()}</span> }.into_any()
}
