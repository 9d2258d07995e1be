//! The addresses that the forms of a discussion post to, their pages, and the names under which refused forms are kept.

use crate::act::forms;
use cabildo_domain::{CommentId, address, consultation::Slug};

forms! {
    /// Writes a comment or a reply.
    WRITE = "comment/new";
    /// Changes a fresh comment.
    EDIT = "comment/edit";
    /// Deletes a comment.
    DELETE = "comment/delete";
    /// Agrees or disagrees with a comment.
    REACT = "comment/react";
}

/// The page of a discussion, or of the thread of `comment` (an id or empty).
pub fn page(slug: &Slug, number: i64, comment: &str) -> String {
    match comment.parse() {
        Ok(id) => address::thread(slug, number, id),
        Err(_) => address::discussion(slug, number),
    }
}

/// The name under which a new comment or reply is kept.
pub fn kept_as(slug: &Slug, number: i64, parent: &str) -> String {
    if parent.is_empty() {
        format!("comment/{slug}/{number}")
    } else {
        format!("reply/{parent}")
    }
}

/// The name under which a change is kept.
pub fn edit_kept_as(comment: CommentId) -> String {
    format!("comment/edit/{comment}")
}
