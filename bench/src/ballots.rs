//! Answers of distinct people to statements of a mapping, over HTTP, and how soon the published map knows them.

use super::client;
use anyhow::{Context, ensure};
use clap::Args;
use serde::Deserialize;
use std::{path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, sleep},
};

/// How often is looked whether the map knows.
const LOOK: Duration = Duration::from_millis(50);
/// How long at most.
const PATIENCE: Duration = Duration::from_secs(120);

/// The requests to send, and the server.
#[derive(Args)]
pub(super) struct Ballots {
    /// HOST:PORT
    #[arg(long)]
    host: String,
    /// The address of the consultation
    #[arg(long)]
    slug: String,
    /// The sessions of people, one token a line; the last ones vote, each once
    #[arg(long)]
    tokens: PathBuf,
    #[arg(long)]
    count: usize,
    /// Posts at once
    #[arg(long, default_value_t = 32)]
    at_once: usize,
}

/// The answer of the API, as far as it is needed.
#[derive(Deserialize)]
struct Mapping {
    is_current: bool,
    votes: i64,
}

impl Ballots {
    /// Prints the seconds until the last acknowledgement, the seconds from there until the map knew every answer, and
    /// how many answers count.
    pub async fn cast(self) -> anyhow::Result<()> {
        let tokens = std::fs::read_to_string(&self.tokens)?;
        let tokens: Vec<String> = tokens
            .lines()
            .rev()
            .take(self.count)
            .map(str::to_owned)
            .collect();
        ensure!(
            tokens.len() == self.count,
            "there are only {} tokens",
            tokens.len()
        );
        let room = Arc::new(Semaphore::new(self.at_once));
        let began = Instant::now();
        let mut running = JoinSet::new();
        for (index, token) in tokens.into_iter().enumerate() {
            let (host, slug) = (self.host.clone(), self.slug.clone());
            let permit = room.clone().acquire_owned().await?;
            running.spawn(async move {
                let answer = ["agree", "disagree", "pass"][index % 3];
                let form = format!("slug={slug}&number={}&answer={answer}", index % 50 + 1);
                let status = client::post(&host, "/act/opinion/vote", &token, &form).await;
                drop(permit);
                status
            });
        }
        for status in running.join_all().await {
            let status = status?;
            ensure!(
                (200..400).contains(&status),
                "an answer was refused with {status}"
            );
        }
        let sent = began.elapsed();
        let (known, votes) = self.until_current().await?;
        println!(
            "{:.3} {:.3} {votes}",
            sent.as_secs_f64(),
            known.as_secs_f64()
        );
        Ok(())
    }

    /// How long it takes from now until the published map knows every answer.
    async fn until_current(&self) -> anyhow::Result<(Duration, i64)> {
        let began = Instant::now();
        let path = format!("/api/v1/consultations/{}/opinion", self.slug);
        loop {
            let asked = began.elapsed();
            let body = client::get(&self.host, &path).await?;
            let mapping: Mapping = serde_json::from_slice(&body).context("the map is no JSON")?;
            if mapping.is_current {
                return Ok((asked, mapping.votes));
            }
            ensure!(
                asked < PATIENCE,
                "the map was not current after {} s",
                PATIENCE.as_secs()
            );
            sleep(LOOK).await;
        }
    }
}
