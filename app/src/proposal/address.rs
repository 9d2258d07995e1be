//! What the forms of proposals post to, and the names under which refused ones are kept.

use crate::act::forms;
use cabildo_domain::consultation::Slug;

forms! {
    /// Publishes a proposal.
    PROPOSE = "proposal/propose";
    /// Changes a proposal.
    EDIT = "proposal/edit";
    /// Takes a proposal back.
    WITHDRAW = "proposal/withdraw";
}

/// What a refused or previewed new proposal is kept as.
pub fn new_kept_as(slug: &Slug) -> String {
    format!("proposal/new/{slug}")
}

/// What a refused change is kept as.
pub fn edit_kept_as(slug: &Slug, number: i64) -> String {
    format!("proposal/edit/{slug}/{number}")
}
