//! Following the event log: one loop for everything that is derived from it.
//!
//! A consumer is a [`Handler`]. It keeps the number of the last event whose effects are there in one of two kinds of place.
//! What each node has for itself (the search index) keeps it with its data. What all nodes share (the maps of opinions)
//! keeps it in the table `consumer`, under a [`Lease`] that one node has at a time, and moves it in the transaction of its
//! effects. Either way a node that is killed goes on after that event: some events are read twice, none is left out. So a
//! handler reads the rows as they are now, and what must be told as it was is written by the use-case
//! ([ADR 11](../../../docs/adr/0011-messages-are-put-in-by-use-cases.md)).
//!
//! To add a consumer: its handler here or with its noun, a line in `server/src/job/mod.rs`.

mod lease;

pub(crate) use lease::{Asked, Lease};

use crate::{Error, Service};
use cabildo_domain::event::Event;
use cabildo_store::event;
use std::time::Duration;
use tokio::{
    select,
    sync::watch,
    time::{MissedTickBehavior, interval, sleep},
};

/// Events read at a time.
const EVENTS: i64 = 2_000;
/// How often the log is read. Other nodes write to it too, so nobody could wake a consumer for all of it.
const PULSE: Duration = Duration::from_millis(500);
/// Rest after a failure.
const REST: Duration = Duration::from_secs(5);

/// Why a handler is asked to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// The clock asks, for the time of this number since the handler began.
    Pulse(u32),
    /// [`Handler::called`] asks.
    Call,
}

/// What a consumer of the event log does.
pub trait Handler: Send {
    /// The event after which the log is read; `None` while another node does the work.
    ///
    /// # Errors
    /// [`Error`]; the handler is dropped then, and another one begun.
    fn place(&mut self) -> impl Future<Output = Result<Option<i64>, Error>> + Send;

    /// Notes the next events, in order. The place that [`Handler::place`] answers next is after them.
    fn note(&mut self, events: &[Event]);

    /// Does what the noted events ask for, and keeps the place with it. True when more should be done at once.
    ///
    /// # Errors
    /// As [`Handler::place`].
    fn work(&mut self, beat: Beat) -> impl Future<Output = Result<bool, Error>> + Send;

    /// Resolves when the handler should work before the next pulse. Dropped and begun again at any time.
    fn called(&mut self) -> impl Future<Output = ()> + Send;

    /// Ends in good order.
    ///
    /// # Errors
    /// [`Error`]; it ends all the same.
    fn end(&mut self) -> impl Future<Output = Result<(), Error>> + Send;
}

impl Service {
    /// Follows the log as `name` until told to stop. `begin` makes the handler, and another one after a failure, which goes
    /// on from the place that was kept.
    pub async fn follow<H, F>(
        &self,
        name: &'static str,
        begin: impl Fn() -> F + Send + Sync,
        mut stopping: watch::Receiver<bool>,
    ) where
        H: Handler,
        F: Future<Output = Result<H, Error>> + Send,
    {
        while !*stopping.borrow() {
            match self.follow_once(&begin, &mut stopping).await {
                Ok(()) => return,
                Err(Error::Index(cabildo_search::Error::Busy)) => {
                    tracing::warn!(
                        name,
                        "another process writes to the search index; this one waits for it"
                    );
                }
                Err(error) => {
                    tracing::error!(?error, name, "a consumer of the event log begins again");
                }
            }
            select! {
                () = sleep(REST) => {}
                () = stopped(&mut stopping) => {}
            }
        }
    }

    async fn follow_once<H, F>(
        &self,
        begin: &(impl Fn() -> F + Send + Sync),
        stopping: &mut watch::Receiver<bool>,
    ) -> Result<(), Error>
    where
        H: Handler,
        F: Future<Output = Result<H, Error>> + Send,
    {
        let mut handler = begin().await?;
        let mut pulses = interval(PULSE);
        pulses.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut pulse = 0_u32;
        loop {
            let beat = select! {
                _ = pulses.tick() => {
                    pulse = pulse.wrapping_add(1);
                    Beat::Pulse(pulse.wrapping_sub(1))
                }
                () = handler.called() => Beat::Call,
                () = stopped(stopping) => return handler.end().await,
            };
            // Work that is interrupted here is lost and done again after the next start: nothing was committed.
            select! {
                outcome = self.catch_up(&mut handler, beat) => outcome?,
                () = stopped(stopping) => return Ok(()),
            }
        }
    }

    /// Lets a handler read and do all that the log has for it now.
    ///
    /// # Errors
    /// Those of the handler; [`Error::Store`] when the log cannot be read.
    pub async fn catch_up<H: Handler>(&self, handler: &mut H, beat: Beat) -> Result<(), Error> {
        while self.step(handler, beat).await? {}
        Ok(())
    }

    /// One batch of events; true when there may be more at once.
    pub(crate) async fn step<H: Handler>(
        &self,
        handler: &mut H,
        beat: Beat,
    ) -> Result<bool, Error> {
        let Some(place) = handler.place().await? else {
            return Ok(false);
        };
        let events = event::after(&mut self.store().read().await?, place, EVENTS).await?;
        handler.note(&events);
        let has_more = handler.work(beat).await?;
        Ok(has_more || events.len() as i64 == EVENTS)
    }
}

/// Waits until told to stop. The value's guard is let go here: it may not be held while something else is awaited.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stop| *stop).await;
}
