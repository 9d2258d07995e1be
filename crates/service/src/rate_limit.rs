//! Limits how often somebody may log in, sign up or write: by account and by network. The numbers are in
//! `Limited::usual`.
//!
//! A network is an IPv4 /24 or an IPv6 /48, and its limits are generous, because a library or a school shares one. The
//! counts are in this process's memory, so a city that runs several processes multiplies the limits by their number.
//! Waits are measured by [`Clock::elapsed`], so setting the system's clock back or forward changes nothing.

mod line;

pub(crate) use line::{Line, Turn};

use cabildo_domain::{Clock, Refusal, time::Span};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// A burst, and how long it takes until one more is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The number allowed at once.
    pub burst: u32,
    /// The time until one more is allowed.
    pub every: Span,
}

/// The things that are limited. A new limit is a line here, in [`Limited::ALL`] and in [`Limited::usual`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limited {
    /// Log-ins from one network, right or wrong. Log-ins to accounts that logged in there before are counted apart, and
    /// so are those from a browser that logged in before.
    LogInByNetwork,
    /// Wrong passwords for one account from one network; those from one browser in which it logged in before are
    /// counted apart.
    PasswordByNetwork,
    /// Wrong passwords for one account from all networks and browsers in which it never logged in. Beyond the limit,
    /// strangers wait in line ([`Line`]).
    Password,
    /// Sign-ups from one network.
    SignUpByNetwork,
    /// Proposals submitted by one account.
    Proposals,
    /// Comments written by one account.
    Comments,
    /// Reports made by one account.
    Reports,
}

impl Limited {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 7] = [
        Self::LogInByNetwork,
        Self::PasswordByNetwork,
        Self::Password,
        Self::SignUpByNetwork,
        Self::Proposals,
        Self::Comments,
        Self::Reports,
    ];

    /// The limit in an installation without a setting of its own.
    const fn usual(self) -> Rate {
        let (burst, seconds) = match self {
            Self::LogInByNetwork => (60, 2),
            Self::PasswordByNetwork => (10, 30),
            Self::Password => (100, 30),
            Self::SignUpByNetwork => (40, 20),
            Self::Proposals => (10, 60),
            Self::Comments => (20, 3),
            Self::Reports => (20, 10),
        };
        Rate {
            burst,
            every: Span::seconds(seconds),
        }
    }
}

/// The limits of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits([Option<Rate>; Limited::ALL.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(Limited::ALL.map(|limited| Some(limited.usual())))
    }
}

impl Limits {
    /// No limits, for tests, the demo and benchmarks, which sign up thousands and write for them.
    pub const fn none() -> Self {
        Self([None; Limited::ALL.len()])
    }

    /// These limits with another limit, or none, on one thing.
    #[must_use]
    pub const fn with(mut self, limited: Limited, rate: Option<Rate>) -> Self {
        self.0[limited as usize] = rate;
        self
    }
}

/// A network with more wrong passwords than this within about ten minutes waits behind others for a hash.
const FAILURES: Rate = Rate {
    burst: 3,
    every: Span::seconds(200),
};

/// The limits at work.
pub(crate) struct Limiters {
    each: [Arc<Limiter>; Limited::ALL.len()],
    /// The line behind the limit on [`Limited::Password`], from which it takes its burst.
    pub(crate) password: Line,
    /// Never refuses an attempt. It only tells which networks must wait behind others.
    pub(crate) failures: Limiter,
}

impl Limiters {
    pub(crate) fn new(limits: Limits, clock: &Arc<dyn Clock>) -> Self {
        let each = limits
            .0
            .map(|rate| Arc::new(Limiter::new(rate, clock.clone())));
        Self {
            password: Line::new(each[Limited::Password as usize].clone(), clock.clone()),
            failures: Limiter::new(Some(FAILURES), clock.clone()),
            each,
        }
    }

    pub(crate) fn of(&self, limited: Limited) -> &Limiter {
        &self.each[limited as usize]
    }
}

/// One limit, counted for each key: the generic cell rate algorithm, as in `governor`, plus a way to give back an
/// attempt that turned out not to count, which `governor` lacks.
pub(crate) struct Limiter {
    quota: Option<Quota>,
    clock: Arc<dyn Clock>,
    /// The time when each key is back at its full burst. A key that is back is removed.
    full_at: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    full_at: HashMap<String, Duration>,
    calls: u32,
}

#[derive(Clone, Copy)]
struct Quota {
    burst: u32,
    every: Duration,
}

impl Quota {
    fn of(rate: Rate) -> Option<Self> {
        let every = Duration::from_millis(u64::try_from(rate.every.0).ok()?);
        (rate.burst > 0 && !every.is_zero()).then_some(Self {
            burst: rate.burst,
            every,
        })
    }

    /// The time in which a whole burst becomes allowed again.
    fn whole(&self) -> Duration {
        self.every * self.burst
    }
}

/// A refusal that asks to wait for this time.
fn too_fast(wait: Duration) -> Refusal {
    let seconds = wait.as_millis().div_ceil(1000).max(1);
    Refusal::TooFast {
        seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
    }
}

impl Limiter {
    fn new(rate: Option<Rate>, clock: Arc<dyn Clock>) -> Self {
        Self {
            quota: rate.and_then(Quota::of),
            clock,
            full_at: Mutex::default(),
        }
    }

    fn keys(&self) -> std::sync::MutexGuard<'_, Keys> {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time until one more is allowed.
    fn every(&self) -> Duration {
        self.quota.map_or(Duration::ZERO, |quota| quota.every)
    }

