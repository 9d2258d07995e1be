//! The section about the opinion map on a consultation's own page.

use super::map;
use crate::{request::Cx, t};
use cabildo_domain::{
    address,
    consultation::Slug,
    phase::{Method, Phase, Tense},
};
use cabildo_service::{Error, opinion::OpinionPage};
use leptos::prelude::*;

/// The results so far, if a step that maps opinions has begun; otherwise it runs no SQL statement.
pub async fn load(cx: &Cx, slug: &Slug, phases: &[Phase]) -> Result<Option<OpinionPage>, Error> {
    let has_begun = phases
        .iter()
        .any(|phase| phase.method == Method::Map && phase.tense(cx.now) != Tense::Future);
    if has_begun {
        Ok(Some(cx.service.opinion().page(&cx.viewer, slug).await?))
    } else {
        Ok(None)
    }
}

/// The results in a few words, with the link to all of them.
pub fn section(cx: &Cx, page: &OpinionPage) -> AnyView {
    let slug = &page.consultation.slug;
    let results = match page.map.as_ref().filter(|map| map.people > 0) {
        Some(map) => {
            let all =
                view! { <p><a href=address::opinion_map(slug)>{t!(cx, "opinion-see-map")}</a></p> };
            view! { {map::summary(cx, page, map)} {all} }.into_any()
        }
        None => view! { <div class="empty"><p>{t!(cx, "opinion-map-none")}</p></div> }.into_any(),
    };
    view! {
        <section class="stack" data-gap="small" aria-labelledby="opinion">
            <h2 id="opinion">{t!(cx, "opinion-map-page")}</h2>
            <p class="meta">
                <span>{t!(cx, "opinion-people", count = page.people)}</span>
                <span>{t!(cx, "opinion-answers", count = page.votes)}</span>
            </p>
            {results}
        </section>
    }
    .into_any()
}

/// The link in the list of steps from a step that maps opinions, once it has begun.
pub fn step(cx: &Cx, slug: &Slug, phase: &Phase) -> Option<AnyView> {
    let (href, key) = match (phase.method, phase.tense(cx.now)) {
        (Method::Map, Tense::Current) => (address::opinion(slug), "opinion-start"),
        (Method::Map, Tense::Past) => (address::opinion_map(slug), "opinion-see-map"),
        _ => return None,
    };
    Some(view! { <p class="when"><a href=href>{t!(cx, key)}</a></p> }.into_any())
}
