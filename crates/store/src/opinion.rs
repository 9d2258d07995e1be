//! The opinion mapping of a consultation: the lab's settings, and the numbers that are given under one row's lock.
//!
//! Every transaction that writes to a mapping (a statement, an answer, an exclusion) first takes the lock of its row
//! with [`lock`]. So numbers have no gaps, counters do not drift, and the history of answers becomes visible in its
//! order.

pub mod asked;
pub mod burst;
pub mod decision;
pub mod desk;
pub mod exclusion;
pub mod invitation;
pub mod map;
pub mod participant;
pub mod statement;
pub mod takeover;
pub mod vote;

use crate::{
    Error, Tx,
    convert::{list, placeholders, word},
};
use cabildo_domain::{ConsultationId, opinion::Rules};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// The mapping of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    pub consultation: ConsultationId,
    /// The lab's settings.
    pub rules: Rules,
    /// The seed of every pseudo-random choice.
    pub seed: i64,
    /// Names of groups, JSON by group id.
    pub group_names: String,
    /// The number of the last statement.
    pub last_statement: i64,
    /// The number of the last participant.
    pub last_participant: i64,
    /// The number of the last change that the map depends on.
    pub seq: i64,
    /// The number of the last change that the published map includes.
    pub published_seq: i64,
    /// Raised when a statement is added, edited or moderated.
    pub revision: i64,
    /// Raised when rows of the history were deleted, or given to another participant.
    pub epoch: i64,
    /// The number of people who answered and count.
    pub voters: i64,
    /// The number of their answers.
    pub votes: i64,
    /// The number of people who are excluded.
    pub excluded: i64,
}

const COLUMNS: &str = "consultation_id, contributions, invitations, statements_each, seed, group_names, last_statement, \
    last_participant, seq, published_seq, revision, epoch, voter_count, vote_count, excluded_count";

#[derive(sqlx::FromRow)]
struct Row {
    consultation_id: Uuid,
    contributions: String,
    invitations: bool,
    statements_each: i64,
    seed: i64,
    group_names: String,
    last_statement: i64,
    last_participant: i64,
    seq: i64,
    published_seq: i64,
    revision: i64,
    epoch: i64,
    voter_count: i64,
    vote_count: i64,
    excluded_count: i64,
}

impl TryFrom<Row> for Opinion {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            consultation: ConsultationId(row.consultation_id),
            rules: Rules {
                contributions: word("opinion.contributions", row.contributions)?,
                invitations: row.invitations,
                statements_each: row.statements_each,
            },
            seed: row.seed,
            group_names: row.group_names,
            last_statement: row.last_statement,
            last_participant: row.last_participant,
            seq: row.seq,
            published_seq: row.published_seq,
            revision: row.revision,
            epoch: row.epoch,
            voters: row.voter_count,
            votes: row.vote_count,
            excluded: row.excluded_count,
        })
    }
}

/// The mapping of a consultation, if it has begun.
pub async fn of(tx: &mut Tx, consultation: ConsultationId) -> Result<Option<Opinion>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM opinion WHERE consultation_id = $1");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), consultation.0)?;
    row.map(Opinion::try_from).transpose()
}

/// Begins the mapping of a consultation, if it has not begun.
pub async fn begin(
    tx: &mut Tx,
    consultation: ConsultationId,
    rules: Rules,
    seed: i64,
) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO opinion (consultation_id, contributions, invitations, statements_each, seed, group_names)
         VALUES ($1, $2, $3, $4, $5, '{}') ON CONFLICT (consultation_id) DO NOTHING",
        consultation.0,
        rules.contributions.as_str(),
        rules.invitations,
        rules.statements_each,
        seed,
    )?;
    Ok(())
}

/// The mappings of these consultations, locked against other writers until the transaction ends; those that have not
/// begun are left out. One statement each, in the order of ids, so that two batches cannot deadlock.
pub async fn lock(tx: &mut Tx, consultations: &[ConsultationId]) -> Result<Vec<Opinion>, Error> {
    let mut ids = consultations.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut locked = Vec::with_capacity(ids.len());
    let sql =
        format!("UPDATE opinion SET seq = seq WHERE consultation_id = $1 RETURNING {COLUMNS}");
    for id in ids {
        let sql = sql.clone();
        let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), id.0)?;
        if let Some(row) = row {
            locked.push(row.try_into()?);
        }
    }
    Ok(locked)
}

/// Writes all columns of a locked mapping but the key and the seed.
pub async fn update(tx: &mut Tx, opinion: &Opinion) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE opinion SET contributions = $1, invitations = $2, group_names = $3, last_statement = $4,
             last_participant = $5, seq = $6, revision = $7, voter_count = $8, vote_count = $9,
             excluded_count = $10, published_seq = $11, statements_each = $12, epoch = $13
         WHERE consultation_id = $14",
        opinion.rules.contributions.as_str(),
        opinion.rules.invitations,
        &opinion.group_names,
        opinion.last_statement,
        opinion.last_participant,
        opinion.seq,
        opinion.revision,
        opinion.voters,
        opinion.votes,
        opinion.excluded,
        opinion.published_seq,
        opinion.rules.statements_each,
        opinion.epoch,
        opinion.consultation.0,
    )?;
    Ok(())
}

/// Up to `limit` consultations whose published map misses an answer or a decision of a moderator.
pub async fn stale(tx: &mut Tx, limit: i64) -> Result<Vec<ConsultationId>, Error> {
    let ids: Vec<Uuid> = scalars!(
        tx,
        "SELECT consultation_id FROM opinion WHERE seq > published_seq ORDER BY consultation_id LIMIT $1 + 0",
        limit,
    )?;
    Ok(ids.into_iter().map(ConsultationId).collect())
}

/// `(VALUES ($1, ...), ...) AS v` for so many rows of so many columns; its columns are `column1`, `column2` and so on.
///
/// Join the tables that are looked up by these values with CROSS JOIN and WHERE: SQLite takes that in the order
/// written. With a plain join and DISTINCT, it reads every answer of a consultation and looks for each among the values
/// (seen with 3.54).
fn values(rows: usize, columns: usize) -> String {
    format!("(VALUES {}) AS v", placeholders(rows, columns))
}

/// `IN ($first, ...)`.
fn within(first: usize, count: usize) -> String {
    format!("IN ({})", list(first, count))
}
