//! The two engines behind one store, one transaction and one macro. Every branch on the engine is in this file
//! and in [`check`].

mod check;

use crate::Error;
use sqlx::{
    Connection, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
    },
};
use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

static SQLITE_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/postgres");

/// Where the data is: an address an operator types.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file of an embedded SQLite.
    Sqlite(PathBuf),
    /// A PostgreSQL server, `postgres://user:password@host/name`.
    Postgres(String),
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres:…"),
        }
    }
}

impl FromStr for Database {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite:") {
            Some(path) if !path.trim_start_matches('/').is_empty() => Ok(Self::Sqlite(
                PathBuf::from(path.strip_prefix("//").unwrap_or(path)),
            )),
            _ => Err(Error::Address(
                text.split('@').next_back().unwrap_or_default().to_owned(),
            )),
        }
    }
}

/// Which engine a store runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded SQLite.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

enum Pools {
    /// Several readers that cannot write, and one writer: SQLite has one at a time.
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres {
        pool: PgPool,
    },
}

/// The database of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pools: Arc<Pools>,
    statements: Arc<AtomicU64>,
}

/// A connection to work on: from [`Store::read`] outside any transaction, from [`Store::write`] inside one.
/// A transaction that is dropped without [`Tx::commit`] is rolled back.
pub struct Tx {
    inner: Inner,
    statements: Arc<AtomicU64>,
}

enum Inner {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// A borrowed connection of either engine; see `on!`.
pub(crate) enum Conn<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// Runs one statement on a [`Tx`]: the body is compiled once for each engine, with `$conn` its connection.
/// Use it once for each statement: it counts them.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx.conn() {
            $crate::engine::Conn::Sqlite($conn) => $body,
            $crate::engine::Conn::Postgres($conn) => $body,
        }
    };
}

impl Tx {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.inner {
            Inner::SqliteRead(conn) => Conn::Sqlite(conn),
            Inner::SqliteWrite(tx) => Conn::Sqlite(tx),
            Inner::PostgresRead(conn) => Conn::Postgres(conn),
            Inner::PostgresWrite(tx) => Conn::Postgres(tx),
        }
    }

    /// Makes the changes durable: when this returns, they are on disk. Does nothing for a reader.
    ///
    /// # Errors
    /// [`Error`]; then nothing was changed.
    pub async fn commit(self) -> Result<(), Error> {
        match self.inner {
            Inner::SqliteWrite(tx) => Ok(tx.commit().await?),
            Inner::PostgresWrite(tx) => Ok(tx.commit().await?),
            Inner::SqliteRead(_) | Inner::PostgresRead(_) => Ok(()),
        }
    }
}

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        // What is deleted is overwritten: erasing an account must leave nothing in free pages.
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .statement_cache_capacity(200)
        // A page's rows fit, so that SQLite's thread does not wait for the reader in the middle of a statement.
        .row_buffer_size(256)
}

