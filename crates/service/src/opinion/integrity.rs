//! Integrity: conspicuous participants for staff to look at, and the exclusion of participants. Nothing is dropped
//! silently: an exclusion is a moderator's decision with a reason, is counted in public, and can be taken back.

use super::{burst::BurstView, decided::Decided};
use crate::{
    Error, Opinions, author::AuthorView, consultation::ConsultationBrief, moderation::ReasonForm,
};
use cabildo_domain::{
    Refusal, Subject, Timestamp,
    consultation::Slug,
    event::Verb,
    opinion::{DecisionKind, Signal},
    permission::Moderator,
    text::Reason,
};
use cabildo_store::{
    Tx, event,
    opinion::{
        self, Opinion, burst,
        decision::{self, NewDecision, Noted},
        exclusion::{self, Decision, Together},
        participant::{self, Participant},
    },
};
use serde::Serialize;

/// The number of participants and of bursts in the report.
const LISTED: i64 = 200;

/// The report of conspicuous participants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntegrityReport {
    pub consultation: ConsultationBrief,
    /// The number of people who answered and count.
    pub people: i64,
    /// Participants whose answers do not count.
    pub excluded: i64,
    /// Participants whose pace no person has, and excluded participants; those with the most answers first.
    pub suspects: Vec<Suspect>,
    /// Groups of people who joined from one network within an hour; the largest first.
    pub bursts: Vec<BurstView>,
    /// Decisions that excluded several at once, the newest first.
    pub together: Vec<TogetherView>,
    /// Decisions about participants, the newest first, taken-back ones included.
    pub decisions: Vec<DecisionView>,
}

/// A conspicuous participant. The report does not say who it is: only the behaviour matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suspect {
    /// Their number in the mapping.
    pub number: i64,
    /// Whether they take part without an account.
    pub pseudonymous: bool,
    /// The time of joining.
    pub joined_at: Timestamp,
    /// The number of statements answered.
    pub votes: i64,
    /// The number of answers given and changed.
    pub answers: i64,
    /// The number of these that came faster than a person can read.
    pub hasty: i64,
    /// The most answers in any minute.
    pub most_in_minute: i64,
    /// The reasons to look.
    pub signals: Vec<Signal>,
    /// The reason for the exclusion, if they are excluded.
    pub excluded: Option<Reason>,
}

impl From<Participant> for Suspect {
    fn from(row: Participant) -> Self {
        Self {
            number: row.number,
            pseudonymous: row.pseudonymous,
            joined_at: row.joined_at,
            votes: row.votes,
            answers: row.pace.answers,
            hasty: row.pace.hasty,
            most_in_minute: row.pace.most_in_minute,
            signals: row.pace.signals(),
            excluded: row.excluded_reason,
        }
    }
}

/// Several who were excluded by one decision, and can be readmitted by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TogetherView {
    /// The number of the decision.
    pub exclusion: i64,
    /// The number of people who are still excluded by it.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// When it was made.
    pub at: Timestamp,
    pub reason: Reason,
}

impl From<Together> for TogetherView {
    fn from(row: Together) -> Self {
        let Together {
            exclusion,
            people,
            votes,
            at,
            reason,
        } = row;
        Self {
            exclusion,
            people,
            votes,
            at,
            reason,
        }
    }
}

/// A decision about participants, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionView {
    /// The kind of decision.
    pub kind: DecisionKind,
    /// The participant; `None` for a decision about several.
    pub participant: Option<i64>,
    /// The number of people.
    pub people: i64,
    /// The reason; readmitting needs none.
    pub reason: Option<Reason>,
    pub moderator: AuthorView,
    /// The time.
    pub at: Timestamp,
}

impl From<Noted> for DecisionView {
    fn from(row: Noted) -> Self {
        let Noted {
            kind,
            participant,
            people,
            votes: _,
            reason,
            moderator,
            at,
        } = row;
        Self {
            kind,
            participant,
            people,
            reason,
            moderator: moderator.into(),
            at,
        }
    }
}

/// Whether this is a real participant, and not the empty number of one whom an account took over.
const fn is_somebody(person: &Participant) -> bool {
    person.merged_into.is_none()
}

