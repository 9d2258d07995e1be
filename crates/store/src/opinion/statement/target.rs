//! Looks up statements by their addresses for people who want to answer them.

use crate::{
    Error, Tx,
    convert::{BATCH, filled, size, word},
    opinion::values,
};
use cabildo_domain::{
    ConsultationId, OpinionParticipantId, Timestamp,
    consultation::{Slug, State},
    opinion::StatementStatus,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A statement that somebody wants to answer, with the columns that decide whether they may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The consultation's slug, from the address that was posted to.
    pub slug: Slug,
    /// The statement's number, from that address.
    pub number: i64,
    pub consultation: ConsultationId,
    /// The consultation's state.
    pub state: State,
    /// When the consultation went to the archive.
    pub archived_at: Option<Timestamp>,
    /// Where the statement stands.
    pub status: StatementStatus,
    pub author: Option<OpinionParticipantId>,
    /// The number of its characters.
    pub characters: i64,
}

#[derive(sqlx::FromRow)]
struct TargetRow {
    slug: String,
    number: i64,
    consultation_id: Uuid,
    state: String,
    archived_at: Option<i64>,
    status: String,
    author_id: Option<Uuid>,
    characters: i64,
}

/// The statements at these addresses, each once, in any state; unknown addresses are left out.
pub async fn targets(tx: &mut Tx, addresses: &[(&Slug, i64)]) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::with_capacity(addresses.len());
    for batch in addresses.chunks(BATCH) {
        let sql = format!(
            "SELECT DISTINCT c.slug, s.number, s.consultation_id, c.state, c.archived_at, s.status, s.author_id,
                 CAST(LENGTH(s.text) AS BIGINT) AS characters
             FROM {} CROSS JOIN consultation c CROSS JOIN statement s
             WHERE c.slug = v.column1 AND s.consultation_id = c.id AND s.number = v.column2",
            values(size(batch.len()), 2)
        );
        let rows: Vec<TargetRow> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (slug, number) in filled(batch) {
                query = query.bind(slug.as_str()).bind(*number);
            }
            query.fetch_all(conn).await
        })?;
        for row in rows {
            targets.push(Target {
                slug: Slug::trusted(row.slug),
                number: row.number,
                consultation: ConsultationId(row.consultation_id),
                state: word("consultation.state", row.state)?,
                archived_at: row.archived_at.map(Timestamp),
                status: word("statement.status", row.status)?,
                author: row.author_id.map(OpinionParticipantId),
                characters: row.characters,
            });
        }
    }
    Ok(targets)
}
