//! Demo content: some weeks in the life of Puerto Claro, a city that does not exist.
//!
//! [`content`] reads what is said (`content/*.toml`), [`script`] decides who says it and when, and [`stage`] plays it
//! through the use-cases with a clock that moves through those weeks: phases, thresholds and counts are real.
//! To add a consultation: a file in `content/`, and a line in [`content::all`].

mod calendar;
pub mod content;
mod editor;
mod people;
mod script;
mod stage;

pub use people::{ACCOUNTS, PASSWORD};
pub use stage::Stage;
