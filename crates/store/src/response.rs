//! The city's responses to proposals: those it owes because a rung was reached, and those it gave.

pub mod check;
mod owing;
mod standing;
pub mod version;

pub use owing::{Owing, owed, owed_by};
pub use standing::{Standing, standing};

use crate::{
    Error, Tx,
    convert::{placeholders, word},
};
use cabildo_domain::{
    AccountId, Language, ProposalId, ResponseId, RungId, Timestamp,
    proposal::Status,
    text::{Owed, Reason},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A response that a rung makes the city owe.
#[derive(Clone, Debug)]
pub struct NewOwed {
    pub id: ResponseId,
    pub proposal: ProposalId,
    /// The rung that was reached.
    pub rung: RungId,
    /// How many signatures the rung asks for.
    pub rung_count: i64,
    /// The response that is owed.
    pub owes: Owed,
    /// The owner of the response.
    pub owner: Owed,
    /// When the rung was reached.
    pub reached_at: Timestamp,
    /// The day by which it is due.
    pub due_at: Timestamp,
}

/// Writes down owed responses, once for each proposal and rung; returns the ids of the new ones. A rung that replaced
/// another one with the same count owes nothing a second time.
pub async fn owe(tx: &mut Tx, owed: &[NewOwed]) -> Result<Vec<ResponseId>, Error> {
    if owed.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "INSERT INTO response (id, proposal_id, rung_id, rung_count, owes, owner, reached_at, due_at,
             body, body_html, sanitizer, language)
         SELECT v.column1, v.column2, v.column3, v.column4, v.column5, v.column6, v.column7, v.column8, '', '', 0, ''
         FROM (VALUES {}) AS v
         WHERE NOT EXISTS (SELECT 1 FROM response r WHERE r.proposal_id = v.column2 AND r.rung_count = v.column4)
         ON CONFLICT DO NOTHING RETURNING id",
        placeholders(owed.len(), 8)
    );
    let rows: Vec<(Uuid,)> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for new in owed {
            query = query
                .bind(new.id.0)
                .bind(new.proposal.0)
                .bind(new.rung.0)
                .bind(new.rung_count)
                .bind(new.owes.as_str())
                .bind(new.owner.as_str())
                .bind(new.reached_at.0)
                .bind(new.due_at.0);
        }
        query.fetch_all(conn).await
    })?;
    Ok(rows.into_iter().map(|(id,)| ResponseId(id)).collect())
}

/// A response, owed or given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub id: ResponseId,
    pub proposal: ProposalId,
    /// The rung that owes it, by its count; `None` when the city answered of its own accord.
    pub rung_count: Option<i64>,
    /// The response that is owed; empty without a rung.
    pub owes: String,
    /// The owner of the response; empty without a rung.
    pub owner: String,
    /// When the rung was reached.
    pub reached_at: Option<Timestamp>,
    /// The day by which it is due.
    pub due_at: Option<Timestamp>,
    /// When it was given.
    pub answered_at: Option<Timestamp>,
    /// The member of staff who gave it.
    pub answered_by: Option<AccountId>,
    /// The version, from 1.
    pub revision: i64,
    /// When it was last corrected.
    pub corrected_at: Option<Timestamp>,
    /// The status that was set with it.
    pub status: Option<Status>,
    /// The number of the proposal that it names, when it merges.
    pub merged_number: Option<i64>,
    /// Its text, Markdown.
    pub body: String,
    /// The same, rendered.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The language it is written in.
    pub language: Language,
    /// The end of the check of the supports that reached the rung, if they are checked.
    pub checked_until: Option<Timestamp>,
    /// The reason for which staff hold that check.
    pub held_reason: Option<Reason>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    proposal_id: Uuid,
    rung_count: Option<i64>,
    owes: String,
    owner: String,
    reached_at: Option<i64>,
    due_at: Option<i64>,
    answered_at: Option<i64>,
    answered_by: Option<Uuid>,
    revision: i64,
    corrected_at: Option<i64>,
    status: Option<String>,
    merged_number: Option<i64>,
    body: String,
    body_html: String,
    sanitizer: i64,
    language: String,
    checked_until: Option<i64>,
    held_reason: Option<String>,
}

