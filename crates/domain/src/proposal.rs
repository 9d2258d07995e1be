//! Proposals of residents, and the orders in which lists show them.

pub mod content;

pub use content::Content;

use crate::words;
use serde::{Deserialize, Serialize};

/// The status of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Open for support and comments.
    Published,
    /// The city is looking into it.
    UnderReview,
    /// The city will do it.
    Accepted,
    /// The city will not do it.
    Rejected,
    /// The city has done it.
    Implemented,
    /// Another proposal stands for it.
    Merged,
    /// Its author took it back.
    Withdrawn,
}

words!(Status {
    Published = "published", UnderReview = "under_review", Accepted = "accepted", Rejected = "rejected",
    Implemented = "implemented", Merged = "merged", Withdrawn = "withdrawn",
});

impl Status {
    /// The statuses in which people may still support a proposal, and in which its supports make the city owe a
    /// response.
    pub const TAKING_SUPPORT: [Self; 2] = [Self::Published, Self::UnderReview];

    /// Whether people may still support the proposal.
    pub fn takes_support(self) -> bool {
        Self::TAKING_SUPPORT.contains(&self)
    }

    /// Whether people may still comment on the proposal.
    pub const fn takes_comments(self) -> bool {
        !matches!(self, Self::Merged | Self::Withdrawn)
    }

    /// Whether the author may still edit or withdraw the proposal.
    pub const fn is_the_authors(self) -> bool {
        matches!(self, Self::Published)
    }

    /// The statuses that staff may set with an official response.
    pub const ANSWERS: [Self; 5] = [
        Self::Published,
        Self::UnderReview,
        Self::Accepted,
        Self::Rejected,
        Self::Implemented,
    ];

    /// Whether staff may set this status with an official response: one of [`Status::ANSWERS`], or that another
    /// proposal stands for it, which holds until that other one is hidden or withdrawn.
    pub fn is_an_answer(self) -> bool {
        self == Self::Merged || Self::ANSWERS.contains(&self)
    }

    /// Whether another proposal can be merged into this one.
    pub const fn can_stand_for_another(self) -> bool {
        !matches!(self, Self::Merged | Self::Withdrawn)
    }
}

/// Why another proposal no longer stands for a merged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// A moderator hid the other proposal.
    Hidden,
    /// The author of the other proposal withdrew it.
    Withdrawn,
}

words!(Gone { Hidden = "hidden", Withdrawn = "withdrawn" });

/// The order of a list of proposals. Every order ends with the id, so that pages neither skip nor repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A random order that is the same for everyone for a day: each proposal gets its turn on the first page.
    Fair,
    /// Newest first.
    Newest,
    /// Most supported first.
    Supported,
    /// Most discussed first.
    Discussed,
}

words!(Sort { Fair = "fair", Newest = "newest", Supported = "supported", Discussed = "discussed" });

/// A proposal's place in the fair order of a day: a number below 2^53 that depends on the proposal's own random
/// `lot` and the day alone. SplitMix64's finaliser (Steele, Lea, Flood 2014) mixes the two, so that the
/// orders of two days are unrelated; 53 bits survive JSON.
pub const fn fair_rank(lot: i64, day: i64) -> i64 {
    let mut x = (lot as u64) ^ (day as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((x ^ (x >> 31)) >> 11) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fair_order_is_the_same_all_day_and_another_the_next() {
        let order = |day| {
            let mut lots: Vec<i64> = (0..100).map(|n| n * 7_919).collect();
            lots.sort_by_key(|lot| fair_rank(*lot, day));
            lots
        };
        assert_eq!(order(20_000), order(20_000));
        assert_ne!(order(20_000), order(20_001));
    }

    #[test]
    fn over_many_days_every_proposal_is_first_about_equally_often() {
        let mut firsts = [0u32; 10];
        for day in 0..10_000 {
            let first = (0..10usize)
                .min_by_key(|n| fair_rank(*n as i64 * 104_729, day))
                .unwrap();
            firsts[first] += 1;
        }
        // 1,000 expected; the standard deviation is 30.
        assert!(firsts.iter().all(|n| (850..1150).contains(n)), "{firsts:?}");
    }
}
