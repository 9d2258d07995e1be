//! A pile of ballots: equal ballots with a count, in the order of their content, so that nothing of when, by whom or in
//! which order they were cast is left.

use super::paper::{Ballot, Item};
use thiserror::Error;

/// The most ballots in a pile: 2^32. With it no sum of a tally can exceed 64 bits.
pub const MOST_BALLOTS: u64 = 1 << 32;

/// Ballots as a multiset. Blank ballots are in it; the rules pass them over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pile {
    groups: Vec<(Ballot, u64)>,
    ballots: u64,
}

/// There are more than [`MOST_BALLOTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("there are more than {MOST_BALLOTS} ballots")]
pub struct PileFull;

impl Pile {
    /// Gathers checked ballots, one each. O(n log n).
    pub fn of(ballots: impl IntoIterator<Item = Ballot>) -> Result<Self, PileFull> {
        Self::counted(ballots.into_iter().map(|ballot| (ballot, 1)))
    }

    /// Gathers checked ballots with how often each was cast. O(n log n).
    pub fn counted(groups: impl IntoIterator<Item = (Ballot, u64)>) -> Result<Self, PileFull> {
        let mut groups: Vec<(Ballot, u64)> = groups.into_iter().collect();
        groups.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut ballots = 0_u64;
        for &(_, count) in &groups {
            ballots = ballots
                .checked_add(count)
                .filter(|&sum| sum <= MOST_BALLOTS)
                .ok_or(PileFull)?;
        }
        groups.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        groups.retain(|&(_, count)| count > 0);
        Ok(Self { groups, ballots })
    }

    /// The different ballots with their counts, by content.
    #[must_use]
    pub fn groups(&self) -> &[(Ballot, u64)] {
        &self.groups
    }

    /// How many ballots.
    #[must_use]
    pub const fn ballots(&self) -> u64 {
        self.ballots
    }

    /// How many of them are blank.
    #[must_use]
    pub fn blank(&self) -> u64 {
        let blank = self.groups.iter().filter(|(ballot, _)| ballot.is_blank());
        blank.map(|&(_, count)| count).sum()
    }

    /// The ballots of both piles.
    pub fn with(&self, other: &Self) -> Result<Self, PileFull> {
        Self::counted(self.groups.iter().chain(&other.groups).cloned())
    }

    /// The rankings that are not blank, with their counts.
    pub(super) fn rankings(&self) -> impl Iterator<Item = (&[Item], u64)> {
        self.groups
            .iter()
            .filter_map(|(ballot, count)| match ballot {
                Ballot::Ranked(items) if !items.is_empty() => Some((items.as_slice(), *count)),
                Ballot::Ranked(_) | Ballot::Chosen(_) | Ballot::Rated(_) => None,
            })
    }

    /// The chosen options of the ballots that are not blank, with their counts.
    pub(super) fn choices(&self) -> impl Iterator<Item = (&[Item], u64)> {
        self.groups
            .iter()
            .filter_map(|(ballot, count)| match ballot {
                Ballot::Chosen(items) if !items.is_empty() => Some((items.as_slice(), *count)),
                Ballot::Chosen(_) | Ballot::Ranked(_) | Ballot::Rated(_) => None,
            })
    }
}
