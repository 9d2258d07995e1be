//! Demo content: some weeks in the life of Puerto Claro, a city that does not exist.
//!
//! [`content`] reads the texts (`content/*.toml`), [`script`] decides the people and the times, and [`stage`] plays it
//! through the use-cases with a clock that moves through those weeks, so that phases, thresholds and counts are real.
//! To add a consultation: a file in `content/`, and a line in [`content::all`].

mod calendar;
pub mod content;
mod editor;
mod people;
mod script;
mod stage;

pub use people::{ACCOUNTS, OFFICE, PASSWORD};
pub use stage::Stage;
