//! What moderators find beside people's contributions: links to the pages that ask for a reason.

use crate::{request::Cx, t, ui::link};
use cabildo_domain::Subject;
use cabildo_service::moderation::Matter;
use leptos::prelude::*;

/// Where something is read.
pub(super) fn path(matter: &Matter) -> String {
    let proposal = format!("/c/{}/p/{}", matter.slug, matter.number);
    match matter.comment {
        Some(comment) => format!("{proposal}/comments/{comment}"),
        None => proposal,
    }
}

/// The page that asks for the reason of a measure: `hide`, `restore` or `dismiss`.
pub(super) fn page(kind: &str, id: &str, measure: &str) -> String {
    format!("/desk/{measure}/{kind}/{id}")
}

/// A link to hide something, for moderators; the reader comes back to the present page.
pub fn hide(cx: &Cx, subject: Subject) -> AnyView {
    let href = link::with_query(
        &page(subject.kind.as_str(), &subject.id.to_string(), "hide"),
        &[("back", &cx.path_and_query)],
    );
    view! { <a class="button quiet" href=href>{t!(cx, "moderation-hide")}</a> }.into_any()
}

/// A link to show something again, for moderators.
pub fn restore(cx: &Cx, subject: Subject) -> AnyView {
    let href = link::with_query(
        &page(subject.kind.as_str(), &subject.id.to_string(), "restore"),
        &[("back", &cx.path_and_query)],
    );
    view! { <a class="button quiet" href=href>{t!(cx, "moderation-restore")}</a> }.into_any()
}

/// A link to report something, for everyone who did not write it.
pub fn report(cx: &Cx, subject: Subject) -> AnyView {
    let href = format!("/report/{}/{}", subject.kind, subject.id);
    view! { <a class="button quiet" href=href>{t!(cx, "report")}</a> }.into_any()
}
