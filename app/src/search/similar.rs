//! Proposals that sound like a title that somebody is writing: supporting one of those is a good end. The list stands
//! in the plain form, and an island keeps it up to date while the title changes.

use super::{
    island::SimilarWhileTyping,
    piece::{Similar, found, list},
};
use crate::request::Cx;
use cabildo_domain::consultation::Slug;
use leptos::prelude::*;

/// The proposals of this consultation that sound like `title`: a failure is logged, and the page does without.
pub async fn find(cx: &Cx, slug: &Slug, title: &str) -> Vec<Similar> {
    found(cx, slug, title).await.unwrap_or_else(|error| {
        tracing::error!(?error, "similar proposals could not be found");
        Vec::new()
    })
}

/// The place for them beside the title's field, whose id is `target`.
pub fn view(cx: &Cx, slug: &Slug, target: &'static str, similar: Vec<Similar>) -> AnyView {
    view! {
        <div aria-live="polite" data-similar-to=target data-slug=slug.to_string()>{list(cx, similar)}</div>
        <SimilarWhileTyping />
    }
    .into_any()
}
