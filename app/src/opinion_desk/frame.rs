//! What the pages of a mapping's desk share: addresses, the heading with its tabs, hidden fields.

use crate::{document::Meta, request::Cx, t};
use cabildo_domain::{
    Refusal,
    consultation::Slug,
    permission::Capability,
    phase::{Method, Phase},
};
use cabildo_service::proposal::ConsultationBrief;
use leptos::prelude::*;

/// The desk of a mapping.
pub fn path(slug: &Slug) -> String {
    format!("/desk/opinion/{slug}")
}

/// A page of the desk of a mapping.
pub fn part(slug: &Slug, part: &str) -> String {
    format!("/desk/opinion/{slug}/{part}")
}

/// A statement on the desk.
pub fn statement_path(slug: &Slug, number: i64) -> String {
    format!("/desk/opinion/{slug}/s/{number}")
}

/// A participant on the desk.
pub fn person_path(slug: &Slug, number: i64) -> String {
    format!("/desk/opinion/{slug}/people?number={number}")
}

/// The second look at a burst, which the first of its participants names.
pub fn burst_path(slug: &Slug, first: i64) -> String {
    format!("/desk/opinion/{slug}/burst?first={first}")
}

/// Where an invitation leads.
pub fn join_path(slug: &Slug, secret: &str) -> String {
    format!("/c/{slug}/opinion/join/{secret}")
}

/// What an address or a form says of its consultation.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn slug(text: &str) -> Result<Slug, Refusal> {
    Slug::parse(text).map_err(|_| Refusal::NotFound)
}

/// What an address or a form says of a statement or a participant.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn number(text: &str) -> Result<i64, Refusal> {
    text.trim().parse().map_err(|_| Refusal::NotFound)
}

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
    let tab = |word: &'static str| {
        let href = if word == "statements" {
            path(slug)
        } else {
            part(slug, word)
        };
        let is_current = (word == current).then_some("page");
        view! { <li><a href=href aria-current=is_current>{cx.word("opinion-desk-tab", word)}</a></li> }
    };
    let of_lab = cx
        .viewer
        .may(Capability::RunConsultations)
        .then(|| view! { {tab("seeds")} {tab("rules")} {tab("invitations")} });
    let lang = consultation.language.to_string();
    view! {
        <header class="page-header">
            <p class="kicker" lang=lang dir="auto">{consultation.title.to_string()}</p>
            <h1>{cx.word("opinion-desk-tab", current)}</h1>
            <p class="lead">{lead}</p>
            <p class="meta">
                <a href=format!("/c/{slug}")>{t!(cx, "opinion-desk-consultation")}</a>
                <a href="/desk/opinion">{t!(cx, "opinion-desk-all")}</a>
            </p>
        </header>
        <nav class="tabs" aria-label=t!(cx, "opinion-desk-parts")>
            <ul>{tab("statements")} {of_lab} {tab("integrity")}</ul>
        </nav>
    }
    .into_any()
}

/// The fields that say what a form is about.
pub fn about(slug: &Slug, number: i64) -> AnyView {
    view! {
        <input type="hidden" name="at" value=slug.to_string() />
        <input type="hidden" name="number" value=number.to_string() />
    }
    .into_any()
}

/// In the editor of a consultation with a phase that maps opinions: the way to its statements, rules and invitations. A
/// draft is told that it needs statements first; `error` says that it had none when it was to become public.
pub fn from_editor(cx: &Cx, slug: &Slug, is_draft: bool, error: Option<String>) -> AnyView {
    let about =
        (is_draft && error.is_none()).then(|| view! { <p>{t!(cx, "opinion-desk-first")}</p> });
    let error = error.map(|error| view! { <p class="error" id="statements-error">{error}</p> });
    view! {
        <section class="stack" data-gap="small" id="statements" tabindex="-1" aria-labelledby="mapping">
            <h2 id="mapping">{t!(cx, "opinion-desk-part")}</h2>
            {about} {error}
            <p><a class="button" href=path(slug)>{t!(cx, "opinion-desk-open")}</a></p>
        </section>
    }
    .into_any()
}

/// On the page of a consultation with a phase that maps opinions, for staff: the way to its desk.
pub fn link(cx: &Cx, slug: &Slug, phases: &[Phase]) -> Option<AnyView> {
    let maps = phases.iter().any(|phase| phase.method == Method::Map);
    (maps && cx.viewer.may(Capability::Moderate)).then(|| {
        view! {
            <div class="notice" data-kind="info">
                <p><a href=path(slug)>{t!(cx, "opinion-desk-link")}</a></p>
            </div>
        }
        .into_any()
    })
}
