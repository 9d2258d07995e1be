//! What moderators find beside people's contributions: links to the pages that ask for a reason.

use crate::{request::Cx, t, ui::link};
use cabildo_domain::{
    CommentId, Subject, SubjectKind, address, consultation::Slug, moderation::Measure,
};
use cabildo_service::moderation::Matter;
use leptos::prelude::*;

/// Where something is read.
pub(super) fn path(matter: &Matter) -> String {
    place(matter.subject, &matter.slug, matter.number)
}

/// Where a subject is read that has this number, or stands under the proposal of this number.
pub fn place(subject: Subject, slug: &Slug, number: i64) -> String {
    match subject.kind {
        SubjectKind::Statement => address::statement(slug, number),
        SubjectKind::Comment => address::thread(slug, number, CommentId(subject.id)),
        _ => address::proposal(slug, number),
    }
}

/// What the words of a measure begin with: a statement is taken out and asked again, everything else hidden and shown.
pub(super) const fn words(kind: SubjectKind, measure: Measure) -> &'static str {
    match (measure, kind) {
        (Measure::Hide, SubjectKind::Statement) => "opinion-desk-reject",
        (Measure::Restore, SubjectKind::Statement) => "opinion-desk-restore",
        (Measure::Hide, _) => "moderation-hide",
        (Measure::Restore, _) => "moderation-restore",
        (Measure::Dismiss, _) => "moderation-dismiss",
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
