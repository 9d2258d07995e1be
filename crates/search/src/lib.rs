//! Full-text search over everything public: the tantivy schema, the writer and the queries.
//!
//! This crate knows nothing of SQL. A follower of the event log feeds it whole [`Document`]s and commits with the
//! number of the last event it applied; pages ask an [`Index`] questions. The index is derived data: delete its folder
//! and the follower fills a new one.
//!
//! A word becomes findable in these steps: [`text`] cuts it out and folds it, [`language`] stems it, [`analysis`] lays
//! out the tokens, [`tokenizer`] has the engine do so for the index, [`parse`] and [`plan`] do the same for a question,
//! [`rank`] weighs the matches, [`collect`] counts them, [`highlight`] shows them. To change the indexed content,
//! change [`schema`] and raise its `VERSION`: the new index grows in a folder of its own.

#![warn(missing_docs)]

mod analysis;
mod collect;
mod correct;
mod document;
mod exclusion;
mod facet;
mod highlight;
mod index;
mod language;
mod parse;
mod plan;
mod query;
mod rank;
mod schema;
mod search;
mod snapshot;
mod suggest;
mod text;
mod tokenizer;
mod writer;

pub use document::{Document, Passage};
pub use index::Index;
pub use language::{detect_language, stemmed_languages};
pub use query::{Facet, Facets, Hit, Order, Page, Position, Query, Understood};
pub use text::fold;
pub use writer::Writer;

/// An error of the index itself; no text that a reader types causes one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The search library refused or failed.
    #[error("the search index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The disk refused or failed.
    #[error("the search index could not use its folder: {0}")]
    Disk(#[from] std::io::Error),
    /// Another writer holds this index.
    #[error("the search index already has a writer")]
    Busy,
    /// A stored document could not be read back.
    #[error("the search index holds an unreadable document: {0}")]
    Stored(#[from] serde_json::Error),
}
