//! The latest answer of each participant on each statement, stored sparse (compressed rows).
//!
//! Votes arrive in batches of any size and in any order: of two answers by the same participant on the same statement
//! the later one counts, and of two with the same time the one that was applied last. So the same votes give the same
//! matrix, however they are split. One cell takes 13 bytes.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

/// A participant's answer to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Agrees: +1.
    Agree,
    /// Disagrees: -1.
    Disagree,
    /// Saw it and passed, or is unsure: 0. Not the same as no answer.
    Pass,
}

impl Answer {
    /// The number that stands for the answer: 1, -1 or 0.
    #[must_use]
    pub const fn value(self) -> i8 {
        match self {
            Self::Agree => 1,
            Self::Disagree => -1,
            Self::Pass => 0,
        }
    }

    /// The answer that a number stands for; `None` unless it is 1, -1 or 0.
    #[must_use]
    pub const fn from_value(value: i8) -> Option<Self> {
        match value {
            1 => Some(Self::Agree),
            -1 => Some(Self::Disagree),
            0 => Some(Self::Pass),
            _ => None,
        }
    }
}

/// How a statement takes part in the mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Counts fully.
    Open,
    /// Moderated out: its votes are kept, but count as 0 for everyone in the mapping, and it is never listed.
    Rejected,
    /// About the participant, not an opinion: treated as rejected, with a fixed high priority.
    Meta,
}

/// A statement that can be voted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its id, unique in the consultation.
    pub id: u64,
    /// How it takes part.
    pub standing: Standing,
}

/// One vote as it was cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// The participant.
    pub participant: u64,
    /// The statement.
    pub statement: u64,
    /// The answer.
    pub answer: Answer,
    /// The time, in Unix milliseconds.
    pub at: i64,
}

/// Why votes or statements are refused; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VotesError {
    /// A vote names a statement that was never added.
    #[error("there is no statement {0}")]
    UnknownStatement(u64),
    /// Two statements have the same id.
    #[error("statement {0} is there twice")]
    DuplicateStatement(u64),
}

/// The sparse matrix of latest answers. Rows are participants and columns are statements, both in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    participants: Vec<u64>,
    statements: Vec<Statement>,
    /// Row `i` is `offsets[i]..offsets[i + 1]` of the three columns below; within a row, `columns` ascends.
    offsets: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<i8>,
    times: Vec<i64>,
}

/// A new answer on its way into the matrix.
struct Fresh {
    participant: u64,
    column: u32,
    value: i8,
    at: i64,
}

