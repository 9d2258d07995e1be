//! The follower of the event log: the only writer of the search index.
//!
//! It reads the events after the last one that the index has committed, loads the present state of the changed subjects
//! and puts or deletes their documents; a commit carries the number of the last event. Killed at any moment, it
//! continues from that number: reading an event twice changes nothing, because only the present state counts.
//!
//! Each change writes a whole document anew, so the number of supports, which changes most often, waits: a step with
//! [`Effort::Urgent`] leaves it for the next one with [`Effort::Everything`].

use super::{changes::Changes, document::Findable};
use crate::{
    Error, Service,
    follow::{Beat, Handler},
};
use cabildo_domain::{CommentId, ConsultationId, ProposalId, StatementId, event::Event};
use cabildo_search::Writer;
use cabildo_store::{event, search_source as source};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;

/// After so many pulses, numbers of supports are written to the index: each is a document written anew.
const SUPPORTS_EVERY: u32 = 10;
/// The number of consultations, proposals, comments or statements in memory at once.
const CHUNK: usize = 200;
/// The number of proposals with new supports that may wait, so that memory stays bounded.
const MOST_WAITING: usize = 20_000;
/// The number of these in one commit: until then their documents wait in memory.
const SUPPORTED: usize = 1_000;

/// How much a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Changes that people would notice: texts, states, hiding. Numbers of supports may wait.
    Urgent,
    /// All changes.
    Everything,
}

/// The progress of a rebuild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Proposals, comments and statements read.
    pub done: i64,
    /// Proposals, comments and statements there were when it began.
    pub total: i64,
}

/// The receiver of the progress.
type Listener<'a> = &'a mut (dyn FnMut(Progress) + Send);

/// Keeps the index up to date. Only one exists at a time among all processes; dropping it loses nothing that the log
/// and the database do not have.
pub struct Follower {
    service: Service,
    writer: Arc<Mutex<Writer>>,
    /// The last event that was read.
    position: i64,
    changes: Changes,
    /// The first event whose change still waits.
    waiting: Option<i64>,
    /// Whether the index is empty, or belongs to another database.
    stale: bool,
}

impl Service {
    /// Becomes the writer of the index.
    ///
    /// # Errors
    /// [`Error::Index`] with `Busy` while another writer exists.
    pub async fn follower(&self) -> Result<Follower, Error> {
        let index = self.index()?.clone();
        let writer = Arc::new(Mutex::new(index.writer()?));
        let head = event::head(&mut self.store().read().await?).await?;
        let position = index.applied();
        let stale = position > head || (position == 0 && head > 0);
        self.inner.followed.set_running(true);
        Ok(Follower {
            service: self.clone(),
            writer,
            position,
            changes: Changes::default(),
            waiting: None,
            stale,
        })
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.service.inner.followed.set_running(false);
    }
}

impl From<Effort> for Beat {
    fn from(effort: Effort) -> Self {
        match effort {
            Effort::Urgent => Self::Call,
            Effort::Everything => Self::Pulse(0),
        }
    }
}

impl From<Beat> for Effort {
    fn from(beat: Beat) -> Self {
        match beat {
            Beat::Pulse(number) if number.is_multiple_of(SUPPORTS_EVERY) => Self::Everything,
            Beat::Pulse(_) | Beat::Call => Self::Urgent,
        }
    }
}

impl Handler for Follower {
    async fn place(&mut self) -> Result<Option<i64>, Error> {
        if self.stale {
            self.rebuild(&mut |_| {}).await?;
        }
        Ok(Some(self.position))
    }

    fn note(&mut self, events: &[Event]) {
        for event in events {
            self.changes.note(event);
            self.position = event.seq;
            if !self.changes.supported.is_empty() {
                self.waiting.get_or_insert(event.seq);
            }
        }
    }

