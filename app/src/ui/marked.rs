//! Text of people with the words that were looked for marked: HTML of the search index, which escapes what people
//! wrote and adds nothing but `<mark>`.

use leptos::prelude::*;

/// A marked text in its author's language.
pub fn marked(html: String, language: String) -> AnyView {
    view! { <span lang=language dir="auto" inner_html=html></span> }.into_any()
}
