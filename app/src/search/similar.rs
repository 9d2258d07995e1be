//! Proposals that sound like a title that somebody is writing: supporting one of those is a good end. The list stands
//! in the plain form, and an island keeps it up to date while the title changes.

use super::island::SimilarWhileTyping;
use crate::{request::Cx, t};
use cabildo_domain::{ConsultationId, consultation::Slug};
use cabildo_service::search::find::{Hit, path_of};
use leptos::prelude::*;

/// A proposal that sounds like the one being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// The path of its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// How many people support it, as a sentence.
    pub supports: String,
}

/// What the list says about these results.
pub fn described(cx: &Cx, hits: Vec<Hit>) -> Vec<Similar> {
    let similar = hits.into_iter().map(|hit| Similar {
        path: path_of(&hit),
        supports: supports(cx, &hit),
        title: hit.title,
        language: hit.language,
    });
    similar.collect()
}

/// `12 people support it`, and apart from them what was brought in from elsewhere.
fn supports(cx: &Cx, hit: &Hit) -> String {
    let counted = t!(
        cx,
        "search-similar-supports",
        count = hit.supports - hit.imported_supports
    );
    if hit.imported_supports == 0 {
        return counted;
    }
    format!(
        "{counted}{}",
        t!(cx, "supports-brought-in", count = hit.imported_supports)
    )
}

/// The proposals of this consultation that sound like `title`, the most alike first. The page can do without them, so a
/// failure is logged and the list is empty.
pub async fn find(cx: &Cx, consultation: ConsultationId, title: &str) -> Vec<Similar> {
    if title.trim().is_empty() {
        return Vec::new();
    }
    match cx.service.similar(consultation, title, cx.locale).await {
        Ok(hits) => described(cx, hits),
        Err(error) => {
            tracing::error!(?error, "similar proposals could not be found");
            Vec::new()
        }
    }
}

/// The place for them beside the title's field, whose id is `target`.
pub fn view(cx: &Cx, slug: &Slug, target: &'static str, similar: Vec<Similar>) -> AnyView {
    view! {
        <div aria-live="polite" data-similar-to=target data-slug=slug.to_string()>{list(cx, similar)}</div>
        <SimilarWhileTyping />
    }
    .into_any()
}

/// What stands in that place: nothing while nothing sounds alike.
pub fn list(cx: &Cx, similar: Vec<Similar>) -> Option<AnyView> {
    let rows: Vec<_> = similar
        .into_iter()
        .map(|one| {
            view! {
                <li><a href=one.path lang=one.language dir="auto">{one.title}</a> " " <small>{one.supports}</small></li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="similar" aria-labelledby="similar">
                <h2 id="similar">{t!(cx, "search-similar-title")}</h2>
                <p>{t!(cx, "search-similar-hint")}</p>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}
