//! The kinds of subjects that people report and moderators hide, and the actions for each.

use crate::Error;
use cabildo_domain::{
    CommentId, ProposalId, Refusal, StatementId, Subject, SubjectKind, Timestamp, text::Reason,
};
use cabildo_store::{Tx, comment, proposal};

/// A subject that can be reported and hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moderated {
    Proposal(ProposalId),
    Comment(CommentId),
    Statement(StatementId),
}

impl Moderated {
    /// The moderated subject, if its kind can be reported and hidden.
    pub(super) fn of(subject: Subject) -> Result<Self, Refusal> {
        match subject.kind {
            SubjectKind::Proposal => Ok(Self::Proposal(subject.id.into())),
            SubjectKind::Comment => Ok(Self::Comment(subject.id.into())),
            SubjectKind::Statement => Ok(Self::Statement(subject.id.into())),
            SubjectKind::Consultation | SubjectKind::Account => Err(Refusal::NotFound),
        }
    }

    /// Whether it belongs to an opinion map; `opinion` hides it under the lock of the map.
    pub(super) const fn is_of_a_map(self) -> bool {
        match self {
            Self::Statement(_) => true,
            Self::Proposal(_) | Self::Comment(_) => false,
        }
    }

    /// Whether people support it: then thresholds may be owed once it is shown again.
    pub(super) const fn is_supported(self) -> bool {
        match self {
            Self::Proposal(_) => true,
            Self::Comment(_) | Self::Statement(_) => false,
        }
    }

    /// Locks its row against other writers until the transaction ends.
    pub(super) async fn lock(self, tx: &mut Tx) -> Result<(), Error> {
        match self {
            Self::Comment(id) => {
                let comment = comment::change::lock(tx, id).await?;
                comment
                    .filter(|comment| comment.deleted_at.is_none())
                    .ok_or(Refusal::NotFound)?;
            }
            // An adjustment by zero takes the row's lock.
            Self::Proposal(id) => {
                proposal::change::adjust_comments(tx, id, 0).await?;
            }
            // The lock of the map protects it.
            Self::Statement(_) => {}
        }
        Ok(())
    }

    /// Hides or shows it. A proposal leaves the lists and their count; a comment keeps its place and is counted out.
    pub(super) async fn set_hidden(
        self,
        tx: &mut Tx,
        hidden: Option<(&Reason, Timestamp)>,
    ) -> Result<(), Error> {
        match self {
            Self::Comment(id) => {
                if comment::change::set_hidden(tx, id, hidden).await?
                    && let Some(comment) = comment::by_id(tx, id).await?
                {
                    let change = if hidden.is_some() { -1 } else { 1 };
                    comment::change::count_one(tx, &comment, change).await?;
                }
            }
            Self::Proposal(id) => {
                proposal::change::set_hidden(tx, id, hidden).await?;
            }
            // A statement is hidden by its status, which the map's module writes.
            Self::Statement(_) => return Err(Refusal::NotFound.into()),
        }
        Ok(())
    }
}
