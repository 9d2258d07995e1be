//! `votes.csv`: every vote that was cast, repeated ones included.

use std::{collections::HashSet, io::Read, ops::RangeInclusive};

use super::{
    comments::Comment,
    table::{PolisError, Problem, Table},
};
use crate::votes::{Answer, Cast, Votes, VotesError};

/// The times that a file may contain, in Unix milliseconds: 1970 to 9999.
pub const TIMES: RangeInclusive<i64> = 0..=253_402_300_799_999;

/// Reads the votes in the order of the file.
///
/// # Errors
/// [`PolisError`] for a missing column, a cell that does not fit its column, a time out of [`TIMES`], or a vote on a comment
/// that is not there.
pub fn read_votes(
    file: &str,
    input: impl Read,
    comments: &[Comment],
) -> Result<Vec<Cast>, PolisError> {
    read_usable_votes(file, input, comments, TIMES, &mut Err)
}

/// As [`read_votes`], but checks times against the possible ones, passes a row that cannot be used to `refuse`, and
/// leaves it out unless `refuse` fails.
///
/// # Errors
/// [`PolisError`] for a fault of the file as a whole, and the errors that `refuse` returns.
pub fn read_usable_votes(
    file: &str,
    input: impl Read,
    comments: &[Comment],
    times: RangeInclusive<i64>,
    refuse: &mut dyn FnMut(PolisError) -> Result<(), PolisError>,
) -> Result<Vec<Cast>, PolisError> {
    let known: HashSet<u64> = comments.iter().map(|comment| comment.id).collect();
    let mut table = Table::with_header(file, input)?;
    let (at, statement) = (table.column("timestamp")?, table.column("comment-id")?);
    let (participant, vote) = (table.column("voter-id")?, table.column("vote")?);
    let mut casts = Vec::new();
    while table.next_row()? {
        let read = || {
            let answer =
                Answer::from_value(table.value(vote)?).ok_or_else(|| table.bad_cell(vote))?;
            let cast = Cast {
                participant: table.value(participant)?,
                statement: table.value(statement)?,
                answer,
                at: table.value(at)?,
            };
            if !known.contains(&cast.statement) {
                return Err(table.error(Problem::UnknownComment(cast.statement)));
            }
            if !times.contains(&cast.at) {
                return Err(table.error(Problem::Time(cast.at)));
            }
            Ok(cast)
        };
        match read() {
            Ok(cast) => casts.push(cast),
            Err(error) => refuse(error)?,
        }
    }
    Ok(casts)
}

/// The matrix of latest votes on these comments.
///
/// # Errors
/// [`VotesError`] where a vote names no known comment or two comments share an id; the readers refuse both earlier.
pub fn latest_votes(comments: &[Comment], casts: &[Cast]) -> Result<Votes, VotesError> {
    let mut votes = Votes::new(comments.iter().map(Comment::statement))?;
    votes.apply(casts)?;
    Ok(votes)
}
