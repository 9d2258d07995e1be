//! The addresses that the forms of proposals post to, and the names under which refused forms are kept.

use crate::act::forms;
use cabildo_domain::consultation::Slug;

forms! {
    /// Publishes a proposal.
    PROPOSE = "proposal/propose";
    /// Changes a proposal.
    EDIT = "proposal/edit";
    /// Withdraws a proposal.
    WITHDRAW = "proposal/withdraw";
}

/// The name under which a refused or previewed new proposal is kept.
pub fn new_kept_as(slug: &Slug) -> String {
    format!("proposal/new/{slug}")
}

/// The name under which a refused change is kept.
pub fn edit_kept_as(slug: &Slug, number: i64) -> String {
    format!("proposal/edit/{slug}/{number}")
}
