//! The crate from outside: against an oracle, against its promised properties, and against real exports.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop there"
)]

mod bad_input;
mod edge_cases;
mod generated;
mod oracle;
mod outliers;
mod planted;
mod properties;
mod shared_data;
