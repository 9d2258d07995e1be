//! Keeps the search index up to date with the event log, and fills it anew when a command asks.

use crate::reindex::{Wish, Wishes};
use cabildo_domain::event::Event;
use cabildo_service::{
    Error, Service,
    follow::{Beat, Handler},
    search::Follower,
};

/// The consumer's name in the log. Each node has an index of its own.
pub(super) const CONSUMER: &str = "search index";

/// The follower of the service, and the requests of commands.
pub(super) struct Index {
    service: Service,
    follower: Follower,
    wishes: Wishes,
    /// Whether the indexes of older versions were removed.
    tidy: bool,
}

impl Index {
    pub(super) async fn begin(service: Service, wishes: Wishes) -> Result<Self, Error> {
        Ok(Self {
            follower: service.follower().await?,
            service,
            wishes,
            tidy: false,
        })
    }

    async fn fill_anew(&mut self) -> Result<(), Error> {
        let outcome = self
            .follower
            .rebuild(&mut |progress| self.wishes.report(progress))
            .await;
        let end = if outcome.is_ok() {
            Wish::Done
        } else {
            Wish::Failed
        };
        if let Err(error) = self.wishes.say(end) {
            tracing::warn!(%error, "the end of reindexing could not be written for the command that waits");
        }
        outcome
    }
}

impl Handler for Index {
    async fn place(&mut self) -> Result<Option<i64>, Error> {
        if self.wishes.is_waiting() {
            self.fill_anew().await?;
        }
        self.follower.place().await
    }

    fn note(&mut self, events: &[Event]) {
        self.follower.note(events);
    }

    async fn work(&mut self, beat: Beat) -> Result<bool, Error> {
        let has_more = self.follower.work(beat).await?;
        if !self.tidy && !has_more && self.service.index_has_caught_up().await? {
            self.service.index()?.remove_older_versions()?;
            self.tidy = true;
        }
        Ok(has_more)
    }

    async fn called(&mut self) {
        self.follower.called().await;
    }

    async fn end(&mut self) -> Result<(), Error> {
        self.follower.end().await
    }
}
