//! Counting again: the operator's proof that no counter has drifted from its rows.

use crate::{Error, Service};
use cabildo_store::recount;

pub use cabildo_store::recount::Difference;

impl Service {
    /// Compares every counter with the rows it counts, and sets the wrong ones right when `fix` says so. People
    /// can go on using the platform meanwhile.
    ///
    /// # Errors
    /// [`Error`]; with `fix`, what was set right before stays so.
    pub async fn recount(&self, fix: bool) -> Result<Vec<Difference>, Error> {
        if fix {
            return Ok(recount::fix(self.store()).await?);
        }
        let mut tx = self.store().read().await?;
        Ok(recount::differences(&mut tx).await?)
    }
}
