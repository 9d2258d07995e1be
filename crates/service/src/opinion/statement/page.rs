//! The page of one statement: its text and its answers, or why it is not asked any more.

use super::super::{Caller, known, page::StatementLine, rules::group_names, view::StatementResult};
use crate::{
    Error, Statements,
    consultation::{ConsultationBrief, Doors},
    proposal::HiddenView,
};
use cabildo_domain::{
    Refusal, StatementId, Viewer, consultation::Slug, opinion::StatementStatus,
    permission::Capability, text::Label, visibility::may_read_statement,
};
use cabildo_store::{
    opinion::{self, statement::Statement},
    phase,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The actions that the viewer may take on a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatementMay {
    /// Whether the viewer may report it.
    pub report: bool,
    /// Whether the viewer may take it out, or ask it again.
    pub moderate: bool,
}

/// A statement with everything its page shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementPage {
    pub consultation: ConsultationBrief,
    pub id: StatementId,
    pub number: i64,
    /// The notice, when it was taken out.
    pub hidden: Option<HiddenView>,
    /// The text; `None` when it was taken out, except for its author and moderators.
    pub line: Option<StatementLine>,
    /// Whether the viewer wrote it.
    pub is_mine: bool,
    /// The answers on the published map; `None` while the map does not include it.
    pub result: Option<StatementResult>,
    /// Names that the lab gave to groups, by id.
    pub group_names: BTreeMap<u32, Label>,
    /// The activities that are open now.
    pub doors: Doors,
    /// The actions that the viewer may take.
    pub may: StatementMay,
}

impl Statements<'_> {
    /// A statement that is asked or was taken out, for its page. At most seven statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], also for a held statement.
    pub async fn page(
        self,
        caller: Caller<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<StatementPage, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, caller.viewer, slug)
            .await?;
        let opinion = opinion::of(&mut tx, row.id)
            .await?
            .ok_or(Refusal::NotFound)?;
        let statements = self
            .opinion()
            .statements_at(&mut tx, row.id, opinion.revision)
            .await?;
        let found = statements
            .iter()
            .find(|statement| statement.number == number);
        let found = found
            .filter(|statement| statement.status != StatementStatus::Held)
            .ok_or(Refusal::NotFound)?;
        let me = match caller.voter().filter(|_| found.author.is_some()) {
            Some(voter) => known(&mut tx, row.id, &voter).await?,
            None => None,
        };
        let is_mine = me.is_some_and(|me| found.author == Some(me.id));
        let map = self.opinion().published(&mut tx, row.id).await?;
        let phases = phase::of(&mut tx, row.id).await?;
        let is_asked = found.status == StatementStatus::Published;
        let reads = may_read_statement(caller.viewer, is_mine, !is_asked);
        let result = map.filter(|_| is_asked).and_then(|map| {
            map.view
                .statements
                .iter()
                .find(|result| result.number == number)
                .cloned()
        });
        Ok(StatementPage {
            id: found.id,
            number,
            hidden: hidden(found),
            line: reads.then(|| StatementLine::from(found)),
            is_mine,
            result,
            group_names: group_names(&opinion.group_names),
            doors: Doors::of(&row, &phases, self.now()),
            may: may(caller.viewer, found, is_mine),
            consultation: ConsultationBrief::from(&row),
        })
    }
}

fn hidden(statement: &Statement) -> Option<HiddenView> {
    let reason = statement.hidden_reason.clone()?;
    Some(HiddenView {
        reason,
        since: statement.hidden_at.unwrap_or(statement.updated_at),
    })
}

fn may(viewer: &Viewer, statement: &Statement, is_mine: bool) -> StatementMay {
    StatementMay {
        report: statement.status == StatementStatus::Published && !is_mine,
        moderate: viewer.may(Capability::Moderate),
    }
}
