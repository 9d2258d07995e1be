//! Rungs of the consultations' ladders, lowest first.

use crate::{Error, Tx, convert::placeholders};
use cabildo_domain::{ConsultationId, RungId, ladder::Rung, text::Owed};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    count: i64,
    owes: String,
    owner: String,
    within_days: i64,
}

impl From<Row> for Rung {
    fn from(row: Row) -> Self {
        Self {
            id: RungId(row.id),
            count: row.count,
            owes: Owed::trusted(row.owes),
            owner: Owed::trusted(row.owner),
            within_days: row.within_days,
        }
    }
}

/// The ladder of a consultation.
pub async fn of(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Rung>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT id, count, owes, owner, within_days FROM rung WHERE consultation_id = $1 ORDER BY count",
        consultation.0,
    )?;
    Ok(rows.into_iter().map(Rung::from).collect())
}

/// Replaces the ladder of the consultation. Responses that are owed already stay owed: they keep their own copy of the
/// rung's texts.
///
/// # Errors
/// [`Error::Taken`] when two rungs ask for the same count.
pub async fn replace(
    tx: &mut Tx,
    consultation: ConsultationId,
    ladder: &[Rung],
) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM rung WHERE consultation_id = $1",
        consultation.0
    )?;
    if ladder.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO rung (id, consultation_id, count, owes, owner, within_days) VALUES {}",
        placeholders(ladder.len(), 6)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for rung in ladder {
            query = query
                .bind(rung.id.0)
                .bind(consultation.0)
                .bind(rung.count)
                .bind(rung.owes.as_str())
                .bind(rung.owner.as_str())
                .bind(rung.within_days);
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}
