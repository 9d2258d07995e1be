//! A participant's own answers, to look at and to change.

use super::{
    Caller,
    ask::{StatementCard, card},
};
use crate::{
    Error, Opinions,
    consultation::{ConsultationBrief, Door, Doors},
};
use cabildo_domain::{
    Refusal, Timestamp,
    consultation::Slug,
    opinion::StatementStatus,
    phase::{Activity, Closed},
    text::Reason,
};
use cabildo_store::{opinion::vote, phase};
use serde::Serialize;

/// An answer of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyAnswer {
    /// The statement, with the answer in `mine`.
    pub statement: StatementCard,
    /// Whether the statement is one's own.
    pub own: bool,
    /// The present status.
    pub status: StatementStatus,
    /// For one's own statement: the moderator's reason, while it is taken out.
    pub reason: Option<Reason>,
    /// When it was answered.
    pub at: Timestamp,
}

/// All answers of a participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerSheet {
    pub consultation: ConsultationBrief,
    /// When answering was or will be open, while it is closed.
    pub closed: Option<Closed>,
    /// The answers, newest first.
    pub answers: Vec<MyAnswer>,
}

impl Opinions<'_> {
    /// All answers of a participant, newest first, with the values that a page of them needs. At most seven statements.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`], [`Refusal::NotFound`].
    pub async fn answer_sheet(self, caller: Caller<'_>, slug: &Slug) -> Result<AnswerSheet, Error> {
        caller.voter().ok_or(Refusal::SignInRequired)?;
        let mut tx = self.store().read().await?;
        let desk = self.desk(&mut tx, caller, slug).await?;
        let phases = phase::of(&mut tx, desk.row.id).await?;
        let mut given = match &desk.me {
            Some(me) => vote::of_participant(&mut tx, desk.row.id, me.number).await?,
            None => Vec::new(),
        };
        given.sort_by_key(|(number, _, at)| (std::cmp::Reverse(*at), *number));
        let answers = given.into_iter().filter_map(|(number, answer, at)| {
            let statement = desk
                .statements
                .iter()
                .find(|statement| statement.number == number)?;
            let (own, status) = (desk.wrote(statement), statement.status);
            let reason = statement.hidden_reason.clone().filter(|_| own);
            Some(MyAnswer {
                statement: card(statement, Some(answer)),
                own,
                status,
                reason,
                at,
            })
        });
        let closed = match Doors::of(&desk.row, &phases, self.now()).to(Activity::Answer) {
            Door::Closed { closed } => Some(closed),
            Door::Open { .. } => None,
        };
        Ok(AnswerSheet {
            consultation: ConsultationBrief::from(&desk.row),
            closed,
            answers: answers.collect(),
        })
    }
}
