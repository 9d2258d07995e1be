//! The contract of the store, run on both engines.

mod consultation;
mod event;
