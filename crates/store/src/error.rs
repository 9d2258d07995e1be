//! What can go wrong between us and the database.

/// A failed database call. "Not found" is not among them: that is `Option`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique constraint was violated: somebody else has that slug, address, number.
    #[error("already taken ({constraint})")]
    Taken {
        /// The constraint or the column, as the engine names it.
        constraint: String,
    },
    /// The database cannot be reached, or its pool is exhausted.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// The transaction lost against another one; the caller may try again.
    #[error("the transaction conflicted with another")]
    Conflict(#[source] sqlx::Error),
    /// A value in the database is not one this program wrote.
    #[error("unreadable value in column {column}: {value}")]
    Unreadable {
        /// The column.
        column: &'static str,
        /// What stands in it.
        value: String,
    },
    /// The address of the database is not understood.
    #[error("not a database address: {0} (expected sqlite:PATH or postgres://...)")]
    Address(String),
    /// A migration failed.
    #[error("migration failed")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Anything else the engine says.
    #[error("database error")]
    Sql(#[source] sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(cause) if cause.is_unique_violation() => {
                let constraint = cause
                    .constraint()
                    .map_or_else(|| cause.message().to_owned(), str::to_owned);
                Self::Taken { constraint }
            }
            // PostgreSQL: serialization failure, deadlock. SQLite: BUSY_SNAPSHOT and other BUSY codes.
            sqlx::Error::Database(cause)
                if matches!(
                    cause.code().as_deref(),
                    Some("40001" | "40P01" | "5" | "261" | "517")
                ) =>
            {
                Self::Conflict(error)
            }
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => {
                Self::Unavailable(error)
            }
            _ => Self::Sql(error),
        }
    }
}
