//! A consultation in brief, as the pages in it name it in their headers; and finding one for a viewer.

use crate::{Consultations, Error};
use cabildo_domain::{
    ConsultationId, Language, Refusal, Viewer,
    consultation::{Slug, State},
    text::ConsultationTitle,
    visibility::require_known,
};
use cabildo_store::{
    Tx,
    consultation::{self, ConsultationRow},
};
use serde::Serialize;

/// The consultation of a page, as its header names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsultationBrief {
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

impl Consultations<'_> {
    /// The consultation at an address, if the viewer may know of it ([`require_known`]).
    pub(crate) async fn seen_by(
        self,
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
