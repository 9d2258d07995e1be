//! The words and the rules of Cabildo: types, limits, phase rules, permissions, refusals.
//!
//! No I/O, no clock of its own, no randomness, no async: everything here compiles to WebAssembly and runs in a
//! property test. Strings and integers from outside become types of this crate at the edge of the program
//! ([`text`], [`account`], [`consultation`]); inside there are no bare ones.
//!
//! To add a noun: a file named as the noun, its limits in [`limits`], its events in [`event`], its ids in [`id`].

#![warn(missing_docs)]

pub mod account;
pub mod address;
pub mod area;
pub mod author;
pub mod clean;
pub mod comment;
pub mod consultation;
pub mod event;
pub mod excerpt;
pub mod id;
pub mod invalid;
pub mod ladder;
pub mod limits;
pub mod locale;
pub mod moderation;
pub mod name;
pub mod opinion;
pub mod permission;
pub mod phase;
pub mod proposal;
pub mod refusal;
pub mod role;
pub mod secret;
pub mod subject;
pub mod support;
pub mod text;
pub mod time;
pub mod visibility;

pub use author::Author;
pub use id::*;
pub use invalid::{FieldErrors, Invalid};
pub use locale::{Language, Locale};
pub use permission::Viewer;
pub use refusal::Refusal;
pub use role::Role;
pub use secret::Secret;
pub use subject::{Subject, SubjectKind};
pub use time::{Clock, Timestamp};
