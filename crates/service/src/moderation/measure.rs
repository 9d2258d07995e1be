//! What a moderator does about a subject. Each measure is noted with its reason, which the author can read.

use super::{Matter, exhibit};
use crate::{Error, Service, outbox::MessageKind};
use cabildo_domain::{
    AccountId, FieldErrors, Refusal, Subject, SubjectKind, Timestamp, Viewer,
    event::{EventKind, NewEvent},
    moderation::Measure,
    permission::Moderator,
    text::Reason,
};
use cabildo_store::{
    Tx, comment, event,
    moderation::{self, Exhibit, NewMeasure},
    proposal, report,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A moderator's reason as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// The statement of reasons, which the author and (of what is hidden) everyone will read.
    pub reason: String,
}

impl ReasonForm {
    pub(crate) fn parse(&self) -> Result<Reason, FieldErrors> {
        let mut errors = FieldErrors::default();
        errors
            .check("reason", Reason::parse(&self.reason))
            .ok_or(errors)
    }
}

impl Service {
    /// What a moderator is about to decide on, for the page that asks for the reason. One statement.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn matter(
        &self,
        moderator: Moderator<'_>,
        subject: Subject,
    ) -> Result<Matter, Error> {
        let mut tx = self.store().read().await?;
        Ok(exhibit(&mut tx, moderator.viewer(), subject).await?.into())
    }

    /// Hides a subject for a reason: everyone sees a notice in its place, and no search in this process finds it any
    /// more. Closes the reports on it. Hiding what is
    /// hidden changes nothing; answers whether anything changed. To hide a statement is to take it out ([`Service::reject_statement`]).
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`].
    pub async fn hide(
        &self,
        moderator: Moderator<'_>,
        subject: Subject,
        form: ReasonForm,
    ) -> Result<bool, Error> {
        let reason = form.parse()?;
        if subject.kind == SubjectKind::Statement {
            let before = self
                .moderate_subject(moderator, subject, Measure::Hide, reason)
                .await?;
            return Ok(before.hidden.is_none());
        }
        let now = self.now();
        let mut tx = self.store().write().await?;
        let exhibit = held(&mut tx, moderator.viewer(), subject).await?;
        if exhibit.hidden.is_some() {
            return Ok(false);
        }
        set_hidden(&mut tx, subject, Some((&reason, now))).await?;
        report::close(&mut tx, subject, now).await?;
        self.take(
            tx,
            &exhibit,
            moderator.account(),
            Measure::Hide,
            Some(reason),
        )
        .await?;
        Ok(true)
    }

    /// Shows a hidden subject again, or asks a statement again. Restoring what is shown changes nothing; answers whether
    /// anything changed.
    ///
    /// # Errors
    /// As [`Service::hide`].
    pub async fn restore(
        &self,
        moderator: Moderator<'_>,
        subject: Subject,
        form: ReasonForm,
    ) -> Result<bool, Error> {
        let reason = form.parse()?;
        if subject.kind == SubjectKind::Statement {
            let before = self
                .moderate_subject(moderator, subject, Measure::Restore, reason)
                .await?;
            return Ok(before.hidden.is_some());
        }
        let mut tx = self.store().write().await?;
        let exhibit = held(&mut tx, moderator.viewer(), subject).await?;
        if exhibit.hidden.is_none() {
            return Ok(false);
        }
        set_hidden(&mut tx, subject, None).await?;
        if subject.kind == SubjectKind::Proposal {
            self.owe_standing(&mut tx, Some(exhibit.consultation))
                .await?;
        }
        self.take(
            tx,
            &exhibit,
            moderator.account(),
            Measure::Restore,
            Some(reason),
        )
        .await?;
        Ok(true)
    }

    /// Closes the reports on a subject and leaves it as it is; answers whether there were any. With none open, it changes
    /// nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] for a
    /// reason outside the limits; it may be left out.
    pub async fn dismiss_reports(
        &self,
        moderator: Moderator<'_>,
        subject: Subject,
        form: ReasonForm,
    ) -> Result<bool, Error> {
        let reason = if form.reason.trim().is_empty() {
            None
        } else {
            Some(form.parse()?)
        };
        let mut tx = self.store().write().await?;
        let exhibit = exhibit(&mut tx, moderator.viewer(), subject).await?;
        if report::close(&mut tx, subject, self.now()).await? == 0 {
            return Ok(false);
        }
        self.take(tx, &exhibit, moderator.account(), Measure::Dismiss, reason)
            .await?;
        Ok(true)
    }

    /// Notes a measure, tells the author, appends the event, commits; what is hidden is then no longer found.
    async fn take(
        &self,
        mut tx: Tx,
        exhibit: &Exhibit,
        moderator: AccountId,
        measure: Measure,
        reason: Option<Reason>,
    ) -> Result<(), Error> {
        let (subject, at) = (exhibit.subject, self.now());
        let noted = NewMeasure {
            id: self.new_id(),
            subject,
            measure,
            reason,
            moderator,
            at,
        };
        moderation::insert(&mut tx, &noted).await?;
        self.tell_author(&mut tx, exhibit, measure, noted.id)
            .await?;
        let kind = match measure {
            Measure::Hide => EventKind::SubjectHidden,
            Measure::Restore => EventKind::SubjectRestored,
            Measure::Dismiss => EventKind::ReportsDismissed,
        };
        let event = NewEvent {
            kind,
            subject,
            consultation: Some(exhibit.consultation),
            actor: Some(moderator),
            at,
        };
        let seq = event::append(&mut tx, &[event]).await?;
        tx.commit().await?;
        if measure == Measure::Hide {
            self.until_not_found(seq).await;
        }
        Ok(())
    }

    /// Leaves a message for the author about a measure on what they wrote, if there is somebody to read it. The reason
    /// stays with the measure.
    pub(crate) async fn tell_author(
        &self,
        tx: &mut Tx,
        exhibit: &Exhibit,
        measure: Measure,
        noted: Uuid,
    ) -> Result<(), Error> {
        let message = match measure {
            Measure::Hide => MessageKind::Hidden,
            Measure::Restore => MessageKind::Restored,
            Measure::Dismiss => return Ok(()),
        };
        let Some(author) = exhibit
            .author
            .as_ref()
            .filter(|author| !author.erased && !author.imported)
        else {
            return Ok(());
        };
        let payload = serde_json::json!({
            "measure": noted,
            "subject": exhibit.subject.kind,
            "id": exhibit.subject.id,
            "slug": exhibit.slug,
            "number": exhibit.number,
        });
        self.enqueue(tx, author.id, message, payload).await
    }
}

/// A subject that can be hidden, held against other writers until the transaction ends.
async fn held(tx: &mut Tx, viewer: &Viewer, subject: Subject) -> Result<Exhibit, Error> {
    match subject.kind {
        SubjectKind::Comment => {
            let comment = comment::change::lock(tx, subject.id.into()).await?;
            comment
                .filter(|comment| comment.deleted_at.is_none())
                .ok_or(Refusal::NotFound)?;
        }
        // Counting nothing takes the row's lock.
        SubjectKind::Proposal => {
            proposal::change::adjust_comments(tx, subject.id.into(), 0).await?;
        }
        SubjectKind::Statement | SubjectKind::Consultation | SubjectKind::Account => {}
    }
    exhibit(tx, viewer, subject).await
}

/// Hides or shows; a proposal leaves the lists and their count, a comment keeps its place and is counted out.
async fn set_hidden(
    tx: &mut Tx,
    subject: Subject,
    hidden: Option<(&Reason, Timestamp)>,
) -> Result<(), Error> {
    match subject.kind {
        SubjectKind::Comment => {
            let id = subject.id.into();
            if comment::change::set_hidden(tx, id, hidden).await?
                && let Some(comment) = comment::by_id(tx, id).await?
            {
                let change = if hidden.is_some() { -1 } else { 1 };
                comment::change::count_one(tx, &comment, change).await?;
            }
        }
        SubjectKind::Proposal => {
            proposal::change::set_hidden(tx, subject.id.into(), hidden).await?;
        }
        SubjectKind::Statement | SubjectKind::Consultation | SubjectKind::Account => {
            return Err(Refusal::NotFound.into());
        }
    }
    Ok(())
}
