//! A proposal as its own page shows it.

use super::{ProposalForm, form::is_author};
use crate::{
    Error, Proposals,
    author::AuthorView,
    comment::Discussion,
    consultation::{ConsultationBrief, Doors},
    markdown,
    response::ResponseView,
    support::SupportState,
};
use cabildo_domain::{
    AreaId, ProposalId, Refusal, Subject, Timestamp, Viewer,
    comment::Sort,
    consultation::Slug,
    ladder::{self, Rung},
    permission::{Capability, Respondent},
    phase::Activity,
    proposal::{Content, Gone, Status},
    support::Offer,
    text::{Label, Owed, Reason},
    visibility::may_read,
};
use cabildo_store::{
    Tx,
    moderation::own,
    phase,
    proposal::{self, Pointer, Proposal},
    response::{self, Response},
    rung,
};
use serde::Serialize;

/// The content of a proposal, with its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalContent {
    /// The content.
    pub said: Content,
    /// The text, rendered and safe.
    pub body_html: String,
    pub author: AuthorView,
    /// The label of its theme.
    pub theme: Option<Label>,
    /// The area: the outermost first.
    pub area: Vec<(AreaId, Label)>,
    /// The form that edits it.
    pub form: ProposalForm,
}

/// The reason and the time of hiding something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HiddenView {
    /// The moderator's reason.
    pub reason: Reason,
    /// The time since when it is hidden.
    pub since: Timestamp,
}

/// A rung of the ladder, and whether this proposal has reached it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RungView {
    pub rung: Rung,
    /// Whether the counted supports have reached it.
    pub reached: bool,
}

/// The actions that the viewer may take on a proposal now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct May {
    /// Change its text.
    pub edit: bool,
    /// Take it back.
    pub withdraw: bool,
    /// Support it, or take the support back (a visitor is asked to sign in).
    pub support: bool,
    /// Answer for the city.
    pub answer: bool,
    /// Correct what the city answered.
    pub correct: bool,
    /// Report it to the moderators.
    pub report: bool,
    /// Hide or restore it.
    pub moderate: bool,
}

/// The end of the chain of mergers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergedView {
    /// The number of the proposal that staff merged it into, which may be merged itself by now.
    pub first: i64,
    /// The number of the proposal at the end of the chain.
    pub end: i64,
    /// Why the proposal at the end no longer stands for it, if so: then staff may answer anew.
    pub gone: Option<Gone>,
}

/// A proposal's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalPage {
    pub consultation: ConsultationBrief,
    /// The activities that are open there now.
    pub doors: Doors,
    pub id: ProposalId,
    pub number: i64,
    pub status: Status,
    /// Its present revision, from 1.
    pub revision: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its text or status last changed.
    pub updated_at: Timestamp,
    /// The notice, when it is hidden.
    pub hidden: Option<HiddenView>,
    /// The notice of the last restoration, if the author asks and no later measure followed.
    pub restored: Option<HiddenView>,
    /// The content; `None` when it is hidden from this viewer.
    pub content: Option<ProposalContent>,
    /// The proposal that stands for it: the end of a chain of mergers, when that one is neither hidden nor withdrawn.
    pub merged_into: Option<Pointer>,
    /// The chain of mergers, when it is merged.
    pub merged: Option<MergedView>,
    pub support: SupportState,
    /// The ladder it climbs, lowest rung first.
    pub ladder: Vec<RungView>,
    /// The city's responses: given ones, newest first, then owed ones by due date.
    pub responses: Vec<ResponseView>,
    /// Comments on it.
    pub comments: i64,
    /// Whether the viewer wrote it.
    pub is_mine: bool,
    /// The actions that the viewer may take.
    pub may: May,
}

