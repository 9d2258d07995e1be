//! Keeps the maps of opinions up to date: what is answered is in the map a few seconds later.
//!
//! Each consultation is computed by itself, one computation of it at a time; a large one does not hold up the others.
//! What fails is logged and tried again, and the map before stays shown.

use cabildo_domain::ConsultationId;
use cabildo_service::{Error, Service};
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    select,
    sync::watch,
    task::{Id, JoinSet},
    time::{MissedTickBehavior, interval},
};

/// How often is looked whether a map is behind. Other nodes take answers too, so nobody could wake this job for all.
const PULSE: Duration = Duration::from_millis(500);
/// Computations at once: they take a core each, and people's requests come first.
const AT_ONCE: usize = 2;
/// Consultations looked at in one pulse; those that rest among them are passed over.
const LOOKED_AT: i64 = 100;
/// The longest rest between two computations of one consultation: a vote is in the map within five seconds.
const LONGEST_REST: Duration = Duration::from_secs(2);
/// Rest after a failure.
const REST: Duration = Duration::from_secs(10);

/// Computes until told to stop; then computations end without a result, which the next start makes up for.
pub(super) async fn follow(service: Service, mut stopping: watch::Receiver<bool>) {
    let mut pulses = interval(PULSE);
    pulses.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut work = Work::new(service);
    loop {
        select! {
            _ = pulses.tick() => {}
            Some(ended) = work.running.join_next_with_id() => {
                work.note(ended);
                continue;
            }
            _ = stopping.wait_for(|stop| *stop) => break,
        }
        if let Err(error) = work.begin().await {
            tracing::error!(
                ?error,
                "the maps of opinions that are behind could not be read"
            );
        }
    }
    work.stop.store(true, Ordering::Relaxed);
    while work.running.join_next().await.is_some() {}
}

/// What runs, and what rests.
struct Work {
    service: Service,
    stop: Arc<AtomicBool>,
    running: JoinSet<Result<Duration, Error>>,
    tasks: HashMap<Id, ConsultationId>,
    /// Until when a consultation is left alone.
    resting: HashMap<ConsultationId, Instant>,
}

impl Work {
    fn new(service: Service) -> Self {
        let (running, tasks, resting) = Default::default();
        Self {
            service,
            stop: Arc::default(),
            running,
            tasks,
            resting,
        }
    }

    /// Begins to compute what is behind, as far as there is room.
    async fn begin(&mut self) -> Result<(), Error> {
        let now = Instant::now();
        self.resting.retain(|_, until| *until > now);
        if self.running.len() >= AT_ONCE {
            return Ok(());
        }
        for consultation in self.service.stale_maps(LOOKED_AT).await? {
            let taken = self.tasks.values().any(|running| *running == consultation);
            if taken || self.resting.contains_key(&consultation) {
                continue;
            }
            if self.running.len() >= AT_ONCE {
                break;
            }
            let (service, stop) = (self.service.clone(), self.stop.clone());
            let task = self.running.spawn(async move {
                let begun = Instant::now();
                service
                    .update_map(consultation, &stop)
                    .await
                    .map(|_| begun.elapsed())
            });
            self.tasks.insert(task.id(), consultation);
        }
        Ok(())
    }

    /// A computation ended: the consultation rests as long as it took, so that one in which people answer all the time
    /// leaves room for the others.
    fn note(&mut self, ended: Result<(Id, Result<Duration, Error>), tokio::task::JoinError>) {
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
            Ok(taken) => taken.min(LONGEST_REST),
            Err(error) => {
                tracing::error!(?error, %consultation, "a map of opinions could not be computed; the last one stays");
                REST
            }
        };
        self.resting.insert(consultation, Instant::now() + rest);
    }
}
