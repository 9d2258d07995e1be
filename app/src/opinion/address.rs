//! What the forms and islands of a mapping post to, and the names under which refused forms are kept.

use crate::{act::forms, ui::link};
use cabildo_domain::{address, consultation::Slug};

forms! {
    /// Answers a statement.
    ANSWER = "opinion/vote";
    /// Adds a statement.
    ADD = "opinion/add";
    /// Takes part by an invitation.
    JOIN = "opinion/join";
    /// Says whether the browser's guest is the person who is signed in.
    SETTLE_GUEST = "opinion/guest";
    /// How one statement was answered; an island asks with GET.
    CHOSEN = "opinion/statement";
    /// Statements that sound alike; an island asks with GET.
    SIMILAR = "opinion/similar";
}

/// What a refused statement is kept as.
pub fn add_kept_as(slug: &Slug) -> String {
    format!("opinion/add/{slug}")
}

/// What a refused name is kept as that somebody chose who joins.
pub fn join_kept_as(slug: &Slug) -> String {
    format!("opinion/join/{slug}")
}

/// The page of an invitation, with a secret as somebody typed it.
pub fn join_page(slug: &Slug, secret: &str) -> String {
    address::join_opinion(slug, &link::encode(secret))
}
