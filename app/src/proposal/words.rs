//! How proposals are named and linked everywhere: addresses, authors, statuses, places, dates of opening.

use crate::{
    consultation::words as until,
    opinion::words as opinion,
    request::Cx,
    t,
    ui::{author as author_words, time},
};
use cabildo_domain::{
    Language, Refusal,
    consultation::Slug,
    phase::{Activity, Closed},
    proposal::Status,
};
use cabildo_service::{
    author::AuthorView,
    proposal::{ConsultationBrief, Door},
};
use leptos::prelude::*;

/// The address of a proposal.
pub fn path(slug: &Slug, number: i64) -> String {
    format!("/c/{slug}/p/{number}")
}

/// `12 supports`, and apart from them what was brought in from elsewhere: `12 supports, and 20,604 brought in`.
pub fn supports(cx: &Cx, counted: i64, imported: i64) -> AnyView {
    let imported = (imported > 0).then(|| t!(cx, "supports-brought-in", count = imported));
    view! {
        <span>
            <strong class="figure">{cx.number(counted)}</strong>
            " "
            {t!(cx, "proposal-row-supports", count = counted)}
            {imported}
        </span>
    }
    .into_any()
}

/// The address of a consultation's list of proposals.
pub fn list_path(slug: &Slug) -> String {
    format!("/c/{slug}/proposals")
}

/// The address where a new proposal is written.
pub fn propose_path(slug: &Slug) -> String {
    format!("/c/{slug}/propose")
}

/// An author's name.
pub fn author(cx: &Cx, author: &AuthorView) -> AnyView {
    match author {
        AuthorView::Known { name, badge: None } => {
            view! { <span dir="auto">{name.to_string()}</span> }.into_any()
        }
        AuthorView::Known { name, badge } => view! {
            <span><span dir="auto">{name.to_string()}</span>{author_words::badge(cx, *badge)}</span>
        }
        .into_any(),
        AuthorView::Imported { name } => {
            let title = t!(cx, "proposal-imported-author");
            view! { <span dir="auto" title=title>{name.to_string()}</span> }.into_any()
        }
        AuthorView::Erased => view! { <span>{t!(cx, "proposal-erased-author")}</span> }.into_any(),
    }
}

/// A status as its badge.
pub fn status(cx: &Cx, status: Status) -> AnyView {
    view! { <span class="status" data-status=status.as_str()>{cx.word("status", status.as_str())}</span> }.into_any()
}

/// The way here: home, the consultation, its ideas, and what more there is.
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
                <li><a href="/">{t!(cx, "proposal-home")}</a></li>
                <li>
                    <a href=format!("/c/{slug}") lang=consultation.language.to_string() dir="auto">
                        {consultation.title.to_string()}
                    </a>
                </li>
                {more}
            </ol>
        </nav>
    }
    .into_any()
}

/// The crumb of the list.
pub fn list_crumb(cx: &Cx, consultation: &ConsultationBrief) -> (String, String) {
    (list_path(&consultation.slug), t!(cx, "proposal-list-title"))
}

/// `You can propose ideas until 14 March, 3 days left.` or since when not.
pub fn propose_door(cx: &Cx, door: Door) -> String {
    match door {
        Door::Open { until } => {
            let (date, left) = (time::ending(cx, until), until::time_left(cx, until));
            t!(cx, "proposal-open-until", date = date, left = left)
        }
        Door::Closed { closed } => closed_text(cx, Activity::Propose, closed),
    }
}

/// Where to go from a consultation that has no ideas: to its statements or what they came to, else back to it.
pub fn elsewhere(cx: &Cx, slug: &Slug, answer: Door) -> (String, String) {
    match answer {
        Door::Open { .. } => (opinion::path(slug), t!(cx, "opinion-start")),
        Door::Closed {
            closed: Closed::Ended(_),
        } => (opinion::map_path(slug), t!(cx, "opinion-see-map")),
        Door::Closed { .. } => (format!("/c/{slug}"), t!(cx, "opinion-back")),
    }
}

/// Why an activity is closed, without a word on what was typed.
pub fn closed_text(cx: &Cx, activity: Activity, closed: Closed) -> String {
    let activity = activity.as_str();
    match closed {
        Closed::Opens(at) => t!(
            cx,
            &format!("closed-{activity}-opens"),
            date = time::beginning(cx, at)
        ),
        Closed::Ended(at) => t!(
            cx,
            &format!("closed-{activity}-ended"),
            date = time::ending(cx, at)
        ),
        Closed::Never => t!(cx, &format!("closed-{activity}-never")),
    }
}

/// The `lang` of people's text.
pub fn lang(language: &Language) -> String {
    language.to_string()
}

/// Reads the consultation's address of a path.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn slug(text: &str) -> Result<Slug, Refusal> {
    Slug::parse(text).map_err(|_| Refusal::NotFound)
}

/// Reads the number of a path.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn number(text: &str) -> Result<i64, Refusal> {
    text.parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or(Refusal::NotFound)
}
