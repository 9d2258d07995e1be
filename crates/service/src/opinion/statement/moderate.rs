//! Staff's acts on statements: edit, accept, take out, restore; at the desk of statements or from the queue of reports.

use super::desk::{DeskStatement, changeable};
use crate::{
    Error, Statements,
    moderation::{Matter, ReasonForm, exhibit},
};
use cabildo_domain::{
    AccountId, ConsultationId, FieldErrors, Language, Refusal, StatementId, Subject, Viewer,
    consultation::Slug,
    event::Verb,
    moderation::Measure,
    opinion::{StatementStatus, StatementText},
    permission::Moderator,
    refusal::Need,
    text::Reason,
};
use cabildo_store::{
    Tx,
    moderation::{self, NewMeasure},
    opinion::{
        Opinion,
        statement::{self, Statement},
    },
    report,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A statement as staff edits it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementEditForm {
    /// The text. It may only change while nobody but the author has answered.
    pub text: String,
    /// The language of the text; empty leaves it as it is.
    pub language: String,
    /// Whether it is about the person, not an opinion.
    #[serde(deserialize_with = "crate::tick::deserialize")]
    pub meta: bool,
    /// The revision that the editor loaded.
    pub revision: String,
}

impl Statements<'_> {
    /// Changes a statement's text while nobody else has answered it, its language, or whether it is a meta statement.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Outdated`], [`Refusal::Invalid`];
    /// [`Need::Changeable`] for another text of what was answered.
    pub async fn edit(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        form: StatementEditForm,
    ) -> Result<DeskStatement, Error> {
        let editor = moderator.account();
        let (mut tx, mut opinion, present) = self
            .held_statement(moderator.viewer(), slug, number)
            .await?;
        let mut edited = present.clone();
        let mut errors = FieldErrors::default();
        if let Some(text) = errors.check("text", StatementText::parse(&form.text)) {
            edited.text = text;
        }
        if !form.language.trim().is_empty()
            && let Some(language) = errors.check("language", Language::parse(&form.language))
        {
            edited.language = language;
        }
        errors.into_result()?;
        edited.meta = form.meta;
        if edited == present {
            return Ok((&present).into());
        }
        if i64::from_str(form.revision.trim()).map_err(|_| Refusal::Malformed)? != present.revision
        {
            return Err(Refusal::Outdated {
                current: present.revision,
            }
            .into());
        }
        if edited.text != present.text && !changeable(&present) {
            return Err(Refusal::forbidden(Need::Changeable).into());
        }
        self.write_statement(&mut tx, &mut opinion, &mut edited, Verb::Edited, editor)
            .await?;
        tx.commit().await?;
        Ok((&edited).into())
    }

    /// Accepts a held statement, so that it is asked. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Need::Visible`] for a statement that was taken out: it is restored with a reason.
    pub async fn accept(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<DeskStatement, Error> {
        let (mut tx, mut opinion, mut statement) = self
            .held_statement(moderator.viewer(), slug, number)
            .await?;
        match statement.status {
            StatementStatus::Published => return Ok((&statement).into()),
            StatementStatus::Rejected => return Err(Refusal::forbidden(Need::Visible).into()),
            StatementStatus::Held => statement.status = StatementStatus::Published,
        }
        self.write_statement(
            &mut tx,
            &mut opinion,
            &mut statement,
            Verb::Accepted,
            moderator.account(),
        )
        .await?;
        tx.commit().await?;
        Ok((&statement).into())
    }

    /// Takes a held or asked statement out, for a reason: nobody is asked it any more, and its answers are kept, but
    /// the map ignores them. Closes the reports on it. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (`reason`).
    pub async fn reject(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        form: ReasonForm,
    ) -> Result<DeskStatement, Error> {
        self.moderate_statement(moderator, slug, number, Measure::Hide, form)
            .await
    }

    /// Asks a statement again that was taken out. Doing it twice changes nothing.
    ///
    /// # Errors
    /// As [`Statements::reject`].
    pub async fn restore(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        form: ReasonForm,
    ) -> Result<DeskStatement, Error> {
        self.moderate_statement(moderator, slug, number, Measure::Restore, form)
            .await
    }

    async fn moderate_statement(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
        measure: Measure,
        form: ReasonForm,
    ) -> Result<DeskStatement, Error> {
        let reason = form.parse()?;
        let held = self
            .held_statement(moderator.viewer(), slug, number)
            .await?;
        Ok((&self.take_measure(moderator, held, measure, reason).await?).into())
    }

    /// The same acts for a statement that is named by its id, as reported subjects are.
    pub(crate) async fn moderate_subject(
        self,
        moderator: Moderator<'_>,
        subject: Subject,
        measure: Measure,
        reason: Reason,
    ) -> Result<Matter, Error> {
        let mut tx = self.store().read().await?;
        let exhibit = exhibit(&mut tx, moderator.viewer(), subject).await?;
        drop(tx);
        let within = exhibit.within.as_ref().ok_or(Refusal::NotFound)?;
        // A statement's address never changes, so it can be read before the lock.
        let held = self
            .held_statement(moderator.viewer(), &within.slug, exhibit.number)
            .await?;
        self.take_measure(moderator, held, measure, reason).await?;
        Ok(exhibit.into())
    }

    /// Takes out or restores a statement, notes the measure, informs the author, closes the reports on one that is
    /// taken out, and commits.
    async fn take_measure(
        self,
        moderator: Moderator<'_>,
        (mut tx, mut opinion, mut statement): (Tx, Opinion, Statement),
        measure: Measure,
        reason: Reason,
    ) -> Result<Statement, Error> {
        let hides = measure == Measure::Hide;
        if hides == (statement.status == StatementStatus::Rejected) {
            return Ok(statement);
        }
        let at = self.now();
        (
            statement.status,
            statement.hidden_reason,
            statement.hidden_at,
        ) = if hides {
            (StatementStatus::Rejected, Some(reason.clone()), Some(at))
        } else {
            (StatementStatus::Published, None, None)
        };
        let subject = Subject::statement(statement.id);
        if hides {
            report::close(&mut tx, subject, at).await?;
        }
        let noted = NewMeasure {
            id: self.new_id(),
            subject,
            measure,
            reason: Some(reason),
            moderator: moderator.account(),
            at,
        };
        moderation::insert(&mut tx, &noted).await?;
        let exhibit = exhibit(&mut tx, moderator.viewer(), subject).await?;
        self.moderation()
            .tell_author(&mut tx, &exhibit, measure, noted.id)
            .await?;
        let verb = if hides { Verb::Hidden } else { Verb::Restored };
        let seq = self
            .write_statement(
                &mut tx,
                &mut opinion,
                &mut statement,
                verb,
                moderator.account(),
            )
            .await?;
        tx.commit().await?;
        if hides {
            self.until_not_found(seq).await;
        }
        Ok(statement)
    }

    /// The consultation of a statement that the viewer may report: it is asked, and somebody else wrote it.
    pub(crate) async fn reportable_statement(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        id: StatementId,
    ) -> Result<ConsultationId, Error> {
        let known = exhibit(tx, viewer, Subject::statement(id)).await?;
        let statement = statement::by_id(tx, id).await?.ok_or(Refusal::NotFound)?;
        if let Some(byline) = known.author {
            byline.author.require_stranger(viewer)?;
        }
        statement.status.require_open()?;
        Ok(statement.consultation)
    }

    /// A statement under the lock of its mapping, for staff.
    async fn held_statement(
        self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
    ) -> Result<(Tx, Opinion, Statement), Error> {
        let mut tx = self.store().write().await?;
        let (row, opinion) = self.opinion().held_mapping(&mut tx, viewer, slug).await?;
        let statement = statement::by_number(&mut tx, row.id, number)
            .await?
            .ok_or(Refusal::NotFound)?;
        Ok((tx, opinion, statement))
    }

    async fn write_statement(
        self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        statement: &mut Statement,
        verb: Verb,
        staff: AccountId,
    ) -> Result<i64, Error> {
        statement.revision += 1;
        statement.updated_at = self.now();
        statement::update(tx, statement).await?;
        self.note_statements(
            tx,
            opinion,
            std::slice::from_ref(statement),
            verb,
            Some(staff),
        )
        .await
    }
}
