//! Proposals that sound like a title that somebody is writing: supporting one of those is a good end. The list stands
//! in the plain form, and an island keeps it up to date while the title changes.

use super::{action::Similar, island::SimilarWhileTyping};
use crate::{request::Cx, t};
use cabildo_domain::consultation::Slug;
use cabildo_service::search::find::path_of;
use leptos::prelude::*;

/// The proposals of this consultation that sound like `title`, the most alike first.
///
/// # Errors
/// When the index fails.
pub async fn found(cx: &Cx, slug: &Slug, title: &str) -> Result<Vec<Similar>, cabildo_service::Error> {
    if title.trim().is_empty() {
        return Ok(Vec::new());
    }
    let hits = cx.service.similar(slug, title.to_owned(), String::new(), cx.locale).await?;
    let similar = hits.into_iter().map(|hit| Similar {
        path: path_of(&hit),
        supports: t!(cx, "search-similar-supports", count = hit.supports),
        title: hit.title,
        language: hit.language,
    });
    Ok(similar.collect())
}

/// The same for a page that can do without: a failure is logged and the list is empty.
pub async fn find(cx: &Cx, slug: &Slug, title: &str) -> Vec<Similar> {
    found(cx, slug, title).await.unwrap_or_else(|error| {
        tracing::error!(?error, "similar proposals could not be found");
        Vec::new()
    })
}

/// The list beside the title's field, whose id is `target`; nothing is seen while nothing sounds alike.
pub fn view(cx: &Cx, slug: &Slug, target: &str, similar: Vec<Similar>) -> AnyView {
    view! {
        <SimilarWhileTyping
            target=target.to_owned()
            slug=slug.to_string()
            heading=t!(cx, "search-similar-title")
            hint=t!(cx, "search-similar-hint")
            start=similar
        />
    }
    .into_any()
}
