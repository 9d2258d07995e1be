//! Supports that staff should look at, and the check of a threshold that such supports reached.
//!
//! E-mail addresses are not confirmed, so one person could open several accounts. Supports that look like many accounts of
//! one person are a **signal**, never a decision: a library, a school and a street stall look the same. A threshold that
//! conspicuous supports reached is public at once. Its response is owed when the check ends, even if nobody acts
//! ([`Check`]).

mod offer;
mod supportable;

pub use offer::{Offer, require_supportable};
pub use supportable::Supportable;

use crate::{Refusal, Timestamp, refusal::Need, time::Span, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fewest people behind a signal: with fewer, it means nothing and no figure is shown.
pub const FEW: i64 = 5;
/// A signal counts only when at least one in so many of the counted supports is behind it: among thousands, a few
/// neighbours prove nothing.
pub const ONE_IN: i64 = 20;
/// The time within which supports from one network are a burst.
pub const BURST_WITHIN: Span = Span::hours(1);
/// The time within which accounts count as made together.
pub const MADE_WITHIN: Span = Span::minutes(10);
/// How soon after an account was made its support counts as that of a new account.
pub const NEW_FOR: Span = Span::hours(24);
/// The least time from signing up to a support in which somebody can read the proposal.
pub const FROM_SIGN_UP: Span = Span::seconds(10);
/// The least time from one support to the next in which somebody can read the proposal.
pub const TO_READ: Span = Span::seconds(5);
/// How far back supports are examined: as long as the hashes of networks are kept.
pub const LOOKED_AT: Span = Span::days(30);
/// How long a threshold that conspicuous supports reached is checked.
pub const CHECKED_FOR: Span = Span::hours(72);
/// How long staff may hold a check, once, counted from the moment they do.
pub const HELD_FOR: Span = Span::hours(72);

/// A reason for staff to look at supports. No signal changes a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Many came from one network within an hour.
    Network,
    /// Many accounts were made within minutes of each other and supported soon after.
    MadeTogether,
    /// Many came faster than the proposal can be read.
    Haste,
}

words!(Signal { Network = "network", MadeTogether = "made_together", Haste = "haste" });

/// One support, with the facts that show whether a person stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// When it was given.
    pub at: Timestamp,
    /// When the account was made.
    pub made_at: Timestamp,
    /// When the same account last supported another subject before this one.
    pub before: Option<Timestamp>,
    /// The keyed hash of the network that the support came from, while the hash is kept.
    pub network: Option<Vec<u8>>,
}

impl Signing {
    fn is_new(&self) -> bool {
        self.at.since(self.made_at) < NEW_FOR
    }

    /// Whether the support came faster than a person can read.
    pub fn is_hasty(&self) -> bool {
        self.at.since(self.made_at) < FROM_SIGN_UP
            || self
                .before
                .is_some_and(|before| self.at.since(before) < TO_READ)
    }
}

/// Supports or accounts that came close together in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crowd {
    /// The first moment.
    pub from: Timestamp,
    /// The last moment.
    pub until: Timestamp,
    /// The number of people.
    pub people: i64,
}

/// The conspicuous facts about the supports of one proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Supports from one network within an hour, the largest crowd first.
    pub networks: Vec<Crowd>,
    /// Accounts made within minutes of each other, by the time when they were made, the largest crowd first.
    pub made_together: Vec<Crowd>,
    /// The number of supports that came faster than a person can read.
    pub hasty: i64,
}

impl Look {
    /// Examines the supports of a proposal, given in any order.
    pub fn at(signings: &[Signing]) -> Self {
        let mut networks: BTreeMap<&[u8], Vec<Timestamp>> = BTreeMap::new();
        for signing in signings {
            if let Some(network) = &signing.network {
                networks.entry(network).or_default().push(signing.at);
            }
        }
        let new = signings.iter().filter(|signing| signing.is_new());
        Self {
            networks: largest_first(
                networks
                    .into_values()
                    .flat_map(|moments| crowds(moments, BURST_WITHIN)),
            ),
            made_together: largest_first(
                crowds(new.map(|signing| signing.made_at).collect(), MADE_WITHIN).into_iter(),
            ),
            hasty: signings.iter().filter(|signing| signing.is_hasty()).count() as i64,
        }
    }

