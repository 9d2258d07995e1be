//! Follows the event log: one loop for everything that is derived from the log.
//!
//! A consumer is a [`Handler`]. It stores the number of the last event whose effects are complete, in one of two
//! places. A consumer of one node (the search index) stores it with its own data. A consumer that all nodes share (the
//! opinion maps) stores it in the table `consumer`, under a [`Lease`] that one node has at a time, and moves it in the
//! transaction of its effects. Either way a killed node continues after that event: some events are read twice, none is
//! skipped. So a handler reads the rows as they are now, and a message that must describe an earlier state is written
//! by the use-case ([ADR 11](../../../docs/adr/0011-messages-are-put-in-by-use-cases.md)).
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

/// The number of events read at a time.
const EVENTS: i64 = 2_000;
/// How often the log is read. Other nodes write to it too, so no signal inside this process would cover all of it.
const PULSE: Duration = Duration::from_millis(500);
/// The pause after a failure.
const REST: Duration = Duration::from_secs(5);

/// The reason for which a handler is asked to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// The regular pulse, with its number since the handler began.
    Pulse(u32),
    /// [`Handler::called`] asks.
    Call,
}

/// A consumer of the event log.
pub trait Handler: Send {
    /// The event after which the log is read; `None` while another node does the work.
    ///
    /// # Errors
    /// [`Error`]; then the handler is dropped and another one begun.
    fn place(&mut self) -> impl Future<Output = Result<Option<i64>, Error>> + Send;

    /// Notes the next events, in order. [`Handler::place`] then returns a place after them.
    fn note(&mut self, events: &[Event]);

    /// Does the work for the noted events, and stores the place with it. Returns `true` when more should be done at
    /// once.
    ///
    /// # Errors
    /// As [`Handler::place`].
    fn work(&mut self, beat: Beat) -> impl Future<Output = Result<bool, Error>> + Send;

    /// Resolves when the handler should work before the next pulse. It may be dropped and called again at any time.
    fn called(&mut self) -> impl Future<Output = ()> + Send;

    /// Ends the handler in good order.
    ///
    /// # Errors
    /// [`Error`]; it ends all the same.
    fn end(&mut self) -> impl Future<Output = Result<(), Error>> + Send;
}

impl Service {
    /// Follows the log as `name` until told to stop. `begin` makes the handler, and another one after a failure, which
    /// continues from the stored place.
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
                    tracing::error!(
                        ?error,
                        name,
                        "a consumer of the event log failed and begins again"
                    );
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
            // Interrupted work is lost and done again after the next start, because nothing was committed.
            select! {
                outcome = self.catch_up(&mut handler, beat) => outcome?,
                () = stopped(stopping) => return Ok(()),
            }
        }
    }

    /// Lets a handler read and process everything in the log now.
    ///
    /// # Errors
    /// Those of the handler; [`Error::Store`] when the log cannot be read.
    pub async fn catch_up<H: Handler>(&self, handler: &mut H, beat: Beat) -> Result<(), Error> {
        while self.step(handler, beat).await? {}
        Ok(())
    }

    /// Processes one batch of events; `true` when there may be more at once.
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

/// Waits until told to stop. The value's guard is dropped here, because it may not be held across another await.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stop| *stop).await;
}
