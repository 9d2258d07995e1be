//! Proposals: submitting, changing and withdrawing one; reading one and reading lists of them.

pub mod card;
mod compose;
pub mod cursor;
mod diff;
mod door;
mod form;
mod list;
mod own;
mod page;
mod revision;
mod write;

pub use card::ProposalCard;
pub use compose::{Compose, ProposalPreview};
pub use cursor::Cursor;
pub use diff::{DiffKind, DiffPiece, word_diff};
pub use door::{Door, Doors};
pub use form::ProposalForm;
pub use list::{Anew, ProposalFilter, ProposalList};
pub use own::OwnProposal;
pub use page::{HiddenView, May, MergedView, ProposalContent, ProposalPage, RungView};
pub use revision::RevisionView;
pub(crate) use write::find;

use crate::{Error, Service};
use cabildo_domain::{
    ConsultationId, Language, ProposalId, Refusal, Viewer,
    consultation::{Slug, State},
    text::ConsultationTitle,
    visibility::require_known,
};
use cabildo_store::{
    Tx,
    consultation::{self, ConsultationRow},
};
use serde::Serialize;

/// The address of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalRef {
    /// Its consultation.
    pub slug: Slug,
    /// Its number there.
    pub number: i64,
    /// Its id.
    pub id: ProposalId,
}

/// The consultation of a page, as its header names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsultationBrief {
    /// Its id.
    pub id: ConsultationId,
    /// Its address on the web.
    pub slug: Slug,
    /// The question.
    pub title: ConsultationTitle,
    /// The language of its texts.
    pub language: Language,
    /// Draft, published or archived.
    pub state: State,
}

impl From<&ConsultationRow> for ConsultationBrief {
    fn from(row: &ConsultationRow) -> Self {
        Self {
            id: row.id,
            slug: row.slug.clone(),
            title: row.title.clone(),
            language: row.language.clone(),
            state: row.state,
        }
    }
}

impl Service {
    /// The consultation at an address, if the viewer may know of it ([`require_known`]).
    pub(crate) async fn consultation_seen_by(
        &self,
        tx: &mut Tx,
        viewer: &Viewer,
        slug: &Slug,
    ) -> Result<ConsultationRow, Error> {
        let row = consultation::by_slug(tx, slug)
            .await?
            .ok_or(Refusal::NotFound)?;
        require_known(viewer, row.state)?;
        Ok(row)
    }
}