impl TryFrom<Row> for Response {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: ResponseId(row.id),
            proposal: ProposalId(row.proposal_id),
            rung_count: row.rung_count,
            owes: row.owes,
            owner: row.owner,
            reached_at: row.reached_at.map(Timestamp),
            due_at: row.due_at.map(Timestamp),
            answered_at: row.answered_at.map(Timestamp),
            answered_by: row.answered_by.map(AccountId),
            revision: row.revision,
            corrected_at: row.corrected_at.map(Timestamp),
            merged_number: row.merged_number,
            status: row
                .status
                .map(|status| word("response.status", status))
                .transpose()?,
            body: row.body,
            body_html: row.body_html,
            sanitizer: row.sanitizer,
            language: Language::trusted(row.language),
            checked_until: row.checked_until.map(Timestamp),
            held_reason: row.held_reason.map(Reason::trusted),
        })
    }
}

const COLUMNS: &str =
    "id, proposal_id, rung_count, owes, owner, reached_at, due_at, answered_at, answered_by,
    revision, corrected_at, status, merged_number, body, body_html, sanitizer, language, checked_until, held_reason";

/// The responses to a proposal: the given ones first, the newest of them first, then the owed ones by due date.
pub async fn of(tx: &mut Tx, proposal: ProposalId) -> Result<Vec<Response>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM response WHERE proposal_id = $1
         ORDER BY COALESCE(answered_at, 0) DESC, due_at, id"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), proposal.0)?;
    rows.into_iter().map(Response::try_from).collect()
}

/// An answer of the city that is about to be stored.
#[derive(Clone, Debug)]
pub struct Answer {
    pub proposal: ProposalId,
    /// The status that is set with it.
    pub status: Status,
    /// The number of the proposal that it names, when it merges.
    pub merged_number: Option<i64>,
    /// Its text, Markdown.
    pub body: String,
    /// The same, rendered.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The language it is written in.
    pub language: Language,
    /// The member of staff who gives it.
    pub by: AccountId,
    /// The time.
    pub at: Timestamp,
}

/// Gives a response that is owed. `false`, and nothing changed, when it was given already or belongs to another
/// proposal. The caller notes the first version ([`version::insert`]).
pub async fn fulfil(tx: &mut Tx, id: ResponseId, answer: &Answer) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE response SET status = $1, merged_number = $2, body = $3, body_html = $4, sanitizer = $5,
             language = $6, answered_by = $7, answered_at = $8
         WHERE id = $9 AND proposal_id = $10 AND answered_at IS NULL",
        answer.status.as_str(),
        answer.merged_number,
        &answer.body,
        &answer.body_html,
        answer.sanitizer,
        answer.language.as_str(),
        answer.by.0,
        answer.at.0,
        id.0,
        answer.proposal.0,
    )?;
    Ok(done == 1)
}

/// Gives a response that no rung owes. The caller notes the first version ([`version::insert`]).
pub async fn give(tx: &mut Tx, id: ResponseId, answer: &Answer) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO response (id, proposal_id, owes, owner, status, merged_number, body, body_html, sanitizer,
             language, answered_by, answered_at)
         VALUES ($1, $2, '', '', $3, $4, $5, $6, $7, $8, $9, $10)",
        id.0,
        answer.proposal.0,
        answer.status.as_str(),
        answer.merged_number,
        &answer.body,
        &answer.body_html,
        answer.sanitizer,
        answer.language.as_str(),
        answer.by.0,
        answer.at.0,
    )?;
    Ok(())
}

/// Replaces a given response by its next version; the time when it was first given stays. `false`, and nothing changed,
/// unless the present version is the expected one. The caller notes the version ([`version::insert`]).
pub async fn correct(
    tx: &mut Tx,
    id: ResponseId,
    expected: i64,
    answer: &Answer,
) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE response SET status = $1, merged_number = $2, body = $3, body_html = $4, sanitizer = $5,
             language = $6, corrected_at = $7, revision = revision + 1
         WHERE id = $8 AND proposal_id = $9 AND revision = $10 AND answered_at IS NOT NULL",
        answer.status.as_str(),
        answer.merged_number,
        &answer.body,
        &answer.body_html,
        answer.sanitizer,
        answer.language.as_str(),
        answer.at.0,
        id.0,
        answer.proposal.0,
        expected,
    )?;
    Ok(done == 1)
}
