//! The history of a proposal's text.

use crate::{Error, Proposals, author::AuthorView, consultation::ConsultationBrief};
use cabildo_domain::{
    Refusal, Timestamp, Viewer, consultation::Slug, proposal::Content, text::Label,
    visibility::require_readable,
};
use cabildo_store::proposal::{self, revision};
use serde::Serialize;

/// A version of a proposal's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RevisionView {
    /// Its number, from 1.
    pub revision: i64,
    /// The content at that time.
    pub content: Content,
    /// The label of its theme then.
    pub theme: Option<Label>,
    /// The label of its area then.
    pub area: Option<Label>,
    /// The author of this version.
    pub editor: AuthorView,
    /// The time.
    pub created_at: Timestamp,
}

/// Most versions that a history shows.
const HISTORY: i64 = 100;

impl Proposals<'_> {
    /// A proposal's address, and the versions of its text, newest first, up to a hundred. Three statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`cabildo_domain::refusal::Need::Readable`] when it is hidden from this viewer.
    pub async fn revisions(
        self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
    ) -> Result<(ConsultationBrief, Vec<RevisionView>), Error> {
        let mut tx = self.store().read().await?;
        let consultation = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let proposal = proposal::by_number(&mut tx, consultation.id, number, viewer.account())
            .await?
            .ok_or(Refusal::NotFound)?;
        require_readable(viewer, &proposal.author.author, proposal.hidden.is_some())?;
        let versions = revision::of(&mut tx, proposal.id, HISTORY).await?;
        let versions = versions
            .into_iter()
            .map(|version| RevisionView {
                revision: version.revision,
                content: version.content,
                theme: version.theme,
                area: version.area,
                editor: version.editor.into(),
                created_at: version.created_at,
            })
            .collect();
        Ok((ConsultationBrief::from(&consultation), versions))
    }
}
