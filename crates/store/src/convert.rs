//! Converts columns to domain types: words that must be known, and JSON that must be readable.

use crate::Error;
use std::str::FromStr;

/// Reads a word of the domain (a status, a role) from a TEXT column.
///
/// # Errors
/// [`Error::Unreadable`] for a word this version does not know.
pub(crate) fn word<T: FromStr>(column: &'static str, value: String) -> Result<T, Error> {
    T::from_str(&value).map_err(|_| Error::Unreadable { column, value })
}

/// `($1, $2, $3), ($4, $5, $6)`: the placeholders of a multi-row insert.
pub(crate) fn placeholders(rows: usize, columns: usize) -> String {
    let row = |first: usize| {
        let marks: Vec<String> = (first..first + columns).map(|n| format!("${n}")).collect();
        format!("({})", marks.join(", "))
    };
    (0..rows)
        .map(|r| row(r * columns + 1))
        .collect::<Vec<_>>()
        .join(", ")
}

/// `$first, ..., $(first + count - 1)`: the placeholders of an `IN` list, for up to a page of ids.
pub(crate) fn list(first: usize, count: usize) -> String {
    (first..first + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A LIKE pattern (with `ESCAPE '\'`) for texts that contain `text`; wildcards in `text` stand for themselves.
pub(crate) fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// The most values of a list in one statement; longer lists are split.
pub(crate) const BATCH: usize = 256;

/// The values of a batch, the last one repeated up to a fixed size, so that the engines see few different statements.
/// Use it only for statements in which a repeated value does no harm.
pub(crate) fn filled<T>(values: &[T]) -> impl Iterator<Item = &T> {
    let size = size(values.len());
    values
        .iter()
        .chain(values.last().into_iter().cycle())
        .take(size)
}

/// The fixed size for so many values: 1, 4, 16, 64 or 256.
pub(crate) const fn size(values: usize) -> usize {
    match values {
        0 => 0,
        1 => 1,
        2..=4 => 4,
        5..=16 => 16,
        17..=64 => 64,
        _ => BATCH,
    }
}