impl Votes {
    /// A matrix without votes, on these statements.
    ///
    /// # Errors
    /// [`VotesError::DuplicateStatement`] where two have the same id.
    pub fn new(statements: impl IntoIterator<Item = Statement>) -> Result<Self, VotesError> {
        let mut statements: Vec<Statement> = statements.into_iter().collect();
        statements.sort_by_key(|statement| statement.id);
        if let Some(pair) = statements.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(VotesError::DuplicateStatement(pair[0].id));
        }
        Ok(Self {
            participants: Vec::new(),
            statements,
            offsets: vec![0],
            columns: Vec::new(),
            values: Vec::new(),
            times: Vec::new(),
        })
    }

    /// Replaces the known statements by these: new ones are added, and a changed standing takes effect. Answers stay.
    ///
    /// # Errors
    /// [`VotesError::DuplicateStatement`] where two have the same id; [`VotesError::UnknownStatement`] where one that was
    /// answered is missing. Then nothing is changed.
    pub fn set_statements(
        &mut self,
        statements: impl IntoIterator<Item = Statement>,
    ) -> Result<(), VotesError> {
        let mut statements: Vec<Statement> = statements.into_iter().collect();
        statements.sort_by_key(|statement| statement.id);
        if let Some(pair) = statements.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(VotesError::DuplicateStatement(pair[0].id));
        }
        let place = |known: &Statement| {
            statements
                .binary_search_by_key(&known.id, |statement| statement.id)
                .ok()
        };
        let moved: Vec<Option<usize>> = self.statements.iter().map(place).collect();
        if let Some(&lost) = self
            .columns
            .iter()
            .find(|&&column| moved[column as usize].is_none())
        {
            return Err(VotesError::UnknownStatement(
                self.statements[lost as usize].id,
            ));
        }
        // Both lists ascend, so the columns of a row still do.
        self.columns
            .iter_mut()
            .for_each(|column| *column = moved[*column as usize].unwrap_or_default() as u32);
        self.statements = statements;
        Ok(())
    }

    /// Takes a batch of votes, and adds the participants who cast them.
    ///
    /// # Errors
    /// [`VotesError::UnknownStatement`] for the first vote on a statement that is not there; then nothing is taken.
    pub fn apply(&mut self, batch: &[Cast]) -> Result<(), VotesError> {
        let mut fresh = batch
            .iter()
            .map(|cast| self.fresh(cast))
            .collect::<Result<Vec<_>, _>>()?;
        // The sort is stable: of two votes with the same time, the later one in the batch stays later.
        fresh.sort_by_key(|vote| (vote.participant, vote.column, vote.at));
        // Keep the last of several on the same cell: reverse, drop repeats, reverse back.
        fresh.reverse();
        fresh.dedup_by_key(|vote| (vote.participant, vote.column));
        fresh.reverse();
        self.merge(&fresh);
        Ok(())
    }

    /// The same votes without some participants and some statements: the map as if those people had not taken part and
    /// those statements had never been made. A participant without any other answer stays, without an answer.
    #[must_use]
    pub fn without(&self, participants: &BTreeSet<u64>, statements: &BTreeSet<u64>) -> Self {
        let is_kept = |statement: &&Statement| !statements.contains(&statement.id);
        let mut kept = Self {
            participants: Vec::new(),
            statements: self.statements.iter().filter(is_kept).copied().collect(),
            offsets: vec![0],
            columns: Vec::new(),
            values: Vec::new(),
            times: Vec::new(),
        };
        // The new index of each column; both lists ascend, so the columns of a row still do.
        let mut next = 0..;
        let moved: Vec<Option<u32>> = self
            .statements
            .iter()
            .map(|known| is_kept(&known).then(|| next.next()).flatten())
            .collect();
        for (row, &participant) in self.participants.iter().enumerate() {
            if participants.contains(&participant) {
                continue;
            }
            for cell in self.offsets[row]..self.offsets[row + 1] {
                if let Some(column) = moved[self.columns[cell] as usize] {
                    kept.push(column, self.values[cell], self.times[cell]);
                }
            }
            kept.close_row(participant);
        }
        kept
    }

    /// The ids of the participants, ascending.
    #[must_use]
    pub fn participants(&self) -> &[u64] {
        &self.participants
    }

    /// The statements, by ascending id.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The number of cells that hold an answer.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether nobody has voted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The answers of the participant in this row, as (column, value), by ascending column.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = (usize, i8)> + '_ {
        let cells = self.offsets[row]..self.offsets[row + 1];
        self.columns[cells.clone()]
            .iter()
            .map(|&column| column as usize)
            .zip(self.values[cells].iter().copied())
    }

    /// The number of statements that the participant in this row has answered.
    #[must_use]
    pub fn votes_in_row(&self, row: usize) -> usize {
        self.offsets[row + 1] - self.offsets[row]
    }

    /// Every answer by (participant id, statement id).
    #[must_use]
    pub fn cells(&self) -> BTreeMap<(u64, u64), Answer> {
        let rows = self.participants.iter().enumerate();
        rows.flat_map(|(row, &participant)| {
            self.row(row).filter_map(move |(column, value)| {
                Answer::from_value(value)
                    .map(|answer| ((participant, self.statements[column].id), answer))
            })
        })
        .collect()
    }

    fn fresh(&self, cast: &Cast) -> Result<Fresh, VotesError> {
        let column = self
            .statements
            .binary_search_by_key(&cast.statement, |statement| statement.id)
            .map_err(|_| VotesError::UnknownStatement(cast.statement))?;
        Ok(Fresh {
            participant: cast.participant,
            column: column as u32,
            value: cast.answer.value(),
            at: cast.at,
        })
    }

    /// Merges answers, sorted and one per cell, into the rows.
    fn merge(&mut self, fresh: &[Fresh]) {
        let mut merged = Self {
            participants: Vec::with_capacity(self.participants.len()),
            statements: std::mem::take(&mut self.statements),
            offsets: vec![0],
            columns: Vec::with_capacity(self.len() + fresh.len()),
            values: Vec::with_capacity(self.len() + fresh.len()),
            times: Vec::with_capacity(self.len() + fresh.len()),
        };
        let mut groups = fresh
            .chunk_by(|a, b| a.participant == b.participant)
            .peekable();
        for (row, &participant) in self.participants.iter().enumerate() {
            while let Some(votes) = groups.next_if(|votes| votes[0].participant < participant) {
                merged.merge_row(self, 0..0, votes);
            }
            let cells = self.offsets[row]..self.offsets[row + 1];
            match groups.next_if(|votes| votes[0].participant == participant) {
                Some(votes) => merged.merge_row(self, cells, votes),
                None => {
                    merged.copy_cells(self, cells);
                    merged.close_row(participant);
                }
            }
        }
        for votes in groups {
            merged.merge_row(self, 0..0, votes);
        }
        *self = merged;
    }

    /// Appends one row: the old cells and the fresh votes, all of one participant and not empty.
    fn merge_row(&mut self, old: &Self, cells: std::ops::Range<usize>, fresh: &[Fresh]) {
        let (mut cell, end) = (cells.start, cells.end);
        for vote in fresh {
            while cell < end && old.columns[cell] < vote.column {
                self.push(old.columns[cell], old.values[cell], old.times[cell]);
                cell += 1;
            }
            if cell < end && old.columns[cell] == vote.column {
                match old.times[cell].cmp(&vote.at) {
                    Ordering::Greater => self.push(vote.column, old.values[cell], old.times[cell]),
                    Ordering::Less | Ordering::Equal => self.push(vote.column, vote.value, vote.at),
                }
                cell += 1;
            } else {
                self.push(vote.column, vote.value, vote.at);
            }
        }
        self.copy_cells(old, cell..end);
        self.close_row(fresh[0].participant);
    }

    fn push(&mut self, column: u32, value: i8, at: i64) {
        self.columns.push(column);
        self.values.push(value);
        self.times.push(at);
    }

    fn copy_cells(&mut self, from: &Self, cells: std::ops::Range<usize>) {
        self.columns.extend_from_slice(&from.columns[cells.clone()]);
        self.values.extend_from_slice(&from.values[cells.clone()]);
        self.times.extend_from_slice(&from.times[cells]);
    }

    fn close_row(&mut self, participant: u64) {
        self.participants.push(participant);
        self.offsets.push(self.columns.len());
    }
}

#[cfg(test)]
mod tests;
