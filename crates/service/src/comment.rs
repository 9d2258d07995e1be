//! Comments: writing, changing and deleting them, reacting to them, reading a discussion.
//!
//! To let people comment on another kind of subject: its SELECT in `cabildo_store`'s `commentable.rs`, its counter in
//! [`cabildo_store::comment::place`].

mod discussion;
mod form;
mod list;
mod lists;
mod react;
mod view;
mod write;

pub use discussion::{About, Discussion, DiscussionQuery, Thread, ThreadPage};
pub use form::CommentForm;
pub use list::CommentList;
pub use react::Reacted;
pub use view::{CommentMay, CommentText, CommentView};

use crate::{Error, Service};
use cabildo_domain::{
    AccountId, CommentId, Refusal, Subject, Viewer,
    consultation::Slug,
    event::{NewEvent, Verb},
    proposal::Status,
    refusal::Need,
    visibility::{require_known, require_readable},
};
use cabildo_store::comment::{Comment, place::Place};
use serde::Serialize;

/// The address of a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommentRef {
    /// The consultation.
    pub slug: Slug,
    /// The number of the proposal that it comments on.
    pub number: i64,
    /// Its id.
    pub id: CommentId,
    /// The top-level comment of its thread; itself at top level.
    pub root: CommentId,
}

impl CommentRef {
    fn new(place: &Place, comment: &Comment) -> Self {
        Self {
            slug: place.slug.clone(),
            number: place.number,
            id: comment.id,
            root: comment.root,
        }
    }
}

/// A place, if the viewer may know of it ([`require_known`]).
pub(crate) fn known(place: Option<Place>, viewer: &Viewer) -> Result<Place, Refusal> {
    let place = place.ok_or(Refusal::NotFound)?;
    require_known(viewer, place.state)?;
    Ok(place)
}

/// A place, if the viewer may read it ([`require_readable`]).
fn readable(place: &Place, viewer: &Viewer) -> Result<(), Refusal> {
    let is_author = viewer.account() == Some(place.author);
    require_readable(viewer, is_author, place.hidden)
}

/// Checks that a place takes comments, whatever the phase.
fn discussed(place: &Place) -> Result<(), Refusal> {
    if place.hidden {
        return Err(Refusal::forbidden(Need::Visible));
    }
    if takes_comments(place.status) {
        Ok(())
    } else {
        Err(Refusal::forbidden(Need::Changeable))
    }
}

/// Whether a proposal in this status can still be discussed.
const fn takes_comments(status: Status) -> bool {
    !matches!(status, Status::Merged | Status::Withdrawn)
}

/// Checks that a comment is neither hidden nor deleted.
fn present(comment: &Comment) -> Result<(), Refusal> {
    if comment.deleted_at.is_some() {
        return Err(Refusal::forbidden(Need::Changeable));
    }
    if comment.hidden.is_some() {
        Err(Refusal::forbidden(Need::Visible))
    } else {
        Ok(())
    }
}

impl Service {
    fn comment_event(&self, verb: Verb, comment: &Comment, actor: AccountId) -> NewEvent {
        NewEvent {
            verb,
            subject: Subject::comment(comment.id),
            consultation: Some(comment.consultation),
            actor: Some(actor),
            at: self.now(),
        }
    }

    /// A comment and its place, locked against other writers.
    async fn held_comment(
        &self,
        tx: &mut cabildo_store::Tx,
        viewer: &Viewer,
        id: CommentId,
    ) -> Result<(Comment, Place), Error> {
        let comment = cabildo_store::comment::change::lock(tx, id)
            .await?
            .ok_or(Refusal::NotFound)?;
        let place = cabildo_store::comment::place::of(tx, comment.subject, self.now()).await?;
        Ok((comment, known(place, viewer)?))
    }
}
