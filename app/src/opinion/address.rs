//! The addresses that the forms and islands of a mapping post to, and the names under which refused forms are kept.

use crate::{act::forms, ui::link};
use cabildo_domain::{address, consultation::Slug};

forms! {
    /// Answers a statement.
    ANSWER = "opinion/vote";
    /// Adds a statement.
    ADD = "opinion/add";
    /// Takes part by an invitation.
    JOIN = "opinion/join";
    /// Stores whether the browser's guest is the signed-in person.
    SETTLE_GUEST = "opinion/guest";
    /// The answers to one statement; an island asks with GET.
    CHOSEN = "opinion/statement";
    /// Statements that sound alike; an island asks with GET.
    SIMILAR = "opinion/similar";
}

/// The name under which a refused statement is kept.
pub fn add_kept_as(slug: &Slug) -> String {
    format!("opinion/add/{slug}")
}

/// The name under which the refused pseudonym of somebody who joins is kept.
pub fn join_kept_as(slug: &Slug) -> String {
    format!("opinion/join/{slug}")
}

/// The page of an invitation, with a secret as it was typed.
pub fn join_page(slug: &Slug, secret: &str) -> String {
    address::join_opinion(slug, &link::encode(secret))
}
