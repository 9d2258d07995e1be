//! The content of a proposal: the same fields for a new proposal, an edit, a stored revision and an import, so that a field
//! is added once.

use crate::{
    AreaId, Language, ThemeId,
    text::{ProposalBody, ProposalTitle},
};
use serde::Serialize;

/// The content of a proposal. Every field was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Content {
    /// The title.
    pub title: ProposalTitle,
    /// The text, Markdown.
    pub body: ProposalBody,
    /// The language of title and text.
    pub language: Language,
    /// The theme.
    pub theme: Option<ThemeId>,
    /// The area.
    pub area: Option<AreaId>,
}

impl Content {
    /// A title and a text without any of the optional fields.
    pub const fn new(title: ProposalTitle, body: ProposalBody, language: Language) -> Self {
        Self {
            title,
            body,
            language,
            theme: None,
            area: None,
        }
    }
}
