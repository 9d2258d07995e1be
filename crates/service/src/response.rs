//! The city's responses: the owed ones, answering for the city, and correcting an answer.
//!
//! | | visitor, resident | account with an office | moderator, lab, admin |
//! |---|---|---|---|
//! | read an answer and its earlier versions | yes | yes | yes |
//! | list the owed responses | no | those of its office | yes |
//! | preview and publish an answer | no | an owed one of its office | yes |
//! | correct it, with a reason | no | no | yes |
//!
//! The newest answer decides a proposal's status, so correcting it may change the status too, a merger included.
//! Correcting an older one changes its text alone. Whether an owed response came in time is decided by the first
//! version.

mod answer;
mod correct;
mod form;
mod history;
mod office;

pub use correct::Correctable;
pub use form::{CorrectionForm, ResponseForm};
pub use history::{AnswerHistory, AnswerVersion};
pub use office::OfficePage;

use crate::{Error, Responses, markdown, support::CheckView};
use cabildo_domain::{
    Language, ProposalId, ResponseId, Timestamp, permission::Moderator, proposal::Status,
};
use cabildo_store::{
    Tx,
    response::{self, Owing, Response},
};
use serde::Serialize;

/// A response as a proposal's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResponseView {
    pub id: ResponseId,
    /// The rung that owes it, by its count; `None` when the city answered of its own accord.
    pub rung_count: Option<i64>,
    /// The response that is owed; empty without a rung.
    pub owes: String,
    /// The owner of the response; empty without a rung.
    pub owner: String,
    /// When the rung was reached.
    pub reached_at: Option<Timestamp>,
    /// The day by which it is due.
    pub due_at: Option<Timestamp>,
    /// The check of the supports that reached the rung, while it runs: the response is owed from its end.
    pub check: Option<CheckView>,
    /// Whether it is owed and the due date is over.
    pub late: bool,
    /// When it was given.
    pub answered_at: Option<Timestamp>,
    /// Its version, from 1.
    pub revision: i64,
    /// When it was last corrected.
    pub corrected_at: Option<Timestamp>,
    /// The status that was set with it.
    pub status: Option<Status>,
    /// The number of the proposal that it names, when it merges.
    pub merged_number: Option<i64>,
    /// Its text, rendered and safe; empty while it is owed.
    pub body_html: String,
    /// The language of the text.
    pub language: Language,
}

impl ResponseView {
    pub(crate) fn new(row: Response, now: Timestamp) -> Self {
        let check = match row.answered_at {
            None => CheckView::at(row.checked_until, row.held_reason, now),
            Some(_) => None,
        };
        Self {
            id: row.id,
            rung_count: row.rung_count,
            owes: row.owes,
            owner: row.owner,
            reached_at: row.reached_at,
            due_at: row.due_at,
            late: row.answered_at.is_none()
                && check.is_none()
                && row.due_at.is_some_and(|due| due < now),
            check,
            answered_at: row.answered_at,
            revision: row.revision,
            corrected_at: row.corrected_at,
            status: row.status,
            merged_number: row.merged_number,
            body_html: match row.answered_at {
                Some(_) => markdown::current(&row.body, row.body_html, row.sanitizer),
                None => String::new(),
            },
            language: row.language,
        }
    }
}

/// Something the city owes, as the desk lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwedView {
    /// The response, its proposal, its owner and its due date.
    #[serde(flatten)]
    pub owing: Owing,
    /// Whether the due date is over.
    pub late: bool,
    /// The end of the check of the supports that reached the rung, while they are checked.
    pub checking_until: Option<Timestamp>,
}

impl OwedView {
    fn new(owing: Owing, now: Timestamp) -> Self {
        Self {
            late: owing.due_at < now && owing.checked_until.is_none_or(|until| until <= now),
            checking_until: owing.checked_until.filter(|until| now < *until),
            owing,
        }
    }
}

/// Most owed responses that the desk lists at once.
const OWED: i64 = 200;

impl Responses<'_> {
    /// The responses that the city owes, the oldest promise first, up to two hundred. One statement.
    pub async fn owed(self, _: Moderator<'_>) -> Result<Vec<OwedView>, Error> {
        let mut tx = self.store().read().await?;
        let now = self.now();
        let owed = response::owed(&mut tx, OWED).await?;
        Ok(owed
            .into_iter()
            .map(|owing| OwedView::new(owing, now))
            .collect())
    }
}

/// Whether a rung makes the city owe a response to a proposal, given or not.
pub(crate) async fn is_owed(
    tx: &mut Tx,
    proposal: ProposalId,
    rung_count: i64,
) -> Result<bool, Error> {
    let responses = response::of(tx, proposal).await?;
    Ok(responses
        .iter()
        .any(|row| row.rung_count == Some(rung_count)))
}
