//! The form of a comment, and the draft that it becomes when every field is right.

use crate::{markdown, submit_key};
use cabildo_domain::{
    AccountId, CommentId, FieldErrors, Invalid, Language, Subject, Timestamp, comment::Alignment,
    text::CommentBody,
};
use cabildo_store::comment::Comment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A comment as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommentForm {
    /// The text, Markdown.
    pub body: String,
    /// `for`, `against`, `neutral`; empty means neutral.
    pub alignment: String,
    /// The comment it answers; empty at top level.
    pub parent: String,
    /// A UUID that the page puts into the form: a second submit of the same text returns the first comment.
    pub submit_key: String,
    /// The state of the comment when the form was loaded, see [`CommentForm::of`]; empty for a comment that was never
    /// changed.
    pub revision: String,
    /// The language of the text; empty for the language that the text shows, else that of its subject.
    pub language: String,
}

impl CommentForm {
    /// The key that identifies this post on a subject, when the form has a key.
    pub(super) fn key(&self, author: AccountId, subject: Subject) -> Option<Uuid> {
        let place = subject.id.to_string();
        let fields = [
            place.as_str(),
            &self.body,
            &self.alignment,
            &self.parent,
            &self.language,
        ];
        submit_key::of(&self.submit_key, author.0.as_bytes(), &fields)
    }

    /// Whether the comment is unchanged since this form was loaded.
    pub(super) fn is_current(&self, comment: &Comment) -> bool {
        self.revision.trim()
            == revision(comment)
                .map(|at| at.0.to_string())
                .unwrap_or_default()
    }

    /// The form that edits a comment.
    pub fn of(comment: &Comment) -> Self {
        Self {
            body: comment.body.to_string(),
            alignment: comment.alignment.to_string(),
            parent: String::new(),
            submit_key: String::new(),
            revision: revision(comment)
                .map(|at| at.0.to_string())
                .unwrap_or_default(),
            language: comment.language.to_string(),
        }
    }
}

/// The mark of a comment's state: the time of its last change.
pub(super) const fn revision(comment: &Comment) -> Option<Timestamp> {
    comment.edited_at
}

/// A form whose every field is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub body: CommentBody,
    pub alignment: Alignment,
    pub parent: Option<CommentId>,
    pub language: Language,
}

impl Draft {
    pub fn parse(form: &CommentForm, language: &Language) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let body = CommentBody::parse(&form.body).and_then(|body| {
            markdown::says_enough(body.as_str(), CommentBody::LIMIT)?;
            Ok(body)
        });
        let body = errors.check("body", body);
        let alignment = match form.alignment.trim() {
            "" => Some(Alignment::Neutral),
            word => errors.check(
                "alignment",
                word.parse().map_err(|_| Invalid::UnknownChoice),
            ),
        };
        let parent = match form.parent.trim() {
            "" => Some(None),
            id => errors.check(
                "parent",
                id.parse().map(Some).map_err(|_| Invalid::UnknownChoice),
            ),
        };
        let language = match form.language.trim() {
            "" => Some(told(&form.body).unwrap_or_else(|| language.clone())),
            code => errors.check("language", Language::parse(code)),
        };
        match (body, alignment, parent, language) {
            (Some(body), Some(alignment), Some(parent), Some(language)) => Ok(Self {
                body,
                alignment,
                parent,
                language,
            }),
            _ => Err(errors),
        }
    }
}

/// The language of the text, when it is certain.
fn told(body: &str) -> Option<Language> {
    Language::parse(&cabildo_search::detect_language(body)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_fields_are_checked_at_once() {
        let form = CommentForm {
            body: "x".into(),
            alignment: "maybe".into(),
            parent: "12".into(),
            language: "<b>".into(),
            ..CommentForm::default()
        };
        let errors = Draft::parse(&form, &Language::trusted("en".into())).unwrap_err();
        let fields: Vec<&str> = errors.0.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["body", "alignment", "parent", "language"]);
    }

    #[test]
    fn a_comment_is_neutral_and_in_the_language_of_the_consultation_unless_said() {
        let form = CommentForm {
            body: "Yes.".into(),
            ..CommentForm::default()
        };
        let draft = Draft::parse(&form, &Language::trusted("es".into())).unwrap();
        assert_eq!(
            (draft.alignment, draft.parent, draft.language.as_str()),
            (Alignment::Neutral, None, "es")
        );
    }

    #[test]
    fn a_text_that_tells_its_language_is_in_it() {
        let body = "Me parece una idea estupenda, porque en verano no hay ninguna sombra en la plaza y los bancos queman.";
        let form = CommentForm {
            body: body.into(),
            ..CommentForm::default()
        };
        let english = Language::trusted("en".into());
        assert_eq!(
            Draft::parse(&form, &english).unwrap().language.as_str(),
            "es"
        );
        let said = CommentForm {
            language: "ca".into(),
            ..form
        };
        assert_eq!(
            Draft::parse(&said, &english).unwrap().language.as_str(),
            "ca"
        );
    }
}
