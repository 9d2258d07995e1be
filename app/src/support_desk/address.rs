//! The addresses that the forms about the check of a threshold post to, and the name under which a refused reason is
//! kept.

use crate::act::forms;
use cabildo_domain::consultation::Slug;

forms! {
    /// Holds the check.
    HOLD = "support-desk/hold";
    /// Ends the check.
    RELEASE = "support-desk/release";
}

/// The name under which a refused reason is kept.
pub fn hold_kept_as(slug: &Slug, number: i64, rung: i64) -> String {
    format!("support-desk/hold/{slug}/{number}/{rung}")
}
