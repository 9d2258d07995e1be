//! Proposals: submitting, changing and withdrawing one; reading one and reading lists of them.

pub mod card;
mod compose;
mod diff;
mod form;
mod list;
mod own;
mod page;
mod revision;
mod write;

pub use card::ProposalCard;
pub use compose::{Compose, ProposalPreview};
pub use diff::{DiffKind, DiffPiece, word_diff};
pub use form::ProposalForm;
pub use list::{Anew, ProposalFilter, ProposalList};
pub use own::OwnProposal;
pub use page::{HiddenView, May, MergedView, ProposalContent, ProposalPage, RungView};
pub use revision::RevisionView;
pub(crate) use write::find;

use cabildo_domain::{ProposalId, consultation::Slug};
use serde::Serialize;

/// The address of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalRef {
    /// Its consultation.
    pub slug: Slug,
    pub number: i64,
    pub id: ProposalId,
}
