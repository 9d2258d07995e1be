//! Answers a proposal for the city: first a preview, then the publication.

use super::{ResponseForm, ResponseView};
use crate::{Error, Responses, proposal::ProposalRef};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, ResponseId, Role, consultation::Slug, event::Verb,
    permission::Respondent, proposal::Status, refusal::Need, text::Owed,
};
use cabildo_store::{
    Tx,
    consultation::ConsultationRow,
    event,
    proposal::{
        self, Proposal,
        place::{self, Placed, Placing},
    },
    response::{self, Answer, Response, version},
};

/// The result of an answer inside its transaction.
struct Given {
    address: ProposalRef,
    response: ResponseId,
    /// Whether it is new; false when the same answer was there already.
    is_new: bool,
}

impl Responses<'_> {
    /// Answers a proposal for the city: gives an owed response, or one of the city's own accord; sets the proposal's
    /// status, or the proposal that stands for it. Sending the same answer twice changes nothing the second time.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (`merged_into`:
    /// [`Invalid::CannotStandFor`] unless that is another proposal of the consultation which stands itself; `status`:
    /// [`Invalid::AnswerOwed`] for a merger that leaves an owed response without an answer); [`Need::Changeable`]
    /// when the proposal is withdrawn, or merged into one that stands, or the owed response was given already;
    /// [`Need::Visible`].
    pub async fn answer(
        self,
        respondent: Respondent<'_>,
        slug: &Slug,
        number: i64,
        form: ResponseForm,
    ) -> Result<ProposalRef, Error> {
        let mut tx = self.store().write().await?;
        let given = self
            .give_answer(&mut tx, respondent, slug, number, &form)
            .await?;
        if given.is_new {
            tx.commit().await?;
        }
        Ok(given.address)
    }

    /// The answer as everyone would see it, and whether it is published already. It makes all changes of a publication
    /// and rolls them back, so that the preview is refused whenever the publication would be.
    ///
    /// # Errors
    /// Those of [`Responses::answer`].
    pub async fn preview(
        self,
        respondent: Respondent<'_>,
        slug: &Slug,
        number: i64,
        form: &ResponseForm,
    ) -> Result<(ResponseView, bool), Error> {
        let mut tx = self.store().write().await?;
        let given = self
            .give_answer(&mut tx, respondent, slug, number, form)
            .await?;
        let view = self
            .view_of(&mut tx, given.address.id, given.response)
            .await?;
        Ok((view, !given.is_new))
    }

    /// A response in the state of this transaction.
    pub(super) async fn view_of(
        self,
        tx: &mut Tx,
        proposal: cabildo_domain::ProposalId,
        id: ResponseId,
    ) -> Result<ResponseView, Error> {
        let mut rows = response::of(tx, proposal).await?.into_iter();
        let row = rows.find(|row| row.id == id).ok_or(Refusal::NotFound)?;
        Ok(ResponseView::new(row, self.now()))
    }

    async fn give_answer(
        self,
        tx: &mut Tx,
        respondent: Respondent<'_>,
        slug: &Slug,
        number: i64,
        form: &ResponseForm,
    ) -> Result<Given, Error> {
        let row = self
            .consultations()
            .seen_by(tx, respondent.viewer(), slug)
            .await?;
        let proposal = crate::proposal::find(tx, &row, number, respondent.viewer()).await?;
        if proposal.hidden.is_some() {
            return Err(Refusal::forbidden(Need::Visible).into());
        }
        let (content, owed) = form.parse(&row.language)?;
        let address = ProposalRef {
            slug: row.slug.clone(),
            number,
            id: proposal.id,
        };
        let answer = content.answer(proposal.id, respondent.account(), self.now());
        let before = response::of(tx, proposal.id).await?;
        require_own(respondent, &before, owed, &answer)?;
        if let Some(response) = merged_already(&proposal, &before, &answer) {
            return Ok(Given {
                address,
                response,
                is_new: false,
            });
        }
        if answer.status == Status::Merged {
            require_nothing_owed(&before, owed)?;
        }
        set_place(tx, &row, &answer, false).await?;
        let (response, is_new) = self.record(tx, &before, owed, &answer).await?;
        if is_new {
            self.supports().owe_standing(tx, Some(row.id)).await?;
            let event = self.proposals().proposal_event(
                Verb::Answered,
                proposal.id,
                row.id,
                Some(respondent.account()),
            );
            event::append(tx, &[event]).await?;
        }
        Ok(Given {
            address,
            response,
            is_new,
        })
    }

    /// Stores an answer; returns its id, and false when the same one is there already.
    async fn record(
        self,
        tx: &mut Tx,
        before: &[Response],
        owed: Option<ResponseId>,
        answer: &Answer,
    ) -> Result<(ResponseId, bool), Error> {
        let id = match owed {
            None => {
                let newest = before
                    .first()
                    .filter(|newest| newest.rung_count.is_none() && is_same(newest, answer));
                if let Some(newest) = newest {
                    return Ok((newest.id, false));
                }
                let id = self.new_id();
                response::give(tx, id, answer).await?;
                id
            }
            Some(id) => {
                let row = before
                    .iter()
                    .find(|row| row.id == id)
                    .ok_or_else(|| FieldErrors::one("response", Invalid::UnknownChoice))?;
                if is_same(row, answer) {
                    return Ok((id, false));
                }
                if !response::fulfil(tx, id, answer).await? {
                    return Err(Refusal::forbidden(Need::Changeable).into());
                }
                id
            }
        };
        version::insert(tx, self.new_id(), id, 1, answer, None).await?;
        Ok((id, true))
    }
}

