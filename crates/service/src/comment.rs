//! Comments: writing, changing and deleting them, reacting to them, reading a discussion.
//!
//! To let people comment on another kind of subject: a variant of [`Commentable`]; the compiler asks for the rest.

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

use crate::{Comments, Error};
use cabildo_domain::{
    AccountId, CommentId, ConsultationId, Refusal, Subject, Viewer,
    event::{NewEvent, Verb},
    phase::Activity,
    refusal::Need,
    subject::{Commentable, Numbered},
    visibility::{require_known, require_readable},
};
use cabildo_store::comment::{Comment, place::Place};

/// The address of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRef {
    /// The subject that it comments on; `None` when that belongs to no consultation.
    pub about: Option<Numbered<Commentable>>,
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

/// A place, if the viewer may know of it: of its consultation ([`require_known`]), if it belongs to one.
pub(crate) fn known(place: Option<Place>, viewer: &Viewer) -> Result<Place, Refusal> {
    let place = place.ok_or(Refusal::NotFound)?;
    if let Some(within) = &place.within {
        require_known(viewer, within.state)?;
    }
    Ok(place)
}

/// A place, if the viewer may read it ([`require_readable`]).
fn readable(place: &Place, viewer: &Viewer) -> Result<(), Refusal> {
    require_readable(viewer, &place.author, place.hidden)
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

impl Comments<'_> {
    fn comment_event(self, verb: Verb, comment: &Comment, actor: Option<AccountId>) -> NewEvent {
        NewEvent {
            verb,
            subject: Subject::comment(comment.id),
            consultation: comment.consultation,
            actor,
            at: self.now(),
        }
    }

    /// Checks that people may comment now in a consultation. Phases do not apply to what belongs to none.
    async fn require_comments(
        self,
        tx: &mut cabildo_store::Tx,
        consultation: Option<ConsultationId>,
    ) -> Result<(), Error> {
        match consultation {
            Some(consultation) => {
                self.consultations()
                    .require(tx, consultation, Activity::Comment)
                    .await
            }
            None => Ok(()),
        }
    }

    /// A comment and its place, locked against other writers.
    async fn held_comment(
        self,
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
