//! Keeps the search index up to date with the event log, and fills it anew when a command asks.

use crate::reindex::{Wish, Wishes};
use cabildo_service::{
    Error, Service,
    search::{Effort, Follower},
};
use std::time::Duration;
use tokio::{
    select,
    sync::watch,
    time::{MissedTickBehavior, interval, sleep},
};

/// How often the log is read. Other nodes write to it too, so nobody could wake this job for all of it; what was hidden
/// here does wake it.
const PULSE: Duration = Duration::from_millis(500);
/// Every so many pulses numbers of supports reach the index: each is a document written anew.
const SUPPORTS_EVERY: u32 = 10;
/// Rest after a failure.
const REST: Duration = Duration::from_secs(5);

/// Follows the log until told to stop; then the index commits. After a failure it begins again at the last commit.
pub(super) async fn follow(service: Service, wishes: Wishes, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        match tend(&service, &wishes, &mut stopping).await {
            Ok(()) => return,
            Err(Error::Index(cabildo_search::Error::Busy)) => {
                tracing::warn!("another process writes to the search index; this one waits for it");
            }
            Err(error) => tracing::error!(?error, "the search index could not be kept up to date"),
        }
        select! {
            () = sleep(REST) => {}
            _ = stopping.wait_for(|stop| *stop) => {}
        }
    }
}

/// What the job does next.
enum Next {
    /// Reads the log as it does all the time.
    Pulse,
    /// Reads it now: somebody waits for it.
    Call,
    /// Ends.
    Stop,
}

async fn tend(
    service: &Service,
    wishes: &Wishes,
    stopping: &mut watch::Receiver<bool>,
) -> Result<(), Error> {
    let mut follower = service.follower().await?;
    let mut pulses = interval(PULSE);
    pulses.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut tidy = false;
    let mut pulse = 0_u32;
    loop {
        let next = select! {
            _ = pulses.tick() => Next::Pulse,
            () = service.index_called() => Next::Call,
            _ = stopping.wait_for(|stop| *stop) => Next::Stop,
        };
        let effort = match next {
            Next::Stop => return follower.step(Effort::Everything).await.map(drop),
            Next::Pulse if pulse.is_multiple_of(SUPPORTS_EVERY) => Effort::Everything,
            Next::Pulse | Next::Call => Effort::Urgent,
        };
        if matches!(next, Next::Pulse) {
            pulse = pulse.wrapping_add(1);
        }
        // Work that is interrupted here is lost and done again after the next start: nothing was committed.
        select! {
            outcome = work(&mut follower, wishes, effort) => outcome?,
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
        }
        if !tidy && service.index_has_caught_up().await? {
            service.index()?.remove_older_versions()?;
            tidy = true;
        }
    }
}

async fn work(follower: &mut Follower, wishes: &Wishes, effort: Effort) -> Result<(), Error> {
    if wishes.is_waiting() {
        let outcome = follower
            .rebuild(&mut |progress| wishes.report(progress))
            .await;
        let end = if outcome.is_ok() {
            Wish::Done
        } else {
            Wish::Failed
        };
        if let Err(error) = wishes.say(end) {
            tracing::warn!(%error, "the end of reindexing could not be told");
        }
        outcome?;
    }
    while follower.step(effort).await? {}
    Ok(())
}
