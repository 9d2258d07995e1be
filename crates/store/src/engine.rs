//! The two engines behind one store, one transaction and one macro. Every branch on the engine is in this file or in
//! its folder.

#[macro_use]
mod transaction;
#[macro_use]
mod statement;
mod check;
mod connect;
mod probe;
mod residue;

use crate::{Error, error::Trouble};
use probe::{Failures, Probe};
use sqlx::{Pool, postgres::PgPool, sqlite::SqlitePool};
use std::{
    fmt,
    path::PathBuf,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
pub use transaction::Tx;
pub(crate) use transaction::{Conn, noticed};
use transaction::{Either, Loan, Plain};

static SQLITE_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/postgres");

/// The place of the data: an address that an operator types.
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

/// The engine of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded SQLite.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

enum Pools {
    /// Several readers that cannot write, and one writer, because SQLite allows one at a time.
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
    failures: Arc<Failures>,
    probe: Arc<Probe>,
}

/// A transaction on a connection of this pool. A connection that cannot begin one may have been broken by a failure
/// that is over (a disk that was full), so a fresh one is tried before the caller gets an error.
async fn begun<DB: Plain>(
    pool: &Pool<DB>,
    statement: &'static str,
    failures: Option<&Arc<Failures>>,
) -> Result<Loan<DB>, Error> {
    let mut loan = Loan::writing(pool.acquire().await?, failures.cloned());
    match loan.begin(statement).await {
        Err(error) if Trouble::of(&error).is_some() => {
            tracing::warn!(%error, "a failed connection to the database is closed and a new one opened");
            drop(loan);
            loan = Loan::writing(pool.acquire().await?, failures.cloned());
            loan.begin(statement).await?;
        }
        outcome => outcome?,
    }
    Ok(loan)
}

impl Store {
    fn over(pools: Pools) -> Self {
        Self {
            pools: Arc::new(pools),
            statements: Arc::default(),
            failures: Arc::default(),
            probe: Arc::default(),
        }
    }

    /// The engine of this store.
    pub fn engine(&self) -> Engine {
        match &*self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Brings the schema up to the version of this program.
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
        let loan = match &*self.pools {
            Pools::Sqlite { read, .. } => Either::Sqlite(Loan::new(read.acquire().await?)),
            Pools::Postgres { pool } => Either::Postgres(Loan::new(pool.acquire().await?)),
        };
        Ok(Tx::new(loan, self.statements.clone()))
    }

    /// A transaction for writing. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`): a transaction that
    /// begins by reading and is upgraded later fails whatever the timeout.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection is free in time.
    pub async fn write(&self) -> Result<Tx, Error> {
        self.begin(Some(&self.failures)).await
    }

    /// As [`Store::write`]; success or failure is noted in `failures`, if given.
    async fn begin(&self, failures: Option<&Arc<Failures>>) -> Result<Tx, Error> {
        let loan = match &*self.pools {
            Pools::Sqlite { write, .. } => {
                Either::Sqlite(begun(write, "BEGIN IMMEDIATE", failures).await?)
            }
            Pools::Postgres { pool } => Either::Postgres(begun(pool, "BEGIN", failures).await?),
        };
        Ok(Tx::new(loan, self.statements.clone()))
    }

    /// The number of statements that this store has run; tests compare it before and after a page.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error`] when it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        let mut tx = self.read().await?;
        exec!(tx, "SELECT 1")?;
        Ok(())
    }

    /// Closes all connections; waits for those in use.
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
}
