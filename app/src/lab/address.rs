//! The addresses that the lab's forms post to, and the names under which refused forms are kept.

use crate::act::forms;
use cabildo_domain::consultation::Slug;

forms! {
    /// Begins a consultation.
    CREATE = "consultation/create";
    /// Saves the editor.
    EDIT = "consultation/edit";
    /// Publishes a draft.
    PUBLISH = "consultation/publish";
    /// Archives a consultation.
    ARCHIVE = "consultation/archive";
    /// Brings a consultation back.
    REOPEN = "consultation/reopen";
}

/// The name under which a refused new consultation is kept.
pub const NEW_KEPT_AS: &str = "lab/new";

/// The name under which a refused editor is kept.
pub fn edit_kept_as(slug: &Slug) -> String {
    format!("lab/edit/{slug}")
}
