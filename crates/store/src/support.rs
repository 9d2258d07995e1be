//! Supports, in batches: the supports of many people are written with a fixed number of statements.
//!
//! The primary key of `support` is the truth about who supports which proposal; counters follow the rows that a
//! statement really added or removed, in the same transaction. Lists of values are filled up to a few fixed sizes by
//! repeating the last one (which does no harm in these statements), so that the engines see few different statements.

pub mod network;
pub mod signing;

use crate::{
    Error, Tx,
    convert::{BATCH, filled, list, placeholders, size, word},
};
use cabildo_domain::{
    AccountId, ConsultationId, Language, ProposalId, RungId, Timestamp,
    consultation::{Slug, State},
    ladder::Rung,
    proposal::Status,
    text::Owed,
};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// A proposal that people want to support, with the columns that decide whether they may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The consultation's slug, from the address that was posted to.
    pub slug: Slug,
    /// The proposal's number, from that address.
    pub number: i64,
    /// The proposal.
    pub id: ProposalId,
    /// Its consultation.
    pub consultation: ConsultationId,
    /// The language of the consultation's texts.
    pub language: Language,
    /// The consultation's state.
    pub state: State,
    /// When the consultation went to the archive.
    pub archived_at: Option<Timestamp>,
    /// The status of the proposal.
    pub status: Status,
    /// Whether a moderator hides it.
    pub hidden: bool,
    /// The number of counted supports.
    pub counted: i64,
    /// Imported supports.
    pub imported: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    slug: String,
    number: i64,
    id: Uuid,
    consultation_id: Uuid,
    language: String,
    state: String,
    archived_at: Option<i64>,
    status: String,
    hidden: bool,
    support_count: i64,
    imported_support_count: i64,
}

impl TryFrom<Row> for Target {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            slug: Slug::trusted(row.slug),
            number: row.number,
            id: ProposalId(row.id),
            consultation: ConsultationId(row.consultation_id),
            language: Language::trusted(row.language),
            state: word("consultation.state", row.state)?,
            archived_at: row.archived_at.map(Timestamp),
            status: word("proposal.status", row.status)?,
            hidden: row.hidden,
            counted: row.support_count,
            imported: row.imported_support_count,
        })
    }
}

/// The proposals at these addresses, each once, in any state; unknown addresses are left out.
pub async fn targets(tx: &mut Tx, addresses: &[(&Slug, i64)]) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::with_capacity(addresses.len());
    for batch in addresses.chunks(BATCH) {
        let sql = format!(
            "SELECT DISTINCT c.slug, p.number, p.id, p.consultation_id, c.language, c.state, c.archived_at, p.status,
                 p.hidden_at IS NOT NULL AS hidden, p.support_count, p.imported_support_count
             FROM (VALUES {}) AS v CROSS JOIN consultation c CROSS JOIN proposal p
             WHERE c.slug = v.column1 AND p.consultation_id = c.id AND p.number = v.column2",
            placeholders(size(batch.len()), 2)
        );
        let rows: Vec<Row> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (slug, number) in filled(batch) {
                query = query.bind(slug.as_str()).bind(*number);
            }
            query.fetch_all(conn).await
        })?;
        for row in rows {
            targets.push(row.try_into()?);
        }
    }
    Ok(targets)
}

/// One person and one proposal.
pub type Pair = (ProposalId, AccountId);

/// Adds supports; returns those that were not there before.
pub async fn give(tx: &mut Tx, supports: &[(Pair, Timestamp)]) -> Result<Vec<Pair>, Error> {
    let mut added = Vec::with_capacity(supports.len());
    for batch in supports.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO support (proposal_id, account_id, created_at) VALUES {}
             ON CONFLICT DO NOTHING RETURNING proposal_id, account_id",
            placeholders(size(batch.len()), 3)
        );
        let rows: Vec<(Uuid, Uuid)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for ((proposal, account), at) in filled(batch) {
                query = query.bind(proposal.0).bind(account.0).bind(at.0);
            }
            query.fetch_all(conn).await
        })?;
        added.extend(
            rows.into_iter()
                .map(|(proposal, account)| (ProposalId(proposal), AccountId(account))),
        );
    }
    Ok(added)
}

