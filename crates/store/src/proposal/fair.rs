//! The fair order: each day, every proposal's rank is computed anew from its lot. The setting `fair_day` holds the day
//! of the ranks. The ranks of the day before are kept beside them (`fair_day_before`), so that a list that was begun
//! the day before continues in the same order.

use crate::{Error, Tx, convert::placeholders};
use cabildo_domain::proposal::fair_rank;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Ranks in one UPDATE.
const BATCH: usize = 1_000;

/// Computes the ranks of `day`, unless they are there; returns how many were written. A second node that asks at the
/// same time waits for the first on the setting's row and then finds nothing to do.
pub async fn rank(tx: &mut Tx, day: i64) -> Result<u64, Error> {
    let before = self::day(tx).await?;
    let turned: Option<(String,)> = maybe!(
        tx,
        "INSERT INTO setting (name, value) VALUES ('fair_day', $1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value
         RETURNING value",
        day.to_string(),
    )?;
    if turned.is_none() {
        return Ok(0);
    }
    keep_day(tx, before).await?;
    let (mut last, mut written) = (Uuid::nil(), 0);
    loop {
        let lots: Vec<(Uuid, i64)> = all!(
            tx,
            "SELECT id, lot FROM proposal WHERE id > $1 ORDER BY id LIMIT $2 + 0",
            last,
            BATCH as i64,
        )?;
        let Some((end, _)) = lots.last() else {
            return Ok(written);
        };
        last = *end;
        written += lots.len() as u64;
        write(tx, &lots, day).await?;
    }
}

/// Notes the day of the ranks that are kept beside the present ones; none when there were no ranks before.
async fn keep_day(tx: &mut Tx, before: Option<i64>) -> Result<(), Error> {
    let Some(before) = before else { return Ok(()) };
    exec!(
        tx,
        "INSERT INTO setting (name, value) VALUES ('fair_day_before', $1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        before.to_string(),
    )?;
    Ok(())
}

async fn write(tx: &mut Tx, lots: &[(Uuid, i64)], day: i64) -> Result<(), Error> {
    // Both engines name the columns of VALUES `column1` and `column2`.
    let sql = format!(
        "UPDATE proposal SET fair_rank_before = fair_rank, fair_rank = v.column2 FROM (VALUES {}) AS v
         WHERE proposal.id = v.column1",
        placeholders(lots.len(), 2)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, lot) in lots {
            query = query.bind(*id).bind(fair_rank(*lot, day));
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}

/// The day of the ranks; `None` before there are any.
pub async fn day(tx: &mut Tx) -> Result<Option<i64>, Error> {
    let value: Option<(String,)> = maybe!(tx, "SELECT value FROM setting WHERE name = 'fair_day'")?;
    Ok(value.and_then(|(day,)| day.parse().ok()))
}
