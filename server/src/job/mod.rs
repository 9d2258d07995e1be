//! The consumers of the event log and the regular work: the search index, the opinion maps, the fair order, stored HTML
//! after a change of its rules, deleting old data.
//!
//! A job can be stopped at any moment and continues from where it was. A job that panics is started again.

mod index;
mod rendering;

use crate::{reindex::Wishes, state::AppState};
use cabildo_service::opinion;
use std::{path::Path, time::Duration};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

/// The pause of a job after a panic.
const REST: Duration = Duration::from_secs(5);

/// The jobs that run.
pub struct Jobs {
    stop: watch::Sender<bool>,
    running: JoinSet<()>,
}

impl Jobs {
    /// Asks the jobs to end and waits until they have.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        while self.running.join_next().await.is_some() {}
    }
}

/// Starts the jobs; `data` is the data folder.
pub fn start(state: &AppState, data: &Path) -> Jobs {
    let (stop, stopping) = watch::channel(false);
    let mut running = JoinSet::new();
    let (state, data) = (state.clone(), data.to_owned());
    let (minutes, service) = (state.clone(), state.service.clone());
    let stop_signal = stopping.clone();
    running.spawn(kept_alive("every minute", move || {
        every_minute(minutes.clone(), stop_signal.clone())
    }));
    let stop_signal = stopping.clone();
    running.spawn(kept_alive(index::CONSUMER, move || {
        let (service, data, stopping) = (service.clone(), data.clone(), stop_signal.clone());
        async move {
            let begin = || index::Index::begin(service.clone(), Wishes::of(&data));
            service.follow(index::CONSUMER, begin, stopping).await;
        }
    }));
    let (service, stop_signal) = (state.service.clone(), stopping.clone());
    running.spawn(kept_alive("kept HTML", move || {
        rendering::bring_up_to_date(service.clone(), stop_signal.clone())
    }));
    running.spawn(kept_alive(opinion::CONSUMER, move || {
        let (service, stopping) = (state.service.clone(), stopping.clone());
        async move {
            service
                .follow(opinion::CONSUMER, || service.opinion().maps(), stopping)
                .await;
        }
    }));
    Jobs { stop, running }
}

/// Runs a job until it ends, and starts it again after a panic, because nobody would notice that it is gone.
async fn kept_alive<F>(job: &'static str, begin: impl Fn() -> F + Send)
where
    F: Future<Output = ()> + Send + 'static,
{
    while let Err(error) = tokio::spawn(begin()).await {
        tracing::error!(%error, job, "a job broke down and is started again");
        tokio::time::sleep(REST).await;
    }
}

/// The work that is done every minute.
async fn every_minute(state: AppState, mut stopping: watch::Receiver<bool>) {
    let mut minutes = interval(Duration::from_secs(60));
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = minutes.tick() => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        state.speed.forget_quiet();
        if let Err(error) = state.service.refresh_fair_order().await {
            tracing::error!(?error, "the fair order could not be refreshed");
        }
        if let Err(error) = state.service.opinion().forget_networks().await {
            tracing::error!(?error, "old hashes of networks could not be deleted");
        }
        if let Err(error) = state.service.supports().forget_networks().await {
            tracing::error!(
                ?error,
                "old hashes of networks of supports could not be deleted"
            );
        }
        if let Err(error) = state.service.supports().close_checks().await {
            tracing::error!(
                ?error,
                "the end of checks of thresholds could not be logged"
            );
        }
        if let Err(error) = state.service.sessions().forget_places().await {
            tracing::error!(?error, "old places of log-ins could not be deleted");
        }
        if let Err(error) = state.service.kept_forms().forget_old().await {
            tracing::error!(?error, "old refused forms could not be deleted");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    #[tokio::test(start_paused = true)]
    async fn a_job_that_panics_begins_again() {
        let begun = Arc::new(AtomicU32::new(0));
        let counter = begun.clone();
        kept_alive("test", move || {
            let time = counter.fetch_add(1, Ordering::Relaxed);
            async move { assert!(time == 2, "breaks down twice") }
        })
        .await;
        assert_eq!(begun.load(Ordering::Relaxed), 3);
    }
}
