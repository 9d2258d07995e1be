//! A statement's text, in its own language.

use cabildo_domain::{Language, opinion::StatementText};
use leptos::prelude::*;

/// The text.
pub fn statement(text: &StatementText, language: &Language) -> AnyView {
    view! { <span lang=language.to_string() dir="auto">{text.to_string()}</span> }.into_any()
}
