//! Residents report a text to the moderators: the form, its page, and the checks of the reported subject. Staff handle
//! the reports in the queue.

use super::{Matter, exhibit, kind::Moderated};
use crate::{Error, Limited, Moderation, comment::known};
use cabildo_domain::{
    ConsultationId, FieldErrors, Invalid, Refusal, Subject, Viewer,
    event::{NewEvent, Verb},
    moderation::ReportReason,
    permission::Resident,
    refusal::Need,
    text::ReportNote,
};
use cabildo_store::{
    Tx,
    comment::{self, place},
    event,
    report::{self, Report},
};
use serde::{Deserialize, Serialize};

/// A report as a browser posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// A word of [`ReportReason`].
    pub reason: String,
    /// The reporter's note; required for the reason "other".
    pub note: String,
}

impl ReportForm {
    fn parse(&self) -> Result<(ReportReason, ReportNote), FieldErrors> {
        let mut errors = FieldErrors::default();
        let reason = errors.check(
            "reason",
            self.reason
                .trim()
                .parse()
                .map_err(|_| Invalid::UnknownChoice),
        );
        let note = errors.check("note", ReportNote::parse(&self.note));
        if reason == Some(ReportReason::Other)
            && note.as_ref().is_some_and(|note| note.as_str().is_empty())
        {
            errors.add("note", Invalid::Required);
        }
        match (reason, note) {
            (Some(reason), Some(note)) if errors.is_empty() => Ok((reason, note)),
            _ => Err(errors),
        }
    }
}

/// The result of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reported {
    /// The reported subject.
    pub matter: Matter,
    /// Whether it is the viewer's first report about it; a second one changes nothing.
    pub first: bool,
}

impl Moderation<'_> {
    /// Reports a subject. Only a person's first report about it counts.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`]; [`Need::NotAuthor`] on one's own, [`Need::Visible`] on what is
    /// hidden already; [`Refusal::TooFast`] for somebody who reports too many in a short time.
    pub async fn report(
        self,
        resident: Resident<'_>,
        subject: Subject,
        form: ReportForm,
    ) -> Result<Reported, Error> {
        let reporter = resident.account();
        let mut tx = self.store().write().await?;
        let consultation = self.reportable(&mut tx, resident.viewer(), subject).await?;
        let (reason, note) = form.parse()?;
        self.inner
            .limiters
            .of(Limited::Reports)
            .check(reporter.to_string())?;
        let now = self.now();
        let report = Report {
            id: self.new_id(),
            subject,
            reporter,
            reason,
            note,
            created_at: now,
        };
        let first = report::insert(&mut tx, &report).await?;
        let matter = exhibit(&mut tx, resident.viewer(), subject).await?.into();
        if first {
            let verb = Verb::Reported;
            let event = NewEvent {
                verb,
                subject,
                consultation,
                actor: Some(reporter),
                at: now,
            };
            event::append(&mut tx, &[event]).await?;
            tx.commit().await?;
        }
        Ok(Reported { matter, first })
    }

    /// The subject that the viewer is about to report, for the page with the form.
    ///
    /// # Errors
    /// As [`Moderation::report`].
    pub async fn report_page(
        self,
        resident: Resident<'_>,
        subject: Subject,
    ) -> Result<Matter, Error> {
        let mut tx = self.store().read().await?;
        self.reportable(&mut tx, resident.viewer(), subject).await?;
        Ok(exhibit(&mut tx, resident.viewer(), subject).await?.into())
    }

    async fn reportable(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        subject: Subject,
    ) -> Result<Option<ConsultationId>, Error> {
        let remark = match Moderated::of(subject)? {
            Moderated::Statement(id) => {
                return self
                    .statements()
                    .reportable_statement(tx, viewer, id)
                    .await
                    .map(Some);
            }
            Moderated::Comment(id) => {
                let remark = comment::by_id(tx, id).await?;
                Some(remark.ok_or(Refusal::NotFound)?)
            }
            Moderated::Proposal(_) => None,
        };
        let stands_on = remark.as_ref().map_or(subject, |remark| remark.subject);
        let place = known(place::of(tx, stands_on, self.now()).await?, viewer)?;
        if remark
            .as_ref()
            .is_some_and(|remark| remark.deleted_at.is_some())
        {
            return Err(Refusal::NotFound.into());
        }
        let author = remark
            .as_ref()
            .map_or(&place.author, |remark| &remark.author);
        author.require_stranger(viewer)?;
        if place.hidden || remark.is_some_and(|remark| remark.hidden.is_some()) {
            return Err(Refusal::forbidden(Need::Visible).into());
        }
        Ok(place.consultation())
    }
}
