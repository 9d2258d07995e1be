//! Checks whether the files of one export agree with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{comments::Comment, published::Published};
use crate::votes::{Answer, Cast, Votes};

/// A cell in which two matrices differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellDifference {
    /// The participant of the row.
    pub participant: u64,
    /// The statement of the column.
    pub statement: u64,
    /// The latest answer in the votes.
    pub latest: Option<Answer>,
    /// The answer in the published matrix.
    pub published: Option<Answer>,
}

/// The cells in which the latest votes differ from the published matrix, in the order of participant and statement.
#[must_use]
pub fn cell_differences(votes: &Votes, published: &Published) -> Vec<CellDifference> {
    let latest = votes.cells();
    let keys: BTreeSet<(u64, u64)> = latest
        .keys()
        .chain(published.cells.keys())
        .copied()
        .collect();
    let both = keys.into_iter().map(|key| CellDifference {
        participant: key.0,
        statement: key.1,
        latest: latest.get(&key).copied(),
        published: published.cells.get(&key).copied(),
    });
    both.filter(|cell| cell.latest != cell.published).collect()
}

/// A comment whose stated counts differ from those of the votes: a sign that a file was cut off or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountDifference {
    /// The comment.
    pub comment: u64,
    /// The line of the comments file on which it begins.
    pub line: u64,
    /// Agreeing and disagreeing rows that the comments state.
    pub stated: (u64, u64),
    /// Agreeing and disagreeing rows among the votes.
    pub counted: (u64, u64),
}

/// The comments whose stated counts differ from those of the votes, by id.
#[must_use]
pub fn count_differences(comments: &[Comment], casts: &[Cast]) -> Vec<CountDifference> {
    let mut counts: BTreeMap<u64, (u64, u64)> = BTreeMap::new();
    for cast in casts {
        let count = counts.entry(cast.statement).or_default();
        count.0 += u64::from(cast.answer == Answer::Agree);
        count.1 += u64::from(cast.answer == Answer::Disagree);
    }
    let all = comments.iter().map(|comment| CountDifference {
        comment: comment.id,
        line: comment.line,
        stated: (comment.agrees, comment.disagrees),
        counted: counts.get(&comment.id).copied().unwrap_or_default(),
    });
    all.filter(|count| count.stated != count.counted).collect()
}
