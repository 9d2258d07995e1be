//! One run: with a given share for everybody, which projects are funded in which order.

mod pricing;

use super::exact::{Exact, Ledger, Price};
use super::purses::{Histories, Purse, Seat, Voters};
use super::{MOST_RUNS, Purchase};
use crate::ballot::outcome::{Stage, Tie, Ties};
use crate::ballot::paper::Item;
use num_bigint::BigUint;
use pricing::{Quote, Settled};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The share of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) run: u64,
    money: u64,
    voters: u64,
    /// In units of money divided by voters, so that it is a whole number.
    share: u64,
    /// Ticks to such a unit, as a power of two.
    shift: u32,
}

impl Scale {
    /// The first run; `None` without voters.
    pub(super) fn of(money: u64, voters: u64) -> Option<Self> {
        (voters > 0).then(|| Self::with(0, money, voters, money))
    }

    const fn with(run: u64, money: u64, voters: u64, share: u64) -> Self {
        Self {
            run,
            money,
            voters,
            share,
            // A share has 62 bits in ticks.
            shift: share.leading_zeros().saturating_sub(2),
        }
    }

    /// The next run, in which each voter has a step more.
    pub(super) fn next(&self, step: u64) -> Option<Self> {
        let share = step
            .checked_mul(self.voters)
            .and_then(|more| more.checked_add(self.share))
            .filter(|&share| share < 1 << 62)?;
        let run = self.run + 1;
        (run <= MOST_RUNS).then(|| Self::with(run, self.money, self.voters, share))
    }

    /// A run that there was.
    pub(super) const fn at(&self, run: u64, step: u64) -> Self {
        let share = self.money + run * step * self.voters;
        Self::with(run, self.money, self.voters, share)
    }

    /// The same share with so few ticks to a unit that bounds decide little.
    #[cfg(test)]
    pub(super) const fn coarse(self, shift: u32) -> Self {
        Self { shift, ..self }
    }

    /// The share in money.
    pub(super) fn share(&self) -> Exact {
        Exact::new(self.share.into(), self.voters.into())
    }
}

