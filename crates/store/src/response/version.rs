//! The versions of official responses: the text and time of each, and the reason of each correction. Written once,
//! never changed.

use super::Answer;
use crate::{Error, Tx, convert::word};
use cabildo_domain::{
    AccountId, Language, ProposalId, ResponseId, Timestamp, proposal::Status, text::Reason,
};
use uuid::Uuid;

/// A version of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub response: ResponseId,
    /// Its number, from 1.
    pub revision: i64,
    /// The status that was set with it.
    pub status: Status,
    /// The number of the proposal that it names, when it merges.
    pub merged_number: Option<i64>,
    /// Its text, Markdown.
    pub body: String,
    /// The language it is written in.
    pub language: Language,
    /// The reason of the correction; `None` for the first version.
    pub reason: Option<Reason>,
    /// The member of staff who wrote it.
    pub editor: AccountId,
    /// The time.
    pub created_at: Timestamp,
}

/// Notes a version under a new id.
///
/// # Errors
/// [`Error::Taken`] for a version of this number that is there already.
pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    response: ResponseId,
    revision: i64,
    answer: &Answer,
    reason: Option<&Reason>,
) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO response_version (id, response_id, revision, status, merged_number, body, language, reason,
             editor_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        response.0,
        revision,
        answer.status.as_str(),
        answer.merged_number,
        &answer.body,
        answer.language.as_str(),
        reason.map_or("", Reason::as_str),
        answer.by.0,
        answer.at.0,
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    response_id: Uuid,
    revision: i64,
    status: String,
    merged_number: Option<i64>,
    body: String,
    language: String,
    reason: String,
    editor_id: Uuid,
    created_at: i64,
}

impl TryFrom<Row> for Version {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            response: ResponseId(row.response_id),
            revision: row.revision,
            status: word("response_version.status", row.status)?,
            merged_number: row.merged_number,
            body: row.body,
            language: Language::trusted(row.language),
            reason: (!row.reason.is_empty()).then(|| Reason::trusted(row.reason)),
            editor: AccountId(row.editor_id),
            created_at: Timestamp(row.created_at),
        })
    }
}

/// The versions of all responses to a proposal, oldest first, up to `limit`.
pub async fn of(tx: &mut Tx, proposal: ProposalId, limit: i64) -> Result<Vec<Version>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT v.response_id, v.revision, v.status, v.merged_number, v.body, v.language, v.reason, v.editor_id,
             v.created_at
         FROM response r JOIN response_version v ON v.response_id = r.id
         WHERE r.proposal_id = $1 ORDER BY v.created_at, v.response_id, v.revision LIMIT $2 + 0",
        proposal.0,
        limit,
    )?;
    rows.into_iter().map(Version::try_from).collect()
}
