//! The contract of the store, run on both engines.

mod account;
mod comment;
mod consultation;
mod event;
mod recount;
mod report;
