//! Proposals that sound like a title that somebody is writing: supporting one of those may be better than a new
//! proposal. The list is in the plain form, and an island keeps it up to date while the title changes.

use super::{
    island::SimilarWhileTyping,
    piece::{Similar, described, list},
};
use crate::request::Cx;
use cabildo_domain::{ConsultationId, consultation::Slug};
use leptos::prelude::*;

/// The proposals of this consultation that sound like `title`, the most similar first. The page works without them, so
/// a failure is logged and the list is empty.
pub async fn find(cx: &Cx, consultation: ConsultationId, title: &str) -> Vec<Similar> {
    if title.trim().is_empty() {
        return Vec::new();
    }
    match cx
        .service
        .search()
        .similar(consultation, title, cx.locale)
        .await
    {
        Ok(hits) => described(cx, hits),
        Err(error) => {
            tracing::error!(?error, "similar proposals could not be found");
            Vec::new()
        }
    }
}

/// Their place beside the title's field, whose id is `target`.
pub fn view(cx: &Cx, slug: &Slug, target: &'static str, similar: Vec<Similar>) -> AnyView {
    view! {
        <div aria-live="polite" data-similar-to=target data-slug=slug.to_string()>{list(cx, similar)}</div>
        <SimilarWhileTyping />
    }
    .into_any()
}
