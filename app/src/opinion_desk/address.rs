//! The addresses that the forms of a mapping's desk post to, their pages, and the names under which refused forms are
//! kept.

use crate::{act::forms, ui::link::with_query};
use cabildo_domain::{address, consultation::Slug};

forms! {
    /// Accepts a held statement.
    ACCEPT = "opinion-desk/accept";
    /// Takes a statement out.
    REJECT = "opinion-desk/reject";
    /// Asks a statement again.
    RESTORE = "opinion-desk/restore";
    /// Changes a statement.
    EDIT = "opinion-desk/edit";
    /// Leaves a participant's answers out.
    EXCLUDE = "opinion-desk/exclude";
    /// Counts a participant's answers again.
    READMIT = "opinion-desk/readmit";
    /// Leaves the answers of a burst out.
    EXCLUDE_BURST = "opinion-desk/exclude-burst";
    /// Counts the answers of everyone again whom one decision excluded.
    READMIT_TOGETHER = "opinion-desk/readmit-together";
    /// Adds statements of the lab.
    SEED = "opinion-desk/seed";
    /// Sets the rules.
    SET_RULES = "opinion-desk/rules";
    /// Makes an invitation.
    INVITE = "opinion-desk/invite";
    /// Closes an invitation.
    REVOKE = "opinion-desk/revoke";
}

/// The page of a participant.
pub fn person_page(slug: &Slug, number: i64) -> String {
    let number = number.to_string();
    with_query(&address::opinion_people(slug), &[("number", &number)])
}

/// The page of a burst, which is named by the number of its first participant.
pub fn burst_page(slug: &Slug, first: i64) -> String {
    let first = first.to_string();
    with_query(&address::opinion_burst(slug), &[("first", &first)])
}

/// The name under which a refused text is kept.
pub fn edit_kept_as(slug: &Slug, number: i64) -> String {
    format!("opinion-desk/edit/{slug}/{number}")
}

/// The name under which a refused reason about a statement is kept.
pub fn reason_kept_as(slug: &Slug, number: i64) -> String {
    format!("opinion-desk/reason/{slug}/{number}")
}

/// The name under which a refused reason about a participant is kept.
pub fn exclusion_kept_as(slug: &Slug, number: i64) -> String {
    format!("opinion-desk/exclude/{slug}/{number}")
}

/// The name under which a refused reason about a burst is kept.
pub fn burst_kept_as(slug: &Slug, first: i64) -> String {
    format!("opinion-desk/burst/{slug}/{first}")
}

/// The name under which refused statements of the lab are kept.
pub fn seeds_kept_as(slug: &Slug) -> String {
    format!("opinion-desk/seed/{slug}")
}

/// The name under which refused rules are kept.
pub fn rules_kept_as(slug: &Slug) -> String {
    format!("opinion-desk/rules/{slug}")
}

/// The name under which a refused invitation is kept.
pub fn invitation_kept_as(slug: &Slug) -> String {
    format!("opinion-desk/invite/{slug}")
}
