//! Checks whether the database takes writes, by writing: nothing else shows that a disk is full.

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

/// How long one result is reused: anybody may ask, as often as they like.
const FRESH: Duration = Duration::from_secs(1);
/// How long a write may wait for earlier ones before the database counts as busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a failed write of a user counts as the state of the database, unless another one succeeds: the probe's
/// small write may still find room where larger ones do not.
const REMEMBERED: Duration = Duration::from_secs(5);

/// The last write that the database refused, until one succeeds.
#[derive(Default)]
pub(super) struct Failures(StdMutex<Option<(Instant, Trouble)>>);

impl Failures {
    /// Notes a failed write. A write that only waited too long for others, or whose caller gave it up, says nothing
    /// about the database.
    pub(super) fn note(&self, trouble: Trouble) {
        if !matches!(trouble, Trouble::Busy | Trouble::Other) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) =
                Some((Instant::now(), trouble));
        }
    }

    /// Notes a successful write.
    pub(super) fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn recent(&self) -> Option<Trouble> {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.filter(|(at, _)| at.elapsed() < REMEMBERED)
            .map(|(_, trouble)| trouble)
    }
}

/// The last result and its time.
#[derive(Default)]
pub(super) struct Probe(Mutex<Option<(Instant, Result<(), Trouble>)>>);

impl Store {
    /// Whether the database takes a write, and else why not. Makes a tiny write durable to find out, at most once a
    /// second.
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
        // Callers that ask meanwhile wait here and get the same result.
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

    /// Writes a mark that nobody reads, and commits: a change that is rolled back never reaches the disk.
    async fn write_a_mark(&self) -> Result<(), Error> {
        let mark = match self.engine() {
            // A number in the file's header that SQLite leaves to programs. SQLite skips the write of an unchanged row,
            // but always writes this.
            Engine::Sqlite => "PRAGMA user_version = 1",
            Engine::Postgres => {
                "UPDATE _sqlx_migrations SET success = success WHERE version = (SELECT min(version) FROM _sqlx_migrations)"
            }
        };
        let mut tx = self.begin(None).await?;
        exec!(tx, mark)?;
        tx.commit().await
    }
}
