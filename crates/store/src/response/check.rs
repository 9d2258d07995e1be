//! Checks of thresholds that conspicuous supports reached. A check is stored in columns of the response that will be
//! owed; its stage follows from `checked_until` and the clock. `check_open` tells the job that the end of the check is
//! not logged yet.

use crate::{
    Error, Tx,
    convert::{list, word},
};
use cabildo_domain::{
    AccountId, ConsultationId, Language, ProposalId, ResponseId, Timestamp,
    consultation::Slug,
    support::{Check, Signal},
    text::{ConsultationTitle, DisplayName, Owed, ProposalTitle, Reason},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A check, with its threshold and its proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The response.
    pub id: ResponseId,
    pub proposal: ProposalId,
    /// The proposal's number.
    pub number: i64,
    /// The proposal's title.
    pub title: ProposalTitle,
    /// The language of that title.
    pub language: Language,
    pub consultation: ConsultationId,
    /// The consultation's address.
    pub slug: Slug,
    /// The consultation's title.
    pub consultation_title: ConsultationTitle,
    /// The threshold, by its count.
    pub rung_count: i64,
    /// The response that is owed.
    pub owes: Owed,
    /// When the threshold was reached.
    pub reached_at: Timestamp,
    pub check: Check,
    /// The signals that caused the check.
    pub signals: Vec<Signal>,
    /// The reason for which staff hold it.
    pub held_reason: Option<Reason>,
    /// The name of the member of staff who held it; `None` after their account was erased.
    pub held_by: Option<DisplayName>,
    /// The name of the member of staff who ended it.
    pub released_by: Option<DisplayName>,
    /// Whether the city answered already.
    pub answered: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    proposal_id: Uuid,
    number: i64,
    title: String,
    language: String,
    consultation_id: Uuid,
    slug: String,
    consultation_title: String,
    rung_count: i64,
    owes: String,
    reached_at: i64,
    checked_until: i64,
    check_signals: String,
    held_at: Option<i64>,
    held_reason: Option<String>,
    held_by: Option<String>,
    released_at: Option<i64>,
    released_by: Option<String>,
    answered: bool,
}

impl TryFrom<Row> for Checked {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let signals = row
            .check_signals
            .split_whitespace()
            .map(|signal| word("response.check_signals", signal.to_owned()))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            id: ResponseId(row.id),
            proposal: ProposalId(row.proposal_id),
            number: row.number,
            title: ProposalTitle::trusted(row.title),
            language: Language::trusted(row.language),
            consultation: ConsultationId(row.consultation_id),
            slug: Slug::trusted(row.slug),
            consultation_title: ConsultationTitle::trusted(row.consultation_title),
            rung_count: row.rung_count,
            owes: Owed::trusted(row.owes),
            reached_at: Timestamp(row.reached_at),
            check: Check {
                until: Timestamp(row.checked_until),
                held_at: row.held_at.map(Timestamp),
                released_at: row.released_at.map(Timestamp),
            },
            signals,
            held_reason: row.held_reason.map(Reason::trusted),
            held_by: row.held_by.map(DisplayName::trusted),
            released_by: row.released_by.map(DisplayName::trusted),
            answered: row.answered,
        })
    }
}

const CHECKED: &str =
    "SELECT r.id, r.proposal_id, p.number, p.title, p.language, p.consultation_id, c.slug,
         c.title AS consultation_title, r.rung_count, r.owes, r.reached_at, r.checked_until, r.check_signals,
         r.held_at, r.held_reason, h.display_name AS held_by, r.released_at, l.display_name AS released_by,
         r.answered_at IS NOT NULL AS answered
     FROM response r
     JOIN proposal p ON p.id = r.proposal_id
     JOIN consultation c ON c.id = p.consultation_id
     LEFT JOIN account h ON h.id = r.held_by AND h.erased_at IS NULL
     LEFT JOIN account l ON l.id = r.released_by AND l.erased_at IS NULL";

/// The checks that ended last, and those that have not ended, the latest end first.
pub async fn latest(tx: &mut Tx, limit: i64) -> Result<Vec<Checked>, Error> {
    let sql = format!(
        "{CHECKED} WHERE r.checked_until IS NOT NULL ORDER BY r.checked_until DESC, r.id LIMIT $1 + 0"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), limit)?;
    rows.into_iter().map(Checked::try_from).collect()
}

/// The checks of a proposal's thresholds, the highest first.
pub async fn of(tx: &mut Tx, proposal: ProposalId) -> Result<Vec<Checked>, Error> {
    let sql = format!(
        "{CHECKED} WHERE r.proposal_id = $1 AND r.checked_until IS NOT NULL ORDER BY r.rung_count DESC"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), proposal.0)?;
    rows.into_iter().map(Checked::try_from).collect()
}

/// Up to `limit` checks that have ended by a moment and whose end is not logged yet, the earliest first.
pub async fn over(tx: &mut Tx, now: Timestamp, limit: i64) -> Result<Vec<Checked>, Error> {
    let sql = format!(
        "{CHECKED} WHERE r.check_open AND r.checked_until <= $1 ORDER BY r.checked_until, r.id LIMIT $2 + 0"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), now.0, limit)?;
    rows.into_iter().map(Checked::try_from).collect()
}

/// Begins the check of responses that were written in this transaction, for the same signals.
pub async fn begin(
    tx: &mut Tx,
    responses: &[ResponseId],
    until: Timestamp,
    signals: &[Signal],
) -> Result<(), Error> {
    let words: Vec<&str> = signals.iter().map(|signal| signal.as_str()).collect();
    let sql = format!(
        "UPDATE response SET checked_until = $1, check_open = TRUE, check_signals = $2 WHERE id IN ({})",
        list(3, responses.len())
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(until.0)
            .bind(words.join(" "));
        for id in responses {
            query = query.bind(id.0);
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}

/// Holds a check that is open and was not held; else returns `false`.
pub async fn hold(
    tx: &mut Tx,
    checked: &Checked,
    check: &Check,
    reason: &Reason,
    by: AccountId,
) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE response SET checked_until = $1, held_at = $2, held_reason = $3, held_by = $4
         WHERE id = $5 AND check_open AND held_at IS NULL AND checked_until = $6 AND answered_at IS NULL",
        check.until.0,
        check.held_at.map(|at| at.0),
        reason.as_str(),
        by.0,
        checked.id.0,
        checked.check.until.0,
    )?;
    Ok(done == 1)
}

/// Ends a check that is open; else returns `false`.
pub async fn release(
    tx: &mut Tx,
    checked: &Checked,
    check: &Check,
    by: AccountId,
) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE response SET checked_until = $1, released_at = $2, released_by = $3, check_open = FALSE
         WHERE id = $4 AND check_open AND checked_until = $5 AND answered_at IS NULL",
        check.until.0,
        check.released_at.map(|at| at.0),
        by.0,
        checked.id.0,
        checked.check.until.0,
    )?;
    Ok(done == 1)
}

/// Notes that the end of a check is logged; `false` when another node did.
pub async fn close(tx: &mut Tx, id: ResponseId, now: Timestamp) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE response SET check_open = FALSE WHERE id = $1 AND check_open AND checked_until <= $2",
        id.0,
        now.0,
    )?;
    Ok(done == 1)
}
