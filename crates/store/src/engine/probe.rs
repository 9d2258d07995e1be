//! Whether the database takes writes: asked by writing, since a disk that is full shows in nothing else.

use super::{Engine, Store};
use crate::{Error, error::Trouble};
use std::{
    sync::{Mutex as StdMutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

/// How long an answer is given again, however often it is asked for: anybody may ask.
const FRESH: Duration = Duration::from_secs(1);
/// How long a write may wait for those before it until the database counts as busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a write that failed speaks for the database, unless another one succeeds: a small write may still find room
/// where people's do not.
const REMEMBERED: Duration = Duration::from_secs(5);

/// The last write that the database did not take, until one succeeds.
#[derive(Default)]
pub(super) struct Failures(StdMutex<Option<(Instant, Trouble)>>);

impl Failures {
    /// A write failed. That it waited in vain for others, or was given up by its caller, says nothing.
    pub(super) fn note(&self, trouble: Trouble) {
        if !matches!(trouble, Trouble::Busy | Trouble::Other) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
                Some((Instant::now(), trouble));
        }
    }

    /// A write succeeded.
    pub(super) fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn recent(&self) -> Option<Trouble> {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.filter(|(at, _)| at.elapsed() < REMEMBERED)
            .map(|(_, trouble)| trouble)
    }
}

/// The last answer and when it was found.
#[derive(Default)]
pub(super) struct Probe(Mutex<Option<(Instant, Result<(), Trouble>)>>);

impl Store {
    /// Whether the database takes a write, and else why not. A tiny write is made durable for it, once a second at most.
    ///
    /// # Errors
    /// The [`Trouble`].
    pub async fn takes_writes(&self) -> Result<(), Trouble> {
        match self.failures.recent() {
            Some(trouble) => Err(trouble),
            None => self.takes_a_mark().await,
        }
    }

    async fn takes_a_mark(&self) -> Result<(), Trouble> {
        // Those who ask meanwhile wait here and get the same answer.
        let mut last = self.probe.0.lock().await;
        if let Some((at, answer)) = *last
            && at.elapsed() < FRESH
        {
            return answer;
        }
        let answer = match timeout(PATIENCE, self.write_a_mark()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::warn!(?error, "the database takes no writes");
                Err(error.trouble())
            }
            Err(_) => Err(Trouble::Busy),
        };
        *last = Some((Instant::now(), answer));
        answer
    }

    /// Writes what nobody reads, and commits: a change that is rolled back never reaches the disk.
    async fn write_a_mark(&self) -> Result<(), Error> {
        let mark = match self.engine() {
            // A number in the head of the file for the use of programs. SQLite leaves out a row that stays as it was, but
            // always writes this.
            Engine::Sqlite => "PRAGMA user_version = 1",
            Engine::Postgres => {
                "UPDATE _sqlx_migrations SET success = success WHERE version = (SELECT min(version) FROM _sqlx_migrations)"
            }
        };
        let mut tx = self.begin(None).await?;
        on!(tx, |conn| sqlx::query(mark).execute(conn).await.map(drop))?;
        tx.commit().await
    }
}