    async fn work(&mut self, beat: Beat) -> Result<bool, Error> {
        let everything =
            Effort::from(beat) == Effort::Everything || self.changes.supported.len() > MOST_WAITING;
        if self.changes.is_urgent()
            || (everything && self.position > self.service.index()?.applied())
        {
            self.apply(everything).await?;
        }
        self.service.inner.followed.set(self.position);
        Ok(everything && !self.changes.supported.is_empty())
    }

    async fn called(&mut self) {
        self.service.index_called().await;
    }

    async fn end(&mut self) -> Result<(), Error> {
        self.step(Effort::Everything).await.map(drop)
    }
}

impl Follower {
    /// Reads and applies the next events. Returns `true` when there may be more at once.
    ///
    /// # Errors
    /// [`Error`] when the database or the index fails; drop the follower then, the next one begins at the last commit.
    pub async fn step(&mut self, effort: Effort) -> Result<bool, Error> {
        let service = self.service.clone();
        service.step(self, effort.into()).await
    }

    /// Fills the index anew from the database; searches see the old one until it is done.
    ///
    /// # Errors
    /// [`Error`] when the database or the index fails; searches then see the old one.
    pub async fn rebuild(&mut self, listener: Listener<'_>) -> Result<(), Error> {
        let mut tx = self.service.store().read().await?;
        let head = event::head(&mut tx).await?;
        let mut progress = Progress {
            done: 0,
            total: source::extent(&mut tx).await?,
        };
        drop(tx);
        listener(progress);
        self.with_writer(Writer::clear).await?;
        let mut last = ConsultationId(Uuid::nil());
        loop {
            let mut tx = self.service.store().read().await?;
            let consultations = source::consultations(&mut tx, last, CHUNK as i64).await?;
            drop(tx);
            let Some(end) = consultations.last() else {
                break;
            };
            last = end.id;
            let public: Vec<_> = consultations
                .into_iter()
                .filter(|consultation| consultation.visible)
                .collect();
            let ids: Vec<ConsultationId> =
                public.iter().map(|consultation| consultation.id).collect();
            self.write(public).await?;
            for id in ids {
                self.write_contents(id, &mut |count| {
                    progress.done += count as i64;
                    listener(progress);
                })
                .await?;
            }
        }
        self.with_writer(move |writer| writer.commit(head)).await?;
        (self.position, self.stale) = (head, false);
        (self.changes, self.waiting) = (Changes::default(), None);
        self.service.inner.followed.set(head);
        tracing::info!(
            documents = self.service.index()?.len(),
            head,
            "the search index was filled anew"
        );
        Ok(())
    }

    async fn apply(&mut self, with_supports: bool) -> Result<(), Error> {
        let mut changes = std::mem::take(&mut self.changes);
        if with_supports {
            let supported = changes.take_supported(SUPPORTED);
            changes.proposals.extend(supported);
        }
        self.changes.supported = std::mem::take(&mut changes.supported);
        if self.changes.supported.is_empty() {
            self.waiting = None;
        }
        for id in changes.consultations {
            let found = source::consultation(&mut self.service.store().read().await?, id).await?;
            self.write(found.into_iter().collect()).await?;
            self.write_contents(id, &mut |_| {}).await?;
        }
        self.write_discussions(&changes.discussions).await?;
        let alone: Vec<ProposalId> = changes
            .proposals
            .difference(&changes.discussions)
            .copied()
            .collect();
        self.write_proposals(&alone).await?;
        self.write_comments(changes.comments).await?;
        self.write_statements(changes.statements).await?;
        // After a restart the events of waiting changes are read again, and some others with them.
        let applied = self.waiting.map_or(self.position, |first| first - 1);
        self.with_writer(move |writer| writer.commit(applied)).await
    }

    async fn write_discussions(&self, ids: &BTreeSet<ProposalId>) -> Result<(), Error> {
        let ids: Vec<ProposalId> = ids.iter().copied().collect();
        self.write_proposals(&ids).await?;
        for chunk in ids.chunks(CHUNK) {
            self.write_comments_on(chunk, &mut |_| {}).await?;
        }
        Ok(())
    }

