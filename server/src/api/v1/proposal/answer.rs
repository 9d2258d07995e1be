//! The city's answers to a proposal, with their earlier versions.

use crate::api::v1::value::instant;
use cabildo_domain::support::Stage;
use cabildo_service::response::{self, ResponseView};
use serde::Serialize;
use utoipa::ToSchema;

/// What the city answered, or owes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Response {
    /// Its id: `/c/{slug}/p/{number}/answers/{id}` shows its versions to people.
    pub(super) id: String,
    /// The number of supports that made it owed; null when the city answered of its own accord.
    rung: Option<i64>,
    /// What is owed.
    owes: String,
    /// Who owes it.
    owner: String,
    /// checking (a threshold was reached, and staff look at how the supports came in), owed or answered.
    state: &'static str,
    /// When the threshold was reached; null when the city answered of its own accord.
    #[schema(format = DateTime)]
    reached_at: Option<String>,
    /// While it is checked: when it is owed by itself, at the latest.
    #[schema(format = DateTime)]
    checked_until: Option<String>,
    /// While staff hold the check: why.
    held_reason: Option<String>,
    /// Counted from the day the threshold was reached.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    /// When it was first given, which keeps what is owed; null while it is owed.
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// When it was last corrected; null when it never was.
    #[schema(format = DateTime)]
    corrected_at: Option<String>,
    /// The status that came with it.
    status: Option<&'static str>,
    /// The number of the proposal that it names, when it merges.
    merged_into: Option<i64>,
    /// Its text as safe HTML; empty while it is owed.
    body_html: String,
    /// Every version, the first one first; empty while no answer to the proposal was corrected.
    pub(super) versions: Vec<AnswerVersion>,
}

/// What an answer said at some time.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerVersion {
    /// Its number, from 1.
    revision: i64,
    /// When it was published.
    #[schema(format = DateTime)]
    at: String,
    /// The status that came with it.
    status: &'static str,
    /// The number of the proposal that it names, when it merges.
    merged_into: Option<i64>,
    /// Markdown.
    body: String,
    /// The language of the text (ISO 639).
    language: String,
    /// Why it was corrected; null for the first.
    reason: Option<String>,
}

impl From<ResponseView> for Response {
    fn from(view: ResponseView) -> Self {
        Self {
            id: view.id.to_string(),
            rung: view.rung_count,
            owes: view.owes,
            owner: view.owner,
            state: match (view.answered_at, &view.check) {
                (Some(_), _) => "answered",
                (None, Some(_)) => Stage::Checking.as_str(),
                (None, None) => Stage::Owed.as_str(),
            },
            reached_at: view.reached_at.map(instant),
            checked_until: view.check.as_ref().map(|check| instant(check.until)),
            held_reason: view
                .check
                .and_then(|check| check.held)
                .map(|reason| reason.into_string()),
            due_at: view.due_at.map(instant),
            answered_at: view.answered_at.map(instant),
            corrected_at: view.corrected_at.map(instant),
            status: view.status.map(|status| status.as_str()),
            merged_into: view.merged_number,
            body_html: view.body_html,
            versions: Vec::new(),
        }
    }
}

impl From<response::AnswerVersion> for AnswerVersion {
    fn from(version: response::AnswerVersion) -> Self {
        Self {
            revision: version.revision,
            at: instant(version.at),
            status: version.status.as_str(),
            merged_into: version.merged_number,
            body: version.body,
            language: version.language.to_string(),
            reason: version.reason.map(|reason| reason.into_string()),
        }
    }
}
