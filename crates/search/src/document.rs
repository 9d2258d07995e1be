//! The content that the index is given of one public thing, and the part that it keeps to show.

use cabildo_domain::{
    SubjectKind,
    subject::{Commentable, Searched},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A further text that belongs to a thing: the city's answer to a proposal, the outcome of a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Plain text, no markup.
    pub text: String,
    /// The language it is written in, as a document's.
    pub language: String,
}

/// The index entry of one public thing. Hidden things are never given to the index; a thing that becomes hidden is
/// deleted from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Consultation, proposal, comment or statement.
    pub kind: SubjectKind,
    /// Its own id.
    pub id: Uuid,
    /// The id of its consultation; for a consultation, its own id.
    pub consultation: Uuid,
    /// That consultation's slug, the value of the facet.
    pub consultation_slug: String,
    /// That consultation's title, the label of the facet. After a rename its documents are put again.
    pub consultation_title: String,
    /// The number of a proposal or a statement within its consultation; searching for the number finds it.
    pub number: Option<i64>,
    /// For a comment, the kind of the subject under which it stands.
    pub parent_kind: Option<Commentable>,
    /// For a comment, the number of that subject.
    pub parent_number: Option<i64>,
    /// The title. For a statement it is the text, which ranks as a text. For a comment it is the proposal's title,
    /// which is shown and not searched.
    pub title: String,
    /// Plain text, no markup.
    pub body: String,
    /// Further texts, searched and shown like the body.
    pub passages: Vec<Passage>,
    /// The author's language, ISO 639-1 with or without a region; empty if not known.
    pub language: String,
    /// The theme's label.
    pub theme: Option<String>,
    /// The labels of its areas from the widest to the narrowest: city, borough, neighbourhood.
    pub area_path: Vec<String>,
    /// The status word.
    pub status: Option<String>,
    /// The number of supports, by which documents can be ordered.
    pub supports: i64,
    /// The number of these supports that were imported.
    pub imported_supports: i64,
    /// The time in Unix milliseconds.
    pub created_at: i64,
}

impl Document {
    /// The title and the text by which it is found and ranked.
    pub(crate) fn searched(&self) -> (&str, &str) {
        match self.kind.searched() {
            Some(Searched::TitleAndText) => (&self.title, &self.body),
            Some(Searched::TextUnderATitle) => ("", &self.body),
            Some(Searched::TitleAsText) => ("", &self.title),
            None => ("", ""),
        }
    }
}

/// The fields that are kept to show a hit without asking the database.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub kind: SubjectKind,
    pub id: Uuid,
    pub consultation: Uuid,
    pub consultation_slug: String,
    pub consultation_title: String,
    pub number: Option<i64>,
    /// Documents that were put before the index knew the kind are comments on proposals.
    #[serde(default = "on_a_proposal")]
    pub parent_kind: Option<Commentable>,
    pub parent_number: Option<i64>,
    pub title: String,
    pub body: String,
    pub passages: Vec<Passage>,
    pub language: String,
    pub theme: Option<String>,
    pub status: Option<String>,
    pub supports: i64,
    pub imported_supports: i64,
    pub created_at: i64,
}

const fn on_a_proposal() -> Option<Commentable> {
    Some(Commentable::Proposal)
}

impl From<&Document> for Stored {
    fn from(document: &Document) -> Self {
        let Document {
            kind,
            id,
            consultation,
            number,
            parent_kind,
            parent_number,
            supports,
            imported_supports,
            created_at,
            ..
        } = *document;
        Self {
            kind,
            id,
            consultation,
            consultation_slug: document.consultation_slug.clone(),
            consultation_title: document.consultation_title.clone(),
            number,
            parent_kind,
            parent_number,
            title: document.title.clone(),
            body: document.body.clone(),
            passages: document.passages.clone(),
            language: document.language.clone(),
            theme: document.theme.clone(),
            status: document.status.clone(),
            supports,
            imported_supports,
            created_at,
        }
    }
}
