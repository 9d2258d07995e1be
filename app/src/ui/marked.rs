//! People's text with the searched words marked: HTML of the search index, which escapes people's texts and adds
//! nothing but `<mark>`.

use leptos::prelude::*;

/// A marked text in its author's language.
pub fn marked(html: String, language: String) -> AnyView {
    view! { <span lang=language dir="auto" inner_html=html></span> }.into_any()
}
