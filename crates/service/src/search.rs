//! The search: the index follows the event log and answers questions.
//!
//! [`Follower`] keeps the index up to date; [`find`] asks it. The index is derived from the database and can be deleted
//! at any time. Everything in it is public, so a question needs no viewer.

mod changes;
mod document;
pub mod find;
mod followed;
mod follower;

pub(crate) use followed::Followed;
pub use follower::{Effort, Follower, Progress};

use crate::{Error, Service};
use cabildo_domain::{Timestamp, time::Span};
use cabildo_search::Index;
use cabildo_store::event;
use tokio::sync::{Semaphore, SemaphorePermit};

/// With at most this lag behind the log, the index counts as up to date.
const TOLERATED_LAG: Span = Span::minutes(1);

/// Limits the searches at once: more than two for each core are no faster, and each takes a thread with its memory.
pub(crate) struct Room(Semaphore);

impl Default for Room {
    fn default() -> Self {
        Self(Semaphore::new(
            2 * std::thread::available_parallelism().map_or(2, usize::from),
        ))
    }
}

impl Room {
    /// Waits for its turn; the room is free again when the returned permit is dropped. `None` is never returned,
    /// because the semaphore is not closed.
    async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        self.0.acquire().await.ok()
    }
}

impl Service {
    /// Gives the service its search index. A second one is ignored.
    pub fn attach_index(&self, index: Index) {
        if self.inner.index.set(index).is_err() {
            tracing::warn!("the service has a search index already; a second one is ignored");
        }
    }

    /// The search index, once it is open.
    ///
    /// # Errors
    /// [`Error::Failed`] before [`Service::attach_index`].
    pub fn index(&self) -> Result<&Index, Error> {
        self.inner
            .index
            .get()
            .ok_or_else(|| Error::Failed("the search index is not open".to_owned()))
    }

    /// Whether the index is up to date: it has caught up with the log since the start of this process, and lags at most
    /// a minute behind it now (under load there is always an event it has not seen yet).
    ///
    /// # Errors
    /// [`Error`] when the log cannot be read.
    pub async fn index_has_caught_up(&self) -> Result<bool, Error> {
        let followed = self.inner.followed.get();
        let known = self.index()?.applied().max(followed);
        let mut tx = self.store().read().await?;
        let waiting = event::after(&mut tx, known, 1).await?;
        // An event from the future was written before the clock was set back, so its waiting time is unknown.
        let is_tolerated =
            |at: Timestamp| (Span(0)..=TOLERATED_LAG).contains(&self.now().since(at));
        Ok(waiting
            .first()
            .is_none_or(|event| followed > 0 && is_tolerated(event.at)))
    }
}
