//! Comments: writing, changing and deleting them, reacting to them, reading a discussion.
//!
//! To let people comment on another kind of subject: a variant of [`Commentable`]; the compiler asks for the rest.

mod cursor;
mod discussion;
mod form;
mod list;
mod react;
mod view;
mod write;

pub use cursor::Cursor;
pub(crate) use discussion::cut;
pub use discussion::{About, Discussion, DiscussionQuery, Thread, ThreadPage};
pub use form::CommentForm;
pub use list::CommentList;
pub use react::Reacted;
pub use view::{CommentMay, CommentText, CommentView};

use crate::{Error, Service};
use cabildo_domain::{
    AccountId, CommentId, Refusal, Subject, Viewer,
    event::{NewEvent, Verb},
    refusal::Need,
    subject::{Commentable, Numbered},
    visibility::{require_known, require_readable},
};
use cabildo_store::comment::{Comment, place::Place};

/// The address of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRef {
    /// The subject that it comments on.
    pub about: Numbered<Commentable>,
    /// Its id.
    pub id: CommentId,
    /// The top-level comment of its thread; itself at top level.
    pub root: CommentId,
}

impl CommentRef {
    fn new(place: &Place, comment: &Comment) -> Self {
        Self {
            about: place.at.clone(),
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
    if place.takes {
        Ok(())
    } else {
        Err(Refusal::forbidden(Need::Changeable))
    }
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
