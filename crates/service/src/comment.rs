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
    AccountId, CommentId, ConsultationId, Refusal, Subject, Viewer,
    consultation::Slug,
    event::{NewEvent, Verb},
    phase::Activity,
    proposal::Status,
    refusal::Need,
    visibility::{require_known, require_readable},
};
use cabildo_store::comment::{Comment, place::Place};
use serde::Serialize;

/// The address of a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommentRef {
    /// The consultation; `None` when its subject belongs to none.
    pub slug: Option<Slug>,
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
            slug: place.within.as_ref().map(|within| within.slug.clone()),
            number: place.number,
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
    fn comment_event(&self, verb: Verb, comment: &Comment, actor: Option<AccountId>) -> NewEvent {
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
        &self,
        tx: &mut cabildo_store::Tx,
        consultation: Option<ConsultationId>,
    ) -> Result<(), Error> {
        match consultation {
            Some(consultation) => self.require(tx, consultation, Activity::Comment).await,
            None => Ok(()),
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
