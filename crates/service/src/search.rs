//! Finding things: the search index follows the event log, and answers what people ask.

use crate::{Error, Service};
use cabildo_search::Index;
use cabildo_store::event;

impl Service {
    /// Gives the service its search index. A second one is ignored.
    pub fn attach_index(&self, index: Index) {
        if self.inner.index.set(index).is_err() {
            tracing::warn!("a second search index was ignored");
        }
    }

    /// The search index, once it is open.
    ///
    /// # Errors
    /// [`Error::Failed`] before [`Service::attach_index`].
    pub fn index(&self) -> Result<&Index, Error> {
        self.inner.index.get().ok_or_else(|| Error::Failed("the search index is not open".to_owned()))
    }

    /// Whether the index has applied every event of the log.
    ///
    /// # Errors
    /// [`Error`] when the log cannot be read.
    pub async fn index_has_caught_up(&self) -> Result<bool, Error> {
        let mut tx = self.store().read().await?;
        Ok(self.index()?.applied() >= event::head(&mut tx).await?)
    }
}
