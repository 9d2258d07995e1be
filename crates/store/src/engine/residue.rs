//! Removes erased data from the database's files.

use super::{Pools, Store, noticed, transaction::Loan};
use crate::Error;
use sqlx::{Sqlite, SqliteConnection};

impl Store {
    /// Rewrites the space that deleted and updated rows left behind, so that erased data is really gone.
    ///
    /// SQLite overwrites deleted data (`secure_delete`), but a page that was split or merged earlier may still hold a
    /// copy in its unused part (a test of ours found one). So the file is rewritten whole, and the write-ahead log is
    /// folded into it and emptied. Writers wait meanwhile: about a second for 100 MB. On PostgreSQL, vacuum removes the
    /// dead rows.
    ///
    /// # Errors
    /// [`Error`]; the data is erased logically all the same.
    pub async fn erase_residue(&self) -> Result<(), Error> {
        match &*self.pools {
            Pools::Sqlite { write, .. } => {
                let mut loan = Loan::<Sqlite>::new(write.acquire().await?);
                let (conn, broken) = loan.parts();
                if noticed(rewrite(conn).await, broken)? {
                    return Err(Error::Sql(sqlx::Error::Protocol(
                        "a reader blocked the checkpoint".to_owned(),
                    )));
                }
            }
            Pools::Postgres { pool } => {
                sqlx::query("VACUUM account, name_look, session, form_state, outbox, report")
                    .execute(pool)
                    .await?;
            }
        }
        Ok(())
    }
}

/// Rewrites the file and empties the write-ahead log; returns whether a reader kept the log from being emptied.
async fn rewrite(conn: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // The copy that VACUUM makes is as large as the file, so do not keep it in memory.
    sqlx::query("PRAGMA temp_store = FILE")
        .execute(&mut *conn)
        .await?;
    let vacuumed = sqlx::query("VACUUM").execute(&mut *conn).await;
    sqlx::query("PRAGMA temp_store = MEMORY")
        .execute(&mut *conn)
        .await?;
    vacuumed?;
    let (blocked, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut *conn)
        .await?;
    Ok(blocked != 0)
}
