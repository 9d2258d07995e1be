//! Instants and the clock they come from.

use serde::{Deserialize, Serialize};
use std::{
    ops::{Add, Sub},
    time::Duration,
};

/// An instant: Unix time in milliseconds, UTC. Stored as a 64-bit integer, so it sorts as time does.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A span between two instants, in milliseconds; may be negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Span {
    /// `n` seconds.
    pub const fn seconds(n: i64) -> Self {
        Self(n * 1000)
    }
    /// `n` minutes.
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n * 60)
    }
    /// `n` hours.
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n * 60)
    }
    /// `n` days of 24 hours.
    pub const fn days(n: i64) -> Self {
        Self::hours(n * 24)
    }
    /// Whole seconds, rounded towards zero.
    pub const fn as_seconds(self) -> i64 {
        self.0 / 1000
    }
}

impl Timestamp {
    /// The earliest instant we accept from outside: 1 January 1970.
    pub const MIN: Self = Self(0);
    /// The latest instant we accept from outside: the end of the year 9998, which every date library can print.
    pub const MAX: Self = Self(253_370_764_799_999);

    /// Days since 1 January 1970, UTC: the seed of values that change once a day.
    pub const fn day(self) -> i64 {
        self.0.div_euclid(86_400_000)
    }
    /// The span from `earlier` to `self`.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0 - earlier.0)
    }
}

impl Add<Span> for Timestamp {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Timestamp {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

/// The source of the present time. The program passes the system's clock; a test passes one that it moves by hand.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// How long the clock has run, from a start of its own choice. It never goes back and never jumps, whatever is done
    /// to the system's clock, so waits and limits in memory count by it. The value means nothing to another process.
    fn elapsed(&self) -> Duration;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_before_and_after_1970() {
        assert_eq!(Timestamp(0).day(), 0);
        assert_eq!(Timestamp(86_399_999).day(), 0);
        assert_eq!(Timestamp(86_400_000).day(), 1);
        assert_eq!(Timestamp(-1).day(), -1);
    }
}
