//! Turns rows of the database into documents of the index.

use crate::markdown::plain;
use cabildo_domain::{Language, SubjectKind};
use cabildo_search::{Document, Passage};
use cabildo_store::search_source::{
    CommentSource, ConsultationSource, ProposalSource, StatementSource,
};
use uuid::Uuid;

/// Something that the search may find, or that must be deleted from the index.
pub(super) trait Findable: Send + 'static {
    /// The id of its document.
    fn id(&self) -> Uuid;
    /// Whether the search may find it.
    fn visible(&self) -> bool;
    /// Its document.
    fn document(self) -> Document;
}

/// The Markdown texts that belong to a subject, without empty ones.
fn passages<'a>(texts: impl IntoIterator<Item = (&'a str, &'a Language)>) -> Vec<Passage> {
    let written = texts
        .into_iter()
        .filter(|(text, _)| !text.trim().is_empty());
    written
        .map(|(text, language)| Passage {
            text: plain(text),
            language: language.as_str().to_owned(),
        })
        .collect()
}

impl Findable for ConsultationSource {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn visible(&self) -> bool {
        self.visible
    }

    fn document(self) -> Document {
        Document {
            kind: SubjectKind::Consultation,
            id: self.id.0,
            consultation: self.id.0,
            consultation_slug: self.slug.to_string(),
            consultation_title: self.title.clone(),
            number: None,
            parent_kind: None,
            parent_number: None,
            title: self.title,
            body: format!("{}\n{}", self.summary, plain(&self.description)),
            passages: passages(
                [&self.outcome, &self.promise].map(|text| (text.as_str(), &self.language)),
            ),
            language: self.language.as_str().to_owned(),
            theme: None,
            area_path: Vec::new(),
            // Its openness follows from the clock, which writes no event, so it is not indexed.
            status: None,
            supports: 0,
            imported_supports: 0,
            created_at: self.since.0,
        }
    }
}

impl Findable for ProposalSource {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn visible(&self) -> bool {
        self.visible
    }

    fn document(self) -> Document {
        Document {
            kind: SubjectKind::Proposal,
            id: self.id.0,
            consultation: self.consultation.0,
            consultation_slug: self.consultation_slug.to_string(),
            consultation_title: self.consultation_title,
            number: Some(self.number),
            parent_kind: None,
            parent_number: None,
            title: self.title,
            body: plain(&self.body),
            passages: passages(
                self.answers
                    .iter()
                    .map(|answer| (answer.body.as_str(), &answer.language)),
            ),
            language: self.language.as_str().to_owned(),
            theme: self.theme,
            area_path: self.area_path,
            status: Some(self.status.to_string()),
            supports: self.supports,
            imported_supports: self.imported_supports,
            created_at: self.created_at.0,
        }
    }
}

impl Findable for CommentSource {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn visible(&self) -> bool {
        self.visible
    }

    fn document(self) -> Document {
        Document {
            kind: SubjectKind::Comment,
            id: self.id.0,
            consultation: self.consultation.0,
            consultation_slug: self.consultation_slug.to_string(),
            consultation_title: self.consultation_title,
            number: None,
            parent_kind: Some(self.under),
            parent_number: Some(self.subject_number),
            title: self.subject_title,
            body: plain(&self.body),
            passages: Vec::new(),
            language: self.language.as_str().to_owned(),
            theme: self.theme,
            area_path: self.area_path,
            status: None,
            supports: 0,
            imported_supports: 0,
            created_at: self.created_at.0,
        }
    }
}

impl Findable for StatementSource {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn visible(&self) -> bool {
        self.visible
    }

    fn document(self) -> Document {
        Document {
            kind: SubjectKind::Statement,
            id: self.id.0,
            consultation: self.consultation.0,
            consultation_slug: self.consultation_slug.to_string(),
            consultation_title: self.consultation_title,
            number: Some(self.number),
            parent_kind: None,
            parent_number: None,
            // The text is one line, and also the title of its page.
            title: self.text.to_string(),
            body: String::new(),
            passages: Vec::new(),
            language: self.language.as_str().to_owned(),
            theme: None,
            area_path: Vec::new(),
            status: None,
            supports: 0,
            imported_supports: 0,
            created_at: self.created_at.0,
        }
    }
}
