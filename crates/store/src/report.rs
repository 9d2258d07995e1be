//! Reports of residents about subjects, and the moderators' queue of them.

use crate::{
    Error, Tx,
    convert::{list, word},
};
use cabildo_domain::{
    AccountId, ReportId, Subject, Timestamp, moderation::ReportReason, text::ReportNote,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub id: ReportId,
    pub subject: Subject,
    /// The resident who reports.
    pub reporter: AccountId,
    /// The kind of reason.
    pub reason: ReportReason,
    /// The note of the reporter.
    pub note: ReportNote,
    /// The time.
    pub created_at: Timestamp,
}

/// Inserts a report; `false`, and nothing changed, when the reporter has reported this subject before.
pub async fn insert(tx: &mut Tx, report: &Report) -> Result<bool, Error> {
    let added = exec!(
        tx,
        "INSERT INTO report (id, subject_kind, subject_id, reporter_id, reason, note, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (subject_id, reporter_id) DO NOTHING",
        report.id.0,
        report.subject.kind.as_str(),
        report.subject.id,
        report.reporter.0,
        report.reason.as_str(),
        report.note.as_str(),
        report.created_at.0,
    )?;
    Ok(added == 1)
}

/// Closes the open reports on a subject; returns how many there were.
pub async fn close(tx: &mut Tx, subject: Subject, now: Timestamp) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "UPDATE report SET closed_at = $1 WHERE subject_id = $2 AND closed_at IS NULL",
        now.0,
        subject.id,
    )?)
}

/// A subject that waits for a moderator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub subject: Subject,
    /// The time of its first open report.
    pub since: Timestamp,
    /// How many open reports it has.
    pub reports: i64,
}

/// Up to `limit` subjects with open reports, the one that waits longest first, after `(since, subject's id)`. Only open
/// reports are grouped, which have an index of their own.
pub async fn queue(
    tx: &mut Tx,
    after: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<Waiting>, Error> {
    let (since, id) = after.unwrap_or((Timestamp(-1), Uuid::nil()));
    let rows: Vec<(String, Uuid, i64, i64)> = all!(
        tx,
        "SELECT subject_kind, subject_id, since, reports FROM (
             SELECT subject_kind, subject_id, MIN(created_at) AS since, COUNT(*) AS reports
             FROM report WHERE closed_at IS NULL GROUP BY subject_kind, subject_id) waiting
         WHERE (since, subject_id) > ($1, $2) ORDER BY since, subject_id LIMIT $3 + 0",
        since.0,
        id,
        limit,
    )?;
    rows.into_iter()
        .map(|(kind, id, since, reports)| {
            let subject = Subject {
                kind: word("report.subject_kind", kind)?,
                id,
            };
            Ok(Waiting {
                subject,
                since: Timestamp(since),
                reports,
            })
        })
        .collect()
}

/// The open reports on these subjects, oldest first.
pub async fn open_on(tx: &mut Tx, subjects: &[Uuid]) -> Result<Vec<Report>, Error> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, subject_kind, subject_id, reporter_id, reason, note, created_at FROM report
         WHERE closed_at IS NULL AND subject_id IN ({}) ORDER BY created_at, id",
        list(1, subjects.len())
    );
    let rows: Vec<(Uuid, String, Uuid, Uuid, String, String, i64)> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for subject in subjects {
            query = query.bind(*subject);
        }
        query.fetch_all(conn).await
    })?;
    rows.into_iter()
        .map(|(id, kind, subject, reporter, reason, note, created_at)| {
            Ok(Report {
                id: ReportId(id),
                subject: Subject {
                    kind: word("report.subject_kind", kind)?,
                    id: subject,
                },
                reporter: AccountId(reporter),
                reason: word("report.reason", reason)?,
                note: ReportNote::trusted(note),
                created_at: Timestamp(created_at),
            })
        })
        .collect()
}
