//! Statements as the search index knows them.

use super::is_public;
use crate::{
    Error, Tx,
    convert::{list, word},
};
use cabildo_domain::{
    ConsultationId, Language, StatementId, Timestamp,
    consultation::Slug,
    opinion::{StatementStatus, StatementText},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A statement as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementSource {
    pub id: StatementId,
    pub consultation: ConsultationId,
    /// That consultation's address.
    pub consultation_slug: Slug,
    /// That consultation's title.
    pub consultation_title: String,
    pub number: i64,
    pub text: StatementText,
    /// The language it is written in.
    pub language: Language,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether the search may find it: it is asked, and its consultation is public.
    pub visible: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    slug: String,
    title: String,
    number: i64,
    text: String,
    language: String,
    status: String,
    created_at: i64,
    state: String,
}

impl TryFrom<Row> for StatementSource {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let status: StatementStatus = word("statement.status", row.status)?;
        Ok(Self {
            id: StatementId(row.id),
            consultation: ConsultationId(row.consultation_id),
            consultation_slug: Slug::trusted(row.slug),
            consultation_title: row.title,
            number: row.number,
            text: StatementText::trusted(row.text),
            language: Language::trusted(row.language),
            created_at: Timestamp(row.created_at),
            visible: status == StatementStatus::Published && is_public(row.state)?,
        })
    }
}

fn sql(which: &str) -> String {
    format!(
        "SELECT s.id, s.consultation_id, c.slug, c.title, s.number, s.text, s.language, s.status, s.created_at, c.state
         FROM statement s JOIN consultation c ON c.id = s.consultation_id WHERE {which}"
    )
}

/// The statements with these ids; at most a few thousand.
pub async fn statements(tx: &mut Tx, ids: &[StatementId]) -> Result<Vec<StatementSource>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = sql(&format!("s.id IN ({})", list(1, ids.len())));
    let rows: Vec<Row> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for id in ids {
            query = query.bind(id.0);
        }
        query.fetch_all(conn).await
    })?;
    rows.into_iter().map(StatementSource::try_from).collect()
}

/// The statements of a consultation after number `after`, in the order of their numbers, up to `limit`.
pub async fn statements_of(
    tx: &mut Tx,
    consultation: ConsultationId,
    after: i64,
    limit: i64,
) -> Result<Vec<StatementSource>, Error> {
    let sql = sql("s.consultation_id = $1 AND s.number > $2 ORDER BY s.number LIMIT $3 + 0");
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), consultation.0, after, limit)?;
    rows.into_iter().map(StatementSource::try_from).collect()
}