/// Takes supports back; returns those that were there.
pub async fn withdraw(tx: &mut Tx, supports: &[Pair]) -> Result<Vec<Pair>, Error> {
    let mut removed = Vec::with_capacity(supports.len());
    for batch in supports.chunks(BATCH) {
        let sql = format!(
            "DELETE FROM support WHERE (proposal_id, account_id) IN (VALUES {}) RETURNING proposal_id, account_id",
            placeholders(size(batch.len()), 2)
        );
        let rows: Vec<(Uuid, Uuid)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (proposal, account) in filled(batch) {
                query = query.bind(proposal.0).bind(account.0);
            }
            query.fetch_all(conn).await
        })?;
        removed.extend(
            rows.into_iter()
                .map(|(proposal, account)| (ProposalId(proposal), AccountId(account))),
        );
    }
    Ok(removed)
}

/// Adds to the counted supports of proposals (each named once); returns the new counts.
pub async fn count(
    tx: &mut Tx,
    changes: &[(ProposalId, i64)],
) -> Result<HashMap<ProposalId, i64>, Error> {
    let mut counts = HashMap::with_capacity(changes.len());
    for batch in changes.chunks(BATCH) {
        let sql = format!(
            "UPDATE proposal SET support_count = support_count + v.column2, support_total = support_total + v.column2
             FROM (VALUES {}) AS v WHERE proposal.id = v.column1 RETURNING id, support_count",
            placeholders(size(batch.len()), 2)
        );
        let rows: Vec<(Uuid, i64)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (proposal, change) in filled(batch) {
                query = query.bind(proposal.0).bind(*change);
            }
            query.fetch_all(conn).await
        })?;
        counts.extend(rows.into_iter().map(|(id, count)| (ProposalId(id), count)));
    }
    Ok(counts)
}

/// Notes who took part in which consultation; returns those who had not before.
pub async fn note_participants(
    tx: &mut Tx,
    participants: &[(ConsultationId, AccountId, Timestamp)],
) -> Result<Vec<(ConsultationId, AccountId)>, Error> {
    let mut added = Vec::new();
    for batch in participants.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO participant (consultation_id, account_id, since) VALUES {}
             ON CONFLICT DO NOTHING RETURNING consultation_id, account_id",
            placeholders(size(batch.len()), 3)
        );
        let rows: Vec<(Uuid, Uuid)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (consultation, account, at) in filled(batch) {
                query = query.bind(consultation.0).bind(account.0).bind(at.0);
            }
            query.fetch_all(conn).await
        })?;
        added.extend(
            rows.into_iter()
                .map(|(consultation, account)| (ConsultationId(consultation), AccountId(account))),
        );
    }
    Ok(added)
}

/// The ladders of consultations, lowest rung first.
pub async fn ladders(
    tx: &mut Tx,
    consultations: &[ConsultationId],
) -> Result<HashMap<ConsultationId, Vec<Rung>>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        consultation_id: Uuid,
        id: Uuid,
        count: i64,
        owes: String,
        owner: String,
        within_days: i64,
    }
    let mut ladders: HashMap<ConsultationId, Vec<Rung>> = HashMap::new();
    for batch in consultations.chunks(BATCH) {
        let sql = format!(
            "SELECT consultation_id, id, count, owes, owner, within_days FROM rung
             WHERE consultation_id IN ({}) ORDER BY count",
            list(1, batch.len())
        );
        let rows: Vec<Row> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for id in batch {
                query = query.bind(id.0);
            }
            query.fetch_all(conn).await
        })?;
        for row in rows {
            ladders
                .entry(ConsultationId(row.consultation_id))
                .or_default()
                .push(Rung {
                    id: RungId(row.id),
                    count: row.count,
                    owes: Owed::trusted(row.owes),
                    owner: Owed::trusted(row.owner),
                    within_days: row.within_days,
                });
        }
    }
    Ok(ladders)
}
