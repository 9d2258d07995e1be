//! The city's responses: what it owes, and answering for it.

use crate::{Error, Service, markdown, proposal::ProposalRef};
use cabildo_domain::{
    FieldErrors, Invalid, Language, Refusal, ResponseId, Timestamp, Viewer, consultation::Slug,
    event::EventKind, proposal::Status, refusal::Need, text::ResponseBody,
};
use cabildo_store::{
    Tx,
    consultation::ConsultationRow,
    event,
    proposal::{
        self, Proposal,
        change::{self, Merge},
    },
    response::{self, Answer, Owing, Response},
};
use serde::{Deserialize, Serialize};

/// A response as a proposal's page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResponseView {
    /// Its id.
    pub id: ResponseId,
    /// The rung that owes it, by its count; `None` when the city answered of its own accord.
    pub rung_count: Option<i64>,
    /// What is owed; empty without a rung.
    pub owes: String,
    /// Who owes it; empty without a rung.
    pub owner: String,
    /// When the rung was reached.
    pub reached_at: Option<Timestamp>,
    /// Until when it is due.
    pub due_at: Option<Timestamp>,
    /// Owed, and the due date is over.
    pub late: bool,
    /// When it was given.
    pub answered_at: Option<Timestamp>,
    /// The status that came with it.
    pub status: Option<Status>,
    /// Its text, rendered and safe; empty while it is owed.
    pub body_html: String,
    /// The language of the text.
    pub language: Language,
}

impl ResponseView {
    pub(crate) fn new(row: Response, now: Timestamp) -> Self {
        Self {
            id: row.id,
            rung_count: row.rung_count,
            owes: row.owes,
            owner: row.owner,
            reached_at: row.reached_at,
            due_at: row.due_at,
            late: row.answered_at.is_none() && row.due_at.is_some_and(|due| due < now),
            answered_at: row.answered_at,
            status: row.status,
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
    /// What, for which proposal, by whom, until when.
    #[serde(flatten)]
    pub owing: Owing,
    /// The due date is over.
    pub late: bool,
}

/// The city's answer as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResponseForm {
    /// Where the proposal stands from now on: one of [`Status::ANSWERS`], or merged.
    pub status: String,
    /// When merged: the number of the proposal of the same consultation that stands for it; else left aside.
    pub merged_into: String,
    /// The text, Markdown.
    pub body: String,
    /// The owed response that this gives, or nothing.
    pub response: String,
    /// The language it is written in; nothing for the consultation's.
    pub language: String,
}

struct Draft {
    status: Status,
    merged_into: Option<i64>,
    body: ResponseBody,
    owed: Option<ResponseId>,
    language: Language,
}

impl Draft {
    fn parse(form: &ResponseForm, language: &Language) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let status = form
            .status
            .parse::<Status>()
            .ok()
            .filter(|status| status.is_an_answer());
        let status = errors.check("status", status.ok_or(Invalid::UnknownChoice));
        let merged_into = match (status, form.merged_into.trim()) {
            (Some(Status::Merged), "") => errors.check("merged_into", Err(Invalid::Required)),
            (Some(Status::Merged), number) => errors.check(
                "merged_into",
                number.parse().map(Some).map_err(|_| Invalid::Malformed),
            ),
            _ => Some(None),
        };
        let body = errors.check("body", ResponseBody::parse(&form.body));
        let owed = match form.response.trim() {
            "" => Some(None),
            id => errors.check(
                "response",
                id.parse().map(Some).map_err(|_| Invalid::UnknownChoice),
            ),
        };
        let language = match form.language.trim() {
            "" => Some(language.clone()),
            code => errors.check("language", Language::parse(code)),
        };
        match (status, merged_into, body, owed, language) {
            (Some(status), Some(merged_into), Some(body), Some(owed), Some(language)) => Ok(Self {
                status,
                merged_into,
                body,
                owed,
                language,
            }),
            _ => Err(errors),
        }
    }
}

/// Most owed responses that the desk lists at once.
const OWED: i64 = 200;

