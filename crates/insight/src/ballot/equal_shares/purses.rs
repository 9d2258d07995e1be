//! The money that each voter has left, in whole numbers with bounds, and the prices they paid, from which the exact amount follows.
//!
//! An amount is kept in ticks, a power of two to the unit so that a share has 62 bits, with the most by which it may be
//! wrong. Where the bounds decide which of two amounts is larger, they do; where they do not, the exact amounts are
//! computed. So a result never hangs on the bounds, only the time does.

use crate::ballot::pile::Pile;

/// Those who approve something: equal ballots are one group.
pub(super) struct Voters {
    /// How many ballots each group has.
    pub(super) weights: Vec<u64>,
    /// The groups that approve each option.
    pub(super) supporters: Vec<Vec<u32>>,
}

impl Voters {
    pub(super) fn of(options: usize, pile: &Pile) -> Self {
        let mut voters = Self {
            weights: Vec::new(),
            supporters: vec![Vec::new(); options],
        };
        for (group, (items, count)) in (0_u32..).zip(pile.choices()) {
            voters.weights.push(count);
            for item in items {
                voters.supporters[item.index()].push(group);
            }
        }
        voters
    }

    pub(super) fn number(&self) -> u64 {
        self.weights.iter().sum()
    }
}

/// The money that one voter of a group has left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purse {
    /// In ticks.
    pub(super) ticks: u64,
    /// By how much that is wrong at most.
    pub(super) error: u64,
}

/// A supporter of the project that is being priced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    pub(super) group: u32,
    pub(super) weight: u64,
    pub(super) purse: Purse,
}

/// How an amount stands to a price, as far as the bounds tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Less,
    Equal,
    More,
    Unknown,
}

impl Purse {
    /// Compares with a price that is wrong by at most `error`.
    pub(super) fn against(self, price: u64, error: u64) -> Known {
        let wrong = u128::from(self.error) + u128::from(error);
        let (left, price) = (u128::from(self.ticks), u128::from(price));
        if left + wrong < price {
            Known::Less
        } else if left > price + wrong {
            Known::More
        } else if wrong == 0 {
            Known::Equal
        } else {
            Known::Unknown
        }
    }
}

/// A history of payments that several groups share: the last purchase, and the history before it.
#[derive(Debug, Clone, Copy)]
struct Paid {
    before: u32,
    purchase: u32,
}

/// The prices that each group paid. History 0 is "nothing yet".
#[derive(Debug, Default)]
pub(super) struct Histories {
    of_group: Vec<u32>,
    paid: Vec<Paid>,
    /// For each history the one that follows it in the purchase that is being written down.
    next: Vec<u32>,
}

/// The history of those who have nothing left.
const BROKE: u32 = u32::MAX;
const NONE: u32 = u32::MAX;

impl Histories {
    /// Nobody paid anything.
    pub(super) fn reset(&mut self, groups: usize) {
        self.of_group.clear();
        self.of_group.resize(groups, 0);
        self.paid.clear();
        self.paid.push(Paid {
            before: NONE,
            purchase: 0,
        });
    }

    pub(super) fn is_broke(&self, group: u32) -> bool {
        self.of_group[group as usize] == BROKE
    }

    pub(super) fn of(&self, group: u32) -> u32 {
        self.of_group[group as usize]
    }

    /// Adds what somebody of a group paid to the counts of each purchase, so many times.
    pub(super) fn add(&self, group: u32, times: u64, counts: &mut [u64]) {
        let mut history = self.of(group);
        while history != 0 && history != BROKE {
            let paid = self.paid[history as usize];
            counts[paid.purchase as usize] += times;
            history = paid.before;
        }
    }

    /// Begins to write a purchase down.
    pub(super) fn begin(&mut self) {
        self.next.clear();
        self.next.resize(self.paid.len(), NONE);
    }

    /// A group paid the price of a purchase.
    pub(super) fn pay(&mut self, group: u32, purchase: usize) {
        let before = self.of(group);
        let slot = &mut self.next[before as usize];
        if *slot == NONE {
            *slot = self.paid.len() as u32;
            self.paid.push(Paid {
                before,
                purchase: purchase as u32,
            });
        }
        self.of_group[group as usize] = *slot;
    }

    /// A group paid all it had.
    pub(super) fn spend_all(&mut self, group: u32) {
        self.of_group[group as usize] = BROKE;
    }
}