    async fn write_proposals(&self, ids: &[ProposalId]) -> Result<(), Error> {
        for chunk in ids.chunks(CHUNK) {
            let found = source::proposals(&mut self.service.store().read().await?, chunk).await?;
            self.write(found).await?;
        }
        Ok(())
    }

    async fn write_comments(&self, ids: BTreeSet<CommentId>) -> Result<(), Error> {
        let ids: Vec<CommentId> = ids.into_iter().collect();
        for chunk in ids.chunks(CHUNK) {
            let found = source::comments(&mut self.service.store().read().await?, chunk).await?;
            self.write(found).await?;
        }
        Ok(())
    }

    async fn write_statements(&self, ids: BTreeSet<StatementId>) -> Result<(), Error> {
        let ids: Vec<StatementId> = ids.into_iter().collect();
        for chunk in ids.chunks(CHUNK) {
            let found = source::statements(&mut self.service.store().read().await?, chunk).await?;
            self.write(found).await?;
        }
        Ok(())
    }

    /// All proposals, comments and statements of a consultation.
    async fn write_contents(
        &self,
        id: ConsultationId,
        count: &mut (dyn FnMut(usize) + Send),
    ) -> Result<(), Error> {
        self.write_statements_of(id, count).await?;
        let mut last = 0;
        loop {
            let mut tx = self.service.store().read().await?;
            let proposals = source::proposals_of(&mut tx, id, last, CHUNK as i64).await?;
            drop(tx);
            let Some(end) = proposals.last() else {
                return Ok(());
            };
            last = end.number;
            let ids: Vec<ProposalId> = proposals.iter().map(|proposal| proposal.id).collect();
            count(proposals.len());
            self.write(proposals).await?;
            self.write_comments_on(&ids, count).await?;
        }
    }

    async fn write_statements_of(
        &self,
        id: ConsultationId,
        count: &mut (dyn FnMut(usize) + Send),
    ) -> Result<(), Error> {
        let mut last = 0;
        loop {
            let mut tx = self.service.store().read().await?;
            let statements = source::statements_of(&mut tx, id, last, CHUNK as i64).await?;
            drop(tx);
            let Some(end) = statements.last() else {
                return Ok(());
            };
            last = end.number;
            count(statements.len());
            self.write(statements).await?;
        }
    }

    async fn write_comments_on(
        &self,
        ids: &[ProposalId],
        count: &mut (dyn FnMut(usize) + Send),
    ) -> Result<(), Error> {
        let mut place = None;
        loop {
            let mut tx = self.service.store().read().await?;
            let comments = source::comments_on(&mut tx, ids, place, CHUNK as i64).await?;
            drop(tx);
            let Some(end) = comments.last() else {
                return Ok(());
            };
            place = Some((ProposalId(end.subject), end.created_at, end.id));
            count(comments.len());
            self.write(comments).await?;
        }
    }

    /// Puts the visible ones and deletes the others.
    async fn write<S: Findable>(&self, sources: Vec<S>) -> Result<(), Error> {
        if sources.is_empty() {
            return Ok(());
        }
        self.with_writer(move |writer| {
            for source in sources {
                if source.visible() {
                    writer.put(&source.document())?;
                } else {
                    writer.delete(source.id());
                }
            }
            Ok(())
        })
        .await
    }

    /// Works with the writer where blocking is allowed, because it waits for the disk.
    async fn with_writer(
        &self,
        work: impl FnOnce(&mut Writer) -> Result<(), cabildo_search::Error> + Send + 'static,
    ) -> Result<(), Error> {
        let writer = Arc::clone(&self.writer);
        let worked = move || work(&mut writer.lock().unwrap_or_else(PoisonError::into_inner));
        let outcome = tokio::task::spawn_blocking(worked).await;
        outcome.map_err(|error| {
            Error::Failed(format!(
                "writing to the search index was interrupted: {error}"
            ))
        })??;
        Ok(())
    }
}
