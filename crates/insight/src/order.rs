//! An order of participants and statements that depends on the content of the votes, not on ids or arrival.
//!
//! Sums of floating-point numbers and seeded choices depend on the order of their input. An order that is derived from
//! the votes themselves makes the result the same to the last bit under any renaming or reshuffling of participants and
//! statements. The order is found by colour refinement (Weisfeiler, Leman 1968) on the graph of votes: a participant's
//! colour is a hash of the colours of the statements answered and the answers; a statement's colour is made of its
//! participants in the same way, for a few rounds. Participants who still share a colour are ordered by id. They have
//! answered alike (or mirror each other exactly), so their order only decides which of two equal results is shown.

use crate::{
    random::mix,
    votes::{Standing, Votes},
};

/// The number of rounds: enough for the colours to see all of a connected conversation.
const ROUNDS: usize = 3;

/// The participants and statements with votes, in the order of their content, as rows and columns of the [`Votes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Participants who voted.
    pub rows: Vec<usize>,
    /// Statements that somebody answered.
    pub columns: Vec<usize>,
    /// Whether content alone decided: no two participants and no two statements had to be ordered by id.
    pub by_content_alone: bool,
}

/// The order that the content of the votes decides.
#[must_use]
pub fn content_order(votes: &Votes) -> Order {
    let (rows, columns) = colours(votes);
    let mut answered = vec![false; votes.statements().len()];
    for row in 0..votes.participants().len() {
        votes
            .row(row)
            .for_each(|(column, _)| answered[column] = true);
    }
    let order = Order {
        rows: sorted_by_colour(&rows, |row| votes.votes_in_row(row) > 0),
        columns: sorted_by_colour(&columns, |column| answered[column]),
        by_content_alone: false,
    };
    let distinct = |sorted: &[usize], colours: &[u64]| {
        sorted
            .windows(2)
            .all(|pair| colours[pair[0]] != colours[pair[1]])
    };
    Order {
        by_content_alone: distinct(&order.rows, &rows) && distinct(&order.columns, &columns),
        ..order
    }
}

/// The indices that pass, sorted by colour; equal colours by index, which is the order of ids.
fn sorted_by_colour(colours: &[u64], passes: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..colours.len()).filter(|&index| passes(index)).collect();
    indices.sort_by_key(|&index| (colours[index], index));
    indices
}

fn colours(votes: &Votes) -> (Vec<u64>, Vec<u64>) {
    let first = |standing| match standing {
        Standing::Open => 1,
        Standing::Rejected => 2,
        Standing::Meta => 3,
    };
    let own: Vec<u64> = votes
        .statements()
        .iter()
        .map(|statement| mix(first(statement.standing)))
        .collect();
    let mut columns = own.clone();
    let mut rows = vec![0; votes.participants().len()];
    for _ in 0..ROUNDS {
        let mut sums = own.clone();
        for (row, colour) in rows.iter_mut().enumerate() {
            *colour = mix(votes.row(row).fold(0, |sum: u64, (column, value)| {
                sum.wrapping_add(edge(columns[column], value))
            }));
            votes.row(row).for_each(|(column, value)| {
                sums[column] = sums[column].wrapping_add(edge(*colour, value))
            });
        }
        columns = sums.into_iter().map(mix).collect();
    }
    (rows, columns)
}

/// A hash of a neighbour's colour and the answer in between; a sum of such hashes does not depend on the order.
const fn edge(colour: u64, value: i8) -> u64 {
    mix(colour ^ (0x5851_f42d_4c95_7f2d_u64.wrapping_mul((value + 2) as u64)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::{Answer, Cast, Statement};
    use std::collections::BTreeSet;

    #[test]
    fn renaming_participants_does_not_change_the_order_of_contents() {
        let answers = [
            (0, 0, Answer::Agree),
            (0, 1, Answer::Pass),
            (1, 1, Answer::Disagree),
            (2, 0, Answer::Pass),
        ];
        let contents = |names: [u64; 3]| {
            let mut votes = Votes::new((0..2).map(|id| Statement {
                id,
                standing: Standing::Open,
            }))
            .unwrap();
            let batch = answers.map(|(who, statement, answer)| Cast {
                participant: names[who],
                statement,
                answer,
                at: 0,
            });
            votes.apply(&batch).unwrap();
            let order = content_order(&votes);
            order
                .rows
                .iter()
                .map(|&row| votes.row(row).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        assert_eq!(contents([0, 1, 2]), contents([7, 3, 5]));
    }

    #[test]
    fn those_without_votes_are_left_out() {
        let mut votes = Votes::new((0..3).map(|id| Statement {
            id,
            standing: Standing::Open,
        }))
        .unwrap();
        let pass = |participant, statement| Cast {
            participant,
            statement,
            answer: Answer::Pass,
            at: 0,
        };
        votes.apply(&[pass(4, 1), pass(1, 2)]).unwrap();
        // The first participant answered nothing but the statement that is left out.
        let votes = votes.without(&BTreeSet::new(), &BTreeSet::from([2]));
        assert_eq!(
            content_order(&votes),
            Order {
                rows: vec![1],
                columns: vec![1],
                by_content_alone: true
            }
        );
    }
}
