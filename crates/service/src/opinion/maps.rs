//! The consumer of the event log that keeps the opinion maps up to date: an answer is in the map a few seconds later.
//!
//! One node at a time computes, and any other takes over when it dies. Each consultation is computed by itself, one
//! computation of it at a time; a large one does not hold up the others. A failure is logged and the computation tried
//! again, and the last map stays shown.

use super::behind::Behind;
use crate::{
    Error, Opinions, Service,
    follow::{Asked, Beat, Handler, Lease},
};
use cabildo_domain::{ConsultationId, Refusal, event::Event};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::{Id, JoinError, JoinSet};

/// The consumer's name in the table and in the log.
pub const CONSUMER: &str = "maps of opinions";
/// The number of computations at once: each takes a core, and people's requests come first.
const AT_ONCE: usize = 2;
/// The longest pause between two computations of one consultation: a vote is in the map within five seconds.
const LONGEST_REST: Duration = Duration::from_secs(2);
/// The pause after a failure.
const REST: Duration = Duration::from_secs(10);

/// Keeps the maps up to date.
pub struct Maps {
    service: Service,
    lease: Lease,
    /// `None` while another node computes.
    behind: Option<Arc<Mutex<Behind>>>,
    /// Makes computations end without a result; the next start computes them again.
    stop: Arc<AtomicBool>,
    running: JoinSet<Result<Duration, Error>>,
    tasks: HashMap<Id, ConsultationId>,
    /// The time until which a consultation is left alone.
    resting: HashMap<ConsultationId, Instant>,
}

/// The lease and the event with which a published computation stores the place.
pub(super) struct Kept {
    lease: Lease,
    behind: Arc<Mutex<Behind>>,
}

impl Kept {
    /// Moves the place in the transaction that publishes a map; `false` when another node computes now.
    pub(super) async fn advance(
        &self,
        tx: &mut cabildo_store::Tx,
        consultation: ConsultationId,
    ) -> Result<bool, Error> {
        let place = lock(&self.behind).place_with(Some(consultation));
        self.lease.advance(tx, place).await
    }
}

impl Opinions<'_> {
    /// The consumer that keeps the maps of opinions up to date.
    pub async fn maps(self) -> Result<Maps, Error> {
        let (stop, running, tasks, resting) = Default::default();
        Ok(Maps {
            service: Service::clone(&self),
            lease: Lease::of(&self, CONSUMER).await?,
            behind: None,
            stop,
            running,
            tasks,
            resting,
        })
    }
}

impl Drop for Maps {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Handler for Maps {
    async fn place(&mut self) -> Result<Option<i64>, Error> {
        let done = self.behind.as_deref();
        let done = done.map_or(0, |behind| lock(behind).place_with(None));
        match self.lease.ask(done).await? {
            Asked::Others => self.behind = None,
            Asked::Kept => {}
            Asked::Given(place) => {
                let mut behind = Behind::after(place);
                // Maps that are behind without an event: after a database was restored, or because of an older
                // version's answers.
                for consultation in self.service.opinion().stale_maps(i64::MAX).await? {
                    behind.add(consultation);
                }
                self.behind = Some(Arc::new(Mutex::new(behind)));
            }
        }
        Ok(self.behind.as_deref().map(|behind| lock(behind).read()))
    }

    fn note(&mut self, events: &[Event]) {
        if let Some(behind) = &self.behind {
            let mut behind = lock(behind);
            events.iter().for_each(|event| behind.note(event));
        }
    }

    async fn work(&mut self, _: Beat) -> Result<bool, Error> {
        self.begin();
        Ok(false)
    }

    async fn called(&mut self) {
        match self.running.join_next_with_id().await {
            Some(ended) => self.note_end(ended),
            None => std::future::pending().await,
        }
    }

    async fn end(&mut self) -> Result<(), Error> {
        self.stop.store(true, Ordering::Relaxed);
        while self.running.join_next().await.is_some() {}
        self.lease.release().await
    }
}

impl Maps {
    /// Starts computing the maps that are behind, as far as there is room.
    fn begin(&mut self) {
        let Some(shared) = &self.behind else { return };
        let now = Instant::now();
        self.resting.retain(|_, until| *until > now);
        let mut behind = lock(shared);
        for consultation in behind.waiting() {
            if self.running.len() >= AT_ONCE {
                return;
            }
            let is_running = self.tasks.values().any(|running| *running == consultation);
            if is_running || self.resting.contains_key(&consultation) {
                continue;
            }
            behind.begin(consultation);
            let (service, stop) = (self.service.clone(), self.stop.clone());
            let kept = Kept {
                lease: self.lease.clone(),
                behind: shared.clone(),
            };
            let task = self.running.spawn(async move {
                let begun = Instant::now();
                match service
                    .opinion()
                    .keep_map(consultation, &stop, Some(&kept))
                    .await
                {
                    // Content was imported into a consultation without a mapping.
                    Ok(_) | Err(Error::Refused(Refusal::NotFound)) => Ok(begun.elapsed()),
                    Err(error) => Err(error),
                }
            });
            self.tasks.insert(task.id(), consultation);
        }
    }

    /// Notes that a computation ended: the consultation pauses as long as it took, so that one in which people answer
    /// all the time leaves room for the others.
    fn note_end(&mut self, ended: Result<(Id, Result<Duration, Error>), JoinError>) {
        let (id, outcome) = match ended {
            Ok((id, outcome)) => (id, outcome),
            Err(error) => (
                error.id(),
                Err(Error::Failed(format!("a map was interrupted: {error}"))),
            ),
        };
        let Some(consultation) = self.tasks.remove(&id) else {
            return;
        };
        let rest = match outcome {
            Ok(taken) => {
                self.with_behind(|behind| behind.done(consultation));
                taken.min(LONGEST_REST)
            }
            Err(error) => {
                tracing::error!(?error, %consultation, "a map of opinions could not be computed; the last one stays");
                self.with_behind(|behind| behind.failed(consultation));
                REST
            }
        };
        self.resting.insert(consultation, Instant::now() + rest);
    }

    fn with_behind(&self, change: impl FnOnce(&mut Behind)) {
        if let Some(behind) = &self.behind {
            change(&mut lock(behind));
        }
    }
}

fn lock(behind: &Mutex<Behind>) -> MutexGuard<'_, Behind> {
    behind.lock().unwrap_or_else(PoisonError::into_inner)
}
