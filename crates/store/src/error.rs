//! Errors of the database.

use sqlx::{error::DatabaseError, sqlite::SqliteError};

/// A failed database call. "Not found" is not among them: that is `Option`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique constraint was violated: another row has that slug, address or number.
    #[error("already taken ({constraint})")]
    Taken {
        /// The constraint or the column, as the engine names it.
        constraint: String,
    },
    /// The database cannot be reached, its pool is exhausted, or it takes no writes because its disk is full or fails.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// The transaction lost a conflict with another one; the caller may try again.
    #[error("the transaction conflicted with another")]
    Conflict(#[source] sqlx::Error),
    /// A value in the database is not one this program wrote.
    #[error("unreadable value in column {column}: {value}")]
    Unreadable {
        /// The column.
        column: &'static str,
        /// The value.
        value: String,
    },
    /// The address of the database is not understood.
    #[error("not a database address: {0} (expected sqlite:PATH or postgres://...)")]
    Address(String),
    /// A migration failed.
    #[error("migration failed")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Any other error of the engine.
    #[error("database error")]
    Sql(#[source] sqlx::Error),
}

/// Why the database takes no writes, in a word for operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The disk with its files is full.
    DiskFull,
    /// The disk fails in another way, or a file cannot be opened.
    DiskFails,
    /// Memory ran out.
    OutOfMemory,
    /// It can only be read: the file system is mounted read-only, or PostgreSQL is a standby.
    ReadOnly,
    /// Another writer holds the lock, or every connection is in use.
    Busy,
    /// The server of the database does not answer, or is starting or stopping.
    Unreachable,
    /// Anything else; the log has the details.
    Other,
}

impl Trouble {
    /// The word for operators.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DiskFull => "disk_full",
            Self::DiskFails => "disk_fails",
            Self::OutOfMemory => "out_of_memory",
            Self::ReadOnly => "read_only",
            Self::Busy => "busy",
            Self::Unreachable => "unreachable",
            Self::Other => "other",
        }
    }

    /// The trouble that an engine's error shows. `None` for an error of one statement: the database works. After any
    /// other error the connection must not be used again, because its state in memory may no longer agree with the
    /// database.
    pub(crate) fn of(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Database(cause) => {
                let code = cause.code()?;
                match cause.try_downcast_ref::<SqliteError>() {
                    Some(_) => Self::of_sqlite(code.parse().ok()?),
                    None => Self::of_postgres(&code),
                }
            }
            sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                Some(Self::DiskFull)
            }
            sqlx::Error::PoolTimedOut => Some(Self::Busy),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::InvalidSavePointStatement
            | sqlx::Error::BeginFailed => Some(Self::Unreachable),
            _ => None,
        }
    }

    /// Reads the primary result code, which is the lowest byte (<https://sqlite.org/rescode.html>).
    fn of_sqlite(code: i32) -> Option<Self> {
        match code & 0xff {
            7 => Some(Self::OutOfMemory),
            8 => Some(Self::ReadOnly),
            // IOERR and CANTOPEN.
            10 | 14 => Some(Self::DiskFails),
            13 => Some(Self::DiskFull),
            _ => None,
        }
    }

    /// Reads the SQLSTATE (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    fn of_postgres(code: &str) -> Option<Self> {
        match code {
            "53100" => Some(Self::DiskFull),
            "53200" => Some(Self::OutOfMemory),
            "58030" => Some(Self::DiskFails),
            "25006" => Some(Self::ReadOnly),
            "53300" => Some(Self::Busy),
            // Insufficient resources, connection exceptions; a server that stops, crashed or starts.
            _ if code.starts_with("53") || code.starts_with("08") || code.starts_with("57P") => {
                Some(Self::Unreachable)
            }
            _ => None,
        }
    }
}

/// Whether the transaction lost a conflict with another one. PostgreSQL: serialization failure, deadlock. SQLite: BUSY
/// in all its kinds.
fn is_conflict(cause: &dyn DatabaseError) -> bool {
    let code = cause.code();
    let code = code.as_deref().unwrap_or_default();
    match cause.try_downcast_ref::<SqliteError>() {
        Some(_) => code.parse().is_ok_and(|code: i32| code & 0xff == 5),
        None => matches!(code, "40001" | "40P01"),
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Error {
    /// The trouble to report to an operator.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Unavailable(cause) => Trouble::of(cause).unwrap_or(Trouble::Other),
            Self::Conflict(_) => Trouble::Busy,
            _ => Trouble::Other,
        }
    }
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
            sqlx::Error::Database(cause) if is_conflict(&**cause) => Self::Conflict(error),
            _ if Trouble::of(&error).is_some() => Self::Unavailable(error),
            _ => Self::Sql(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_sqlite_are_read_by_their_lowest_byte() {
        let table = [
            (13, Some(Trouble::DiskFull)),
            (778, Some(Trouble::DiskFails)),
            (4_874, Some(Trouble::DiskFails)),
            (3_082, Some(Trouble::DiskFails)),
            (14, Some(Trouble::DiskFails)),
            (7, Some(Trouble::OutOfMemory)),
            (1_032, Some(Trouble::ReadOnly)),
            (1, None),
            (19, None),
            (2_067, None),
        ];
        for (code, expected) in table {
            assert_eq!(Trouble::of_sqlite(code), expected, "{code}");
        }
    }

    #[test]
    fn states_of_postgres_tell_a_full_disk_from_a_wrong_statement() {
        let table = [
            ("53100", Some(Trouble::DiskFull)),
            ("53200", Some(Trouble::OutOfMemory)),
            ("58030", Some(Trouble::DiskFails)),
            ("57P01", Some(Trouble::Unreachable)),
            ("08006", Some(Trouble::Unreachable)),
            ("57014", None),
            ("23505", None),
            ("42601", None),
        ];
        for (code, expected) in table {
            assert_eq!(Trouble::of_postgres(code), expected, "{code}");
        }
    }
}
