//! The integrity desk of supports: conspicuous facts about a proposal's supports, and the check of a threshold that
//! such supports reached. Staff may hold a check once, for a public reason, or end it; else it ends by itself.

use crate::{Error, Supports, consultation::ConsultationBrief, moderation::ReasonForm};
use cabildo_domain::{
    AccountId, Language, Refusal, Subject, Timestamp, Viewer,
    consultation::Slug,
    event::{NewEvent, Verb},
    permission::Moderator,
    refusal::Need,
    support::{self, FEW, Look, Signal, Stage},
    text::{ConsultationTitle, DisplayName, Owed, ProposalTitle, Reason},
};
use cabildo_store::{
    Tx, event,
    response::check::{self, Checked},
    support::{network, signing},
};
use serde::{Deserialize, Serialize};

/// Checks that the desk lists at once.
const LISTED: i64 = 200;
/// The number of checks whose end is logged in one run; the next run, a minute later, takes the next.
const AT_ONCE: i64 = 100;
/// The number of hashes that are erased in one transaction.
const FORGOTTEN: i64 = 5_000;

/// The public part of a running check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckView {
    /// The latest end of the check.
    pub until: Timestamp,
    /// Why staff hold it, if they do.
    pub held: Option<Reason>,
}

impl CheckView {
    /// The check that runs at `now`, if one does.
    pub(crate) fn at(
        until: Option<Timestamp>,
        held: Option<Reason>,
        now: Timestamp,
    ) -> Option<Self> {
        until
            .filter(|until| now < *until)
            .map(|until| Self { until, held })
    }
}

/// A check as the desk lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedThreshold {
    /// The proposal's consultation.
    pub slug: Slug,
    /// The consultation's title.
    pub consultation_title: ConsultationTitle,
    /// The proposal's number.
    pub number: i64,
    pub title: ProposalTitle,
    /// The language of that title.
    pub language: Language,
    /// The threshold, by its count.
    pub rung_count: i64,
    /// The response that it owes.
    pub owes: Owed,
    /// When it was reached.
    pub reached_at: Timestamp,
    /// The stage of the check.
    pub stage: Stage,
    /// When it ends or ended.
    pub until: Timestamp,
    /// The signals that caused the check.
    pub signals: Vec<Signal>,
    /// When staff held it.
    pub held_at: Option<Timestamp>,
    pub held_reason: Option<Reason>,
    /// The member of staff who held it; `None` also after their account was deleted.
    pub held_by: Option<DisplayName>,
    /// When staff ended it.
    pub released_at: Option<Timestamp>,
    /// The member of staff who ended it.
    pub released_by: Option<DisplayName>,
    /// Whether staff may still hold it.
    pub may_hold: bool,
    /// Whether the city answered already.
    pub answered: bool,
}

impl CheckedThreshold {
    fn new(row: Checked, now: Timestamp) -> Self {
        Self {
            stage: row.check.stage(now),
            may_hold: row.check.may_hold(now) && !row.answered,
            answered: row.answered,
            until: row.check.until,
            held_at: row.check.held_at,
            released_at: row.check.released_at,
            slug: row.slug,
            consultation_title: row.consultation_title,
            number: row.number,
            title: row.title,
            language: row.language,
            rung_count: row.rung_count,
            owes: row.owes,
            reached_at: row.reached_at,
            signals: row.signals,
            held_reason: row.held_reason,
            held_by: row.held_by,
            released_by: row.released_by,
        }
    }
}

/// The staff's view of a proposal's supports. It contains nobody's name or address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupportLook {
    pub consultation: ConsultationBrief,
    /// The proposal's number.
    pub number: i64,
    pub title: ProposalTitle,
    /// The language of that title.
    pub language: Language,
    /// Its counted supports.
    pub counted: i64,
    /// The number of those examined: the supports of the last thirty days.
    pub looked_at: i64,
    /// The conspicuous facts.
    pub look: Look,
    /// The checks of its thresholds, the highest first.
    pub checks: Vec<CheckedThreshold>,
}

impl SupportLook {
    /// The number that came faster than a person reads; `None` below [`FEW`], which is not shown.
    pub fn hasty(&self) -> Option<i64> {
        (self.look.hasty == 0 || self.look.hasty >= FEW).then_some(self.look.hasty)
    }
}

