//! The viewer's own proposals.

use crate::{Error, Proposals};
use cabildo_domain::permission::Resident;
use cabildo_store::proposal::own;
pub use cabildo_store::proposal::own::OwnProposal;

/// The number of proposals that an account's page lists; the account's data has all of them.
const MOST: i64 = 50;

impl Proposals<'_> {
    /// The viewer's last proposals in all consultations, the newest first, including hidden, withdrawn and merged ones.
    /// One statement.
    pub async fn own(self, resident: Resident<'_>) -> Result<Vec<OwnProposal>, Error> {
        let account = resident.account();
        let mut tx = self.store().read().await?;
        Ok(own::of_author(&mut tx, account, MOST).await?)
    }
}
