//! Consultations as the search index knows them.

use super::is_public;
use crate::{Error, Tx};
use cabildo_domain::{ConsultationId, Language, Timestamp, consultation::Slug};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A consultation as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationSource {
    pub id: ConsultationId,
    /// Its address on the web.
    pub slug: Slug,
    /// The question.
    pub title: String,
    /// The question in one sentence.
    pub summary: String,
    /// The description, Markdown.
    pub description: String,
    /// The city's promise about the results, Markdown; may be empty.
    pub promise: String,
    /// The outcome, Markdown; empty until the lab writes it.
    pub outcome: String,
    /// The language of its texts.
    pub language: Language,
    /// When it first became public, else when it was created.
    pub since: Timestamp,
    /// Whether the search may find it.
    pub visible: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    title: String,
    summary: String,
    description: String,
    promise: String,
    outcome: String,
    language: String,
    since: i64,
    state: String,
}

impl TryFrom<Row> for ConsultationSource {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: ConsultationId(row.id),
            slug: Slug::trusted(row.slug),
            title: row.title,
            summary: row.summary,
            description: row.description,
            promise: row.promise,
            outcome: row.outcome,
            language: Language::trusted(row.language),
            since: Timestamp(row.since),
            visible: is_public(row.state)?,
        })
    }
}

fn sql(which: &str) -> String {
    format!(
        "SELECT id, slug, title, summary, description, promise, outcome, language,
             COALESCE(published_at, created_at) AS since, state
         FROM consultation WHERE {which}"
    )
}

/// The consultations after `after` in the order of their ids, up to `limit`.
pub async fn consultations(
    tx: &mut Tx,
    after: ConsultationId,
    limit: i64,
) -> Result<Vec<ConsultationSource>, Error> {
    let sql = sql("id > $1 ORDER BY id LIMIT $2 + 0");
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), after.0, limit)?;
    rows.into_iter().map(ConsultationSource::try_from).collect()
}

/// One consultation.
pub async fn consultation(
    tx: &mut Tx,
    id: ConsultationId,
) -> Result<Option<ConsultationSource>, Error> {
    let sql = sql("id = $1");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), id.0)?;
    row.map(ConsultationSource::try_from).transpose()
}