impl Supports<'_> {
    /// The running and the ended checks, the latest end first. One statement.
    pub async fn checked(self, _: Moderator<'_>) -> Result<Vec<CheckedThreshold>, Error> {
        let now = self.now();
        let rows = check::latest(&mut self.store().read().await?, LISTED).await?;
        Ok(rows
            .into_iter()
            .map(|row| CheckedThreshold::new(row, now))
            .collect())
    }

    /// The conspicuous facts about the supports of a proposal, and the checks of its thresholds. Four statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn look(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<SupportLook, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        let proposal = crate::proposal::find(&mut tx, &row, number, moderator.viewer()).await?;
        let now = self.now();
        let since = now - support::LOOKED_AT;
        let subject = Subject::proposal(proposal.id);
        let signings = signing::since(&mut tx, &[subject], since)
            .await?
            .remove(&subject)
            .unwrap_or_default();
        let checks = check::of(&mut tx, proposal.id).await?;
        Ok(SupportLook {
            consultation: ConsultationBrief::from(&row),
            number,
            title: proposal.content.title,
            language: proposal.content.language,
            counted: proposal.counted,
            looked_at: signings.len() as i64,
            look: Look::at(&signings),
            checks: checks
                .into_iter()
                .map(|row| CheckedThreshold::new(row, now))
                .collect(),
        })
    }

    /// Holds the check of a threshold, once, for a reason that everyone reads; it then ends by itself 72 hours later.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] without such a check; [`Refusal::Invalid`]
    /// (`reason`); [`Need::Changeable`] when it was held before or the response is owed.
    pub async fn hold_threshold(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        rung_count: i64,
        form: ReasonForm,
    ) -> Result<CheckedThreshold, Error> {
        let staff = moderator.account();
        let mut tx = self.store().write().await?;
        let mut found = self
            .check_of(&mut tx, moderator.viewer(), slug, number, rung_count)
            .await?;
        let (reason, now) = (form.parse()?, self.now());
        let held = found.check.hold(now)?;
        if !check::hold(&mut tx, &found, &held, &reason, staff).await? {
            return Err(Refusal::forbidden(Need::Changeable).into());
        }
        log_check(&mut tx, Verb::ThresholdHeld, &found, Some(staff), now).await?;
        tx.commit().await?;
        (found.check, found.held_reason) = (held, Some(reason));
        Ok(CheckedThreshold::new(found, now))
    }

    /// Ends the check of a threshold: the city owes the response from now on, due from the day the threshold was
    /// reached. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] without such a check.
    pub async fn release_threshold(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        rung_count: i64,
    ) -> Result<CheckedThreshold, Error> {
        let staff = moderator.account();
        let mut tx = self.store().write().await?;
        let mut found = self
            .check_of(&mut tx, moderator.viewer(), slug, number, rung_count)
            .await?;
        let now = self.now();
        let ended = found.check.release(now);
        if ended != found.check && check::release(&mut tx, &found, &ended, staff).await? {
            log_check(&mut tx, Verb::ThresholdOwed, &found, Some(staff), now).await?;
            tx.commit().await?;
        }
        found.check = ended;
        Ok(CheckedThreshold::new(found, now))
    }

    async fn check_of(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        rung_count: i64,
    ) -> Result<Checked, Error> {
        let row = self.consultations().seen_by(tx, viewer, slug).await?;
        let proposal = crate::proposal::find(tx, &row, number, viewer).await?;
        let checks = check::of(tx, proposal.id).await?;
        let found = checks
            .into_iter()
            .find(|checked| checked.rung_count == rung_count);
        match found {
            Some(found) => Ok(found),
            // A response that was owed at once cannot be held afterwards.
            None if crate::response::is_owed(tx, proposal.id, rung_count).await? => {
                Err(Refusal::forbidden(Need::Changeable).into())
            }
            None => Err(Refusal::NotFound.into()),
        }
    }

    /// Logs the end of checks that are over, once each, however many processes do it; returns how many. The response is
    /// owed from that end whether or not this runs. One statement when there is nothing to do.
    pub async fn close_checks(self) -> Result<usize, Error> {
        let over = check::over(&mut self.store().read().await?, self.now(), AT_ONCE).await?;
        let mut closed = 0;
        for found in over {
            let mut tx = self.store().write().await?;
            if check::close(&mut tx, found.id, self.now()).await? {
                // A response that was given meanwhile is no longer owed.
                if !found.answered {
                    log_check(&mut tx, Verb::ThresholdOwed, &found, None, self.now()).await?;
                }
                tx.commit().await?;
                closed += 1;
            }
        }
        Ok(closed)
    }

    /// Erases the hashes of the networks of supports that are older than thirty days; returns how many. One statement
    /// when there is nothing to do.
    pub async fn forget_networks(self) -> Result<u64, Error> {
        let before = self.now() - support::LOOKED_AT;
        let mut forgotten = 0;
        while network::any_before(&mut self.store().read().await?, before).await? {
            let mut tx = self.store().write().await?;
            let erased = network::forget(&mut tx, before, FORGOTTEN).await?;
            tx.commit().await?;
            forgotten += erased;
            if erased == 0 {
                break;
            }
        }
        if forgotten > 0 {
            tracing::info!(
                supports = forgotten,
                "old hashes of networks of supports were deleted"
            );
        }
        Ok(forgotten)
    }
}

async fn log_check(
    tx: &mut Tx,
    verb: Verb,
    found: &Checked,
    actor: Option<AccountId>,
    at: Timestamp,
) -> Result<(), Error> {
    let event = NewEvent {
        verb,
        subject: Subject::proposal(found.proposal),
        consultation: Some(found.consultation),
        actor,
        at,
    };
    event::append(tx, &[event]).await?;
    Ok(())
}
