//! `participants-votes.csv`: the matrix of latest votes, and the groups as the source published them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use super::table::{PolisError, Problem, Table};
use crate::votes::{Answer, Cast};

/// A participant as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedParticipant {
    /// The id in the source.
    pub id: u64,
    /// The group in the source's own clustering; `None` for a participant who was not grouped.
    pub group: Option<u32>,
    /// The number of statements that the participant wrote.
    pub comments: u64,
}

/// The published matrix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Published {
    /// The participants, in the order of the file.
    pub participants: Vec<PublishedParticipant>,
    /// The statements that have a column, in the order of the file.
    pub statements: Vec<u64>,
    /// The answers, by (participant, statement).
    pub cells: BTreeMap<(u64, u64), Answer>,
}

impl Published {
    /// The answers as votes that were all cast at one time, for an export without votes: the times and the earlier
    /// answers are not known.
    #[must_use]
    pub fn casts(&self, at: i64) -> Vec<Cast> {
        let cells = self.cells.iter();
        cells
            .map(|(&(participant, statement), &answer)| Cast {
                participant,
                statement,
                answer,
                at,
            })
            .collect()
    }
}

/// The columns that every row has, whatever the statements.
struct Columns {
    participant: usize,
    group: usize,
    comments: usize,
    counts: [usize; 3],
    /// (column, statement id).
    statements: Vec<(usize, u64)>,
}

impl Columns {
    fn find<R: Read>(table: &Table<R>) -> Result<Self, PolisError> {
        let numbered = table.header().iter().enumerate();
        Ok(Self {
            participant: table.column("participant")?,
            group: table.column("group-id")?,
            comments: table.column("n-comments")?,
            counts: [
                table.column("n-votes")?,
                table.column("n-agree")?,
                table.column("n-disagree")?,
            ],
            statements: numbered
                .filter_map(|(column, name)| Some((column, name.parse().ok()?)))
                .collect(),
        })
    }
}

/// Reads the published matrix.
///
/// # Errors
/// [`PolisError`] for a missing column, a cell that does not fit its column, a participant who is there twice, or counts
/// that contradict the cells of their row.
pub fn read_published(file: &str, input: impl Read) -> Result<Published, PolisError> {
    let mut table = Table::with_header(file, input)?;
    let columns = Columns::find(&table)?;
    let mut published = Published {
        statements: columns.statements.iter().map(|pair| pair.1).collect(),
        ..Default::default()
    };
    let mut known = BTreeSet::new();
    while table.next_row()? {
        let id = table.value(columns.participant)?;
        if !known.insert(id) {
            return Err(table.error(Problem::Duplicate(format!("participant {id}"))));
        }
        let group = if table.text(columns.group).is_empty() {
            None
        } else {
            Some(table.value(columns.group)?)
        };
        published.participants.push(PublishedParticipant {
            id,
            group,
            comments: table.value(columns.comments)?,
        });
        read_cells(&table, &columns, id, &mut published)?;
    }
    Ok(published)
}

fn read_cells<R: Read>(
    table: &Table<R>,
    columns: &Columns,
    participant: u64,
    published: &mut Published,
) -> Result<(), PolisError> {
    let mut counted = [0; 3];
    for &(column, statement) in &columns.statements {
        if table.text(column).is_empty() {
            continue;
        }
        let answer =
            Answer::from_value(table.value(column)?).ok_or_else(|| table.bad_cell(column))?;
        counted[0] += 1;
        counted[1] += u64::from(answer == Answer::Agree);
        counted[2] += u64::from(answer == Answer::Disagree);
        published.cells.insert((participant, statement), answer);
    }
    for (&column, counted) in columns.counts.iter().zip(counted) {
        let stated: u64 = table.value(column)?;
        if stated != counted {
            let column = table.header()[column].clone();
            return Err(table.error(Problem::Contradiction {
                column,
                stated,
                counted,
            }));
        }
    }
    Ok(())
}
