//! The moderators' tools beside people's contributions: links to the pages that ask for a reason.

use crate::{request::Cx, t, ui::link};
use cabildo_domain::{Subject, SubjectKind, address, moderation::Measure, permission::Capability};
use cabildo_service::moderation::Matter;
use leptos::prelude::*;

/// The page on which the matter is read; `None` for one that belongs to no consultation.
pub(super) fn path(matter: &Matter) -> Option<String> {
    let slug = matter.slug.as_ref()?;
    Some(matter.subject.path(slug, matter.number, matter.under))
}

/// The page to go on to: where the matter is read, else the desk for moderators and the first page for everybody else.
pub(super) fn onward(cx: &Cx, matter: &Matter) -> String {
    let elsewhere = if cx.viewer.may(Capability::Moderate) {
        address::DESK_REPORTS
    } else {
        address::HOME
    };
    path(matter).unwrap_or_else(|| elsewhere.to_owned())
}

/// The prefix of the texts of a measure: a statement is taken out and asked again, everything else is hidden and shown.
pub(super) const fn words(kind: SubjectKind, measure: Measure) -> &'static str {
    let [hide, restore] = match kind {
        SubjectKind::Statement => ["opinion-desk-reject", "opinion-desk-restore"],
        SubjectKind::Consultation
        | SubjectKind::Proposal
        | SubjectKind::Comment
        | SubjectKind::Account => ["moderation-hide", "moderation-restore"],
    };
    match measure {
        Measure::Hide => hide,
        Measure::Restore => restore,
        Measure::Dismiss => "moderation-dismiss",
    }
}

/// The reason that is noted when a hiding is undone at once.
pub(super) const fn undo_reason(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Statement => "opinion-desk-undo-reason",
        SubjectKind::Consultation
        | SubjectKind::Proposal
        | SubjectKind::Comment
        | SubjectKind::Account => "moderation-undo-reason",
    }
}

/// A link to hide something, for moderators; the reader comes back to the present page.
pub fn hide(cx: &Cx, subject: Subject) -> AnyView {
    let href = link::with_query(
        &address::measure(Measure::Hide, subject.kind, subject.id),
        &[("back", &cx.path_and_query)],
    );
    view! { <a class="button quiet" href=href>{cx.text(words(subject.kind, Measure::Hide), None)}</a> }.into_any()
}

/// A link to show something again, for moderators.
pub fn restore(cx: &Cx, subject: Subject) -> AnyView {
    let href = link::with_query(
        &address::measure(Measure::Restore, subject.kind, subject.id),
        &[("back", &cx.path_and_query)],
    );
    view! { <a class="button quiet" href=href>{cx.text(words(subject.kind, Measure::Restore), None)}</a> }.into_any()
}

/// A link to report something, for everyone who did not write it.
pub fn report(cx: &Cx, subject: Subject) -> AnyView {
    view! { <a class="button quiet" href=address::report(subject.kind, subject.id)>{t!(cx, "report")}</a> }.into_any()
}
