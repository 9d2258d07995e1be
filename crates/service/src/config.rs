//! The operator's settings, as far as the use-cases need them.

use crate::{Hashing, Limits, form_state::Budgets};

pub use crate::time_zone::{DayTime, TimeZone, Twice, Wrong};

/// The operator's settings. The default is for tests and for a first start.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The time zone in which the lab types dates and in which pages show them.
    pub time_zone: TimeZone,
    /// The cost of a password's hash.
    pub hashing: Hashing,
    /// The limits on how often somebody may try or write.
    pub limits: Limits,
    /// How many refused forms are kept.
    pub kept_forms: Budgets,
}
