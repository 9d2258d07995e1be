//! What the lab's forms post to, and the names under which refused ones are kept.

use crate::act::forms;
use cabildo_domain::consultation::Slug;

forms! {
    /// Begins a consultation.
    CREATE = "consultation/create";
    /// Saves the editor.
    EDIT = "consultation/edit";
    /// Shows a draft to everyone.
    PUBLISH = "consultation/publish";
    /// Puts a consultation among the past.
    ARCHIVE = "consultation/archive";
    /// Brings a consultation back.
    REOPEN = "consultation/reopen";
}

/// What a refused new consultation is kept as.
pub const NEW_KEPT_AS: &str = "lab/new";

/// What a refused editor is kept as.
pub fn edit_kept_as(slug: &Slug) -> String {
    format!("lab/edit/{slug}")
}
