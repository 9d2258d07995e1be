//! Counting again: the operator's proof that no counter has drifted from its rows.

use crate::{Error, Service, support};
use cabildo_store::{Tx, recount};
use std::collections::BTreeMap;

pub use cabildo_store::recount::Difference;

impl Service {
    /// Compares every counter with the rows it counts, and sets the wrong ones right when `fix` says so; likewise the
    /// responses that reached rungs owe. People can go on using the platform meanwhile.
    ///
    /// # Errors
    /// [`Error`]; with `fix`, what was set right before stays so.
    pub async fn recount(&self, fix: bool) -> Result<Vec<Difference>, Error> {
        if fix {
            let mut found = recount::fix(self.store()).await?;
            found.extend(unowed(&mut self.store().read().await?).await?);
            let mut tx = self.store().write().await?;
            if self.owe_standing(&mut tx, None).await? > 0 {
                tx.commit().await?;
            }
            return Ok(found);
        }
        let mut tx = self.store().read().await?;
        let mut found = recount::differences(&mut tx).await?;
        found.extend(unowed(&mut tx).await?);
        Ok(found)
    }
}

/// Ideas whose rungs owe them responses that nobody wrote down: how many, by proposal.
async fn unowed(tx: &mut Tx) -> Result<Vec<Difference>, Error> {
    let mut missing: BTreeMap<_, i64> = BTreeMap::new();
    for standing in support::unowed(tx, None).await? {
        *missing.entry(standing.proposal.0).or_default() += 1;
    }
    let difference = |(id, counted)| Difference {
        what: "proposal.responses_not_owed",
        id,
        stored: 0,
        counted,
    };
    Ok(missing.into_iter().map(difference).collect())
}
