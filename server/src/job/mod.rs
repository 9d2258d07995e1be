//! Consumers of the event log and work by the clock: the search index, the maps of opinions, the fair order, forgetting what is old.
//!
//! A job can be stopped at any moment and continues from where it was.

mod index;
mod opinion;

use crate::{application::AppState, reindex::Wishes};
use std::{path::Path, time::Duration};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

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
    running.spawn(every_minute(state.clone(), stopping.clone()));
    running.spawn(index::follow(
        state.service.clone(),
        Wishes::of(data),
        stopping.clone(),
    ));
    running.spawn(opinion::follow(state.service.clone(), stopping));
    Jobs { stop, running }
}

/// What the clock asks for.
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
            tracing::error!(?error, "the fair order was not refreshed");
        }
        if let Err(error) = state.service.forget_networks().await {
            tracing::error!(?error, "old hashes of networks were not erased");
        }
        if let Err(error) = state.service.forget_support_networks().await {
            tracing::error!(?error, "old hashes of networks of supports were not erased");
        }
        if let Err(error) = state.service.close_checks().await {
            tracing::error!(?error, "the end of checks of thresholds was not logged");
        }
        if let Err(error) = state.service.forget_places().await {
            tracing::error!(?error, "old places of log-ins were not forgotten");
        }
    }
}
