//! The addresses that the forms of a discussion post to, their pages, and the names under which refused forms are kept.

use crate::act::forms;
use cabildo_domain::{
    CommentId,
    consultation::Slug,
    subject::{Commentable, Numbered},
};

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

/// The subject that a form names; `None` for a kind that takes no comments. A form without a kind, from a page that was
/// loaded before forms named it, is about a proposal.
pub fn about(kind: &str, slug: &Slug, number: i64) -> Option<Numbered<Commentable>> {
    let kind = match kind {
        "" => Commentable::Proposal,
        word => word.parse().ok()?,
    };
    Some(kind.at(slug, number))
}

/// The page of a discussion, or of the thread of `comment` (an id or empty).
pub fn page(about: &Numbered<Commentable>, comment: &str) -> String {
    match comment.parse() {
        Ok(id) => about.thread(id),
        Err(_) => about.discussion(),
    }
}

/// The name under which a new comment or reply is kept.
pub fn kept_as(about: &Numbered<Commentable>, parent: &str) -> String {
    if parent.is_empty() {
        let Numbered { kind, slug, number } = about;
        match kind {
            Commentable::Proposal => format!("comment/{slug}/{number}"),
        }
    } else {
        format!("reply/{parent}")
    }
}

/// The name under which a change is kept.
pub fn edit_kept_as(comment: CommentId) -> String {
    format!("comment/edit/{comment}")
}
