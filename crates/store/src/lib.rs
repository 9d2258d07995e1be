//! Every SQL statement of Cabildo, and the only crate that knows sqlx.
//!
//! SQL is written once and runs on SQLite and PostgreSQL: [`engine`] holds the two connections behind one [`Tx`],
//! and the `on!` macro compiles a query for each. One file a noun; functions take `&mut Tx` and compose.
//! Rows are private structs turned into public ones of plain domain types.
//!
//! **Order of locks** (PostgreSQL locks the rows it updates): [`name::lock`] and then accounts, opinion (by id where there are several) with everything
//! of its mapping below it, comment, then proposal, then consultation, then [`event::append`], which comes last in
//! every transaction; a [`consumer`]'s row comes last in those that append nothing. Following it, two transactions cannot
//! deadlock.

#[macro_use]
pub mod engine;
#[macro_use]
pub mod author;
pub mod account;
pub mod address;
pub mod area;
pub mod beginning;
pub mod comment;
mod commentable;
pub mod consultation;
pub mod consumer;
mod convert;
pub mod error;
pub mod event;
pub mod feed;
pub mod form_state;
pub mod grant;
pub mod import;
pub mod installation_key;
pub mod known_place;
pub mod leave;
pub mod moderation;
pub mod name;
pub mod opinion;
pub mod outbox;
pub mod own_data;
pub mod participant;
pub mod phase;
pub mod proposal;
pub mod reaction;
pub mod recount;
pub mod rendering;
pub mod report;
pub mod response;
pub mod rung;
pub mod search_source;
pub mod session;
pub mod support;
mod supportable;
#[cfg(feature = "testing")]
pub mod testing;
pub mod theme;

pub use engine::{Database, Engine, Store, Tx};
pub use error::Error;
