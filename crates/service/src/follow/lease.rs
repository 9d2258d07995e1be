//! The right of one node to do the work of a consumer that all nodes share.

use crate::{Error, Service};
use cabildo_domain::time::Span;
use cabildo_store::{Tx, consumer};
use std::time::Duration;
use uuid::Uuid;

/// How long a lease lasts without renewal: the work of a dead node waits for another one as long.
const LASTS: Span = Span::seconds(10);
/// How often a lease is renewed, and how often another node asks for it.
const RENEWED: Duration = Duration::from_secs(4);

/// A node's right to the work of a consumer, or its request for it.
#[derive(Clone)]
pub(crate) struct Lease {
    service: Service,
    name: &'static str,
    /// The id of this node, new after each start: a lease of an earlier process ends by itself.
    node: Uuid,
    /// When the lease was last asked for, and whether it was given.
    asked: Option<(Duration, bool)>,
}

/// The result of asking for the lease.
pub(crate) enum Asked {
    /// Another node has the lease.
    Others,
    /// This node has it, as before.
    Kept,
    /// This node got it just now or anew; the effects of events up to this one are complete.
    Given(i64),
}

impl Lease {
    pub(crate) async fn of(service: &Service, name: &'static str) -> Result<Self, Error> {
        let mut tx = service.store().write().await?;
        consumer::begin(&mut tx, name).await?;
        tx.commit().await?;
        Ok(Self {
            service: service.clone(),
            name,
            node: service.new_id(),
            asked: None,
        })
    }

    /// Asks for the lease or renews it, when it is time to. `done` is the last event whose effects are all complete: a
    /// renewal moves the place past events without effects.
    pub(crate) async fn ask(&mut self, done: i64) -> Result<Asked, Error> {
        let elapsed = self.service.inner.clock.elapsed();
        let before = match self.asked {
            Some((at, has_it)) if elapsed.saturating_sub(at) < RENEWED => {
                return Ok(if has_it { Asked::Kept } else { Asked::Others });
            }
            asked => asked.is_some_and(|(_, has_it)| has_it),
        };
        let now = self.service.now();
        let mut tx = self.service.store().write().await?;
        let place = consumer::lease(&mut tx, self.name, self.node, now, now + LASTS).await?;
        if before && place.is_some() {
            self.advance(&mut tx, done).await?;
        }
        tx.commit().await?;
        self.asked = Some((elapsed, place.is_some()));
        Ok(match place {
            None => Asked::Others,
            // If this renewal came late, another node may have had the lease in between; its work is then done twice.
            Some(_) if before => Asked::Kept,
            Some(place) => Asked::Given(place),
        })
    }

    /// Moves the place in the transaction of the effects; `false` when the lease went to another node, and then the
    /// caller rolls back.
    pub(crate) async fn advance(&self, tx: &mut Tx, seq: i64) -> Result<bool, Error> {
        Ok(consumer::advance(tx, self.name, self.node, seq).await?)
    }

    /// Gives it back, so that another node begins at once.
    pub(crate) async fn release(&mut self) -> Result<(), Error> {
        self.asked = None;
        let mut tx = self.service.store().write().await?;
        consumer::release(&mut tx, self.name, self.node).await?;
        Ok(tx.commit().await?)
    }
}
