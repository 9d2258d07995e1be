//! Changes the index: puts and deletes become visible together at a commit.

use tantivy::directory::error::LockError;
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::AllQuery;
use tantivy::{IndexWriter, TantivyError};
use uuid::Uuid;

use crate::{Document, Error, Index};

/// Memory for documents that wait for a commit, in bytes; when it is full they are written to disk, still invisible to
/// searches.
const BUFFER: usize = 24_000_000;

/// The number of documents that may wait for the engine's thread. The engine's own queue takes 10,000, which are a
/// hundred megabytes.
const QUEUE: usize = 2_000;

/// The only writer of an index. All of its changes take effect together at [`Writer::commit`], or not at all.
pub struct Writer {
    engine: IndexWriter,
    index: Index,
    /// The number of documents given to the engine since it last caught up.
    waiting: usize,
}

impl Writer {
    pub(crate) fn new(index: Index) -> Result<Self, Error> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1);
        let options = options.memory_budget_per_thread(BUFFER).build();
        let engine =
            index
                .shared
                .engine
                .writer_with_options(options)
                .map_err(|error| match error {
                    // The other failure of a lock is an error of the disk.
                    TantivyError::LockFailure(LockError::LockBusy, _) => Error::Busy,
                    error => Error::Engine(error),
                })?;
        Ok(Self {
            engine,
            index,
            waiting: 0,
        })
    }

    /// Adds a document, or replaces the one with its id. A kind that is not searched (accounts) is left out.
    ///
    /// # Errors
    /// [`Error::Engine`] when a batch could not be written to disk.
    pub fn put(&mut self, document: &Document) -> Result<(), Error> {
        self.delete(document.id);
        if document.kind.searched().is_some() {
            self.engine
                .add_document(self.index.shared.fields.row(document)?)?;
            self.waiting += 1;
        }
        if self.waiting >= QUEUE {
            // This returns when the engine's queue is empty; the prepared changes stay invisible until a commit.
            drop(self.engine.prepare_commit()?);
            self.waiting = 0;
        }
        Ok(())
    }

    /// Removes a document; nothing happens if there is none.
    pub fn delete(&mut self, id: Uuid) {
        self.engine
            .delete_term(self.index.shared.fields.id_term(id));
    }

    /// Removes everything, so that an index can be filled anew; searches see the old documents until the commit.
    ///
    /// # Errors
    /// [`Error::Engine`] when the writer has died.
    pub fn clear(&mut self) -> Result<(), Error> {
        // `delete_all_documents` turns the operation clock back, so documents put before it would come back.
        self.engine.delete_query(Box::new(AllQuery))?;
        Ok(())
    }

    /// Makes all changes so far durable and visible, and stores `applied` as the last event in them.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Disk`]; then the index is as at the commit before.
    pub fn commit(&mut self, applied: i64) -> Result<(), Error> {
        self.waiting = 0;
        let mut prepared = self.engine.prepare_commit()?;
        prepared.set_payload(&applied.to_string());
        prepared.commit()?;
        self.index.reload()
    }

    /// Drops uncommitted changes.
    ///
    /// # Errors
    /// [`Error::Engine`] when the writer cannot begin again.
    pub fn rollback(&mut self) -> Result<(), Error> {
        self.waiting = 0;
        self.engine.rollback()?;
        Ok(())
    }

    /// Ends the writer after the engine has tidied its segments in the background. Used at the end of a rebuild.
    ///
    /// # Errors
    /// [`Error::Engine`] when the tidying failed.
    pub fn finish(self) -> Result<(), Error> {
        self.engine.wait_merging_threads()?;
        self.index.reload()
    }
}
