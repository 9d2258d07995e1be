//! The contract of the store, run on both engines.

#![expect(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod account;
mod author;
mod comment;
mod consultation;
mod consumer;
mod event;
mod full;
mod grant;
mod merged;
mod opinion;
mod phase_allows;
mod recount;
mod report;
mod revision_language;
mod support;
