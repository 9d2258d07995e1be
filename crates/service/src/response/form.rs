//! The forms of an answer and of its correction, and reading them.

use crate::markdown;
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Language, ProposalId, ResponseId, Timestamp,
    proposal::Status,
    text::{Reason, ResponseBody},
};
use cabildo_store::response::Answer;
use serde::{Deserialize, Serialize};

/// The city's answer as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResponseForm {
    /// The proposal's new status: one of [`Status::ANSWERS`], or merged.
    pub status: String,
    /// When merged: the number of the proposal of the same consultation that stands for it; else ignored.
    pub merged_into: String,
    /// The text, Markdown.
    pub body: String,
    /// The owed response that this gives, or empty.
    pub response: String,
    /// The language of the text; empty for the consultation's.
    pub language: String,
}

/// The correction of an answer as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorrectionForm {
    /// The version that the form was loaded from.
    pub revision: String,
    /// The proposal's status; ignored unless this is its newest answer.
    pub status: String,
    /// When merged: the number of the proposal that stands for it.
    pub merged_into: String,
    /// The whole text as it should be, Markdown.
    pub body: String,
    /// The language of the text; empty for the consultation's.
    pub language: String,
    /// The reason of the correction; everyone can read it.
    pub reason: String,
}

/// The content of both forms, checked.
pub(super) struct Content {
    pub status: Status,
    pub merged_into: Option<i64>,
    pub body: ResponseBody,
    pub language: Language,
}

impl Content {
    /// The answer as the store takes it.
    pub fn answer(self, proposal: ProposalId, by: AccountId, at: Timestamp) -> Answer {
        Answer {
            proposal,
            status: self.status,
            merged_number: self.merged_into,
            body_html: markdown::render(self.body.as_str()),
            sanitizer: markdown::VERSION,
            body: self.body.into_string(),
            language: self.language,
            by,
            at,
        }
    }
}

fn place(
    errors: &mut FieldErrors,
    status: &str,
    merged_into: &str,
) -> (Option<Status>, Option<Option<i64>>) {
    let status = status
        .parse::<Status>()
        .ok()
        .filter(|status| status.is_an_answer());
    let status = errors.check("status", status.ok_or(Invalid::UnknownChoice));
    let merged_into = match (status, merged_into.trim()) {
        (Some(Status::Merged), "") => errors.check("merged_into", Err(Invalid::Required)),
        (Some(Status::Merged), number) => errors.check(
            "merged_into",
            number.parse().map(Some).map_err(|_| Invalid::Malformed),
        ),
        _ => Some(None),
    };
    (status, merged_into)
}

fn language(errors: &mut FieldErrors, code: &str, default: &Language) -> Option<Language> {
    match code.trim() {
        "" => Some(default.clone()),
        code => errors.check("language", Language::parse(code)),
    }
}

impl ResponseForm {
    pub(super) fn parse(
        &self,
        default: &Language,
    ) -> Result<(Content, Option<ResponseId>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let (status, merged_into) = place(&mut errors, &self.status, &self.merged_into);
        let body = errors.check("body", ResponseBody::parse(&self.body));
        let owed = match self.response.trim() {
            "" => Some(None),
            id => errors.check(
                "response",
                id.parse().map(Some).map_err(|_| Invalid::UnknownChoice),
            ),
        };
        let language = language(&mut errors, &self.language, default);
        match (status, merged_into, body, owed, language) {
            (Some(status), Some(merged_into), Some(body), Some(owed), Some(language)) => {
                let content = Content {
                    status,
                    merged_into,
                    body,
                    language,
                };
                Ok((content, owed))
            }
            _ => Err(errors),
        }
    }
}

impl CorrectionForm {
    /// `fixed` is the status that an older answer gave; its correction leaves it.
    pub(super) fn parse(
        &self,
        default: &Language,
        fixed: Option<(Status, Option<i64>)>,
    ) -> Result<(Content, Reason), FieldErrors> {
        let mut errors = FieldErrors::default();
        let (status, merged_into) = match fixed {
            Some((status, merged_into)) => (Some(status), Some(merged_into)),
            None => place(&mut errors, &self.status, &self.merged_into),
        };
        let body = errors.check("body", ResponseBody::parse(&self.body));
        let language = language(&mut errors, &self.language, default);
        let reason = errors.check("reason", Reason::parse(&self.reason));
        match (status, merged_into, body, language, reason) {
            (Some(status), Some(merged_into), Some(body), Some(language), Some(reason)) => {
                let content = Content {
                    status,
                    merged_into,
                    body,
                    language,
                };
                Ok((content, reason))
            }
            _ => Err(errors),
        }
    }
}
