//! A budget by the method of equal shares: everybody decides over the same part of the money.
//!
//! *Definition, one run.* Every ballot that approves something gets the same share of the money. A project is paid by those
//! who approve it, in equal parts; who has less than an equal part left pays what is left. The *price* is the most that one
//! of them pays: the smallest number `q` with `Σ min(left, q) = cost`. A project whose supporters have less than its cost
//! left cannot be paid any more. In each round the project with the most *effective votes*, `cost / q`, is funded: while
//! everybody can pay an equal part, these are its votes. (In the literature: utilities are costs, and the smallest `q / cost`
//! comes first.) *Ties:* the cheaper one, then the one with more votes, then the draw; but where all of the tied ones can be
//! paid one after the other by the same parts, their order changes nothing, and no draw is needed.
//!
//! *Completion.* One run mostly leaves money, since some shares find nothing to pay. So every share grows by one step, and
//! the run is done again from the beginning ("Add1"), until nothing more fits into the money, or until the next run would
//! cost more than the money; the last run that fits counts. The money that is then left goes to the other projects by votes
//! ([`super::greedy`]).
//!
//! *Sources.* D. Peters, G. Pierczyński, P. Skowron, "Proportional participatory budgeting with additive utilities", NeurIPS
//! 2021, arXiv:2008.13276; completion and ties as recommended at <https://equalshares.net/implementation/completion> and
//! `/tie-breaking`, read in 2026. There the first share is rounded down to a whole unit; ours is exact, as in `pabutools`.
//!
//! *Exact.* All shares and prices are rational numbers ([`exact`]); whole numbers that bound them decide what they can, and
//! the rational numbers decide the rest ([`purses`]). *Units:* money in whole units; shares in exact fractions of one.
//!
//! *Complexity.* Each round of a run prices those projects that may still be best, each in time linear in its supporters;
//! runs are at most [`MOST_RUNS`]. *Properties:* anonymous, neutral, never over the budget, every run is priceable (shares
//! pay the whole cost of what they fund, nobody pays for what they did not approve or more than their share).

pub mod exact;
mod purses;
mod run;
#[cfg(test)]
mod tests;

use super::draw::Order;
use super::greedy::{Fill, Step, funded, votes};
use super::outcome::{Outcome, Ties};
use super::paper::{Item, items};
use super::pile::Pile;

pub use exact::{Exact, decimal};
use purses::Voters;
use run::{Run, Scale};

/// The most runs, after which the last one that fits counts. With steps of one unit, shares have grown by so many units.
pub const MOST_RUNS: u64 = 100_000;

/// One project that is funded by shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// The project.
    pub item: Item,
    /// Its effective votes: cost / price.
    pub effective: Exact,
    /// The price of each of the payers: the most that anybody pays.
    pub price: Exact,
    /// So many pay the price.
    pub payers: u64,
    /// So many more approve it and have less left: they pay what they have, some of them nothing.
    pub short: u64,
    /// The sum that those pay together.
    pub short_paid: Exact,
}

/// Why no further run was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// No project that somebody approves fits into the money that is left.
    Full,
    /// The next run would fund projects of this cost, more than the money.
    Over {
        /// The cost.
        cost: u64,
    },
    /// There were [`MOST_RUNS`], or shares became too large to count with.
    Limit,
}

/// The whole count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EqualShares {
    /// Ballots that approve each option.
    pub votes: Vec<u64>,
    /// Ballots that approve something: each has a share.
    pub voters: u64,
    /// The run that counts, from 0: every share grew by so many steps.
    pub run: u64,
    /// The share of each in that run.
    pub share: Exact,
    /// The projects funded in that run, in order. Where a draw is needed, those funded before the tie.
    pub rounds: Vec<Purchase>,
    /// Why it was the last run.
    pub stopped: Option<Stopped>,
    /// The use of the money that was left, by votes.
    pub completion: Vec<Step>,
    /// The money that nothing was spent on.
    pub left: u64,
    /// The outcome.
    pub outcome: Outcome,
}