impl Proposals<'_> {
    /// A proposal with everything its page shows except the discussion. A hidden one comes without its content, except
    /// for its author and moderators. Five statements, six for its author.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn page(
        self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
    ) -> Result<ProposalPage, Error> {
        let mut tx = self.store().read().await?;
        self.proposal_page_on(&mut tx, viewer, slug, number).await
    }

    /// A proposal as [`Proposals::page`] gives it, and the first page of its discussion in this order if its
    /// content is shown. Two statements more, on one connection.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn with_discussion(
        self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        sort: Sort,
    ) -> Result<(ProposalPage, Option<Discussion>), Error> {
        let mut tx = self.store().read().await?;
        let page = self.proposal_page_on(&mut tx, viewer, slug, number).await?;
        let discussion = match page.content {
            Some(_) => Some(
                self.comments()
                    .discussion_of(&mut tx, viewer, &page, sort)
                    .await?,
            ),
            None => None,
        };
        Ok((page, discussion))
    }

    async fn proposal_page_on(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
    ) -> Result<ProposalPage, Error> {
        let consultation = self.consultations().seen_by(tx, viewer, slug).await?;
        let proposal = proposal::by_number(tx, consultation.id, number, viewer.account())
            .await?
            .ok_or(Refusal::NotFound)?;
        let phases = phase::of(tx, consultation.id).await?;
        let rungs = rung::of(tx, consultation.id).await?;
        let responses = response::of(tx, proposal.id).await?;
        let now = self.now();
        let doors = Doors::of(&consultation, &phases, now);
        let is_mine = is_author(viewer, &proposal);
        let restored = match &proposal.hidden {
            None if is_mine => own::restored(tx, Subject::proposal(proposal.id)).await?,
            _ => None,
        };
        let hidden = proposal.hidden.is_some();
        let shown = may_read(viewer, &proposal.author.author, hidden);
        let open = doors.to(Activity::Support).is_open();
        let offer = Offer::of(proposal.mine, open, proposal.status.takes_support(), hidden);
        let may = may(viewer, &proposal, &responses, doors, offer);
        Ok(ProposalPage {
            consultation: ConsultationBrief::from(&consultation),
            doors,
            id: proposal.id,
            number,
            status: proposal.status,
            revision: proposal.revision,
            created_at: proposal.created_at,
            updated_at: proposal.updated_at,
            hidden: proposal
                .hidden
                .clone()
                .map(|(reason, since)| HiddenView { reason, since }),
            restored: restored.map(|(reason, since)| HiddenView { reason, since }),
            support: SupportState {
                counted: proposal.counted,
                imported: proposal.imported,
                total: proposal.counted + proposal.imported,
                mine: proposal.mine,
                offer,
                next_rung: ladder::next(&rungs, proposal.counted).cloned(),
                language: consultation.language.clone(),
            },
            ladder: climbed(&rungs, proposal.counted),
            responses: if shown {
                responses
                    .into_iter()
                    .map(|row| ResponseView::new(row, now))
                    .collect()
            } else {
                Vec::new()
            },
            comments: proposal.comments,
            is_mine,
            may,
            merged_into: proposal
                .merged
                .as_ref()
                .filter(|merged| merged.gone.is_none())
                .map(|merged| merged.end.clone()),
            merged: proposal.merged.as_ref().map(|merged| MergedView {
                first: merged.first,
                end: merged.end.number,
                gone: merged.gone,
            }),
            content: shown.then(|| content(proposal)),
        })
    }
}

fn content(proposal: Proposal) -> ProposalContent {
    let form = ProposalForm::of(&proposal);
    ProposalContent {
        body_html: markdown::current(
            proposal.content.body.as_str(),
            proposal.body_html,
            proposal.sanitizer,
        ),
        said: proposal.content,
        author: proposal.author.into(),
        theme: proposal.theme,
        area: proposal.area,
        form,
    }
}

fn climbed(rungs: &[Rung], counted: i64) -> Vec<RungView> {
    let reached = ladder::reached(rungs, counted);
    rungs
        .iter()
        .map(|rung| RungView {
            rung: rung.clone(),
            reached: reached.contains(&rung),
        })
        .collect()
}

/// Whether the viewer may answer a proposal with these responses: every proposal, or for an office that owes one of
/// them.
fn answers(viewer: &Viewer, responses: &[Response]) -> bool {
    let owes = |respondent: Respondent<'_>, row: &Response| {
        row.answered_at.is_none() && respondent.answers_for(&Owed::trusted(row.owner.clone()))
    };
    viewer.respondent().is_ok_and(|respondent| {
        respondent.answers_everything() || responses.iter().any(|row| owes(respondent, row))
    })
}

fn may(
    viewer: &Viewer,
    proposal: &Proposal,
    responses: &[Response],
    doors: Doors,
    offer: Offer,
) -> May {
    let is_mine = is_author(viewer, proposal);
    let visible = proposal.hidden.is_none();
    let authors = is_mine && visible && proposal.status.is_the_authors();
    May {
        edit: authors && doors.to(Activity::Propose).is_open(),
        withdraw: authors,
        support: offer != Offer::Nothing,
        answer: visible && is_answerable(proposal) && answers(viewer, responses),
        correct: visible && viewer.may(Capability::Moderate),
        report: visible && !is_mine,
        moderate: viewer.may(Capability::Moderate),
    }
}

/// Whether staff may set its status: not when its author withdrew it, nor while another proposal stands for it.
fn is_answerable(proposal: &Proposal) -> bool {
    Status::ANSWERS.contains(&proposal.status)
        || proposal
            .merged
            .as_ref()
            .is_some_and(|merged| merged.gone.is_some())
}
