//! A limit beyond which attempts wait in line, so that many networks that try at once do not keep another one out for
//! ever.
//!
//! A key (an account) has a burst that all networks share. Once it is used up, attempts are given one by one, each at
//! its own moment, to the networks in the order in which they asked. A network has one place at most, and keeps it
//! while it waits: with `n` networks in line, the next one gets its attempt after `n + 1` times the rate, however often
//! the others ask.

use super::{Limiter, too_fast};
use cabildo_domain::{Clock, Refusal};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// The number of places in one line. When the line is full, everybody is told to come back when the last of them was
/// called.
const PLACES: usize = 120;
/// How long a called place waits for its network.
const CALLED: Duration = Duration::from_secs(600);

/// The way an attempt was counted, needed to give it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The burst.
    Burst,
    /// A place in the line.
    Place,
}

/// The limit, counted for each key.
pub(crate) struct Line {
    burst: Arc<Limiter>,
    clock: Arc<dyn Clock>,
    lines: Mutex<HashMap<String, Places>>,
}

/// Networks and the moment at which each is called; and the last moment that was given.
#[derive(Default)]
struct Places {
    called_at: HashMap<String, Duration>,
    last: Duration,
}

impl Line {
    pub(super) fn new(burst: Arc<Limiter>, clock: Arc<dyn Clock>) -> Self {
        Self {
            burst,
            clock,
            lines: Mutex::default(),
        }
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<String, Places>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one attempt at `key` from `network`.
    ///
    /// # Errors
    /// [`Refusal::TooFast`] with the seconds until this network is called.
    pub(crate) fn take(&self, key: &str, network: &str) -> Result<Turn, Refusal> {
        let now = self.clock.elapsed();
        let mut lines = self.lines();
        lines.retain(|_, places| places.last + CALLED > now);
        if let Some(places) = lines.get_mut(key) {
            places
                .called_at
                .retain(|_, called_at| *called_at + CALLED > now);
            return match places.called_at.get(network).copied() {
                Some(called_at) if called_at <= now => {
                    places.called_at.remove(network);
                    // Keep the burst from refilling while there is a line.
                    self.burst.charge(key);
                    Ok(Turn::Place)
                }
                Some(called_at) => Err(too_fast(called_at - now)),
                None => Err(self.join(places, network, now)),
            };
        }
        if self.burst.check(key.to_owned()).is_ok() {
            return Ok(Turn::Burst);
        }
        // The burst is empty, and stays so while the line takes what would refill it.
        let places = lines.entry(key.to_owned()).or_default();
        Err(self.join(places, network, now))
    }

    /// Gives the network the last place.
    fn join(&self, places: &mut Places, network: &str, now: Duration) -> Refusal {
        let called_at = places.last.max(now) + self.burst.every();
        if places.called_at.len() >= PLACES {
            return too_fast(called_at - now);
        }
        places.last = called_at;
        places.called_at.insert(network.to_owned(), called_at);
        too_fast(called_at - now)
    }

    /// Takes back an attempt, because a right password is not counted.
    pub(crate) fn give_back(&self, key: &str, network: &str, turn: Turn) {
        self.burst.give_back(key);
        let now = self.clock.elapsed();
        if turn == Turn::Place
            && let Some(places) = self.lines().get_mut(key)
        {
            places.called_at.insert(network.to_owned(), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::ManualClock, rate_limit::Rate};
    use cabildo_domain::{Timestamp, time::Span};

    fn line() -> (Line, Arc<ManualClock>) {
        let clock = Arc::new(ManualClock::new(Timestamp(0)));
        let rate = Rate {
            burst: 2,
            every: Span::seconds(30),
        };
        let burst = Limiter::new(Some(rate), clock.clone());
        (Line::new(Arc::new(burst), clock.clone()), clock)
    }

    fn wait(seconds: u32) -> Result<Turn, Refusal> {
        Err(Refusal::TooFast { seconds })
    }

    #[test]
    fn networks_are_called_in_the_order_in_which_they_asked() {
        let (line, clock) = line();
        for _ in 0..2 {
            assert_eq!(line.take("ana", "a"), Ok(Turn::Burst));
        }
        assert_eq!(line.take("ana", "a"), wait(30));
        assert_eq!(line.take("ana", "b"), wait(60));
        assert_eq!(line.take("ana", "a"), wait(30), "one place each");
        assert_eq!(line.take("ana", "c"), wait(90));
        assert_eq!(line.take("ben", "a"), Ok(Turn::Burst), "another key");
        clock.advance(Span::seconds(30));
        assert_eq!(line.take("ana", "a"), Ok(Turn::Place));
        assert_eq!(line.take("ana", "a"), wait(90), "behind the others");
        assert_eq!(line.take("ana", "b"), wait(30));
        clock.advance(Span::seconds(60));
        assert_eq!(line.take("ana", "c"), Ok(Turn::Place));
        assert_eq!(
            line.take("ana", "b"),
            Ok(Turn::Place),
            "a called place is kept"
        );
    }

    #[test]
    fn no_more_than_the_rate_passes_however_many_ask() {
        let (line, clock) = line();
        let mut passed = 0;
        for round in 0..720 {
            clock.advance(Span::seconds(5));
            for n in 0..200 {
                passed += usize::from(
                    line.take("ana", &format!("{}", (n * 7 + round) % 200))
                        .is_ok(),
                );
            }
        }
        assert!((100..=2 + 120).contains(&passed), "{passed} in an hour");
    }

    #[test]
    fn a_line_that_is_over_is_forgotten() {
        let (line, clock) = line();
        for _ in 0..3 {
            let _ = line.take("ana", "a");
        }
        clock.advance(Span::minutes(11));
        assert_eq!(line.take("ana", "b"), Ok(Turn::Burst));
        assert!(line.lines().is_empty());
    }

    #[test]
    fn a_right_password_keeps_its_place() {
        let (line, clock) = line();
        for _ in 0..3 {
            let _ = line.take("ana", "a");
        }
        clock.advance(Span::seconds(30));
        for _ in 0..5 {
            assert_eq!(line.take("ana", "a"), Ok(Turn::Place));
            line.give_back("ana", "a", Turn::Place);
        }
        assert_eq!(
            line.take("ana", "b"),
            wait(30),
            "nobody waits longer for it"
        );
    }
}
