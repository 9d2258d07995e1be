//! Puts imported comments into their threads: they are inserted without a place, then linked to their parents, then
//! settled level by level.
//!
//! So neither the order of the file nor its size matters. While an import runs, a comment's depth says which state it
//! is in: [`TOP`] for one that answers nothing, [`REPLY`] for one that answers another.

use crate::{Error, Tx, convert::placeholders};
use cabildo_domain::{ConsultationId, comment::MAX_DEPTH};
use sqlx::AssertSqlSafe;

/// The depth of a new comment that answers nothing.
pub const TOP: i64 = -2;
/// The depth of a new comment whose place is not known yet.
pub const REPLY: i64 = -1;

/// Links in one UPDATE: 2 values each, under SQLite's limit.
const BATCH: usize = 500;

async fn run(tx: &mut Tx, consultation: ConsultationId, sql: &'static str) -> Result<u64, Error> {
    Ok(exec!(tx, sql, consultation.0)?)
}

/// Links new comments to their parents by their import keys, on the same subject alone.
pub async fn link(tx: &mut Tx, links: &[(String, String)]) -> Result<(), Error> {
    for batch in links.chunks(BATCH) {
        let sql = format!(
            "UPDATE comment SET parent_id = p.id
             FROM (VALUES {}) AS v JOIN comment AS p ON p.import_key = v.column2
             WHERE comment.import_key = v.column1 AND comment.depth = -1 AND comment.parent_id IS NULL
               AND p.subject_id = comment.subject_id AND p.id <> comment.id",
            placeholders(batch.len(), 2)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (comment, parent) in batch {
                query = query.bind(comment).bind(parent);
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// Gives every new comment its thread and depth. A comment whose parent is missing stays at top level with a mark; so
/// does one comment of each circle. Returns how many have that mark.
pub async fn settle(tx: &mut Tx, consultation: ConsultationId) -> Result<u64, Error> {
    run(
        tx,
        consultation,
        "UPDATE comment SET depth = 0 WHERE consultation_id = $1 AND depth = -2",
    )
    .await?;
    let mut orphans = run(
        tx,
        consultation,
        "UPDATE comment SET depth = 0, orphan = TRUE WHERE consultation_id = $1 AND depth = -1 AND parent_id IS NULL",
    )
    .await?;
    loop {
        while level(tx, consultation).await? > 0 {}
        let freed = run(
            tx,
            consultation,
            "UPDATE comment SET depth = 0, orphan = TRUE, parent_id = NULL WHERE id = (
                 SELECT id FROM comment WHERE consultation_id = $1 AND depth = -1 ORDER BY created_at, id LIMIT 1)",
        )
        .await?;
        if freed == 0 {
            return Ok(orphans);
        }
        orphans += freed;
    }
}

/// Settles the replies to settled comments; returns their number.
async fn level(tx: &mut Tx, consultation: ConsultationId) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "UPDATE comment SET root_id = p.root_id, depth = CASE WHEN p.depth < $2 THEN p.depth + 1 ELSE $2 END
         FROM comment AS p
         WHERE comment.consultation_id = $1 AND comment.depth = -1 AND p.id = comment.parent_id AND p.depth >= 0",
        consultation.0,
        MAX_DEPTH,
    )?)
}

/// How many imported comments without a text were kept and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buried {
    /// Comments with replies: they keep their place, as deleted comments do.
    pub kept: u64,
    /// Comments without replies: they were removed.
    pub removed: u64,
    /// Removed comments that had the mark of a missing parent.
    pub removed_orphans: u64,
}

/// Marks imported comments without a text as deleted, or removes them when nothing answers them.
pub async fn bury_empty(tx: &mut Tx, consultation: ConsultationId) -> Result<Buried, Error> {
    let kept = run(
        tx,
        consultation,
        "UPDATE comment SET deleted_at = created_at
         WHERE consultation_id = $1 AND body = '' AND import_key IS NOT NULL AND deleted_at IS NULL",
    )
    .await?;
    let mut buried = Buried {
        kept,
        ..Buried::default()
    };
    loop {
        let lonely: Vec<bool> = scalars!(
            tx,
            "DELETE FROM comment WHERE consultation_id = $1 AND body = '' AND import_key IS NOT NULL
               AND deleted_at = created_at AND NOT EXISTS (
                   SELECT 1 FROM comment AS r WHERE r.root_id = comment.root_id AND r.parent_id = comment.id)
             RETURNING orphan",
            consultation.0,
        )?;
        if lonely.is_empty() {
            return Ok(buried);
        }
        buried.kept -= (lonely.len() as u64).min(buried.kept);
        buried.removed += lonely.len() as u64;
        buried.removed_orphans += lonely.iter().filter(|orphan| **orphan).count() as u64;
    }
}
