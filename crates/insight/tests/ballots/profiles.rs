//! Short ways to write votes and piles of ballots.

use cabildo_insight::ballot::{
    Budget, BudgetRule, Item, Order, Outcome, Pile, Rule, Tally, Vote, paper::items, tally,
};

/// A pile of `COUNT*BALLOT`, separated by semicolons.
pub fn pile(vote: &Vote, text: &str) -> Pile {
    let groups = text.split(';').filter(|group| !group.trim().is_empty());
    let groups = groups.map(|group| {
        let (count, ballot) = group.split_once('*').unwrap();
        (vote.read(ballot).unwrap(), count.trim().parse().unwrap())
    });
    Pile::counted(groups).unwrap()
}

pub fn vote(options: u16, rule: Rule) -> Vote {
    Vote::new(options, 1, rule).unwrap()
}

pub fn runoff(options: u16) -> Vote {
    vote(options, Rule::InstantRunoff { most: options })
}

pub fn schulze(options: u16) -> Vote {
    vote(options, Rule::Schulze { most: options })
}

pub fn budget(money: u64, costs: &[u64], rule: BudgetRule) -> Vote {
    let options = costs.len() as u16;
    let budget = Budget {
        money,
        costs: costs.into(),
        most: options,
        within_money: false,
        rule,
    };
    vote(options, Rule::Budget(budget))
}

pub const SHARES: BudgetRule = BudgetRule::EqualShares { step: 1 };

/// The tally without a draw.
pub fn count(vote: &Vote, text: &str) -> Tally {
    tally(vote, &pile(vote, text), None)
}

/// Options as they are shown, from 1.
pub fn shown(items: &[Item]) -> Vec<u32> {
    items.iter().map(|item| u32::from(item.0) + 1).collect()
}

pub fn winners(tally: &Tally) -> Vec<u32> {
    let mut winners = shown(tally.outcome().winners());
    winners.sort_unstable();
    winners
}

/// The tied options where a draw is needed.
pub fn tied(tally: &Tally) -> Option<Vec<u32>> {
    match tally.outcome() {
        Outcome::NeedsDraw(tie) => Some(shown(&tie.items)),
        Outcome::NoVotes | Outcome::Decided { .. } => None,
    }
}

/// Every order that a draw can give.
pub fn orders(options: u16) -> Vec<Order> {
    fn grow(so_far: &mut Vec<Item>, left: &[Item], all: &mut Vec<Order>) {
        if left.is_empty() {
            all.push(Order::of(so_far));
        }
        for &next in left {
            so_far.push(next);
            let rest: Vec<Item> = left.iter().copied().filter(|&item| item != next).collect();
            grow(so_far, &rest, all);
            so_far.pop();
        }
    }
    let mut all = Vec::new();
    grow(
        &mut Vec::new(),
        &items(options).collect::<Vec<_>>(),
        &mut all,
    );
    all
}
