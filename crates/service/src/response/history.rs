//! The earlier versions of an answer, for everyone who may read the proposal.

use super::{ResponseView, correct::given};
use crate::{Error, Responses, consultation::ConsultationBrief, proposal::ProposalPage};
use cabildo_domain::{
    Language, ResponseId, Timestamp, Viewer, consultation::Slug, proposal::Status, text::Reason,
    visibility::require_readable,
};
use cabildo_store::response::{
    self,
    version::{self, Version},
};
use serde::Serialize;

/// Most versions of all answers to a proposal that are read at once.
const VERSIONS: i64 = 200;

/// A version of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerVersion {
    /// Its number, from 1.
    pub revision: i64,
    /// When it was published.
    pub at: Timestamp,
    /// The status that was set with it.
    pub status: Status,
    /// The number of the proposal that it names, when it merges.
    pub merged_number: Option<i64>,
    /// Its text, Markdown.
    pub body: String,
    /// The language it is written in.
    pub language: Language,
    /// The reason of the correction; `None` for the first version.
    pub reason: Option<Reason>,
}

/// An answer with all its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerHistory {
    pub consultation: ConsultationBrief,
    /// The answer as it is now.
    pub answer: ResponseView,
    /// Its versions, the newest first.
    pub versions: Vec<AnswerVersion>,
}

impl From<Version> for AnswerVersion {
    fn from(row: Version) -> Self {
        Self {
            revision: row.revision,
            at: row.created_at,
            status: row.status,
            merged_number: row.merged_number,
            body: row.body,
            language: row.language,
            reason: row.reason,
        }
    }
}

impl Responses<'_> {
    /// An answer with its versions. Four statements.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`]; [`cabildo_domain::refusal::Need::Readable`] when the proposal is hidden from this viewer.
    pub async fn history(
        self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        id: ResponseId,
    ) -> Result<AnswerHistory, Error> {
        let mut tx = self.store().read().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let proposal = crate::proposal::find(&mut tx, &row, number, viewer).await?;
        require_readable(viewer, &proposal.author.author, proposal.hidden.is_some())?;
        let responses = response::of(&mut tx, proposal.id).await?;
        let answer = given(&responses, id)?.clone();
        let versions = version::of(&mut tx, proposal.id, VERSIONS).await?;
        let own = versions
            .into_iter()
            .filter(|version| version.response == id);
        let mut versions: Vec<AnswerVersion> = own.map(AnswerVersion::from).collect();
        versions.reverse();
        Ok(AnswerHistory {
            consultation: ConsultationBrief::from(&row),
            answer: ResponseView::new(answer, self.now()),
            versions,
        })
    }

    /// The versions of the answers on a page, oldest first, each with its answer; empty when no answer was corrected.
    /// One statement at most.
    pub async fn versions(
        self,
        page: &ProposalPage,
    ) -> Result<Vec<(ResponseId, AnswerVersion)>, Error> {
        if page
            .responses
            .iter()
            .all(|answer| answer.corrected_at.is_none())
        {
            return Ok(Vec::new());
        }
        let mut tx = self.store().read().await?;
        let versions = version::of(&mut tx, page.id, VERSIONS).await?;
        Ok(versions
            .into_iter()
            .map(|version| (version.response, version.into()))
            .collect())
    }
}
