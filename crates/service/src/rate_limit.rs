//! How often somebody may try, or write: by account and by the network they come from.
//!
//! A network is an IPv4 /24 or an IPv6 /48, with generous limits: a library or a school shares one. Limits are
//! counted in this process's memory; a city that runs several multiplies them by their number.

use cabildo_domain::{Clock, Refusal, time::Span};
use governor::{
    Quota, RateLimiter,
    clock::{Clock as GovernorClock, Reference},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// A burst, and how long it takes until one more is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many at once.
    pub burst: u32,
    /// After how long one more.
    pub every: Span,
}

/// The limits of an installation; `None` means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Log-ins from one network, right or wrong.
    pub log_in_by_network: Option<Rate>,
    /// Passwords tried for one account from one network.
    pub password_by_network: Option<Rate>,
    /// Passwords tried for one account from anywhere. High: whoever tries could lock the owner out with it.
    pub password: Option<Rate>,
    /// Sign-ups from one network.
    pub sign_up_by_network: Option<Rate>,
    /// Ideas put forward by one account.
    pub proposals: Option<Rate>,
    /// Comments written by one account.
    pub comments: Option<Rate>,
    /// Reports made by one account.
    pub reports: Option<Rate>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            log_in_by_network: Some(Rate {
                burst: 60,
                every: Span::seconds(2),
            }),
            password_by_network: Some(Rate {
                burst: 10,
                every: Span::seconds(30),
            }),
            password: Some(Rate {
                burst: 100,
                every: Span::seconds(30),
            }),
            sign_up_by_network: Some(Rate {
                burst: 40,
                every: Span::seconds(20),
            }),
            proposals: Some(Rate {
                burst: 10,
                every: Span::seconds(60),
            }),
            comments: Some(Rate {
                burst: 20,
                every: Span::seconds(3),
            }),
            reports: Some(Rate {
                burst: 20,
                every: Span::seconds(10),
            }),
        }
    }
}

impl Limits {
    /// No limits, for tests, the demo and benchmarks, which sign up thousands and write for them.
    pub const fn none() -> Self {
        Self {
            log_in_by_network: None,
            password_by_network: None,
            password: None,
            sign_up_by_network: None,
            proposals: None,
            comments: None,
            reports: None,
        }
    }
}

/// The limits at work.
pub(crate) struct Limiters {
    pub(crate) log_in_by_network: Limiter,
    pub(crate) password_by_network: Limiter,
    pub(crate) password: Limiter,
    pub(crate) sign_up_by_network: Limiter,
    pub(crate) proposals: Limiter,
    pub(crate) comments: Limiter,
    pub(crate) reports: Limiter,
}

impl Limiters {
    pub(crate) fn new(limits: Limits, clock: &Arc<dyn Clock>) -> Self {
        let limiter = |rate| Limiter::new(rate, clock.clone());
        Self {
            log_in_by_network: limiter(limits.log_in_by_network),
            password_by_network: limiter(limits.password_by_network),
            password: limiter(limits.password),
            sign_up_by_network: limiter(limits.sign_up_by_network),
            proposals: limiter(limits.proposals),
            comments: limiter(limits.comments),
            reports: limiter(limits.reports),
        }
    }
}

/// Our clock, as governor reads it.
#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

impl GovernorClock for Ticks {
    type Instant = Duration;
    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().0).unwrap_or_default())
    }
}

/// One limit, counted for each key.
pub(crate) struct Limiter {
    counted:
        Option<RateLimiter<String, DashMapStateStore<String>, Ticks, NoOpMiddleware<Duration>>>,
    ticks: Ticks,
    calls: AtomicU32,
}

impl Limiter {
    fn new(rate: Option<Rate>, clock: Arc<dyn Clock>) -> Self {
        let ticks = Ticks(clock);
        let counted = rate.and_then(|rate| {
            let every = Duration::from_millis(u64::try_from(rate.every.0).ok()?);
            let quota = Quota::with_period(every)?.allow_burst(NonZeroU32::new(rate.burst)?);
            Some(RateLimiter::new(
                quota,
                DashMapStateStore::default(),
                ticks.clone(),
            ))
        });
        Self {
            counted,
            ticks,
            calls: AtomicU32::new(0),
        }
    }

    /// Counts one attempt by `key`.
    ///
    /// # Errors
    /// [`Refusal::TooFast`] with the seconds until the next is allowed.
    pub(crate) fn check(&self, key: String) -> Result<(), Refusal> {
        let Some(counted) = &self.counted else {
            return Ok(());
        };
        // Keys that are back at their full burst are forgotten now and then, so that memory stays bounded.
        if self.calls.fetch_add(1, Ordering::Relaxed) % 1024 == 1023 {
            counted.retain_recent();
        }
        counted.check_key(&key).map_err(|not_until| {
            let wait = not_until
                .earliest_possible()
                .duration_since(self.ticks.now());
            let seconds = Duration::from(wait).as_millis().div_ceil(1000).max(1);
            Refusal::TooFast {
                seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
            }
        })
    }
}

/// The network an address belongs to: IPv4 /24, IPv6 /48. An IPv4 address in IPv6 clothes is an IPv4 address.
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

    #[test]
    fn after_the_burst_one_more_is_allowed_each_while() {
        let clock = Arc::new(ManualClock::new(Timestamp(1_700_000_000_000)));
        let limiter = Limiter::new(
            Some(Rate {
                burst: 2,
                every: Span::seconds(30),
            }),
            clock.clone(),
        );
        assert!(limiter.check("a".into()).is_ok());
        assert!(limiter.check("a".into()).is_ok());
        assert_eq!(
            limiter.check("a".into()),
            Err(Refusal::TooFast { seconds: 30 })
        );
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
        assert!(limiter.check("a".into()).is_ok());
        assert!(limiter.check("a".into()).is_err());
    }

    #[test]
    fn no_limit_is_no_limit() {
        let limiter = Limiter::new(None, Arc::new(ManualClock::new(Timestamp(0))));
        assert!((0..10_000).all(|_| limiter.check("a".into()).is_ok()));
    }
}
