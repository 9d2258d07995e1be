//! Opens a database, with its options and pools.

use super::{Database, Pools, Store};
use crate::Error;
use sqlx::{
    Connection, PgConnection,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, str::FromStr, time::Duration};

/// How long a connection to PostgreSQL may take.
const POSTGRES_WAIT: Duration = Duration::from_secs(10);

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        // Overwrite deleted data: erasing an account must leave nothing in free pages.
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .statement_cache_capacity(200)
        // All rows of a page fit, so SQLite's thread does not wait for the reader in the middle of a statement.
        .row_buffer_size(256)
}

async fn sqlite_pools(path: &Path, readers: u32) -> Result<Pools, Error> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::Unavailable(sqlx::Error::Io(error)))?;
    }
    // A file does not go away as a server may, so do not test connections before use.
    let pool = SqlitePoolOptions::new().test_before_acquire(false);
    let write = pool
        .clone()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(sqlite_options(path).pragma("cache_size", "-16000"))
        .await?;
    let read = pool
        .max_connections(readers)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(
            sqlite_options(path)
                .pragma("query_only", "ON")
                .pragma("cache_size", "-8000"),
        )
        .await?;
    Ok(Pools::Sqlite { read, write })
}

async fn postgres_pool(options: PgConnectOptions, connections: u32) -> Result<PgPool, Error> {
    // Connect once outside the pool: the pool would retry until its timeout and hide the cause.
    let reached = tokio::time::timeout(POSTGRES_WAIT, PgConnection::connect_with(&options)).await;
    reached
        .map_err(|_| sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))??
        .close()
        .await?;
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(POSTGRES_WAIT)
        .connect_with(options)
        .await?)
}

impl Store {
    /// Opens the database; SQLite's file and folder are created when missing. Runs no migration.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Sql`] when it cannot be opened.
    pub async fn connect(database: &Database) -> Result<Self, Error> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from) as u32;
        let pools = match database {
            Database::Sqlite(path) => sqlite_pools(path, (cores * 2).clamp(4, 16)).await?,
            Database::Postgres(url) => {
                let options = PgConnectOptions::from_str(url)?.application_name("cabildo");
                Pools::Postgres {
                    pool: postgres_pool(options, (cores * 4).clamp(8, 32)).await?,
                }
            }
        };
        Ok(Self::over(pools))
    }

    #[cfg(feature = "testing")]
    pub(crate) async fn postgres_with(options: PgConnectOptions) -> Result<Self, Error> {
        Ok(Self::over(Pools::Postgres {
            pool: postgres_pool(options, 8).await?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_server_that_is_down_is_told_at_once_with_the_reason() {
        // A port that was free a moment ago, so that nobody listens there.
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let database = Database::Postgres(format!("postgres://u:p@127.0.0.1:{port}/n"));
        let asked = tokio::time::timeout(Duration::from_secs(5), Store::connect(&database)).await;
        let Ok(Err(Error::Unavailable(sqlx::Error::Io(cause)))) = asked else {
            panic!("not at once, or not why")
        };
        assert_eq!(cause.kind(), std::io::ErrorKind::ConnectionRefused);
    }
}
