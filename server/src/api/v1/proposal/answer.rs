//! The city's answers to a proposal, with their earlier versions.

use crate::api::v1::value::instant;
use cabildo_domain::support::Stage;
use cabildo_service::response::{self, ResponseView};
use serde::Serialize;
use utoipa::ToSchema;

/// A response that the city gave or owes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Response {
    /// Its id: `/c/{slug}/p/{number}/answers/{id}` shows its versions to people.
    pub(super) id: String,
    /// The number of supports that made it owed; null when the city answered of its own accord.
    rung: Option<i64>,
    /// The response that is owed, as the ladder names it.
    owes: String,
    /// The office that owes it.
    owner: String,
    /// checking (a threshold was reached, and staff look at how the supports came in), owed or answered.
    state: &'static str,
    /// When the threshold was reached; null when the city answered of its own accord.
    #[schema(format = DateTime)]
    reached_at: Option<String>,
    /// The end of the check, from which the response is owed; null unless the state is checking.
    #[schema(format = DateTime)]
    checked_until: Option<String>,
    /// The reason for which staff hold the check; null unless they do.
    held_reason: Option<String>,
    /// The day by which it is due, counted from the day when the threshold was reached.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    /// When it was first published. Whether the answer came in time is decided by this date; null while it is owed.
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// When it was last corrected; null when it never was.
    #[schema(format = DateTime)]
    corrected_at: Option<String>,
    /// The status that it gave the proposal.
    status: Option<&'static str>,
    /// The number of the proposal that it names, when it merges.
    merged_into: Option<i64>,
    /// Its text as safe HTML; empty while it is owed.
    body_html: String,
    /// Every version, the oldest first; empty unless an answer to the proposal was corrected.
    pub(super) versions: Vec<AnswerVersion>,
}

/// A version of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerVersion {
    /// Its number, from 1.
    revision: i64,
    /// When it was published.
    #[schema(format = DateTime)]
    at: String,
    /// The status that it gave the proposal.
    status: &'static str,
    /// The number of the proposal that it names, when it merges.
    merged_into: Option<i64>,
    /// The text, Markdown.
    body: String,
    /// The language of the text (ISO 639).
    language: String,
    /// The reason of the correction; null for the first version.
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
