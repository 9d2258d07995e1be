//! What exists already and sounds like a title that somebody is writing: supporting one of those is a good end.

use super::words::path;
use crate::{request::Cx, t};
use cabildo_domain::consultation::Slug;
use leptos::prelude::*;

/// A proposal that sounds alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// Its number in the consultation.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// How many support it.
    pub supports: i64,
}

/// The proposals of this consultation that sound like `title`.
pub async fn find(cx: &Cx, slug: &Slug, title: &str) -> Vec<Similar> {
    if title.trim().is_empty() {
        return Vec::new();
    }
    let hits = cx.service.similar(slug, title.to_owned(), String::new(), cx.locale).await.unwrap_or_else(|error| {
        // A form without the list is better than no form.
        tracing::error!(?error, "similar proposals could not be found");
        Vec::new()
    });
    hits.into_iter()
        .filter_map(|hit| {
            Some(Similar { number: hit.number?, title: hit.title, language: hit.language, supports: hit.supports })
        })
        .collect()
}

/// The list; nothing when nothing sounds alike.
pub fn view(cx: &Cx, slug: &Slug, similar: Vec<Similar>) -> Option<AnyView> {
    if similar.is_empty() {
        return None;
    }
    let items: Vec<_> = similar
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <a href=path(slug, one.number) lang=one.language dir="auto">{one.title}</a>
                    " "
                    <small>{t!(cx, "proposal-similar-supports", count = one.supports)}</small>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <section class="similar" aria-labelledby="similar">
                <h2 id="similar">{t!(cx, "proposal-similar-title")}</h2>
                <p>{t!(cx, "proposal-similar-hint")}</p>
                <ul>{items}</ul>
            </section>
        }
        .into_any(),
    )
}
