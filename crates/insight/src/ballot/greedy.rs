//! A budget by votes: the project with most votes first, and whatever no longer fits is skipped.
//!
//! *Definition.* Projects in the order of the number of ballots that approve them, those without any left out. One after
//! another is funded if the money that is left suffices for it, and skipped otherwise; a cheaper one further down may
//! still fit.
//!
//! *Ties.* Among projects with the same number of votes, those that cost more than what is left are skipped whatever the
//! order. If the others fit all together, their order changes nothing. Only if they do not, the draw orders them.
//!
//! *Source.* "Utilitarian greedy" in S. Rey, J. Maly, "The (computational) social choice take on indivisible participatory
//! budgeting", arXiv:2303.00621, 2023; most cities count like this.
//!
//! *Complexity.* O(entries + m log m). *Units:* ballots, money. *Properties:* anonymous, neutral, monotonic in votes, never
//! over the budget. A majority may take all of the money.

use super::draw::Order;
use super::outcome::{Outcome, Stage, Tie, Ties};
use super::paper::Item;
use super::pile::Pile;
use super::sums::by_sum;

/// The fate of one project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The project.
    pub item: Item,
    /// Ballots that approve it.
    pub votes: u64,
    /// The money that was left before it.
    pub left: u64,
    /// Whether it is funded.
    pub funded: bool,
}

/// The whole count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Greedy {
    /// Ballots that approve each option.
    pub votes: Vec<u64>,
    /// Projects as they were looked at. Where a draw is needed, those before the tie.
    pub steps: Vec<Step>,
    /// The money that nothing was spent on.
    pub left: u64,
    /// The outcome.
    pub outcome: Outcome,
}

/// Counts a pile of approvals for projects with these costs.
#[must_use]
pub fn count(costs: &[u64], money: u64, pile: &Pile, order: Option<&Order>) -> Greedy {
    let votes = votes(costs.len(), pile);
    let mut ties = Ties::new(order);
    let mut fill = Fill {
        costs,
        votes: &votes,
        left: money,
        steps: Vec::new(),
    };
    let filled = fill.all(&mut ties);
    let Fill { left, steps, .. } = fill;
    let outcome = match filled {
        Err(tie) => Outcome::NeedsDraw(tie),
        Ok(()) if votes.iter().all(|&votes| votes == 0) => Outcome::NoVotes,
        Ok(()) => ties.decided(funded(&steps).collect()),
    };
    Greedy {
        votes,
        steps,
        left,
        outcome,
    }
}

/// The projects that are funded, in their order.
pub(super) fn funded(steps: &[Step]) -> impl Iterator<Item = Item> {
    let funded = steps.iter().filter(|step| step.funded);
    funded.map(|step| step.item)
}

/// How many ballots approve each option.
pub(super) fn votes(options: usize, pile: &Pile) -> Vec<u64> {
    let mut votes = vec![0; options];
    for (items, count) in pile.choices() {
        for item in items {
            votes[item.index()] += count;
        }
    }
    votes
}

/// Money that is being given out.
pub(super) struct Fill<'a> {
    pub(super) costs: &'a [u64],
    /// Ballots that approve each option; 0 for one that is not looked at.
    pub(super) votes: &'a [u64],
    pub(super) left: u64,
    pub(super) steps: Vec<Step>,
}

impl Fill<'_> {
    /// Looks at all projects.
    pub(super) fn all(&mut self, ties: &mut Ties<'_>) -> Result<(), Tie> {
        for group in by_sum(self.votes) {
            let group = self.ordered(group, ties)?;
            for item in group {
                let cost = self.costs[item.index()];
                let funded = cost <= self.left;
                self.steps.push(Step {
                    item,
                    votes: self.votes[item.index()],
                    left: self.left,
                    funded,
                });
                if funded {
                    self.left -= cost;
                }
            }
        }
        Ok(())
    }

    /// The projects with the same number of votes in the order in which they are looked at.
    fn ordered(&self, group: Vec<Item>, ties: &mut Ties<'_>) -> Result<Vec<Item>, Tie> {
        let cost = |item: &Item| self.costs[item.index()];
        let (fitting, mut skipped): (Vec<Item>, Vec<Item>) =
            group.into_iter().partition(|item| cost(item) <= self.left);
        // At most 1,000 costs of at most 2^50: no overflow.
        let mut fitting = if fitting.iter().map(cost).sum::<u64>() <= self.left {
            fitting
        } else {
            ties.order(Stage::Greedy, fitting)?
        };
        fitting.append(&mut skipped);
        Ok(fitting)
    }
}