/// Counts a pile of approvals for projects with these costs. Each share grows by `step` units from run to run.
#[must_use]
pub fn count(
    costs: &[u64],
    money: u64,
    step: u64,
    pile: &Pile,
    order: Option<&Order>,
) -> EqualShares {
    let (mut tally, voters) = blank(costs, money, pile);
    let Some(first) = Scale::of(money, tally.voters) else {
        return tally;
    };
    let votes = tally.votes.clone();
    let candidates = tally.candidates(costs, money);
    let mut ties = Ties::new(order);
    let mut run = Run::new(costs, &votes, &voters, candidates);
    let mut scale = first;
    let mut stopped = None;
    let result = loop {
        let done = run.all(&scale, false, &mut ties);
        let bought = match done {
            Ok(bought) => bought,
            Err(tie) => break Err(tie),
        };
        let cost: u64 = bought.iter().map(|item| costs[item.index()]).sum();
        if cost > money {
            stopped = Some(Stopped::Over { cost });
            break Ok(());
        }
        tally.run = scale.run;
        tally.left = money - cost;
        let fits = |item: &Item| costs[item.index()] <= tally.left && !bought.contains(item);
        if !run.candidates().iter().any(fits) {
            stopped = Some(Stopped::Full);
            break Ok(());
        }
        match scale.next(step) {
            Some(next) => scale = next,
            None => {
                stopped = Some(Stopped::Limit);
                break Ok(());
            }
        }
    };
    // The run that counts, or the one with the tie, once more: now every round is written down.
    if result.is_ok() {
        scale = first.at(tally.run, step);
    }
    let again = run.all(&scale, true, &mut ties);
    tally.write(costs, money, &scale, &mut run);
    if let Err(tie) = result.and(again.map(|_| ())) {
        tally.outcome = Outcome::NeedsDraw(tie);
        return tally;
    }
    tally.stopped = stopped;
    tally.complete(costs, ties);
    tally
}

/// The first run alone, without completion: what the equal shares of the money itself pay, which is mostly less than the
/// money. A page can show it beside the whole count.
#[must_use]
pub fn first_run(costs: &[u64], money: u64, pile: &Pile, order: Option<&Order>) -> EqualShares {
    let (mut tally, voters) = blank(costs, money, pile);
    let Some(scale) = Scale::of(money, tally.voters) else {
        return tally;
    };
    let votes = tally.votes.clone();
    let mut run = Run::new(costs, &votes, &voters, tally.candidates(costs, money));
    let mut ties = Ties::new(order);
    let bought = run.all(&scale, true, &mut ties);
    tally.write(costs, money, &scale, &mut run);
    tally.outcome = match bought {
        Ok(bought) => ties.decided(bought),
        Err(tie) => Outcome::NeedsDraw(tie),
    };
    tally
}

/// A tally before anything was counted.
fn blank(costs: &[u64], money: u64, pile: &Pile) -> (EqualShares, Voters) {
    let voters = Voters::of(costs.len(), pile);
    let tally = EqualShares {
        votes: votes(costs.len(), pile),
        voters: voters.number(),
        run: 0,
        share: Exact::default(),
        rounds: Vec::new(),
        stopped: None,
        completion: Vec::new(),
        left: money,
        outcome: Outcome::NoVotes,
    };
    (tally, voters)
}

impl EqualShares {
    /// The projects that somebody approves and the money can pay at all; no others are looked at.
    fn candidates(&self, costs: &[u64], money: u64) -> Vec<Item> {
        items(u16::MAX)
            .take(costs.len())
            .filter(|item| self.votes[item.index()] > 0 && costs[item.index()] <= money)
            .collect()
    }

    /// Takes over the rounds of a run that was written down.
    fn write(&mut self, costs: &[u64], money: u64, scale: &Scale, run: &mut Run<'_>) {
        self.run = scale.run;
        self.share = scale.share();
        self.rounds = run.purchases();
        self.left = self.rounds.iter().fold(money, |left, purchase| {
            left.saturating_sub(costs[purchase.item.index()])
        });
    }

    /// Spends what is left by votes.
    fn complete(&mut self, costs: &[u64], mut ties: Ties<'_>) {
        let mut votes = self.votes.clone();
        for purchase in &self.rounds {
            votes[purchase.item.index()] = 0;
        }
        let mut fill = Fill {
            costs,
            votes: &votes,
            left: self.left,
            steps: Vec::new(),
        };
        let filled = fill.all(&mut ties);
        self.left = fill.left;
        self.completion = fill.steps;
        let shared = self.rounds.iter().map(|purchase| purchase.item);
        let winners = shared.chain(funded(&self.completion)).collect();
        self.outcome = match filled {
            Err(tie) => Outcome::NeedsDraw(tie),
            Ok(()) => ties.decided(winners),
        };
    }
}
