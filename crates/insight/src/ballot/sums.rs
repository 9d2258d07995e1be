//! Rules that add up: single choice, approval, score, points.
//!
//! *Definition.* The sum of an option is the number of ballots that choose it (single choice, approval) or the sum of the
//! numbers that ballots give it (score, points; an option without a number has 0). The options with the highest sums win;
//! an option whose sum is 0 does not. *Units:* ballots, or points.
//!
//! *Sources.* Approval: S. Brams, P. Fishburn, "Approval voting", American Political Science Review 72(3), 1978. Score
//! ("range voting"): W. D. Smith, "Range voting", 2000. Points (cumulative voting): as in the budgets of Polish cities,
//! described in D. Stolicki, S. Szufa, N. Talmon, "Pabulib: a participatory budgeting library", 2020.
//!
//! *Complexity.* O(entries + m log m) for m options. *Properties:* anonymous, neutral, monotonic.

use super::draw::Order;
use super::outcome::{Outcome, take};
use super::paper::{Ballot, Item, items};
use super::pile::Pile;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The sums, and who wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// For each option, how many ballots give it how much; choosing is 1. Zeros are left out.
    pub given: Vec<BTreeMap<u32, u64>>,
    /// The sum of each option.
    pub sums: Vec<u64>,
    /// The outcome.
    pub outcome: Outcome,
}

/// Counts a pile over so many options, of which so many win.
#[must_use]
pub fn count(options: u16, places: u16, pile: &Pile, order: Option<&Order>) -> Sums {
    let mut given = vec![BTreeMap::new(); usize::from(options)];
    let mut add = |item: Item, number, count| {
        *given[item.index()].entry(number).or_default() += count;
    };
    for (ballot, count) in pile.groups() {
        match ballot {
            Ballot::Chosen(items) => {
                for &item in items {
                    add(item, 1, *count);
                }
            }
            Ballot::Rated(entries) => {
                for &(item, number) in entries {
                    add(item, number, *count);
                }
            }
            // No rule that adds up has rankings.
            Ballot::Ranked(_) => {}
        }
    }
    let sum = |numbers: &BTreeMap<u32, u64>| -> u64 {
        let products = numbers
            .iter()
            .map(|(&number, count)| u64::from(number) * count);
        products.sum()
    };
    let sums: Vec<u64> = given.iter().map(sum).collect();
    let outcome = take(by_sum(&sums), places, order);
    Sums {
        given,
        sums,
        outcome,
    }
}

/// The options whose sum is above 0, equal ones together, the highest first.
pub(super) fn by_sum(sums: &[u64]) -> Vec<Vec<Item>> {
    let mut groups: BTreeMap<Reverse<u64>, Vec<Item>> = BTreeMap::new();
    for (item, &sum) in items(u16::MAX).zip(sums) {
        if sum > 0 {
            groups.entry(Reverse(sum)).or_default().push(item);
        }
    }
    groups.into_values().collect()
}
