//! The whole computation: from votes to the published result.

use serde::{Deserialize, Serialize};

use crate::{
    consensus::{Consensus, consensus},
    groups::{Grouping, Previous, group},
    pca::components,
    priority::{META, priority},
    project::{self, Position},
    ratings::Ratings,
    represent::{Contrast, Representative, representatives},
    settings::Settings,
    stats::{Tally, group_informed_consensus},
    votes::{Standing, Votes},
};

/// The result. As JSON it has the first four fields; the rest is for the next computation and for drawing the map, and
/// is serialisable by itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Opinion {
    /// The opinion groups, by id.
    pub groups: Vec<Group>,
    /// Every participant, by id.
    pub participants: Vec<Participant>,
    /// Every statement, by id.
    pub statements: Vec<StatementOpinion>,
    /// The statements on which people agree in whatever group they are.
    pub consensus: Consensus,
    /// For each group in the order of `groups`, its tally on each statement in the order of `statements`.
    #[serde(skip)]
    pub tallies: Vec<Vec<Tally>>,
    /// The state for the next computation.
    #[serde(skip)]
    pub next: Previous,
}

/// An opinion group: people who answered alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The id: 0 is shown as A, 1 as B and so on. A group keeps it from update to update.
    pub id: u32,
    /// The number of people in the group.
    pub size: usize,
    /// The statements that represent the group: it answers them otherwise than the others do.
    pub representative: Vec<Representative>,
}

/// A participant's place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The id in the votes.
    pub id: u64,
    /// The group; `None` for a participant who is not grouped (yet).
    pub group: Option<u32>,
    /// Whether the participant answered enough but is in no group, being farther away than the people of any.
    #[serde(default)]
    pub apart: bool,
    /// The place along the first component; 0 for a participant who has not voted.
    pub x: f64,
    /// The place along the second component.
    pub y: f64,
    /// The number of statements answered, hidden ones included.
    pub votes: usize,
}

/// A statement's place and everyone's answers to it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct StatementOpinion {
    /// The id in the votes.
    pub id: u64,
    /// The place along the first component; 0 for hidden statements and statements without answers.
    pub x: f64,
    /// The place along the second component.
    pub y: f64,
    /// The distance from the middle: how strongly the statement divides people.
    pub extremity: f64,
    /// Participants who agree, in a group or not.
    pub agrees: u32,
    /// Participants who disagree.
    pub disagrees: u32,
    /// Participants who passed.
    pub passes: u32,
    /// The product over the groups of their shares of agreement.
    pub group_informed_consensus: f64,
    /// How often it should be asked next, relative to the others.
    pub priority: f64,
}

/// Computes the result for these votes. No field of it is ever NaN or infinite.
#[must_use]
pub fn compute(votes: &Votes, settings: &Settings, previous: Option<&Previous>) -> Opinion {
    compute_while(votes, settings, previous, &|| true).unwrap_or_default()
}

/// As [`compute`], but it gives up and returns `None` soon after `keep_going` returns false. It calls `keep_going`
/// every few milliseconds.
#[must_use]
pub fn compute_while(
    votes: &Votes,
    settings: &Settings,
    previous: Option<&Previous>,
    keep_going: &dyn Fn() -> bool,
) -> Option<Opinion> {
    let nothing = Previous::default();
    let previous = previous.unwrap_or(&nothing);
    let ratings = Ratings::new(votes);
    let components = components(&ratings, settings.seed, settings.most_rounds, keep_going)?;
    let positions = project::participants(&ratings, &components);
    let grouping = group(votes, &ratings, &positions, settings, previous, keep_going)?;
    let participants = participants(votes, &ratings, &positions, &grouping);
    let totals = tallies(votes, |_| true);
    let by_group: Vec<Vec<Tally>> = grouping
        .sizes
        .iter()
        .map(|&(id, _)| tallies(votes, |row| participants[row].group == Some(id)))
        .collect();
    let everyone: Vec<(u64, Tally)> = ratings
        .order
        .columns
        .iter()
        .map(|&column| (votes.statements()[column].id, totals[column]))
        .collect();
    Some(Opinion {
        groups: groups(votes, &ratings, &grouping, &by_group, settings),
        statements: statements(
            votes,
            &ratings,
            &project::statements(&ratings, &components),
            &totals,
            &by_group,
        ),
        consensus: consensus(&everyone, settings),
        next: Previous {
            members: participants
                .iter()
                .filter_map(|person| Some((person.id, person.group?)))
                .collect(),
            number: grouping.number,
        },
        participants,
        tallies: by_group,
    })
}

/// The tally of each statement, counted over the rows that pass.
fn tallies(votes: &Votes, passes: impl Fn(usize) -> bool) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); votes.statements().len()];
    for row in (0..votes.participants().len()).filter(|&row| passes(row)) {
        votes
            .row(row)
            .for_each(|(column, value)| tallies[column].count(value));
    }
    tallies
}

fn participants(
    votes: &Votes,
    ratings: &Ratings,
    positions: &[Position],
    grouping: &Grouping,
) -> Vec<Participant> {
    let ids = votes.participants().iter().enumerate();
    let mut participants: Vec<Participant> = ids
        .map(|(row, &id)| Participant {
            id,
            group: None,
            apart: false,
            x: 0.0,
            y: 0.0,
            votes: votes.votes_in_row(row),
        })
        .collect();
    for (index, &row) in ratings.order.rows.iter().enumerate() {
        participants[row].group = grouping.groups[index];
        participants[row].apart = grouping.apart[index];
        participants[row].x = positions[index].x;
        participants[row].y = positions[index].y;
    }
    participants
}

fn groups(
    votes: &Votes,
    ratings: &Ratings,
    grouping: &Grouping,
    by_group: &[Vec<Tally>],
    settings: &Settings,
) -> Vec<Group> {
    let sum = |column: usize| {
        by_group
            .iter()
            .map(|tallies| tallies[column])
            .fold(Tally::default(), Tally::plus)
    };
    let contrast = |index: usize, column: usize| {
        let inside = by_group[index][column];
        Contrast {
            statement: votes.statements()[column].id,
            inside,
            outside: sum(column).minus(inside),
        }
    };
    let sizes = grouping.sizes.iter().enumerate();
    sizes
        .map(|(index, &(id, size))| Group {
            id,
            size,
            representative: representatives(
                ratings
                    .order
                    .columns
                    .iter()
                    .map(|&column| contrast(index, column)),
                settings,
            ),
        })
        .collect()
}

fn statements(
    votes: &Votes,
    ratings: &Ratings,
    positions: &[Position],
    totals: &[Tally],
    by_group: &[Vec<Tally>],
) -> Vec<StatementOpinion> {
    let mut places = vec![Position::default(); totals.len()];
    ratings
        .order
        .columns
        .iter()
        .zip(positions)
        .for_each(|(&column, &position)| places[column] = position);
    let one = |column: usize| {
        let (statement, tally, place) =
            (votes.statements()[column], totals[column], places[column]);
        let extremity = place.length();
        StatementOpinion {
            id: statement.id,
            x: place.x,
            y: place.y,
            extremity,
            agrees: tally.agrees,
            disagrees: tally.disagrees,
            passes: tally.passes,
            group_informed_consensus: group_informed_consensus(
                by_group.iter().map(|tallies| tallies[column]),
            ),
            priority: if statement.standing == Standing::Meta {
                META
            } else {
                priority(tally, extremity)
            },
        }
    };
    (0..totals.len()).map(one).collect()
}
