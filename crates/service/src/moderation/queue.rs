//! The moderators' queue: one case for each reported subject, the one that waits longest first.

use super::{Matter, matters};
use crate::{
    Error, Moderation,
    cursor::{Cursor, List, cut},
};
use cabildo_domain::{
    Subject, Timestamp, limits::PAGE, moderation::ReportReason, permission::Moderator,
    text::ReportNote,
};
use cabildo_store::report::{self, Report};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// One report of a case. It does not name the reporter, whom a moderator need not know to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseReport {
    pub reason: ReportReason,
    /// The reporter's note; may be empty.
    pub note: ReportNote,
    /// The time.
    pub at: Timestamp,
}

/// A reported subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The reported subject.
    pub matter: Matter,
    /// The time since when it waits.
    pub since: Timestamp,
    /// Its open reports, oldest first.
    pub reports: Vec<CaseReport>,
    /// How often each reason was given, the most frequent first.
    pub reasons: Vec<(ReportReason, i64)>,
}

/// A page of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModerationQueue {
    pub cases: Vec<Case>,
    /// The start of the next page.
    pub next: Option<Cursor>,
}

impl Moderation<'_> {
    /// The moderators' queue. At most five statements.
    pub async fn queue(
        self,
        moderator: Moderator<'_>,
        after: Option<&Cursor>,
    ) -> Result<ModerationQueue, Error> {
        let list = List::of("oldest", [b"cases".as_slice()]);
        let after = after.and_then(|cursor| cursor.read(list));
        let mut tx = self.store().read().await?;
        let mut waiting = report::queue(&mut tx, after, PAGE + 1).await?;
        let next =
            cut(&mut waiting, PAGE).map(|last| Cursor::at(list, (last.since, last.subject.id)));
        let subjects: Vec<Subject> = waiting.iter().map(|waiting| waiting.subject).collect();
        let ids: Vec<Uuid> = subjects.iter().map(|subject| subject.id).collect();
        let mut reports: HashMap<Uuid, Vec<Report>> = HashMap::new();
        for report in report::open_on(&mut tx, &ids).await? {
            reports.entry(report.subject.id).or_default().push(report);
        }
        let mut matters = matters(&mut tx, moderator.viewer(), &subjects).await?;
        let cases = waiting
            .into_iter()
            .filter_map(|waiting| {
                let matter = matters.remove(&waiting.subject.id)?;
                let reports = reports.remove(&waiting.subject.id).unwrap_or_default();
                Some(Case {
                    matter,
                    since: waiting.since,
                    reasons: tally(&reports),
                    reports: told(reports),
                })
            })
            .collect();
        Ok(ModerationQueue { cases, next })
    }
}

fn tally(reports: &[Report]) -> Vec<(ReportReason, i64)> {
    let count = |reason| {
        reports
            .iter()
            .filter(|report| report.reason == reason)
            .count() as i64
    };
    let mut tally: Vec<(ReportReason, i64)> = ReportReason::ALL
        .iter()
        .map(|reason| (*reason, count(*reason)))
        .filter(|(_, count)| *count > 0)
        .collect();
    tally.sort_by_key(|(_, count)| -count);
    tally
}

fn told(reports: Vec<Report>) -> Vec<CaseReport> {
    reports
        .into_iter()
        .map(|report| CaseReport {
            reason: report.reason,
            note: report.note,
            at: report.created_at,
        })
        .collect()
}
