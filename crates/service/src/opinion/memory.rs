//! The memory of mappings, always under the version that the database names, so that nothing has to be evicted in time:
//! texts of statements by revision, published maps by number, and the loaded answers.

use super::view::{MapState, MapView};
use crate::{Error, Opinions};
use cabildo_domain::ConsultationId;
use cabildo_insight::Votes;
use cabildo_store::{
    Tx,
    opinion::{
        map,
        statement::{self, Statement},
    },
};
use moka::sync::Cache;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The number of consultations whose statements and maps are kept. The map of a large one takes a few megabytes.
const KEPT: u64 = 16;
/// The number of consultations whose answers are kept for the next computation: 13 bytes for each answer.
const LOADED: usize = 4;

/// A published map, deserialised.
pub(super) struct Published {
    pub number: i64,
    pub at: cabildo_domain::Timestamp,
    pub view: MapView,
    pub state: MapState,
}

/// Answers up to a number of the history.
pub(super) struct Loaded {
    /// The epoch of the mapping: in another epoch, the history is another one.
    pub epoch: i64,
    pub seq: i64,
    pub votes: Votes,
}

/// The memory of one process.
pub(crate) struct Memory {
    statements: Cache<(ConsultationId, i64), Arc<Vec<Statement>>>,
    maps: Cache<(ConsultationId, i64), Arc<Published>>,
    loaded: Mutex<HashMap<ConsultationId, Loaded>>,
    comparing: Arc<Semaphore>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            statements: Cache::new(KEPT),
            maps: Cache::new(KEPT),
            loaded: Mutex::default(),
            comparing: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Memory {
    /// The permit to compare maps, unless another comparison has it.
    pub(super) fn compare(&self) -> Option<OwnedSemaphorePermit> {
        self.comparing.clone().try_acquire_owned().ok()
    }

    /// Takes the answers of a consultation out of the memory, so that one computation has them alone.
    pub(super) fn take(&self, consultation: ConsultationId) -> Option<Loaded> {
        self.loaded
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&consultation)
    }

    /// Keeps answers for the next computation.
    pub(super) fn keep(&self, consultation: ConsultationId, loaded: Loaded) {
        let mut kept = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= LOADED
            && let Some(other) = kept.keys().next().copied()
        {
            kept.remove(&other);
        }
        kept.insert(consultation, loaded);
    }
}

impl Opinions<'_> {
    /// Every statement of a consultation at a revision of its mapping, by number; their counters may be older than the
    /// database. One statement, or none when they are in memory.
    pub(super) async fn statements_at(
        self,
        tx: &mut Tx,
        consultation: ConsultationId,
        revision: i64,
    ) -> Result<Arc<Vec<Statement>>, Error> {
        let memory = &self.inner.opinions.statements;
        if let Some(statements) = memory.get(&(consultation, revision)) {
            return Ok(statements);
        }
        let statements = Arc::new(statement::all(tx, consultation).await?);
        memory.insert((consultation, revision), statements.clone());
        Ok(statements)
    }

    /// The published map of a consultation. One statement, a second one when this map is not in memory.
    pub(super) async fn published(
        self,
        tx: &mut Tx,
        consultation: ConsultationId,
    ) -> Result<Option<Arc<Published>>, Error> {
        let Some(number) = map::number(tx, consultation).await? else {
            return Ok(None);
        };
        if let Some(published) = self.inner.opinions.maps.get(&(consultation, number)) {
            return Ok(Some(published));
        }
        let Some(stored) = map::present(tx, consultation).await? else {
            return Ok(None);
        };
        let unreadable = |error: serde_json::Error| {
            Error::Failed(format!("a stored map is unreadable: {error}"))
        };
        let published = Arc::new(Published {
            number: stored.number,
            at: stored.at,
            view: serde_json::from_str(&stored.view).map_err(unreadable)?,
            state: serde_json::from_str(&stored.state).map_err(unreadable)?,
        });
        self.inner
            .opinions
            .maps
            .insert((consultation, stored.number), published.clone());
        Ok(Some(published))
    }
}