pub(super) struct Run<'a> {
    costs: &'a [u64],
    votes: &'a [u64],
    voters: &'a Voters,
    candidates: Vec<Item>,
    scale: Scale,
    purses: Vec<Purse>,
    histories: Histories,
    ledger: Ledger,
    /// The supporters of each option who have something left.
    supporters: Vec<Vec<u32>>,
    /// The least that the price in ticks can be; prices only rise.
    lowest: Vec<u64>,
    purchases: Vec<Purchase>,
    /// Supporters who may pay the price, and those who have less: of the project priced last.
    payers: Vec<Seat>,
    short: Vec<Seat>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        costs: &'a [u64],
        votes: &'a [u64],
        voters: &'a Voters,
        candidates: Vec<Item>,
    ) -> Self {
        Self {
            costs,
            votes,
            voters,
            candidates,
            scale: Scale::with(0, 1, 1, 1),
            purses: Vec::new(),
            histories: Histories::default(),
            ledger: Ledger::new(0),
            supporters: voters.supporters.clone(),
            lowest: Vec::new(),
            purchases: Vec::new(),
            payers: Vec::new(),
            short: Vec::new(),
        }
    }

    pub(super) fn candidates(&self) -> &[Item] {
        &self.candidates
    }

    /// The projects funded in the last run whose rounds were written down.
    pub(super) fn purchases(&mut self) -> Vec<Purchase> {
        std::mem::take(&mut self.purchases)
    }

    /// Runs from the beginning, and says what is funded, in order.
    pub(super) fn all(
        &mut self,
        scale: &Scale,
        written: bool,
        ties: &mut Ties<'_>,
    ) -> Result<Vec<Item>, Tie> {
        self.reset(scale);
        let mut open = self.candidates.clone();
        let mut bought = Vec::new();
        loop {
            let best = self.best(&mut open);
            let round = bought.len() as u32 + 1;
            let Some(item) = self.chosen(best, round, ties)? else {
                return Ok(bought);
            };
            self.buy(item, written);
            open.retain(|&other| other != item);
            bought.push(item);
        }
    }

    fn reset(&mut self, scale: &Scale) {
        self.scale = *scale;
        let groups = self.voters.weights.len();
        let purse = Purse {
            ticks: scale.share << scale.shift,
            error: 0,
        };
        self.purses.clear();
        self.purses.resize(groups, purse);
        self.histories.reset(groups);
        self.ledger = Ledger::new(scale.share);
        for (list, all) in self.supporters.iter_mut().zip(&self.voters.supporters) {
            list.clone_from(all);
        }
        // An equal part for each supporter; nobody pays less at most.
        let least = |(&cost, &votes): (&u64, &u64)| {
            let ticks = self.wide(cost) / u128::from(votes.max(1));
            u64::try_from(ticks).unwrap_or(u64::MAX)
        };
        self.lowest = self.costs.iter().zip(self.votes).map(least).collect();
        self.purchases.clear();
    }

    /// A cost in ticks.
    const fn wide(&self, cost: u64) -> u128 {
        self.exact_cost(cost) << self.scale.shift
    }

    /// A cost in units of money divided by voters.
    const fn exact_cost(&self, cost: u64) -> u128 {
        cost as u128 * self.scale.voters as u128
    }

    /// Compares `first / cost of a` with `second / cost of b`.
    fn compare(&self, a: Item, first: u64, b: Item, second: u64) -> Ordering {
        let cost = |item: Item| u128::from(self.costs[item.index()]);
        (u128::from(first) * cost(b)).cmp(&(u128::from(second) * cost(a)))
    }

    /// The projects that may have the most effective votes; those that cannot be paid any more leave `open`.
    fn best(&mut self, open: &mut Vec<Item>) -> Vec<Quote> {
        open.sort_unstable_by(|&a, &b| {
            let (first, second) = (self.lowest[a.index()], self.lowest[b.index()]);
            self.compare(a, first, b, second).then(a.cmp(&b))
        });
        let mut quotes: Vec<Quote> = Vec::new();
        let mut best: Option<(Item, u64)> = None;
        let mut unpayable = Vec::new();
        for &item in open.iter() {
            let lowest = self.lowest[item.index()];
            if best.is_some_and(|(other, highest)| {
                self.compare(item, lowest, other, highest) == Ordering::Greater
            }) {
                break;
            }
            let Some(quote) = self.quote(item) else {
                unpayable.push(item);
                continue;
            };
            self.lowest[item.index()] = quote.ticks.saturating_sub(quote.error);
            let highest = quote.ticks.saturating_add(quote.error);
            if best.is_none_or(|(other, least)| {
                self.compare(item, highest, other, least) == Ordering::Less
            }) {
                best = Some((item, highest));
            }
            quotes.push(quote);
        }
        open.retain(|item| !unpayable.contains(item));
        if let Some((other, highest)) = best {
            quotes.retain(|quote| {
                let lowest = quote.ticks.saturating_sub(quote.error);
                self.compare(quote.item, lowest, other, highest) != Ordering::Greater
            });
        }
        quotes
    }

    /// The one that is funded next, of those that may be best.
    fn chosen(
        &mut self,
        quotes: Vec<Quote>,
        round: u32,
        ties: &mut Ties<'_>,
    ) -> Result<Option<Item>, Tie> {
        if quotes.len() < 2 {
            return Ok(quotes.first().map(|quote| quote.item));
        }
        // Exact: numerator / (payers × cost), over the common denominator.
        let mut best: Vec<(Item, Price)> = Vec::new();
        for quote in quotes {
            let price = self.settle(quote.item).price;
            let weight =
                |item: Item, price: &Price| BigUint::from(price.payers) * self.costs[item.index()];
            let order = best.first().map_or(Ordering::Less, |(other, least)| {
                let ours = &price.numerator * weight(*other, least);
                ours.cmp(&(&least.numerator * weight(quote.item, &price)))
            });
            match order {
                Ordering::Less => best = vec![(quote.item, price)],
                Ordering::Equal => best.push((quote.item, price)),
                Ordering::Greater => {}
            }
        }
        let preference = |item: Item| {
            let index = item.index();
            (self.costs[index], std::cmp::Reverse(self.votes[index]))
        };
        let first = best.iter().map(|&(item, _)| preference(item)).min();
        best.retain(|&(item, _)| Some(preference(item)) == first);
        let tied: Vec<Item> = best.iter().map(|&(item, _)| item).collect();
        if tied.len() == 1 || best.iter().all(|(_, price)| self.together(&tied, price)) {
            return Ok(tied.iter().min().copied());
        }
        let run = self.scale.run;
        let order = ties.order(Stage::EqualShares { run, round }, tied)?;
        Ok(order.first().copied())
    }

    /// Whether everybody who approves several of these could pay the price of each, so that their order changes nothing.
    fn together(&self, tied: &[Item], price: &Price) -> bool {
        let mut times: HashMap<u32, u64> = HashMap::new();
        for item in tied {
            for &group in &self.supporters[item.index()] {
                if !self.histories.is_broke(group) {
                    *times.entry(group).or_default() += 1;
                }
            }
        }
        let pays = |(&group, &times): (&u32, &u64)| {
            times < 2 || self.exact_left(group) * price.payers >= &price.numerator * times
        };
        times.iter().all(pays)
    }

    /// Everybody pays.
    fn buy(&mut self, item: Item, written: bool) {
        let settled = self.settle(item);
        if written {
            self.purchases.push(self.purchase(item, &settled));
        }
        let purchase = self.ledger.purchases();
        self.histories.begin();
        for seat in &settled.payers {
            let history = self.histories.of(seat.group);
            if settled.emptied.binary_search(&history).is_ok() {
                self.histories.spend_all(seat.group);
                continue;
            }
            self.histories.pay(seat.group, purchase);
            let purse = &mut self.purses[seat.group as usize];
            purse.ticks = purse.ticks.saturating_sub(settled.ticks);
            purse.error = purse.error.saturating_add(settled.error);
        }
        for seat in &settled.short {
            self.histories.spend_all(seat.group);
        }
        self.ledger.buy(settled.price);
    }

    fn purchase(&self, item: Item, settled: &Settled) -> Purchase {
        let cost = self.costs[item.index()];
        let price = self.ledger.money(&settled.price, self.scale.voters);
        let whole = |number: u64| Exact::from_integer(number.into());
        Purchase {
            item,
            effective: whole(cost) / &price,
            short_paid: whole(cost) - &price * whole(settled.price.payers),
            payers: settled.price.payers,
            short: self.votes[item.index()] - settled.price.payers,
            price,
        }
    }
}
