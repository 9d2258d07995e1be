//! Small conversations for tests.

use cabildo_insight::{Answer, Cast, Standing, Statement, Votes};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A conversation as a table: the answers of each participant, `None` where there is none.
pub type Table = Vec<Vec<Option<i8>>>;

/// Tables of so many participants and statements, about half filled.
pub fn tables(
    people: std::ops::Range<usize>,
    statements: std::ops::Range<usize>,
) -> impl Strategy<Value = Table> {
    (people, statements).prop_flat_map(|(people, statements)| {
        let cell = prop_oneof![2 => Just(None), 2 => (-1_i8..=1).prop_map(Some)];
        prop::collection::vec(prop::collection::vec(cell, statements), people)
    })
}

/// The votes of a table; participant `row` is called `people[row]` and statement `column` `statements[column]`.
pub fn casts(table: &Table, people: &[u64], statements: &[u64]) -> Vec<Cast> {
    let mut casts = Vec::new();
    for (row, cells) in table.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if let Some(answer) = cell.and_then(Answer::from_value) {
                let at = casts.len() as i64;
                casts.push(Cast {
                    participant: people[row],
                    statement: statements[column],
                    answer,
                    at,
                });
            }
        }
    }
    casts
}

/// Open statements with these ids.
pub fn open(ids: &[u64]) -> Vec<Statement> {
    ids.iter()
        .map(|&id| Statement {
            id,
            standing: Standing::Open,
        })
        .collect()
}

/// The matrix of a table whose participants and statements are called by their index.
pub fn votes(table: &Table) -> Votes {
    let people: Vec<u64> = (0..table.len() as u64).collect();
    let statements: Vec<u64> = (0..table.first().map_or(0, Vec::len) as u64).collect();
    let mut votes = Votes::new(open(&statements)).unwrap();
    votes.apply(&casts(table, &people, &statements)).unwrap();
    with_participants(votes, people)
}

/// The same votes with these participants added, who need not have voted: their only answer was to a statement that was
/// taken out.
pub fn with_participants(mut votes: Votes, people: impl IntoIterator<Item = u64>) -> Votes {
    const TAKEN_OUT: u64 = u64::MAX;
    let statements = votes.statements().to_vec();
    let more = statements.into_iter().chain(open(&[TAKEN_OUT]));
    votes.set_statements(more).unwrap();
    let casts: Vec<Cast> = people
        .into_iter()
        .map(|participant| Cast {
            participant,
            statement: TAKEN_OUT,
            answer: Answer::Pass,
            at: 0,
        })
        .collect();
    votes.apply(&casts).unwrap();
    votes.without(&BTreeSet::new(), &BTreeSet::from([TAKEN_OUT]))
}
