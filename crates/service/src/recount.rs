//! Counting again: the operator's proof that no counter has drifted from its rows.

use crate::{Error, Service, support};
use cabildo_domain::{Timestamp, time::Span};
use cabildo_store::{Tx, recount, response::check};
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
            } else {
                drop(tx);
            }
            found.extend(overdue(&mut self.store().read().await?, self.now()).await?);
            while self.close_checks().await? > 0 {}
            return Ok(found);
        }
        let mut tx = self.store().read().await?;
        let mut found = recount::differences(&mut tx).await?;
        found.extend(unowed(&mut tx).await?);
        found.extend(overdue(&mut tx, self.now()).await?);
        Ok(found)
    }
}

/// A check that ended so long ago should be logged as ended: the job does it every minute.
const GRACE: Span = Span::hours(1);

/// Checks of thresholds that are long over and not closed. What they owe is owed all the same.
async fn overdue(tx: &mut Tx, now: Timestamp) -> Result<Vec<Difference>, Error> {
    let over = check::over(tx, now - GRACE, i64::MAX).await?;
    let difference = |checked: check::Checked| Difference {
        what: "response.check_overdue",
        id: checked.id.0,
        stored: 1,
        counted: 0,
    };
    Ok(over.into_iter().map(difference).collect())
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
