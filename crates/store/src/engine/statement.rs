//! The common statements in one line each. `exec!`, `one!`, `all!` and `maybe!` take a [`Tx`](crate::Tx), the SQL and the
//! values that it binds, in order; `scalar!`, `scalars!` and `maybe_scalar!` are the same for a single column. Other
//! statements, such as an INSERT of many rows, are written with `on!`.

/// Runs a statement that gives no rows; gives the number of rows that it changed.
macro_rules! exec {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on!($tx, |conn| sqlx::query($sql)
            $(.bind($value))*
            .execute(conn)
            .await
            .map(|done| done.rows_affected()))
    };
}

/// The only row of a statement.
macro_rules! one {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on!($tx, |conn| sqlx::query_as($sql) $(.bind($value))* .fetch_one(conn).await)
    };
}

/// All rows of a statement.
macro_rules! all {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on!($tx, |conn| sqlx::query_as($sql) $(.bind($value))* .fetch_all(conn).await)
    };
}

/// The row of a statement, if it gives one.
macro_rules! maybe {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on!($tx, |conn| sqlx::query_as($sql) $(.bind($value))* .fetch_optional(conn).await)
    };
}

/// The only value of a statement.
macro_rules! scalar {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on!($tx, |conn| sqlx::query_scalar($sql) $(.bind($value))* .fetch_one(conn).await)
    };
}

/// The values in the only column of a statement.
macro_rules! scalars {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on!($tx, |conn| sqlx::query_scalar($sql) $(.bind($value))* .fetch_all(conn).await)
    };
}

/// The only value of a statement, if it gives a row.
macro_rules! maybe_scalar {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on!($tx, |conn| sqlx::query_scalar($sql) $(.bind($value))* .fetch_optional(conn).await)
    };
}
