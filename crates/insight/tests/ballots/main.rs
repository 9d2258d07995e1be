//! The counting rules from outside: published examples, properties, bad input, and the figures of two other libraries.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod bad_ballots;
mod budget_properties;
mod draw;
mod figures;
mod pabulib;
mod page;

mod profiles;
mod published;
mod ranking_properties;
mod reported;
mod shared_data;
mod sum_properties;
mod totals;
