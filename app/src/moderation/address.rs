//! The addresses that the forms of reports and measures post to, and the names under which refused forms are kept.

use crate::act::forms;
use cabildo_domain::{CommentId, Subject, moderation::Measure};

forms! {
    /// Reports something to the moderators.
    REPORT = "report";
    /// Hides something.
    HIDE = "moderation/hide";
    /// Shows something again.
    RESTORE = "moderation/restore";
    /// Closes the reports about something.
    DISMISS = "moderation/dismiss";
}

/// The subject in the hidden fields of a form: a kind and an id (all ids are read alike).
pub fn subject(kind: &str, id: &str) -> Option<Subject> {
    let (kind, id) = (kind.parse().ok()?, id.parse::<CommentId>().ok()?);
    Some(Subject { kind, id: id.0 })
}

/// The name under which a refused report is kept.
pub fn report_kept_as(subject: Subject) -> String {
    format!("report/{}/{}", subject.kind, subject.id)
}

/// The name under which a refused reason is kept.
pub fn reason_kept_as(measure: Measure, subject: Subject) -> String {
    format!("{measure}/{}", subject.id)
}
