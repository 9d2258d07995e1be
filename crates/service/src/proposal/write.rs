//! Submitting, changing and withdrawing a proposal.

use super::{ProposalForm, ProposalRef, compose::authors_own, form::is_author};
use crate::{Accounts, Error, Limited, Proposals, entropy, markdown};
use cabildo_domain::{
    AccountId, ConsultationId, ProposalId, Refusal, Subject, Viewer,
    consultation::Slug,
    event::{NewEvent, Verb},
    permission::Resident,
    phase::Activity,
    proposal::{Content, Status, fair_rank},
    refusal::Need,
};
use cabildo_store::{
    Tx, area,
    consultation::{self, ConsultationRow, Counts},
    event, participant,
    proposal::{self, NewProposal, Proposal, change},
    theme,
};
use uuid::Uuid;

impl Proposals<'_> {
    /// Submits a proposal. A second submit of the same form with the same content returns the first proposal; with
    /// another content it makes another proposal.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Closed`], [`Refusal::Invalid`], [`Refusal::TooFast`] for somebody who submits
    /// too many in a short time.
    pub async fn propose(
        self,
        resident: Resident<'_>,
        slug: &Slug,
        form: ProposalForm,
    ) -> Result<ProposalRef, Error> {
        let author = resident.account();
        let Some(key) = form.key(author, slug) else {
            return self
                .put_forward(resident.viewer(), author, slug, &form, None)
                .await;
        };
        if let Some(first) = self.submitted(author, key).await? {
            return Ok(first);
        }
        match self
            .put_forward(resident.viewer(), author, slug, &form, Some(key))
            .await
        {
            // Another submit of the same form came first.
            Err(taken @ Error::Store(cabildo_store::Error::Taken { .. })) => {
                self.submitted(author, key).await?.ok_or(taken)
            }
            outcome => outcome,
        }
    }

    async fn submitted(self, author: AccountId, key: Uuid) -> Result<Option<ProposalRef>, Error> {
        let mut tx = self.store().read().await?;
        let first = proposal::by_submit_key(&mut tx, author, key).await?;
        Ok(first.map(|(id, slug, number)| ProposalRef { slug, number, id }))
    }

    async fn put_forward(
        self,
        viewer: &Viewer,
        author: AccountId,
        slug: &Slug,
        form: &ProposalForm,
        submit_key: Option<Uuid>,
    ) -> Result<ProposalRef, Error> {
        let mut tx = self.store().write().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        self.consultations()
            .require(&mut tx, row.id, Activity::Propose)
            .await?;
        let content = self.content(&mut tx, &row, form, None).await?;
        self.inner
            .limiters
            .of(Limited::Proposals)
            .check(author.to_string())?;
        let now = self.now();
        let (id, lot) = (self.new_id::<ProposalId>(), entropy::lot(self.entropy()));
        let number = consultation::take_number(&mut tx, row.id).await?;
        let new = NewProposal {
            id,
            consultation: row.id,
            number,
            author: author.into(),
            body_html: markdown::render(content.body.as_str()),
            sanitizer: markdown::VERSION,
            content,
            status: Status::Published,
            created_at: now,
            imported_supports: 0,
            lot,
            fair_rank: fair_rank(lot, now.day()),
            submit_key,
            import_key: None,
        };
        proposal::insert(&mut tx, &[new]).await?;
        Accounts::still_there(&mut tx, &[author]).await?;
        let first_time = participant::note(&mut tx, row.id, author, now).await?;
        let change = Counts {
            proposals: 1,
            participants: i64::from(first_time),
            ..Counts::default()
        };
        consultation::adjust(&mut tx, row.id, change).await?;
        event::append(
            &mut tx,
            &[self.proposal_event(Verb::Created, id, row.id, Some(author))],
        )
        .await?;
        tx.commit().await?;
        Ok(ProposalRef {
            slug: row.slug,
            number,
            id,
        })
    }

    /// Changes a proposal's text. Only its author may, while people can propose and the city has not answered. A form
    /// without a change succeeds and writes nothing.
    ///
    /// # Errors
    /// [`Refusal::Outdated`] when somebody (or another tab) changed it since the form was loaded; else as
    /// [`Proposals::propose`], [`Need::Author`], [`Need::Visible`], [`Need::Changeable`].
    pub async fn edit(
        self,
        resident: Resident<'_>,
        slug: &Slug,
        number: i64,
        form: ProposalForm,
    ) -> Result<ProposalRef, Error> {
        let mut tx = self.store().write().await?;
        let (row, proposal) = self
            .own_proposal(&mut tx, resident.viewer(), slug, number)
            .await?;
        self.consultations()
            .require(&mut tx, row.id, Activity::Propose)
            .await?;
        let address = ProposalRef {
            slug: row.slug.clone(),
            number,
            id: proposal.id,
        };
        let present = &proposal.content;
        let content = self.content(&mut tx, &row, &form, Some(present)).await?;
        if content == *present {
            return Ok(address);
        }
        let expected: i64 = form
            .revision
            .trim()
            .parse()
            .map_err(|_| Refusal::Malformed)?;
        let now = self.now();
        let edit = change::Edit {
            id: proposal.id,
            expected,
            body_html: markdown::render(content.body.as_str()),
            sanitizer: markdown::VERSION,
            content,
            editor: proposal.author.author.clone(),
            at: now,
        };
        if !change::edit(&mut tx, &edit).await? {
            return Err(Refusal::Outdated {
                current: proposal.revision,
            }
            .into());
        }
        let editor = proposal.author.author.named_in_the_log();
        event::append(
            &mut tx,
            &[self.proposal_event(Verb::Edited, proposal.id, row.id, editor)],
        )
        .await?;
        tx.commit().await?;
        Ok(address)
    }

    /// Withdraws a proposal. Only its author may, while the city has not answered. It leaves the lists; its page stays.
    /// Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Need::Author`], [`Need::Visible`], [`Need::Changeable`].
    pub async fn withdraw(
        self,
        resident: Resident<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<ProposalRef, Error> {
        let mut tx = self.store().write().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, resident.viewer(), slug)
            .await?;
        let proposal = find(&mut tx, &row, number, resident.viewer()).await?;
        let address = ProposalRef {
            slug: row.slug.clone(),
            number,
            id: proposal.id,
        };
        if is_author(resident.viewer(), &proposal) && proposal.status == Status::Withdrawn {
            return Ok(address);
        }
        authors_own(resident.viewer(), &proposal)?;
        let now = self.now();
        if !change::set_status(
            &mut tx,
            proposal.id,
            &[Status::Published],
            Status::Withdrawn,
            now,
        )
        .await?
        {
            return Err(Refusal::forbidden(Need::Changeable).into());
        }
        let author = proposal.author.author.named_in_the_log();
        let event = self.proposal_event(Verb::Withdrawn, proposal.id, row.id, author);
        event::append(&mut tx, &[event]).await?;
        tx.commit().await?;
        Ok(address)
    }

    async fn content(
        self,
        tx: &mut Tx,
        row: &ConsultationRow,
        form: &ProposalForm,
        present: Option<&Content>,
    ) -> Result<Content, Error> {
        let themes = theme::of(tx, row.id).await?;
        let areas = area::of(tx, row.id).await?;
        Ok(form.parse(&themes, &areas, &row.language, present)?)
    }

    async fn own_proposal(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
    ) -> Result<(ConsultationRow, Proposal), Error> {
        let row = self.consultations().seen_by(tx, viewer, slug).await?;
        let proposal = find(tx, &row, number, viewer).await?;
        authors_own(viewer, &proposal)?;
        Ok((row, proposal))
    }

    pub(crate) fn proposal_event(
        self,
        verb: Verb,
        proposal: ProposalId,
        consultation: ConsultationId,
        actor: Option<AccountId>,
    ) -> NewEvent {
        NewEvent {
            verb,
            subject: Subject::proposal(proposal),
            consultation: Some(consultation),
            actor,
            at: self.now(),
        }
    }
}

/// The proposal with this number, as `viewer` sees it.
pub(crate) async fn find(
    tx: &mut Tx,
    row: &ConsultationRow,
    number: i64,
    viewer: &Viewer,
) -> Result<Proposal, Error> {
    Ok(proposal::by_number(tx, row.id, number, viewer.account())
        .await?
        .ok_or(Refusal::NotFound)?)
}
