//! A borrowed connection, and the transaction on it.
//!
//! We manage transactions instead of sqlx: SQLite rolls back by itself when the disk is full, but sqlx goes on counting
//! the transaction as open, and then the single connection for writing would refuse everybody until a restart.

use super::probe::Failures;
use crate::{Error, error::Trouble};
use sqlx::{
    Database, Executor, PgConnection, Postgres, Sqlite, SqliteConnection, pool::PoolConnection,
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A connection to work on: from [`Store::read`](crate::Store::read) outside any transaction, from
/// [`Store::write`](crate::Store::write) inside one. A transaction that is dropped without [`Tx::commit`] is rolled
/// back.
pub struct Tx {
    loan: Either,
    statements: Arc<AtomicU64>,
}

pub(super) enum Either {
    Sqlite(Loan<Sqlite>),
    Postgres(Loan<Postgres>),
}

/// A borrowed connection of either engine; see `on!`.
pub(crate) enum Conn<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

/// Runs one statement on a [`Tx`]: the body is compiled once for each engine, with `$conn` as its connection. Use it
/// once per statement: it counts them, and notices when an error shows that the connection is broken.
macro_rules! on {
    ($tx:expr, |$conn:ident| $body:expr) => {
        match $tx.conn() {
            ($crate::engine::Conn::Sqlite($conn), broken) => $crate::engine::noticed($body, broken),
            ($crate::engine::Conn::Postgres($conn), broken) => {
                $crate::engine::noticed($body, broken)
            }
        }
    };
}

/// Marks the connection as broken when the result of a statement shows that it is.
pub(crate) fn noticed<T>(
    outcome: Result<T, sqlx::Error>,
    broken: &mut Option<Trouble>,
) -> Result<T, sqlx::Error> {
    if let Err(error) = &outcome {
        *broken = broken.or(Trouble::of(error));
    }
    outcome
}

impl Tx {
    pub(super) fn new(loan: Either, statements: Arc<AtomicU64>) -> Self {
        Self { loan, statements }
    }

    /// The connection, and the variable that marks it as broken.
    pub(crate) fn conn(&mut self) -> (Conn<'_>, &mut Option<Trouble>) {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.loan {
            Either::Sqlite(loan) => {
                let (conn, broken) = loan.parts();
                (Conn::Sqlite(conn), broken)
            }
            Either::Postgres(loan) => {
                let (conn, broken) = loan.parts();
                (Conn::Postgres(conn), broken)
            }
        }
    }

    /// Makes the changes durable: when this returns, they are on disk. Does nothing for a reader.
    ///
    /// # Errors
    /// [`Error`]; then nothing was changed.
    pub async fn commit(self) -> Result<(), Error> {
        match self.loan {
            Either::Sqlite(loan) => loan.commit().await?,
            Either::Postgres(loan) => loan.commit().await?,
        }
        Ok(())
    }
}

/// Runs statements without parameters on an engine. PostgreSQL needs one round trip for it, because nothing is
/// prepared.
pub(super) trait Plain: Database {
    /// Runs the statement.
    fn run(
        conn: &mut Self::Connection,
        statement: &'static str,
    ) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

impl Plain for Sqlite {
    async fn run(conn: &mut SqliteConnection, statement: &'static str) -> Result<(), sqlx::Error> {
        conn.execute(statement).await.map(drop)
    }
}

impl Plain for Postgres {
    async fn run(conn: &mut PgConnection, statement: &'static str) -> Result<(), sqlx::Error> {
        conn.execute(statement).await.map(drop)
    }
}

/// A connection of a pool. When this is dropped, an open transaction is rolled back and the connection returns to the
/// pool. After a failure that the connection may not have survived, it is closed instead, and the pool opens a fresh
/// one.
pub(super) struct Loan<DB: Plain> {
    conn: Option<PoolConnection<DB>>,
    in_transaction: bool,
    /// Why the connection is to be closed.
    broken: Option<Trouble>,
    /// The record of failed writes, which successful ones clear.
    failures: Option<Arc<Failures>>,
}

impl<DB: Plain> Loan<DB> {
    pub(super) fn new(conn: PoolConnection<DB>) -> Self {
        Self {
            conn: Some(conn),
            in_transaction: false,
            broken: None,
            failures: None,
        }
    }

    pub(super) fn writing(conn: PoolConnection<DB>, failures: Option<Arc<Failures>>) -> Self {
        let mut loan = Self::new(conn);
        loan.failures = failures;
        loan
    }

    /// The connection, and the variable that marks it as broken.
    pub(super) fn parts(&mut self) -> (&mut DB::Connection, &mut Option<Trouble>) {
        let conn = self
            .conn
            .as_mut()
            .expect("a loan has its connection until it is dropped");
        (&mut **conn, &mut self.broken)
    }

    /// Runs a statement that leaves the connection in an unknown state unless it succeeds: if it fails, or the caller
    /// goes away before the answer, the connection is closed.
    async fn turn(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let before = self.broken.replace(Trouble::Other);
        let (conn, _) = self.parts();
        let outcome = DB::run(conn, statement).await;
        self.broken = match &outcome {
            Ok(()) => before,
            Err(error) => before.or(Trouble::of(error)).or(Some(Trouble::Other)),
        };
        outcome
    }

    /// Begins a transaction.
    pub(super) async fn begin(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        self.turn(statement).await?;
        self.in_transaction = true;
        Ok(())
    }

    async fn commit(mut self) -> Result<(), sqlx::Error> {
        if self.in_transaction {
            self.turn("COMMIT").await?;
            self.in_transaction = false;
            if let Some(failures) = &self.failures {
                failures.end();
            }
        }
        Ok(())
    }
}

impl<DB: Plain> Drop for Loan<DB> {
    fn drop(&mut self) {
        let Some(mut conn) = self.conn.take() else {
            return;
        };
        if let Some(trouble) = self.broken {
            if let Some(failures) = &self.failures {
                failures.note(trouble);
            }
            // The engine rolls back the open transaction of a closed connection.
            conn.close_on_drop();
        } else if self.in_transaction {
            match tokio::runtime::Handle::try_current() {
                Ok(runtime) => drop(runtime.spawn(roll_back(conn))),
                Err(_) => conn.close_on_drop(),
            }
        }
    }
}

/// Rolls back before the connection returns to its pool, because a `drop` cannot wait for it.
async fn roll_back<DB: Plain>(mut conn: PoolConnection<DB>) {
    if DB::run(&mut conn, "ROLLBACK").await.is_err() {
        conn.close_on_drop();
    }
}