impl Opinions<'_> {
    /// The report of conspicuous participants. Six statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn integrity(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
    ) -> Result<IntegrityReport, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        let opinion = opinion::of(&mut tx, row.id).await?;
        let suspects = participant::conspicuous(&mut tx, row.id, LISTED).await?;
        let bursts = burst::bursts(&mut tx, row.id, LISTED).await?;
        let together = exclusion::together(&mut tx, row.id, LISTED).await?;
        let decisions = decision::of(&mut tx, row.id, LISTED).await?;
        Ok(IntegrityReport {
            consultation: ConsultationBrief::from(&row),
            people: opinion.as_ref().map_or(0, |opinion| opinion.voters),
            excluded: opinion.map_or(0, |opinion| opinion.excluded),
            suspects: suspects.into_iter().map(Suspect::from).collect(),
            bursts: bursts.into_iter().map(BurstView::from).collect(),
            together: together.into_iter().map(TogetherView::from).collect(),
            decisions: decisions.into_iter().map(DecisionView::from).collect(),
        })
    }

    /// A participant by their number, for the page that asks for the reason of an exclusion. Two statements.
    ///
    /// # Errors
    /// As [`Opinions::integrity`].
    pub async fn participant(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<Suspect, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        Ok(participant::by_number(&mut tx, row.id, number)
            .await?
            .filter(is_somebody)
            .ok_or(Refusal::NotFound)?
            .into())
    }

    /// Leaves a participant's answers out of every count and the map, for a reason. The answers are kept. Doing it
    /// twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (`reason`).
    pub async fn exclude_participant(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        form: ReasonForm,
    ) -> Result<Suspect, Error> {
        self.set_excluded(moderator, slug, number, Some(form)).await
    }

    /// Counts an excluded participant's answers again. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn readmit_participant(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<Suspect, Error> {
        self.set_excluded(moderator, slug, number, None).await
    }

    async fn set_excluded(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        form: Option<ReasonForm>,
    ) -> Result<Suspect, Error> {
        let reason = form.map(|form| form.parse()).transpose()?;
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self.held_mapping(&mut tx, moderator.viewer(), slug).await?;
        let mut person = participant::by_number(&mut tx, row.id, number)
            .await?
            .filter(is_somebody)
            .ok_or(Refusal::NotFound)?;
        if person.excluded_at.is_some() == reason.is_some() {
            return Ok(person.into());
        }
        let at = self.now();
        opinion.seq += 1;
        let seq = opinion.seq;
        let changed = match &reason {
            Some(reason) => {
                let decision = Decision {
                    reason,
                    at,
                    exclusion: seq,
                };
                exclusion::exclude(&mut tx, row.id, number, decision).await?
            }
            None => exclusion::readmit(&mut tx, row.id, number, seq).await?,
        };
        let decided = Decided {
            participant: Some(number),
            changed,
            reason: reason.as_ref(),
            moderator: moderator.account(),
        };
        self.note_exclusion(&mut tx, opinion, decided).await?;
        tx.commit().await?;
        person.excluded_at = reason.as_ref().map(|_| at);
        person.excluded_reason = reason;
        Ok(person.into())
    }

    /// Counts excluded or readmitted participants out of the mapping or in, and logs it: one event and one note per
    /// decision, however many people it concerns. The mapping's number of the change already is that of the exclusion.
    pub(super) async fn note_exclusion(
        self,
        tx: &mut Tx,
        mut opinion: Opinion,
        decided: Decided<'_>,
    ) -> Result<(), Error> {
        let Decided {
            participant,
            changed,
            reason,
            moderator,
        } = decided;
        let excluded = reason.is_some();
        let sign = if excluded { 1 } else { -1 };
        opinion.excluded += sign * changed.people;
        opinion.votes -= sign * changed.votes;
        opinion.voters -= sign * changed.voters;
        // The statements' counters in memory are outdated now.
        opinion.revision += 1;
        opinion::update(tx, &opinion).await?;
        let consultation = opinion.consultation;
        let verb = if excluded {
            Verb::ParticipantExcluded
        } else {
            Verb::ParticipantRestored
        };
        let event = self.event(
            verb,
            Subject::consultation(consultation),
            consultation,
            Some(moderator),
        );
        event::append(tx, &[event]).await?;
        let (number, at) = (opinion.seq, self.now());
        let kind = if excluded {
            DecisionKind::Exclude
        } else {
            DecisionKind::Readmit
        };
        decision::insert(
            tx,
            &NewDecision {
                consultation,
                number,
                kind,
                participant,
                changed,
                reason,
                moderator,
                at,
            },
        )
        .await?;
        Ok(())
    }
}
