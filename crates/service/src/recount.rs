//! Recounting: the operator's proof that no counter has drifted from its rows.

use crate::{Error, Service, support};
use cabildo_domain::{Timestamp, time::Span};
use cabildo_store::{Tx, recount, response::check};
use std::collections::BTreeMap;

pub use cabildo_store::recount::Difference;

impl Service {
    /// Compares every counter with the rows it counts, and corrects the wrong ones if `fix` is set; likewise the
    /// responses that are owed for reached rungs. People can go on using the platform meanwhile.
    ///
    /// # Errors
    /// [`Error`]; with `fix`, what was set right before stays so.
    pub async fn recount(&self, fix: bool) -> Result<Vec<Difference>, Error> {
        if fix {
            let mut found = recount::fix(self.store()).await?;
            found.extend(unowed(&mut self.store().read().await?).await?);
            let mut tx = self.store().write().await?;
            if self.supports().owe_standing(&mut tx, None).await? > 0 {
                tx.commit().await?;
            } else {
                drop(tx);
            }
            found.extend(overdue(&mut self.store().read().await?, self.now()).await?);
            while self.supports().close_checks().await? > 0 {}
            return Ok(found);
        }
        let mut tx = self.store().read().await?;
        let mut found = recount::differences(&mut tx).await?;
        found.extend(unowed(&mut tx).await?);
        found.extend(overdue(&mut tx, self.now()).await?);
        Ok(found)
    }
}

/// After this time the end of a check should be logged: the job does it every minute.
const GRACE: Span = Span::hours(1);

/// Checks of thresholds that ended long ago and are not closed. Their responses are owed all the same.
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

/// The number of responses missing for reached rungs, by proposal.
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
