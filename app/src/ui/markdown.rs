//! People's texts on a page: rendered Markdown that was cleaned on the server, and plain text with its language.

use cabildo_domain::Language;
use leptos::prelude::*;

/// HTML that [`cabildo_service::markdown::render`] made, in its author's language. The only way HTML from
/// people gets onto a page.
#[component]
pub fn Prose(
    /// The cleaned HTML.
    html: String,
    /// The author's language.
    language: Language,
) -> impl IntoView {
    view! { <div class="prose" lang=language.to_string() dir="auto" inner_html=html></div> }
}
