//! What the index is given of one public thing, and what it keeps of it to show.

use cabildo_domain::{SubjectKind, subject::Searched};
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

/// What the index holds of one public thing. Nothing hidden is ever given to the index; what becomes hidden is deleted.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Consultation, proposal, comment or statement.
    pub kind: SubjectKind,
    /// Its own id.
    pub id: Uuid,
    /// The consultation it belongs to; of a consultation, its own id.
    pub consultation: Uuid,
    /// That consultation's slug, the value of the facet.
    pub consultation_slug: String,
    /// That consultation's title, the label of the facet. After a rename its documents are put again.
    pub consultation_title: String,
    /// A proposal's or statement's number within its consultation; the number finds it.
    pub number: Option<i64>,
    /// Of a comment, its proposal's number.
    pub parent_number: Option<i64>,
    /// The title; of a statement, what it says, which ranks as a text. Of a comment, its proposal's title: shown, not searched.
    pub title: String,
    /// Plain text, no markup.
    pub body: String,
    /// Further texts, found and shown like the body.
    pub passages: Vec<Passage>,
    /// The author's language, ISO 639-1 with or without a region; empty if not known.
    pub language: String,
    /// The theme's label.
    pub theme: Option<String>,
    /// The labels of its areas from the widest to the narrowest: city, borough, neighbourhood.
    pub area_path: Vec<String>,
    /// The status word.
    pub status: Option<String>,
    /// Supports, by which documents are ordered.
    pub supports: i64,
    /// How many of them were brought in from elsewhere.
    pub imported_supports: i64,
    /// Unix milliseconds.
    pub created_at: i64,
}

impl Document {
    /// The title and the text that it is found and ranked by.
    pub(crate) fn searched(&self) -> (&str, &str) {
        match self.kind.searched() {
            Some(Searched::TitleAndText) => (&self.title, &self.body),
            Some(Searched::TextUnderATitle) => ("", &self.body),
            Some(Searched::TitleAsText) => ("", &self.title),
            None => ("", ""),
        }
    }
}

/// What is kept to show a hit without asking the database.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub kind: SubjectKind,
    pub id: Uuid,
    pub consultation: Uuid,
    pub consultation_slug: String,
    pub consultation_title: String,
    pub number: Option<i64>,
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

impl From<&Document> for Stored {
    fn from(document: &Document) -> Self {
        let Document {
            kind,
            id,
            consultation,
            number,
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
