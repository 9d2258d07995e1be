//! One's own data, all of it, as JSON.

use super::own::existing;
use crate::{Error, Service};
use cabildo_domain::Viewer;
use serde_json::json;

impl Service {
    /// Everything the platform holds about the viewer.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::SignInRequired`]; [`Error::Store`].
    pub async fn export_own_data(&self, viewer: &Viewer) -> Result<serde_json::Value, Error> {
        let resident = viewer.resident()?;
        let mut tx = self.store().read().await?;
        let account = existing(&mut tx, resident.account()).await?;
        Ok(json!({ "account": { "id": account.id, "email": account.email.as_str() } }))
    }
}
