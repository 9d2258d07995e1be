//! The keyed hashes of the networks from which supports came. A hash is deleted with its support, and at
//! the latest some weeks after it came: it only tells staff that many supports came from one place.

use super::Pair;
use crate::{
    Error, Tx,
    convert::{BATCH, filled, placeholders, size},
    supportable,
};
use cabildo_domain::{AccountId, ConsultationId, Timestamp};
use sqlx::AssertSqlSafe;

/// Stores the hashes of the networks from which these supports came; the supports must be stored already.
pub async fn keep(tx: &mut Tx, hashes: &[(Pair, Vec<u8>)], at: Timestamp) -> Result<(), Error> {
    for batch in hashes.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO support_network (subject_kind, subject_id, account_id, network, created_at) VALUES {}
             ON CONFLICT DO NOTHING",
            placeholders(size(batch.len()), 5)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for ((subject, account), network) in filled(batch) {
                query = query
                    .bind(subject.kind.as_str())
                    .bind(subject.id)
                    .bind(account.0)
                    .bind(network)
                    .bind(at.0);
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// Whether a hash is stored of a support from before a moment.
pub async fn any_before(tx: &mut Tx, before: Timestamp) -> Result<bool, Error> {
    let found: Option<i64> = maybe_scalar!(
        tx,
        "SELECT created_at FROM support_network WHERE created_at < $1 ORDER BY created_at LIMIT 1",
        before.0,
    )?;
    Ok(found.is_some())
}

/// Erases up to `limit` hashes of supports from before a moment, the oldest first; returns how many.
pub async fn forget(tx: &mut Tx, before: Timestamp, limit: i64) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "DELETE FROM support_network WHERE (subject_id, subject_kind, account_id) IN (
             SELECT subject_id, subject_kind, account_id FROM support_network WHERE created_at < $1
             ORDER BY created_at LIMIT $2 + 0)",
        before.0,
        limit,
    )?)
}

/// Erases the hashes of a consultation.
pub async fn forget_all(tx: &mut Tx, consultation: ConsultationId) -> Result<u64, Error> {
    let subjects =
        supportable::each(|rows| format!("SELECT id FROM {rows} AS p WHERE consultation_id = $1"));
    let sql = format!("DELETE FROM support_network WHERE subject_id IN ({subjects})");
    Ok(exec!(tx, AssertSqlSafe(sql), consultation.0)?)
}

/// Erases the hashes of an account.
pub async fn forget_of(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM support_network WHERE account_id = $1
             AND (subject_id, subject_kind) IN
                 (SELECT subject_id, subject_kind FROM support WHERE account_id = $1)",
        account.0,
    )?;
    Ok(())
}
