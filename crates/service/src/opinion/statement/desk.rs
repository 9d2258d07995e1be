//! The statements of a consultation as staff sees them.

use crate::{Error, Statements, consultation::ConsultationBrief};
use cabildo_domain::{
    Language, Refusal, StatementId, Timestamp,
    consultation::{Slug, State},
    limits,
    opinion::{Rules, StatementStatus, StatementText, Tally},
    permission::Moderator,
    text::Reason,
    visibility::may_know,
};
use cabildo_store::opinion::{
    self,
    desk::Mapping,
    statement::{self, Statement},
};
use serde::Serialize;

/// The filter of the statements that staff looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementFilter {
    pub status: StatementStatus,
    /// The last number of the page before; 0 for the first page.
    pub after: i64,
}

/// A statement as staff sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskStatement {
    /// Its id, for reports and measures.
    pub id: StatementId,
    pub number: i64,
    pub text: StatementText,
    /// The language it is written in.
    pub language: Language,
    /// Whether the lab seeded it.
    pub seed: bool,
    /// Whether it is about the person, not an opinion.
    pub meta: bool,
    pub status: StatementStatus,
    /// The reason, while it is taken out.
    pub reason: Option<Reason>,
    /// When it was written.
    pub created_at: Timestamp,
    /// The answers to it.
    pub tally: Tally,
    /// Whether its text may still be changed.
    pub changeable: bool,
    /// Raised by each edit; the form carries it.
    pub revision: i64,
}

impl From<&Statement> for DeskStatement {
    fn from(row: &Statement) -> Self {
        Self {
            id: row.id,
            number: row.number,
            text: row.text.clone(),
            language: row.language.clone(),
            seed: row.seed,
            meta: row.meta,
            status: row.status,
            reason: row.hidden_reason.clone(),
            created_at: row.created_at,
            tally: row.tally,
            changeable: changeable(row),
            revision: row.revision,
        }
    }
}

/// The statements of a consultation as staff sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementDesk {
    pub consultation: ConsultationBrief,
    /// The lab's settings.
    pub rules: Rules,
    /// The number of held statements.
    pub held: i64,
    /// The number of asked statements.
    pub published: i64,
    /// The number of statements that were taken out.
    pub rejected: i64,
    /// The statements of the wanted status, by number.
    pub statements: Vec<DeskStatement>,
    /// The `after` of the next page, if there is one.
    pub next: Option<i64>,
}

/// Whether only the author has answered; the author's agreement is counted when the statement is added.
pub(super) fn changeable(row: &Statement) -> bool {
    row.tally.seen() <= i64::from(row.author.is_some())
}

/// The number of consultations on the first page of the desk.
const LISTED: i64 = 100;

impl Statements<'_> {
    /// The consultations that map opinions, those with the most waiting statements first. One statement.
    pub async fn mappings(self, moderator: Moderator<'_>) -> Result<Vec<Mapping>, Error> {
        let mut tx = self.store().read().await?;
        Ok(
            opinion::desk::mappings(&mut tx, may_know(moderator.viewer(), State::Draft), LISTED)
                .await?,
        )
    }

    /// A statement by its number, as staff sees it. Two statements.
    ///
    /// # Errors
    /// As [`Statements::desk`].
    pub async fn at_desk(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<DeskStatement, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        let found = statement::by_number(&mut tx, row.id, number).await?;
        Ok(DeskStatement::from(&found.ok_or(Refusal::NotFound)?))
    }

    /// The statements of a consultation for staff. Four statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn desk(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        filter: StatementFilter,
    ) -> Result<StatementDesk, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        let rules = opinion::of(&mut tx, row.id)
            .await?
            .map(|opinion| opinion.rules)
            .unwrap_or_default();
        let counts = statement::counts(&mut tx, row.id).await?;
        let mut found = statement::of_status(
            &mut tx,
            row.id,
            filter.status,
            filter.after,
            limits::PAGE + 1,
        )
        .await?;
        let more = found.len() as i64 > limits::PAGE;
        found.truncate(limits::PAGE as usize);
        let count = |status| {
            counts
                .iter()
                .find(|(of, _)| *of == status)
                .map_or(0, |(_, count)| *count)
        };
        Ok(StatementDesk {
            consultation: ConsultationBrief::from(&row),
            rules,
            held: count(StatementStatus::Held),
            published: count(StatementStatus::Published),
            rejected: count(StatementStatus::Rejected),
            next: found.last().filter(|_| more).map(|last| last.number),
            statements: found.iter().map(DeskStatement::from).collect(),
        })
    }
}
