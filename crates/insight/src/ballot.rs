//! Counting ballots: the rules by which a vote is decided, as pure functions.
//!
//! Nothing here reads a clock, a file or a random number. A tally depends on the ballots as a multiset (order and voters
//! change nothing), on the rule, and, only where a tie needs it, on the digits of a public draw ([`draw`]). Every tally
//! holds all of its rounds, so that a page can show them and a person can follow them by hand.
//!
//! - [`vote`]: what is put to the vote, by which rule, with the limits of a ballot.
//! - [`paper`], [`check`]: one ballot, its text, and every way in which it can be wrong.
//! - [`pile`], [`totals`]: equal ballots with a count; voters, online, paper, blank, spoiled, counted.
//! - [`sums`]: single choice, approval, score, points. [`runoff`], [`schulze`]: rankings.
//! - [`greedy`], [`equal_shares`]: a budget with costs, in exact rationals.
//! - [`mod@tally`]: one call for every rule. [`pabulib`]: `.pb` files, read and written.
//!
//! To add a rule: a variant of [`Rule`], its ballot in [`check`], its count in a file of its own, a variant of [`Tally`];
//! then a worked example in `docs/BALLOTS.md`, which a test computes.

pub mod check;
pub mod draw;
pub mod equal_shares;
pub mod greedy;
pub mod outcome;
pub mod pabulib;
pub mod paper;
pub mod pile;
pub mod runoff;
pub mod schulze;
pub mod sums;
pub mod tally;
pub mod totals;
pub mod vote;

pub use check::BadBallot;
pub use draw::{DrawError, Order};
pub use outcome::{Broken, Outcome, Stage, Tie};
pub use paper::{Ballot, Item};
pub use pile::{Pile, PileFull};
pub use tally::{Tally, tally};
pub use totals::{Percentages, Totals, TotalsError, percentages};
pub use vote::{Budget, BudgetRule, Rule, Vote, VoteError};
