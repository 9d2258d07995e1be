//! The fair order: by default, lists show every proposal at a random place that is the same for everyone for a day.
//!
//! A proposal's place follows from its lot and the day ([`cabildo_domain::proposal::fair_rank`]). It is stored with the
//! proposal so that an index can serve it, and computed again when the day (UTC) changes.

use crate::{Error, Service};
use cabildo_store::proposal::fair;

impl Service {
    /// Computes the fair order of the present day; returns how many ranks were written, 0 when they were there. The
    /// server calls it at its start and every minute.
    ///
    /// # Errors
    /// [`Error`]; then the order stays as it was.
    pub async fn refresh_fair_order(&self) -> Result<u64, Error> {
        let today = self.now().day();
        let mut tx = self.store().read().await?;
        if fair::day(&mut tx).await? == Some(today) {
            return Ok(0);
        }
        drop(tx);
        let mut tx = self.store().write().await?;
        let written = fair::rank(&mut tx, today).await?;
        tx.commit().await?;
        tracing::info!(
            proposals = written,
            "the fair order of the new day was written"
        );
        Ok(written)
    }
}
