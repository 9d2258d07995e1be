//! Asks at a fixed rate, whether or not the answers keep up: a time counts from when the request was due.

use super::client;
use std::time::Duration;
use tokio::{
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval},
};

pub(super) async fn run(host: &str, path: &str, rate: u32, seconds: u32) -> anyhow::Result<()> {
    let mut due = interval(Duration::from_secs(1) / rate.max(1));
    due.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut running = JoinSet::new();
    for _ in 0..rate * seconds {
        let began = due.tick().await;
        running.spawn(ask(host.to_owned(), path.to_owned(), began));
    }
    let mut times = running
        .join_all()
        .await
        .into_iter()
        .collect::<anyhow::Result<Vec<Duration>>>()?;
    times.sort_unstable();
    let at = |percent: usize| {
        times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)))
    };
    let millis = |percent| at(percent).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    println!("{:.2} {:.2} {:.2}", millis(50), millis(95), millis(100));
    Ok(())
}

/// One request, with the time it waited for its turn.
async fn ask(host: String, path: String, began: Instant) -> anyhow::Result<Duration> {
    client::get(&host, &path).await?;
    Ok(began.elapsed())
}