    /// Counts one attempt by `key`.
    ///
    /// # Errors
    /// [`Refusal::TooFast`] with the seconds until the next is allowed; then nothing is counted.
    pub(crate) fn check(&self, key: String) -> Result<(), Refusal> {
        let Some(quota) = self.quota else {
            return Ok(());
        };
        let now = self.clock.elapsed();
        let mut keys = self.keys();
        // Remove keys that are back at their full burst now and then, so that memory stays bounded.
        keys.calls = keys.calls.wrapping_add(1);
        if keys.calls % 1024 == 1023 {
            keys.full_at.retain(|_, full_at| *full_at > now);
        }
        let full_at = keys.full_at.get(&key).copied().unwrap_or_default();
        let next = full_at.max(now) + quota.every;
        let over = next.saturating_sub(now + quota.whole());
        if !over.is_zero() {
            return Err(too_fast(over));
        }
        keys.full_at.insert(key, next);
        Ok(())
    }

    /// Counts an attempt that was allowed by another limit, even beyond the burst.
    pub(crate) fn charge(&self, key: &str) {
        if let Some(quota) = self.quota {
            let now = self.clock.elapsed();
            let mut keys = self.keys();
            let full_at = keys.full_at.entry(key.to_owned()).or_default();
            *full_at = (*full_at).max(now) + quota.every;
        }
    }

    /// Whether an attempt by `key` would be refused now; counts nothing.
    pub(crate) fn is_empty(&self, key: &str) -> bool {
        self.quota.is_some_and(|quota| {
            let full_at = self.keys().full_at.get(key).copied().unwrap_or_default();
            full_at + quota.every > self.clock.elapsed() + quota.whole()
        })
    }

    /// Takes back one attempt that was counted.
    pub(crate) fn give_back(&self, key: &str) {
        if let (Some(quota), Some(full_at)) = (self.quota, self.keys().full_at.get_mut(key)) {
            *full_at = full_at.saturating_sub(quota.every);
        }
    }
}

/// The network of an address: IPv4 /24, IPv6 /48. An IPv4-mapped IPv6 address is an IPv4 address.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            Ipv4Addr::new(a, b, c, 0).to_string()
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use cabildo_domain::Timestamp;

    #[test]
    fn each_limit_is_at_its_own_place() {
        for (place, limited) in Limited::ALL.into_iter().enumerate() {
            assert_eq!(limited as usize, place, "{limited:?}");
        }
    }

    #[test]
    fn neighbours_share_a_network() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.0"),
            ("::ffff:192.0.2.9", "192.0.2.0"),
            ("2001:db8:1:2::3", "2001:db8:1::"),
            ("::1", "::"),
        ] {
            assert_eq!(network(address.parse().unwrap()), expected);
        }
    }

    fn two_each_half_minute() -> (Limiter, Arc<ManualClock>) {
        let clock = Arc::new(ManualClock::new(Timestamp(1_700_000_000_000)));
        let rate = Rate {
            burst: 2,
            every: Span::seconds(30),
        };
        (Limiter::new(Some(rate), clock.clone()), clock)
    }

    #[test]
    fn after_the_burst_one_more_is_allowed_each_while() {
        let (limiter, clock) = two_each_half_minute();
        assert!(limiter.check("a".into()).is_ok());
        assert!(limiter.check("a".into()).is_ok());
        assert_eq!(
            limiter.check("a".into()),
            Err(Refusal::TooFast { seconds: 30 })
        );
        assert!(limiter.is_empty("a") && !limiter.is_empty("b"));
        assert!(
            limiter.check("b".into()).is_ok(),
            "another key has its own burst"
        );
        clock.advance(Span::seconds(29));
        assert_eq!(
            limiter.check("a".into()),
            Err(Refusal::TooFast { seconds: 1 })
        );
        clock.advance(Span::seconds(1));
        assert!(!limiter.is_empty("a"));
        assert!(limiter.check("a".into()).is_ok());
        assert!(limiter.check("a".into()).is_err());
    }

    #[test]
    fn a_returned_attempt_may_be_taken_again_and_no_more() {
        let (limiter, _clock) = two_each_half_minute();
        for _ in 0..100 {
            assert!(limiter.check("a".into()).is_ok());
            limiter.give_back("a");
        }
        limiter.give_back("nobody");
        for _ in 0..10 {
            limiter.give_back("a");
        }
        assert!(limiter.check("a".into()).is_ok() && limiter.check("a".into()).is_ok());
        assert!(
            limiter.check("a".into()).is_err(),
            "giving back saves nothing up"
        );
    }

    #[test]
    fn the_clock_on_the_wall_changes_nothing() {
        let (limiter, clock) = two_each_half_minute();
        assert!(limiter.check("a".into()).is_ok() && limiter.check("a".into()).is_ok());
        for shown in [0, 2_000_000_000_000] {
            clock.set(Timestamp(shown));
            assert_eq!(
                limiter.check("a".into()),
                Err(Refusal::TooFast { seconds: 30 })
            );
        }
    }

    #[test]
    fn keys_that_are_quiet_are_forgotten() {
        let (limiter, clock) = two_each_half_minute();
        for n in 0..1000 {
            assert!(limiter.check(n.to_string()).is_ok());
        }
        clock.advance(Span::minutes(2));
        for n in 0..1024 {
            let _ = limiter.check(format!("late {}", n % 2));
        }
        assert!(
            limiter.keys().full_at.len() <= 3,
            "{}",
            limiter.keys().full_at.len()
        );
    }

    #[test]
    fn no_limit_is_no_limit() {
        let limiter = Limiter::new(None, Arc::new(ManualClock::new(Timestamp(0))));
        assert!((0..10_000).all(|_| limiter.check("a".into()).is_ok()));
    }
}
