//! The values with which the parts of the lab's editor are read, and the gathering of their errors.

use super::form::Stored;
use crate::config::TimeZone;
use cabildo_domain::{FieldErrors, Invalid};
use uuid::Uuid;

/// The values that reading needs besides the form: the stored state, the clocks, and a source of new ids.
pub struct Context<'a> {
    /// The stored consultation; `None` for a new one.
    pub stored: Option<&'a Stored>,
    /// The time zone in which dates are typed.
    pub zone: &'a TimeZone,
    /// Makes an id.
    pub new_id: &'a (dyn Fn() -> Uuid + Sync),
}

/// Returns the outcome, or adds its errors to the others.
pub(super) fn merge<T>(errors: &mut FieldErrors, outcome: Result<T, FieldErrors>) -> Option<T> {
    outcome.map_err(|found| errors.0.extend(found.0)).ok()
}

/// Refuses more rows than a group may have, before any of them is read.
pub(super) fn require_few(
    errors: &mut FieldErrors,
    group: &str,
    count: usize,
    min: i64,
    most: usize,
) -> Option<()> {
    let max = most as i64;
    if count > most {
        errors.add(group, Invalid::OutOfRange { min, max });
        return None;
    }
    Some(())
}
