//! The parts that all pages of a mapping's desk share: the heading with its tabs, hidden fields.

use crate::{document::Meta, request::Cx, t};
use cabildo_domain::{
    address,
    consultation::Slug,
    permission::Capability,
    phase::{Method, Phase},
};
use cabildo_service::consultation::ConsultationBrief;
use leptos::prelude::*;

/// A page that search engines leave out.
pub fn private(title: String) -> Meta {
    Meta {
        title,
        private: true,
        ..Meta::default()
    }
}

/// The heading of a page and the tabs to its neighbours; `current` is the tab's word.
pub fn head(
    cx: &Cx,
    consultation: &ConsultationBrief,
    current: &'static str,
    lead: String,
) -> AnyView {
    let slug = &consultation.slug;
    let tab = |word: &'static str, href: String| {
        let is_current = (word == current).then_some("page");
        view! { <li><a href=href aria-current=is_current>{cx.word("opinion-desk-tab", word)}</a></li> }
    };
    let of_lab = cx
        .viewer
        .may(Capability::RunConsultations)
        .then(|| view! { {tab("seeds", address::opinion_seeds(slug))} {tab("rules", address::opinion_rules(slug))} {tab("invitations", address::opinion_invitations(slug))} });
    let lang = consultation.language.to_string();
    view! {
        <header class="page-header">
            <p class="kicker" lang=lang dir="auto">{consultation.title.to_string()}</p>
            <h1>{cx.word("opinion-desk-tab", current)}</h1>
            <p class="lead">{lead}</p>
            <p class="meta">
                <a href=address::consultation(slug)>{t!(cx, "opinion-desk-consultation")}</a>
                <a href=address::DESK_OPINIONS>{t!(cx, "opinion-desk-all")}</a>
            </p>
        </header>
        <nav class="tabs" aria-label=t!(cx, "opinion-desk-parts")>
            <ul>{tab("statements", address::opinion_desk(slug))} {of_lab} {tab("integrity", address::opinion_integrity(slug))}</ul>
        </nav>
    }
    .into_any()
}

/// The hidden fields that name the subject of a form.
pub fn about(slug: &Slug, number: i64) -> AnyView {
    view! {
        <input type="hidden" name="at" value=slug.to_string() />
        <input type="hidden" name="number" value=number.to_string() />
    }
    .into_any()
}

/// The links from the editor of a consultation with a phase that maps opinions to its statements, rules and
/// invitations. A draft is told that it needs statements first; `error` says that it had none when somebody tried to
/// publish it.
pub fn from_editor(cx: &Cx, slug: &Slug, is_draft: bool, error: Option<String>) -> AnyView {
    let about =
        (is_draft && error.is_none()).then(|| view! { <p>{t!(cx, "opinion-desk-first")}</p> });
    let error = error.map(|error| view! { <p class="error" id="statements-error">{error}</p> });
    view! {
        <section class="stack" data-gap="small" id="statements" tabindex="-1" aria-labelledby="mapping">
            <h2 id="mapping">{t!(cx, "opinion-desk-part")}</h2>
            {about} {error}
            <p><a class="button" href=address::opinion_desk(slug)>{t!(cx, "opinion-desk-open")}</a></p>
        </section>
    }
    .into_any()
}

/// The link for staff from the page of a consultation with a phase that maps opinions to its desk.
pub fn link(cx: &Cx, slug: &Slug, phases: &[Phase]) -> Option<AnyView> {
    let maps = phases.iter().any(|phase| phase.method == Method::Map);
    (maps && cx.viewer.may(Capability::Moderate)).then(|| {
        view! {
            <div class="notice" data-kind="info">
                <p><a href=address::opinion_desk(slug)>{t!(cx, "opinion-desk-link")}</a></p>
            </div>
        }
        .into_any()
    })
}
