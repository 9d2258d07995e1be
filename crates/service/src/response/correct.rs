//! Correcting an answer: a new version with a reason. The versions before it stay readable for everyone.

use super::{
    CorrectionForm, ResponseView,
    answer::{require_nothing_owed, set_place},
};
use crate::{Error, Responses, proposal::ProposalRef};
use cabildo_domain::{
    ProposalId, Refusal, ResponseId, consultation::Slug, event::Verb, permission::Moderator,
    proposal::Status, refusal::Need,
};
use cabildo_store::{
    Tx, event,
    response::{self, Answer, Response, version},
};

/// The first content of the form of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correctable {
    pub proposal: ProposalId,
    /// The answer as it is now.
    pub form: CorrectionForm,
    /// Whether it is the newest answer, so that the proposal's status can be corrected too.
    pub is_newest: bool,
}

impl Responses<'_> {
    /// The answer as the form of its correction shows it. Three statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Need::Visible`].
    pub async fn correctable(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        id: ResponseId,
    ) -> Result<Correctable, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        let proposal = crate::proposal::find(&mut tx, &row, number, moderator.viewer()).await?;
        if proposal.hidden.is_some() {
            return Err(Refusal::forbidden(Need::Visible).into());
        }
        let responses = response::of(&mut tx, proposal.id).await?;
        let present = given(&responses, id)?;
        Ok(Correctable {
            proposal: proposal.id,
            form: CorrectionForm {
                revision: present.revision.to_string(),
                status: present
                    .status
                    .map(|status| status.to_string())
                    .unwrap_or_default(),
                merged_into: present
                    .merged_number
                    .map(|number| number.to_string())
                    .unwrap_or_default(),
                body: present.body.clone(),
                language: present.language.to_string(),
                reason: String::new(),
            },
            is_newest: is_newest(&responses, id),
        })
    }

    /// Replaces an answer by a new version. Sending the same correction twice, or one without a change, makes no
    /// version.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (also `reason`);
    /// [`Refusal::Outdated`] when somebody corrected it since the form was loaded; [`Need::Changeable`] when it would
    /// move a proposal that its author took back; [`Need::Visible`].
    pub async fn correct(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        id: ResponseId,
        form: &CorrectionForm,
    ) -> Result<ProposalRef, Error> {
        let mut tx = self.store().write().await?;
        let (address, is_new) = self
            .correct_within(&mut tx, moderator, slug, number, id, form)
            .await?;
        if is_new {
            tx.commit().await?;
        }
        Ok(address)
    }

    /// The corrected answer as everyone would see it, and whether it is published already. As with
    /// [`Responses::preview`], the changes are made and rolled back.
    ///
    /// # Errors
    /// Those of [`Responses::correct`].
    pub async fn preview_correction(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        id: ResponseId,
        form: &CorrectionForm,
    ) -> Result<(ResponseView, bool), Error> {
        let mut tx = self.store().write().await?;
        let (address, is_new) = self
            .correct_within(&mut tx, moderator, slug, number, id, form)
            .await?;
        let view = self.view_of(&mut tx, address.id, id).await?;
        Ok((view, !is_new))
    }

    async fn correct_within(
        self,
        tx: &mut Tx,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        id: ResponseId,
        form: &CorrectionForm,
    ) -> Result<(ProposalRef, bool), Error> {
        let row = self
            .consultations()
            .seen_by(tx, moderator.viewer(), slug)
            .await?;
        let proposal = crate::proposal::find(tx, &row, number, moderator.viewer()).await?;
        if proposal.hidden.is_some() {
            return Err(Refusal::forbidden(Need::Visible).into());
        }
        let responses = response::of(tx, proposal.id).await?;
        let present = given(&responses, id)?;
        let is_newest = is_newest(&responses, id);
        let stood = present.status.unwrap_or(Status::Published);
        let fixed = (!is_newest).then_some((stood, present.merged_number));
        let (content, reason) = form.parse(&row.language, fixed)?;
        let answer = content.answer(proposal.id, moderator.account(), self.now());
        let address = ProposalRef {
            slug: row.slug.clone(),
            number,
            id: proposal.id,
        };
        let moves = (answer.status, answer.merged_number) != (stood, present.merged_number);
        if !moves && is_unchanged(present, &answer) {
            return Ok((address, false));
        }
        let loaded: i64 = form
            .revision
            .trim()
            .parse()
            .map_err(|_| Refusal::Malformed)?;
        let outdated = Refusal::Outdated {
            current: present.revision,
        };
        if loaded != present.revision {
            return Err(outdated.into());
        }
        if moves {
            if answer.status == Status::Merged {
                require_nothing_owed(&responses, None)?;
            }
            set_place(tx, &row, &answer, stood == Status::Merged).await?;
        }
        if !response::correct(tx, id, loaded, &answer).await? {
            return Err(outdated.into());
        }
        version::insert(tx, self.new_id(), id, loaded + 1, &answer, Some(&reason)).await?;
        if moves {
            self.supports().owe_standing(tx, Some(row.id)).await?;
        }
        let event = self.proposals().proposal_event(
            Verb::AnswerCorrected,
            proposal.id,
            row.id,
            Some(moderator.account()),
        );
        event::append(tx, &[event]).await?;
        Ok((address, true))
    }
}

/// The given answer with this id among the responses to a proposal.
pub(super) fn given(responses: &[Response], id: ResponseId) -> Result<&Response, Refusal> {
    responses
        .iter()
        .find(|row| row.id == id && row.answered_at.is_some())
        .ok_or(Refusal::NotFound)
}

/// Whether the answer is the newest, which is the first of the list.
fn is_newest(responses: &[Response], id: ResponseId) -> bool {
    responses.first().is_some_and(|first| first.id == id)
}

fn is_unchanged(present: &Response, answer: &Answer) -> bool {
    present.body == answer.body && present.language == answer.language
}
