//! The breadcrumbs of a page: home, the consultation, and the pages in between.

use crate::{request::Cx, t};
use cabildo_domain::{address, consultation::Slug};
use cabildo_service::consultation::ConsultationBrief;
use leptos::prelude::*;

/// The breadcrumbs of a page: home, the consultation, and further pages.
pub fn breadcrumbs(
    cx: &Cx,
    consultation: &ConsultationBrief,
    more: Vec<(String, String)>,
) -> AnyView {
    let slug = &consultation.slug;
    let more: Vec<_> = more
        .into_iter()
        .map(|(href, text)| view! { <li><a href=href>{text}</a></li> })
        .collect();
    view! {
        <nav class="breadcrumbs" aria-label=t!(cx, "proposal-breadcrumbs")>
            <ol>
                <li><a href=address::HOME>{t!(cx, "proposal-home")}</a></li>
                <li>
                    <a href=address::consultation(slug) lang=consultation.language.to_string() dir="auto">
                        {consultation.title.to_string()}
                    </a>
                </li>
                {more}
            </ol>
        </nav>
    }
    .into_any()
}

/// The crumb of a consultation's list of proposals.
pub fn proposals(cx: &Cx, consultation: &ConsultationBrief) -> (String, String) {
    (
        address::proposals(&consultation.slug),
        t!(cx, "proposal-list-title"),
    )
}

/// The crumb of the page where statements are answered.
pub fn statements(cx: &Cx, slug: &Slug) -> (String, String) {
    (address::opinion(slug), t!(cx, "opinion-crumb"))
}
