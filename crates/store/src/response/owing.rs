//! The responses that the city owes, for the desk and for the offices that owe them.

use crate::{
    Error, Tx,
    convert::{list, word},
};
use cabildo_domain::{
    Language, ResponseId, Timestamp,
    consultation::Slug,
    proposal::Status,
    text::{ConsultationTitle, Owed, ProposalTitle},
};
use serde::Serialize;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A response that the city owes, as the desk lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Owing {
    /// The response.
    pub id: ResponseId,
    /// The proposal's consultation.
    pub slug: Slug,
    /// The consultation's title.
    pub consultation_title: ConsultationTitle,
    /// The proposal's number.
    pub number: i64,
    /// The proposal's title.
    pub title: ProposalTitle,
    /// The language of that title.
    pub language: Language,
    /// The status of the proposal.
    pub status: Status,
    /// Its counted signatures.
    pub counted: i64,
    pub rung_count: i64,
    /// The response that is owed.
    pub owes: Owed,
    /// The owner of the response.
    pub owner: Owed,
    /// When the rung was reached.
    pub reached_at: Timestamp,
    /// The day by which it is due.
    pub due_at: Timestamp,
    /// The end of the check of the supports that reached the rung, if they are checked.
    pub checked_until: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct OwingRow {
    id: Uuid,
    slug: String,
    consultation_title: String,
    number: i64,
    title: String,
    language: String,
    status: String,
    support_count: i64,
    rung_count: i64,
    owes: String,
    owner: String,
    reached_at: i64,
    due_at: i64,
    checked_until: Option<i64>,
}

impl TryFrom<OwingRow> for Owing {
    type Error = Error;
    fn try_from(row: OwingRow) -> Result<Self, Error> {
        Ok(Self {
            id: ResponseId(row.id),
            slug: Slug::trusted(row.slug),
            consultation_title: ConsultationTitle::trusted(row.consultation_title),
            number: row.number,
            title: ProposalTitle::trusted(row.title),
            language: Language::trusted(row.language),
            status: word("proposal.status", row.status)?,
            counted: row.support_count,
            rung_count: row.rung_count,
            owes: Owed::trusted(row.owes),
            owner: Owed::trusted(row.owner),
            reached_at: Timestamp(row.reached_at),
            due_at: Timestamp(row.due_at),
            checked_until: row.checked_until.map(Timestamp),
        })
    }
}

/// The responses owed to proposals that are not hidden, withdrawn or merged; conditions and an order may follow.
const OWING: &str =
    "SELECT r.id, c.slug, c.title AS consultation_title, p.number, p.title, p.language, p.status,
         p.support_count, r.rung_count, r.owes, r.owner, r.reached_at, r.due_at, r.checked_until
     FROM response r
     JOIN proposal p ON p.id = r.proposal_id
     JOIN consultation c ON c.id = p.consultation_id
     WHERE r.answered_at IS NULL AND r.rung_count IS NOT NULL AND p.listed = TRUE";

/// The responses owed to proposals that are not hidden, withdrawn or merged, the oldest promise first.
pub async fn owed(tx: &mut Tx, limit: i64) -> Result<Vec<Owing>, Error> {
    let sql = format!("{OWING} ORDER BY r.due_at, r.id LIMIT $1 + 0");
    let rows: Vec<OwingRow> = all!(tx, AssertSqlSafe(sql), limit)?;
    rows.into_iter().map(Owing::try_from).collect()
}

/// The responses that these offices owe, the oldest promise first, after a due date and an id.
pub async fn owed_by(
    tx: &mut Tx,
    offices: &[&Owed],
    after: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<Owing>, Error> {
    if offices.is_empty() {
        return Ok(Vec::new());
    }
    let (due_at, id) = after.unwrap_or((Timestamp(-1), Uuid::nil()));
    let sql = format!(
        "{OWING} AND (r.due_at, r.id) > ($1, $2) AND r.owner IN ({}) ORDER BY r.due_at, r.id LIMIT $3 + 0",
        list(4, offices.len())
    );
    let rows: Vec<OwingRow> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql))
            .bind(due_at.0)
            .bind(id)
            .bind(limit);
        for office in offices {
            query = query.bind(office.as_str());
        }
        query.fetch_all(conn).await
    })?;
    rows.into_iter().map(Owing::try_from).collect()
}
