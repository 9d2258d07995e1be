//! The price of a project: the most that one of its supporters would pay.
//!
//! First in ticks with a bound ([`Run::quote`]); exactly where the bound does not tell who can pay it, or where two projects
//! have to be compared that the bounds do not tell apart ([`Run::settle`]).

use super::Run;
use crate::ballot::equal_shares::exact::Price;
use crate::ballot::equal_shares::purses::{Known, Seat};
use crate::ballot::paper::Item;
use num_bigint::BigUint;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The most that a project would cost each of its supporters, in ticks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote {
    pub(super) item: Item,
    pub(super) ticks: u64,
    pub(super) error: u64,
}

/// The exact price of a project, and who has less than it or just as much.
pub(super) struct Settled {
    pub(super) price: Price,
    pub(super) ticks: u64,
    pub(super) error: u64,
    pub(super) short: Vec<Seat>,
    pub(super) payers: Vec<Seat>,
    /// Histories of payers who have nothing left afterwards.
    pub(super) emptied: Vec<u32>,
}

impl Run<'_> {
    pub(super) fn exact_left(&self, group: u32) -> BigUint {
        let mut paid = vec![0; self.ledger.purchases()];
        self.histories.add(group, 1, &mut paid);
        self.ledger.left(1, &paid)
    }

    /// The money that the voters of these seats have left together, exactly.
    fn exact_sum<'s>(&self, seats: impl Iterator<Item = &'s Seat>) -> BigUint {
        let mut paid = vec![0; self.ledger.purchases()];
        let mut weight = 0;
        for seat in seats {
            weight += seat.weight;
            self.histories.add(seat.group, seat.weight, &mut paid);
        }
        self.ledger.left(weight, &paid)
    }

    /// The price in ticks with its bound; `None` where the supporters cannot pay the cost.
    pub(super) fn quote(&mut self, item: Item) -> Option<Quote> {
        let (ticks, error) = self.split(item)?;
        let unclear = |seat: &Seat| seat.purse.against(ticks, error) == Known::Unknown;
        if self.payers.iter().any(unclear) {
            let settled = self.settle_split(item);
            return Some(Quote {
                item,
                ticks: settled.ticks,
                error: settled.error,
            });
        }
        Some(Quote { item, ticks, error })
    }

    /// Parts the supporters into those who certainly have less than the price (`short`) and the others (`payers`), and
    /// gives the price in ticks, if nobody else has less.
    fn split(&mut self, item: Item) -> Option<(u64, u64)> {
        let cost = self.wide(self.costs[item.index()]);
        self.payers.clear();
        self.short.clear();
        let (mut total, mut wrong, mut weight) = (0_u128, 0_u128, 0_u64);
        let histories = &self.histories;
        let list = &mut self.supporters[item.index()];
        list.retain(|&group| !histories.is_broke(group));
        for &group in list.iter() {
            let seat = Seat {
                group,
                weight: self.voters.weights[group as usize],
                purse: self.purses[group as usize],
            };
            total += u128::from(seat.purse.ticks) * u128::from(seat.weight);
            wrong += u128::from(seat.purse.error) * u128::from(seat.weight);
            weight += seat.weight;
            self.payers.push(seat);
        }
        if weight == 0 || total + wrong < cost {
            return None;
        }
        if total < cost + wrong {
            let left = self.exact_sum(self.payers.iter());
            let exact = self.exact_cost(self.costs[item.index()]);
            if !self.ledger.suffices(&left, exact) {
                return None;
            }
        }
        let (mut paid, mut wrong) = (0_u128, 0_u128);
        loop {
            let rest = cost.saturating_sub(paid);
            let payers = u128::from(weight.max(1));
            let ticks = u64::try_from(rest / payers).unwrap_or(u64::MAX);
            let inexact = u128::from(rest % payers != 0);
            let error = u64::try_from(wrong.div_ceil(payers) + inexact).unwrap_or(u64::MAX);
            let before = self.short.len();
            let short = &mut self.short;
            self.payers.retain(|seat| {
                let less = seat.purse.against(ticks, error) == Known::Less;
                if less {
                    short.push(*seat);
                }
                !less
            });
            if short.len() == before {
                return Some((ticks, error));
            }
            for seat in &short[before..] {
                paid += u128::from(seat.purse.ticks) * u128::from(seat.weight);
                wrong += u128::from(seat.purse.error) * u128::from(seat.weight);
                weight -= seat.weight;
            }
        }
    }

    pub(super) fn settle(&mut self, item: Item) -> Settled {
        // It was priced before, so that it can be paid.
        self.split(item);
        self.settle_split(item)
    }

    /// The exact price, from what [`Self::split`] left behind.
    fn settle_split(&mut self, item: Item) -> Settled {
        let cost = self.exact_cost(self.costs[item.index()]);
        let mut short = std::mem::take(&mut self.short);
        let mut payers = std::mem::take(&mut self.payers);
        loop {
            let weight: u64 = payers.iter().map(|seat| seat.weight).sum();
            let price = self
                .ledger
                .price(cost, &self.exact_sum(short.iter()), weight);
            let (ticks, exact) = self.ledger.ticks(&price, self.scale.shift);
            let error = u64::from(!exact);
            let mut known: HashMap<u32, Ordering> = HashMap::new();
            let mut emptied = Vec::new();
            let before = short.len();
            payers.retain(|seat| {
                let history = self.histories.of(seat.group);
                let order = match seat.purse.against(ticks, error) {
                    Known::Less => Ordering::Less,
                    Known::More => Ordering::Greater,
                    Known::Equal => Ordering::Equal,
                    Known::Unknown => *known.entry(history).or_insert_with(|| {
                        (self.exact_left(seat.group) * price.payers).cmp(&price.numerator)
                    }),
                };
                if order == Ordering::Equal && emptied.last() != Some(&history) {
                    emptied.push(history);
                }
                if order == Ordering::Less {
                    short.push(*seat);
                }
                order != Ordering::Less
            });
            if short.len() == before {
                emptied.sort_unstable();
                return Settled {
                    price,
                    ticks,
                    error,
                    short,
                    payers,
                    emptied,
                };
            }
        }
    }
}