    /// How many people are behind a signal.
    pub fn people(&self, signal: Signal) -> i64 {
        let all = |crowds: &[Crowd]| crowds.iter().map(|crowd| crowd.people).sum();
        match signal {
            Signal::Network => all(&self.networks),
            Signal::MadeTogether => all(&self.made_together),
            Signal::Haste => self.hasty,
        }
    }

    /// The signals with enough of the counted supports behind them.
    pub fn signals(&self, counted: i64) -> Vec<Signal> {
        let is_enough = |people: i64| people >= FEW && people.saturating_mul(ONE_IN) >= counted;
        Signal::ALL
            .iter()
            .copied()
            .filter(|signal| is_enough(self.people(*signal)))
            .collect()
    }
}

/// The stretches in which each moment has [`FEW`] or more within `span`, itself among them.
fn crowds(mut moments: Vec<Timestamp>, span: Span) -> Vec<Crowd> {
    moments.sort_unstable();
    let mut found: Vec<Crowd> = Vec::new();
    // The first moment that belongs to no crowd yet.
    let (mut last, mut free) = (0, 0);
    for first in 0..moments.len() {
        while last < moments.len() && moments[last].since(moments[first]) <= span {
            last += 1;
        }
        if ((last - first) as i64) < FEW {
            continue;
        }
        match found.last_mut() {
            Some(crowd) if first < free => {
                crowd.people += (last - free) as i64;
                crowd.until = moments[last - 1];
            }
            _ => found.push(Crowd {
                from: moments[first],
                until: moments[last - 1],
                people: (last - first) as i64,
            }),
        }
        free = last;
    }
    found
}

fn largest_first(crowds: impl Iterator<Item = Crowd>) -> Vec<Crowd> {
    let mut crowds: Vec<Crowd> = crowds.collect();
    crowds.sort_by_key(|crowd| (std::cmp::Reverse(crowd.people), crowd.from));
    crowds
}

/// The stage of a threshold that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Staff check how the supports came in.
    Checking,
    /// The city owes the response.
    Owed,
}

words!(Stage { Checking = "checking", Owed = "owed" });

/// The check of a threshold that conspicuous supports reached. Its stage follows from the clock alone, so no job, page
/// or node can be late: when the time is over, the response is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// The end of the check.
    pub until: Timestamp,
    /// When staff held it.
    pub held_at: Option<Timestamp>,
    /// When staff ended it.
    pub released_at: Option<Timestamp>,
}

impl Check {
    /// The check that begins when a threshold is reached.
    pub const fn begin(reached_at: Timestamp) -> Self {
        Self {
            until: Timestamp(reached_at.0 + CHECKED_FOR.0),
            held_at: None,
            released_at: None,
        }
    }

    /// The stage of the check at a moment.
    pub fn stage(&self, now: Timestamp) -> Stage {
        if now < self.until {
            Stage::Checking
        } else {
            Stage::Owed
        }
    }

    /// Whether staff may hold the check now: only while it runs, and only once.
    pub fn may_hold(&self, now: Timestamp) -> bool {
        self.stage(now) == Stage::Checking && self.held_at.is_none()
    }

    /// Holds the check, which makes it end later.
    ///
    /// # Errors
    /// [`Need::Changeable`] when it was held before, or the response is owed already.
    pub fn hold(self, now: Timestamp) -> Result<Self, Refusal> {
        if !self.may_hold(now) {
            return Err(Refusal::forbidden(Need::Changeable));
        }
        Ok(Self {
            until: now + HELD_FOR,
            held_at: Some(now),
            ..self
        })
    }

    /// Ends the check: the response is owed from now on. A check that ended already stays as it is.
    #[must_use]
    pub fn release(self, now: Timestamp) -> Self {
        match self.stage(now) {
            Stage::Owed => self,
            Stage::Checking => Self {
                until: now,
                released_at: Some(now),
                ..self
            },
        }
    }
}

#[cfg(test)]
mod tests;