impl Store {
    /// Opens the database; SQLite's file and folder are created when missing. Runs no migration.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Sql`] when it cannot be opened.
    pub async fn connect(database: &Database) -> Result<Self, Error> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from) as u32;
        let pools = match database {
            Database::Sqlite(path) => {
                if let Some(folder) = path
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty())
                {
                    std::fs::create_dir_all(folder)
                        .map_err(|error| Error::Unavailable(sqlx::Error::Io(error)))?;
                }
                // A file does not go away as a server does: no connection is asked whether it still lives.
                let pool = SqlitePoolOptions::new().test_before_acquire(false);
                let write = pool
                    .clone()
                    .max_connections(1)
                    .acquire_timeout(Duration::from_secs(30))
                    .connect_with(sqlite_options(path).pragma("cache_size", "-16000"))
                    .await?;
                let read = pool
                    .max_connections((cores * 2).clamp(4, 16))
                    .acquire_timeout(Duration::from_secs(10))
                    .connect_with(
                        sqlite_options(path)
                            .pragma("query_only", "ON")
                            .pragma("cache_size", "-8000"),
                    )
                    .await?;
                Pools::Sqlite { read, write }
            }
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

    fn over(pools: Pools) -> Self {
        Self {
            pools: Arc::new(pools),
            statements: Arc::default(),
        }
    }

    /// Which engine this store runs on.
    pub fn engine(&self) -> Engine {
        match &*self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Brings the schema up to this version.
    ///
    /// # Errors
    /// [`Error::Migrate`]; the schema is then as it was before the failing migration.
    pub async fn migrate(&self) -> Result<(), Error> {
        match &*self.pools {
            Pools::Sqlite { write, .. } => SQLITE_MIGRATIONS.run(write).await?,
            Pools::Postgres { pool } => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// A connection for reading, outside any transaction: each statement sees the newest committed state.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection is free in time.
    pub async fn read(&self) -> Result<Tx, Error> {
        let inner = match &*self.pools {
            Pools::Sqlite { read, .. } => Inner::SqliteRead(read.acquire().await?),
            Pools::Postgres { pool } => Inner::PostgresRead(pool.acquire().await?),
        };
        Ok(Tx {
            inner,
            statements: self.statements.clone(),
        })
    }

    /// A transaction for writing. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`): a transaction
    /// that begins by reading and is upgraded later fails whatever the timeout.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection is free in time.
    pub async fn write(&self) -> Result<Tx, Error> {
        let inner = match &*self.pools {
            Pools::Sqlite { write, .. } => {
                Inner::SqliteWrite(write.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Postgres { pool } => Inner::PostgresWrite(pool.begin().await?),
        };
        Ok(Tx {
            inner,
            statements: self.statements.clone(),
        })
    }

    /// How many statements this store has run; tests compare it before and after a page.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error`] when it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        let mut tx = self.read().await?;
        on!(tx, |conn| sqlx::query("SELECT 1")
            .execute(conn)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Rewrites what deleted and updated rows left behind, so that erased data is really gone.
    ///
    /// SQLite overwrites what is deleted (`secure_delete`), but a page that was split or merged before may still hold
    /// a copy in its unused part (a test of ours found one), so the file is rewritten whole, and the log of pages
    /// folded into it and emptied. Writers wait meanwhile: about a second for 100 MB. On PostgreSQL, vacuum removes
    /// the dead rows.
    ///
    /// # Errors
    /// [`Error`]; the data is erased logically all the same.
    pub async fn erase_residue(&self) -> Result<(), Error> {
        match &*self.pools {
            Pools::Sqlite { write, .. } => {
                let mut conn = write.acquire().await?;
                // The copy that VACUUM makes is as large as the file: not in memory.
                sqlx::query("PRAGMA temp_store = FILE")
                    .execute(&mut *conn)
                    .await?;
                let vacuumed = sqlx::query("VACUUM").execute(&mut *conn).await;
                sqlx::query("PRAGMA temp_store = MEMORY")
                    .execute(&mut *conn)
                    .await?;
                vacuumed?;
                let (blocked, _, _): (i64, i64, i64) =
                    sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
                        .fetch_one(&mut *conn)
                        .await?;
                if blocked != 0 {
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

    /// Ends all connections; waits for those in use.
    pub async fn close(&self) {
        match &*self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres { pool } => pool.close().await,
        }
    }
}

/// How long PostgreSQL may take until there is a connection.
const POSTGRES_WAIT: Duration = Duration::from_secs(10);

async fn postgres_pool(options: PgConnectOptions, connections: u32) -> Result<PgPool, Error> {
    // One by itself first: a pool tries again until its time is over, and then tells that, not why.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_address_names_its_engine() {
        assert_eq!(
            "sqlite:data/c.db".parse::<Database>().unwrap(),
            Database::Sqlite("data/c.db".into())
        );
        assert_eq!(
            "sqlite:///var/c.db".parse::<Database>().unwrap(),
            Database::Sqlite("/var/c.db".into())
        );
        assert!(matches!(
            "postgres://u:p@h/n".parse::<Database>().unwrap(),
            Database::Postgres(_)
        ));
        let error = "mysql://u:secret@h/n"
            .parse::<Database>()
            .unwrap_err()
            .to_string();
        assert!(!error.contains("secret"), "{error}");
    }

    #[tokio::test]
    async fn a_server_that_is_down_is_told_at_once_with_the_reason() {
        // A port that was free a moment ago: nobody listens there.
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
