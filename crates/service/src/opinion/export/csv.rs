//! Formats the rows of the export's files.

use crate::formula::guarded;
use cabildo_domain::{
    Timestamp,
    opinion::{StatementStatus, Tally},
    time::Span,
};
use cabildo_store::opinion::{statement::Statement, vote::Cast};
use std::borrow::Cow;

/// The columns of the statements.
pub(super) const COMMENTS: [&str; 9] = [
    "timestamp",
    "datetime",
    "comment-id",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "comment-body",
    "is-meta",
];
/// The columns of the answers.
pub(super) const VOTES: [&str; 5] = ["timestamp", "datetime", "comment-id", "voter-id", "vote"];
/// The columns of people, before one for each statement.
pub(super) const PARTICIPANTS: [&str; 6] = [
    "participant",
    "group-id",
    "n-comments",
    "n-votes",
    "n-agree",
    "n-disagree",
];

/// A row, with its line end.
pub(super) fn row<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let mut row = String::new();
    for cell in cells {
        if !row.is_empty() {
            row.push(',');
        }
        let cell = cell.as_ref();
        // A single empty cell must not be read as no cell. None of our rows begins with one; quotes make it certain.
        if cell.contains([',', '"', '\n', '\r']) || (row.is_empty() && cell.is_empty()) {
            row.push('"');
            row.push_str(&cell.replace('"', "\"\""));
            row.push('"');
        } else {
            row.push_str(cell);
        }
    }
    row.push('\n');
    row
}

/// A statement. When it is not asked (any more), its text is left out and it is marked as rejected: its answers still
/// count for grouping and places, so a new computation of the map needs them.
pub(super) fn comment(statement: &Statement, author: u64) -> String {
    let at = statement.created_at;
    let is_asked = statement.status == StatementStatus::Published;
    row([
        at.0.to_string().as_str(),
        &datetime(at),
        &statement.number.to_string(),
        &author.to_string(),
        &statement.tally.agrees.to_string(),
        &statement.tally.disagrees.to_string(),
        if is_asked { "1" } else { "-1" },
        &if is_asked {
            guarded(statement.text.as_str())
        } else {
            Cow::Borrowed("")
        },
        if statement.meta { "true" } else { "false" },
    ])
}

/// An answer, on its day.
pub(super) fn vote(cast: &Cast, id: u64) -> String {
    let day = Timestamp(cast.at.day() * Span::days(1).0);
    row([
        day.0.to_string().as_str(),
        &datetime(day),
        &cast.statement.to_string(),
        &id.to_string(),
        &cast.answer.value().to_string(),
    ])
}

/// A person's answers. The number of statements that the person wrote is always given as 0, because the true number
/// could reveal which.
pub(super) fn person(id: u64, group: Option<u32>, tally: Tally, cells: &[&str]) -> String {
    let [id, group, votes, agrees, disagrees] = [
        id.to_string(),
        group.map(|group| group.to_string()).unwrap_or_default(),
        tally.seen().to_string(),
        tally.agrees.to_string(),
        tally.disagrees.to_string(),
    ];
    let first = [id.as_str(), &group, "0", &votes, &agrees, &disagrees];
    row(first.into_iter().chain(cells.iter().copied()))
}

/// An instant as Polis writes it, in UTC.
fn datetime(at: Timestamp) -> String {
    let at = at.clamp(Timestamp::MIN, Timestamp::MAX);
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.to_zoned(jiff::tz::TimeZone::UTC)
        .strftime("%a %b %d %H:%M:%S UTC %Y")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(
            row(["1", "a,b", "say \"no\"", "two\nlines", ""]),
            "1,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\n"
        );
    }

    #[test]
    fn a_day_is_written_as_polis_does() {
        assert_eq!(
            datetime(Timestamp(1_772_323_200_000)),
            "Sun Mar 01 00:00:00 UTC 2026"
        );
    }
}
