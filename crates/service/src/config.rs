//! What an operator decides for an installation, as far as the use-cases need it.

use crate::{Hashing, Limits, form_state::Budgets};

pub use crate::time_zone::{DayTime, TimeZone, Twice, Wrong};

/// What an operator decides. The default is for tests and for a first start.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The time zone in which the lab types dates and in which pages show them.
    pub time_zone: TimeZone,
    /// What a password's hash costs.
    pub hashing: Hashing,
    /// How often somebody may try.
    pub limits: Limits,
    /// How much of refused forms is kept.
    pub kept_forms: Budgets,
}
