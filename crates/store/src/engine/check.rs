//! Checks whether the database is sound, as far as each engine can tell.

use super::{POSTGRES_MIGRATIONS, Pools, SQLITE_MIGRATIONS, Store};
use crate::Error;

const APPLIED: &str = "SELECT version FROM _sqlx_migrations WHERE success";

impl Store {
    /// The number of migrations of this version that have not run.
    ///
    /// # Errors
    /// [`Error`] when the database does not answer.
    pub async fn pending_migrations(&self) -> Result<usize, Error> {
        self.ping().await?;
        // A database that was never migrated does not have this table.
        let (ours, applied): (_, Vec<i64>) = match &*self.pools {
            Pools::Sqlite { read, .. } => (
                &SQLITE_MIGRATIONS,
                sqlx::query_scalar(APPLIED)
                    .fetch_all(read)
                    .await
                    .unwrap_or_default(),
            ),
            Pools::Postgres { pool } => (
                &POSTGRES_MIGRATIONS,
                sqlx::query_scalar(APPLIED)
                    .fetch_all(pool)
                    .await
                    .unwrap_or_default(),
            ),
        };
        Ok(ours
            .iter()
            .filter(|migration| !applied.contains(&migration.version))
            .count())
    }

    /// The damage, in the engine's words: on SQLite broken pages, broken indexes, and rows that refer to nothing; on
    /// PostgreSQL, which keeps its references itself, indexes and constraints that it marks as invalid.
    ///
    /// # Errors
    /// [`Error`] when the database does not answer.
    pub async fn damage(&self) -> Result<Vec<String>, Error> {
        match &*self.pools {
            Pools::Sqlite { read, .. } => {
                let mut found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(read).await?;
                found.retain(|line| line != "ok");
                let dangling: Vec<(String, Option<i64>, String, i64)> =
                    sqlx::query_as("PRAGMA foreign_key_check").fetch_all(read).await?;
                found.extend(dangling.into_iter().map(|(table, row, parent, _)| {
                    format!("row {} of {table} refers to a missing row of {parent}", row.unwrap_or_default())
                }));
                Ok(found)
            }
            Pools::Postgres { pool } => Ok(sqlx::query_scalar(
                "SELECT 'index ' || indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                 WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace
                 UNION ALL SELECT 'constraint ' || conname FROM pg_constraint
                 WHERE NOT convalidated AND connamespace = current_schema()::regnamespace",
            )
            .fetch_all(pool)
            .await?),
        }
    }
}