impl Service {
    /// Answers a proposal for the city: gives an owed response, or one of its own accord; sets where the proposal
    /// stands, or which proposal stands for it now. Sending the same answer twice changes nothing the second time.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`], [`Need::Role`], [`Refusal::NotFound`], [`Refusal::Invalid`] (`merged_into`:
    /// [`Invalid::CannotStandFor`] unless that is another proposal of the consultation which stands itself; `status`:
    /// [`Invalid::AnswerOwed`] for a merger that leaves an owed response without an answer); [`Need::Changeable`]
    /// when the proposal is withdrawn or merged, or the owed response was given already; [`Need::Visible`].
    pub async fn answer_proposal(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        form: ResponseForm,
    ) -> Result<ProposalRef, Error> {
        let moderator = viewer.moderator()?.account();
        let mut tx = self.store().write().await?;
        let row = self.consultation_seen_by(&mut tx, viewer, slug).await?;
        let proposal = crate::proposal::find(&mut tx, &row, number, viewer).await?;
        if proposal.hidden.is_some() {
            return Err(Refusal::forbidden(Need::Visible).into());
        }
        let draft = Draft::parse(&form, &row.language)?;
        let address = ProposalRef {
            slug: row.slug.clone(),
            number,
            id: proposal.id,
        };
        let answer = Answer {
            proposal: proposal.id,
            status: draft.status,
            body_html: markdown::render(draft.body.as_str()),
            sanitizer: markdown::VERSION,
            body: draft.body.into_string(),
            language: draft.language,
            by: moderator,
            at: self.now(),
        };
        if let Some(into) = draft.merged_into {
            if is_merged_so(&mut tx, &proposal, into, &answer).await? {
                return Ok(address);
            }
            require_nothing_owed(&mut tx, &answer, draft.owed).await?;
            merge(&mut tx, &row, &answer, into).await?;
        } else if !change::set_status(
            &mut tx,
            proposal.id,
            &Status::ANSWERS,
            draft.status,
            answer.at,
        )
        .await?
        {
            return Err(Refusal::forbidden(Need::Changeable).into());
        }
        if !self.record(&mut tx, draft.owed, &answer).await? {
            return Ok(address);
        }
        self.owe_standing(&mut tx, Some(row.id)).await?;
        let event =
            self.proposal_event(EventKind::ProposalAnswered, proposal.id, row.id, moderator);
        event::append(&mut tx, &[event]).await?;
        tx.commit().await?;
        Ok(address)
    }

    /// Writes an answer down; false when the same one stands already.
    async fn record(
        &self,
        tx: &mut Tx,
        owed: Option<ResponseId>,
        answer: &Answer,
    ) -> Result<bool, Error> {
        let before = response::of(tx, answer.proposal).await?;
        let same = |row: &Response| is_same(row, answer);
        match owed {
            None if before
                .first()
                .is_some_and(|newest| newest.rung_count.is_none() && same(newest)) =>
            {
                Ok(false)
            }
            None => {
                response::give(tx, self.new_id(), answer).await?;
                Ok(true)
            }
            Some(id) => {
                let row = before
                    .iter()
                    .find(|row| row.id == id)
                    .ok_or_else(|| FieldErrors::one("response", Invalid::UnknownChoice))?;
                if same(row) {
                    return Ok(false);
                }
                if response::fulfil(tx, id, answer).await? {
                    Ok(true)
                } else {
                    Err(Refusal::forbidden(Need::Changeable).into())
                }
            }
        }
    }

    /// What the city owes, the oldest promise first, up to two hundred. One statement.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`], [`Need::Role`].
    pub async fn owed_responses(&self, viewer: &Viewer) -> Result<Vec<OwedView>, Error> {
        viewer.moderator()?;
        let mut tx = self.store().read().await?;
        let now = self.now();
        let owed = response::owed(&mut tx, OWED).await?;
        Ok(owed
            .into_iter()
            .map(|owing| OwedView {
                late: owing.due_at < now,
                owing,
            })
            .collect())
    }
}

/// Whether that answer was given already.
fn is_same(row: &Response, answer: &Answer) -> bool {
    row.answered_by == Some(answer.by)
        && row.body == answer.body
        && row.status == Some(answer.status)
}

/// Whether the proposal was merged into that one with this very answer: the form was sent twice.
async fn is_merged_so(
    tx: &mut Tx,
    proposal: &Proposal,
    into: i64,
    answer: &Answer,
) -> Result<bool, Error> {
    if proposal
        .merged_into
        .as_ref()
        .is_none_or(|pointer| pointer.number != into)
    {
        return Ok(false);
    }
    Ok(response::of(tx, answer.proposal)
        .await?
        .iter()
        .any(|row| is_same(row, answer)))
}

/// Refused while the city owes another response than the one that is given: nobody is reminded of a promise to a proposal
/// that no longer stands.
async fn require_nothing_owed(
    tx: &mut Tx,
    answer: &Answer,
    given: Option<ResponseId>,
) -> Result<(), Error> {
    let responses = response::of(tx, answer.proposal).await?;
    if responses
        .iter()
        .any(|row| row.answered_at.is_none() && Some(row.id) != given)
    {
        return Err(FieldErrors::one("status", Invalid::AnswerOwed).into());
    }
    Ok(())
}

/// Merges the answered proposal into the one with the number `into`.
async fn merge(
    tx: &mut Tx,
    row: &ConsultationRow,
    answer: &Answer,
    into: i64,
) -> Result<(), Error> {
    let cannot = || Error::from(FieldErrors::one("merged_into", Invalid::CannotStandFor));
    let other = proposal::by_number(tx, row.id, into, None)
        .await?
        .ok_or_else(cannot)?;
    match change::merge(tx, answer.proposal, other.id, &Status::ANSWERS, answer.at).await? {
        Merge::Done => Ok(()),
        Merge::NotChangeable => Err(Refusal::forbidden(Need::Changeable).into()),
        Merge::CannotStandFor => Err(cannot()),
    }
}
