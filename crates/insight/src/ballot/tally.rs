//! One call that counts by any rule.

use super::draw::Order;
use super::equal_shares::{self, EqualShares};
use super::greedy::{self, Greedy};
use super::outcome::Outcome;
use super::pile::Pile;
use super::runoff::{self, Runoff};
use super::schulze::{self, Schulze};
use super::sums::{self, Sums};
use super::vote::{BudgetRule, Rule, Vote};

/// The count of one vote, with all of its rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tally {
    /// Single choice, approval, score or points.
    Sums(Sums),
    /// Instant runoff.
    Runoff(Runoff),
    /// The method of Schulze.
    Schulze(Schulze),
    /// A budget by votes.
    Greedy(Greedy),
    /// A budget by equal shares.
    EqualShares(EqualShares),
}

impl Tally {
    /// The outcome.
    #[must_use]
    pub const fn outcome(&self) -> &Outcome {
        match self {
            Self::Sums(tally) => &tally.outcome,
            Self::Runoff(tally) => &tally.outcome,
            Self::Schulze(tally) => &tally.outcome,
            Self::Greedy(tally) => &tally.outcome,
            Self::EqualShares(tally) => &tally.outcome,
        }
    }
}

/// Counts a pile of checked ballots. `order` is the order of the public draw, where it took place already: without it the
/// same tally comes out unless a tie needs the draw.
#[must_use]
pub fn tally(vote: &Vote, pile: &Pile, order: Option<&Order>) -> Tally {
    let (options, places) = (vote.options(), vote.places());
    match vote.rule() {
        Rule::Single | Rule::Approval { .. } | Rule::Score { .. } | Rule::Points { .. } => {
            Tally::Sums(sums::count(options, places, pile, order))
        }
        Rule::InstantRunoff { .. } => Tally::Runoff(runoff::count(options, pile, order)),
        Rule::Schulze { .. } => Tally::Schulze(schulze::count(options, places, pile, order)),
        Rule::Budget(budget) => match budget.rule {
            BudgetRule::Greedy => {
                Tally::Greedy(greedy::count(&budget.costs, budget.money, pile, order))
            }
            BudgetRule::EqualShares { step } => Tally::EqualShares(equal_shares::count(
                &budget.costs,
                budget.money,
                step,
                pile,
                order,
            )),
        },
    }
}
