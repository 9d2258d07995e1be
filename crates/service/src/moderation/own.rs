//! Lists the measures that moderators took on the viewer's own texts, with their reasons. The account page shows them.

use crate::{Error, Moderation};
use cabildo_domain::permission::Resident;
use cabildo_store::moderation::own;
pub use cabildo_store::moderation::own::OnOwn;

/// Most measures that an account's page lists; the account's data has all of them.
const MOST: i64 = 20;

impl Moderation<'_> {
    /// The last measures on the viewer's texts, the newest first. One statement.
    pub async fn measures_on_own(self, resident: Resident<'_>) -> Result<Vec<OnOwn>, Error> {
        let account = resident.account();
        let mut tx = self.store().read().await?;
        Ok(own::on_own(&mut tx, account, MOST).await?)
    }
}