/// Somebody who answers for offices may only give what one of them owes; a merger is for those who answer everything.
fn require_own(
    respondent: Respondent<'_>,
    responses: &[Response],
    given: Option<ResponseId>,
    answer: &Answer,
) -> Result<(), Refusal> {
    let is_own = |row: &Response| {
        Some(row.id) == given && respondent.answers_for(&Owed::trusted(row.owner.clone()))
    };
    let is_merger = answer.status == Status::Merged;
    let gives_own = !is_merger && responses.iter().any(is_own);
    if respondent.answers_everything() || gives_own {
        Ok(())
    } else {
        Err(Refusal::forbidden(Need::Role(Role::Moderator)))
    }
}

/// Whether that answer was given already.
fn is_same(row: &Response, answer: &Answer) -> bool {
    row.answered_by == Some(answer.by)
        && row.body == answer.body
        && row.status == Some(answer.status)
}

/// The answer that merged the proposal into that one with the same text: the form was sent twice.
fn merged_already(proposal: &Proposal, before: &[Response], answer: &Answer) -> Option<ResponseId> {
    let merged = proposal.merged.as_ref()?;
    let same_place = answer.merged_number == Some(merged.first) && merged.gone.is_none();
    let row = before.iter().find(|row| is_same(row, answer))?;
    same_place.then_some(row.id)
}

/// Refuses a merger while the city owes another response than the one that is given: nobody is reminded of a promise to
/// a merged proposal.
pub(super) fn require_nothing_owed(
    responses: &[Response],
    given: Option<ResponseId>,
) -> Result<(), Refusal> {
    let owes_another = responses
        .iter()
        .any(|row| row.answered_at.is_none() && Some(row.id) != given);
    if owes_another {
        return Err(FieldErrors::one("status", Invalid::AnswerOwed));
    }
    Ok(())
}

/// Sets the status of the answered proposal, or merges it into the one that the answer names.
pub(super) async fn set_place(
    tx: &mut Tx,
    row: &ConsultationRow,
    answer: &Answer,
    correcting: bool,
) -> Result<(), Error> {
    let cannot = || Error::from(FieldErrors::one("merged_into", Invalid::CannotStandFor));
    let into = match answer.merged_number {
        Some(number) => {
            let other = proposal::by_number(tx, row.id, number, None).await?;
            Some(other.ok_or_else(cannot)?.id)
        }
        None => None,
    };
    let placing = Placing {
        id: answer.proposal,
        status: answer.status,
        into,
        correcting,
        at: answer.at,
    };
    match place::set(tx, &placing).await? {
        Placed::Done => Ok(()),
        Placed::NotChangeable => Err(Refusal::forbidden(Need::Changeable).into()),
        Placed::CannotStandFor => Err(cannot()),
    }
}
