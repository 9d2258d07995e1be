//! The mathematics of opinion mapping: from votes on statements to opinion groups, what represents them, and what
//! unites them. Module [`ballot`] counts ballots, a matter of its own: it shares nothing with the map.
//!
//! Everything here is pure and deterministic: no clock, no files, no global randomness. The same votes and settings
//! give the same result to the last bit, in whatever order the votes, the participants or the statements arrive,
//! because all work is done in an order that the content of the votes decides (module [`order`]).
//!
//! The steps of one computation, each in its own module:
//!
//! 1. [`votes`]: the latest answer of each participant on each statement, sparse.
//! 2. [`ratings`]: the matrix that is analysed; hidden statements are zero, missing answers take the mean.
//! 3. [`pca`]: the two directions in which opinions differ most.
//! 4. [`project`]: where each participant and each statement stands on that plane.
//! 5. [`groups`]: who is grouped, base clusters, the number of groups, the groups, who is in none of them
//!    ([`kmeans`], [`silhouette`]).
//! 6. [`stats`], [`represent`], [`consensus`], [`priority`]: what the groups say, what unites them, what to ask next.
//! 7. [`opinion`]: all of it, as one call.
//!
//! [`shape`] draws people as a density and groups as outlines that show nobody. [`rand_index`] compares two groupings; [`polis`] reads the Polis export format from any reader,
//! and [`dialect`] tells how a file was saved.
//!
//! Sources: Small, Bjorkegren, Erkkilä, Shaw, Megill, "Polis: Scaling deliberation by mapping high dimensional
//! opinion spaces", Recerca 26(2), 2021, and the Polis mathematics as published at
//! <https://github.com/compdemocracy/polis>. Where we depart from them, the module says so and why.

#![warn(missing_docs)]

pub mod ballot;
pub mod consensus;
pub mod dialect;
pub mod groups;
pub mod kmeans;
pub mod opinion;
pub mod order;
mod partition;
pub mod pca;
pub mod polis;
pub mod priority;
pub mod project;
pub mod rand_index;
pub mod random;
pub mod ratings;
pub mod represent;
pub mod settings;
pub mod shape;
pub mod silhouette;
pub mod stats;
pub mod votes;

pub use opinion::{Opinion, compute, compute_while};
pub use settings::Settings;
pub use votes::{Answer, Cast, Standing, Statement, Votes};
