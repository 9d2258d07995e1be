//! The passes with which browsers come back that joined by an invitation.

use crate::{Error, Service, session::sha256};
use cabildo_domain::OpinionParticipantId;
use cabildo_store::opinion::participant;

/// Passes of one browser that are looked up; of more, the rest count for nothing.
const MOST: usize = 20;

impl Service {
    /// Who a browser with these passes takes part as somewhere: one of them, always the same one. `None` where no pass
    /// exists: a made-up one is as good as none. One statement, and none without passes.
    pub async fn guest<'a>(
        &self,
        passes: impl IntoIterator<Item = &'a String>,
    ) -> Result<Option<OpinionParticipantId>, Error> {
        // What has another length was never ours; it costs no statement.
        let hashes: Vec<[u8; 32]> = passes
            .into_iter()
            .filter(|pass| pass.len() == 43)
            .take(MOST)
            .map(|pass| sha256(pass))
            .collect();
        if hashes.is_empty() {
            return Ok(None);
        }
        let mut tx = self.store().read().await?;
        let found = participant::of_passes(&mut tx, &hashes).await?;
        Ok(found.into_iter().map(|participant| participant.id).min())
    }
}
