//! The passes of browsers that joined by an invitation.

use crate::{Error, Opinions, session::sha256};
use cabildo_domain::OpinionParticipantId;
use cabildo_store::opinion::participant;

/// The number of passes of one browser that are looked up; further ones are ignored.
const MOST: usize = 20;

impl Opinions<'_> {
    /// The participant of a browser with these passes: one of them, always the same. `None` when no pass exists: an
    /// invented one counts as none. One statement, and none without passes.
    pub async fn guest<'a>(
        self,
        passes: impl IntoIterator<Item = &'a String>,
    ) -> Result<Option<OpinionParticipantId>, Error> {
        // A pass of another length was never ours; skip the statement.
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
