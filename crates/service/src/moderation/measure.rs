//! Measures of moderators on a subject. Each measure is noted with its reason, which the author can read.

use super::{Matter, exhibit, kind::Moderated};
use crate::{Error, Moderation, outbox::MessageKind};
use cabildo_domain::{
    AccountId, FieldErrors, Subject,
    event::{NewEvent, Verb},
    moderation::Measure,
    permission::Moderator,
    text::Reason,
};
use cabildo_store::{
    Tx, event,
    moderation::{self, Exhibit, NewMeasure},
    report,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A moderator's reason as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// The statement of reasons. The author can read it; for hidden things everyone can.
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

impl Moderation<'_> {
    /// The subject on which a moderator is about to decide, for the page that asks for the reason. One statement.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`].
    pub async fn matter(self, moderator: Moderator<'_>, subject: Subject) -> Result<Matter, Error> {
        let mut tx = self.store().read().await?;
        Ok(exhibit(&mut tx, moderator.viewer(), subject).await?.into())
    }

    /// Hides a subject for a reason: everyone sees a notice in its place, and no search in this process finds it any
    /// more. Closes the reports on it. Hiding a hidden subject changes nothing; returns whether anything changed. To
    /// hide a statement is to take it out ([`Statements::reject`](crate::Statements::reject)).
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`], [`cabildo_domain::Refusal::Invalid`].
    pub async fn hide(
        self,
        moderator: Moderator<'_>,
        subject: Subject,
        form: ReasonForm,
    ) -> Result<bool, Error> {
        let reason = form.parse()?;
        let kind = Moderated::of(subject)?;
        if kind.is_of_a_map() {
            let before = self
                .statements()
                .moderate_subject(moderator, subject, Measure::Hide, reason)
                .await?;
            return Ok(before.hidden.is_none());
        }
        let now = self.now();
        let mut tx = self.store().write().await?;
        kind.lock(&mut tx).await?;
        let exhibit = exhibit(&mut tx, moderator.viewer(), subject).await?;
        if exhibit.hidden.is_some() {
            return Ok(false);
        }
        kind.set_hidden(&mut tx, Some((&reason, now))).await?;
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

    /// Shows a hidden subject again, or asks a statement again. Restoring a visible subject changes nothing; returns
    /// whether anything changed.
    ///
    /// # Errors
    /// As [`Moderation::hide`].
    pub async fn restore(
        self,
        moderator: Moderator<'_>,
        subject: Subject,
        form: ReasonForm,
    ) -> Result<bool, Error> {
        let reason = form.parse()?;
        let kind = Moderated::of(subject)?;
        if kind.is_of_a_map() {
            let before = self
                .statements()
                .moderate_subject(moderator, subject, Measure::Restore, reason)
                .await?;
            return Ok(before.hidden.is_some());
        }
        let mut tx = self.store().write().await?;
        kind.lock(&mut tx).await?;
        let exhibit = exhibit(&mut tx, moderator.viewer(), subject).await?;
        if exhibit.hidden.is_none() {
            return Ok(false);
        }
        kind.set_hidden(&mut tx, None).await?;
        if let Some(within) = exhibit.within.as_ref().filter(|_| kind.is_supported()) {
            self.supports()
                .owe_standing(&mut tx, Some(within.id))
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

    /// Closes the reports on a subject and leaves it as it is; returns whether there were any. Without open reports it
    /// changes nothing.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`], [`cabildo_domain::Refusal::Invalid`] for a
    /// reason outside the limits; it may be left out.
    pub async fn dismiss_reports(
        self,
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

    /// Notes a measure, informs the author, appends the event, commits, and waits until a hidden subject is no longer
    /// found.
    async fn take(
        self,
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
        let verb = match measure {
            Measure::Hide => Verb::Hidden,
            Measure::Restore => Verb::Restored,
            Measure::Dismiss => Verb::ReportsDismissed,
        };
        let event = NewEvent {
            verb,
            subject,
            consultation: exhibit.within.as_ref().map(|within| within.id),
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

    /// Enqueues a message for the author about a measure on their text, if somebody can read it. The reason stays with
    /// the measure.
    pub(crate) async fn tell_author(
        self,
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
        let byline = exhibit.author.as_ref().filter(|byline| !byline.erased);
        let Some(account) = byline.and_then(|byline| byline.author.account()) else {
            return Ok(());
        };
        let payload = serde_json::json!({
            "measure": noted,
            "subject": exhibit.subject.kind,
            "id": exhibit.subject.id,
            "slug": exhibit.within.as_ref().map(|within| &within.slug),
            "number": exhibit.number,
        });
        self.enqueue(tx, account, message, payload).await
    }
}
