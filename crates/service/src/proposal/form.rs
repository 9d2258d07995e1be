//! The form of a proposal, and the [`Content`] that it becomes when every field is right.

use crate::{markdown, submit_key};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Language, Viewer,
    consultation::Slug,
    proposal::Content,
    text::{ProposalBody, ProposalTitle},
};
use cabildo_store::{area::Area, proposal::Proposal, theme::Theme};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A proposal as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposalForm {
    pub title: String,
    /// The text, Markdown.
    pub body: String,
    /// A theme's id, or empty.
    pub theme: String,
    /// An area's id, or empty.
    pub area: String,
    /// The language of the text; empty for the consultation's.
    pub language: String,
    /// A UUID that the page puts into the form: a second submit of the same text returns the first proposal.
    pub submit_key: String,
    /// The revision that the editor loaded; empty for a new proposal.
    pub revision: String,
}

impl ProposalForm {
    /// The key that identifies this post, when the form has a key.
    pub(super) fn key(&self, author: AccountId, slug: &Slug) -> Option<Uuid> {
        let fields = [
            slug.as_str(),
            &self.title,
            &self.body,
            &self.theme,
            &self.area,
            &self.language,
        ];
        submit_key::of(&self.submit_key, author.0.as_bytes(), &fields)
    }

    /// The form that edits a proposal.
    pub fn of(proposal: &Proposal) -> Self {
        let content = &proposal.content;
        Self {
            title: content.title.to_string(),
            body: content.body.to_string(),
            theme: content.theme.map(|id| id.to_string()).unwrap_or_default(),
            area: content.area.map(|id| id.to_string()).unwrap_or_default(),
            language: content.language.to_string(),
            submit_key: String::new(),
            revision: proposal.revision.to_string(),
        }
    }

    /// The content, or the fields that are wrong, all at once. Only a proposal that already has a retired theme or area
    /// may keep it: `present` is what it says now. An empty language means `language`.
    pub(super) fn parse(
        &self,
        themes: &[Theme],
        areas: &[Area],
        language: &Language,
        present: Option<&Content>,
    ) -> Result<Content, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.check("title", ProposalTitle::parse(&self.title));
        let body = ProposalBody::parse(&self.body).and_then(|body| {
            markdown::says_enough(body.as_str(), ProposalBody::LIMIT)?;
            Ok(body)
        });
        let body = errors.check("body", body);
        let theme = errors.check(
            "theme",
            choice(&self.theme, |id| {
                let kept = present.is_some_and(|present| present.theme == Some(id));
                themes
                    .iter()
                    .any(|theme| theme.id == id && (kept || !theme.retired))
            }),
        );
        let area = errors.check(
            "area",
            choice(&self.area, |id| {
                let kept = present.is_some_and(|present| present.area == Some(id));
                areas
                    .iter()
                    .any(|area| area.id == id && (kept || !area.retired))
            }),
        );
        let language = match self.language.trim() {
            "" => Some(language.clone()),
            code => errors.check("language", Language::parse(code)),
        };
        match (title, body, theme, area, language) {
            (Some(title), Some(body), Some(theme), Some(area), Some(language))
                if errors.is_empty() =>
            {
                Ok(Content {
                    title,
                    body,
                    theme,
                    area,
                    language,
                })
            }
            _ => Err(errors),
        }
    }
}

/// Reads one of the choices, or none.
fn choice<T: std::str::FromStr + Copy>(
    text: &str,
    offered: impl Fn(T) -> bool,
) -> Result<Option<T>, Invalid> {
    match text.trim() {
        "" => Ok(None),
        text => {
            let id = T::from_str(text).map_err(|_| Invalid::UnknownChoice)?;
            if offered(id) {
                Ok(Some(id))
            } else {
                Err(Invalid::UnknownChoice)
            }
        }
    }
}

/// Whether the viewer is the author.
pub(super) fn is_author(viewer: &Viewer, proposal: &Proposal) -> bool {
    proposal.author.author.is(viewer)
}
