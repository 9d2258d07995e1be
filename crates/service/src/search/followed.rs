//! The progress of this process's follower, and waiting for it.

use super::Service;
use std::time::Duration;
use tokio::{
    sync::{Notify, watch},
    time::timeout,
};

/// How long a caller whose change is committed waits until searches include it.
const PATIENCE: Duration = Duration::from_secs(3);

/// The state that the follower of this process shares with others, and their call to it.
pub(crate) struct Followed {
    place: watch::Sender<Place>,
    call: Notify,
}

#[derive(Clone, Copy, Default)]
struct Place {
    /// Whether there is a follower.
    running: bool,
    /// The last event that it has handled; changes that it delays on purpose count as handled.
    seq: i64,
}

impl Default for Followed {
    fn default() -> Self {
        Self {
            place: watch::Sender::new(Place::default()),
            call: Notify::new(),
        }
    }
}

impl Followed {
    pub(super) fn set(&self, seq: i64) {
        self.place.send_modify(|place| place.seq = seq);
    }

    pub(super) fn get(&self) -> i64 {
        self.place.borrow().seq
    }

    pub(super) fn set_running(&self, running: bool) {
        self.place.send_modify(|place| place.running = running);
    }

    /// Calls the follower and waits until it has handled an event, ended, or taken longer than `patience`. `false` if
    /// there is a follower that did not handle it.
    async fn reaches(&self, seq: i64, patience: Duration) -> bool {
        if !self.place.borrow().running {
            return true;
        }
        self.call.notify_one();
        let mut place = self.place.subscribe();
        let reached = place.wait_for(|place| !place.running || place.seq >= seq);
        matches!(timeout(patience, reached).await, Ok(Ok(place)) if place.seq >= seq)
    }
}

impl Service {
    /// Waits until searches in this process no longer find what an event removed. The event must be committed and no
    /// transaction open. Without a follower in this process it returns at once; when the follower does not come within
    /// a few seconds the caller goes on, because the change itself is done.
    pub(crate) async fn until_not_found(&self, seq: i64) {
        if !self.inner.followed.reaches(seq, PATIENCE).await {
            tracing::warn!(
                seq,
                "hidden or deleted texts may still be found: the search index has not caught up"
            );
        }
    }

    /// Resolves when somebody waits for the index; the job that keeps it up to date calls this. A call while nobody
    /// listens is kept.
    pub async fn index_called(&self) {
        self.inner.followed.call.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(1);
    const LONG: Duration = Duration::from_secs(60);

    #[tokio::test]
    async fn nobody_waits_without_a_follower() {
        assert!(Followed::default().reaches(5, LONG).await);
    }

    #[tokio::test]
    async fn a_follower_is_called_and_waited_for() {
        let followed = Followed::default();
        followed.set_running(true);
        followed.set(4);
        let follow = async {
            followed.call.notified().await;
            followed.set(5);
        };
        assert!(tokio::join!(followed.reaches(5, LONG), follow).0);
    }

    #[tokio::test]
    async fn a_follower_that_does_not_come_or_ends_is_not_waited_for_any_longer() {
        let followed = Followed::default();
        followed.set_running(true);
        assert!(!followed.reaches(5, SHORT).await);
        let end = async { followed.set_running(false) };
        assert!(!tokio::join!(followed.reaches(5, LONG), end).0);
    }
}
