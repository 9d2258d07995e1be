//! The page of one statement: what it says and how it was answered, or why it is not asked any more.

use super::super::{Caller, known, page::StatementLine, rules::group_names, view::StatementResult};
use crate::{
    Error, Service,
    proposal::{ConsultationBrief, Doors, HiddenView},
};
use cabildo_domain::{
    Refusal, StatementId, Viewer, consultation::Slug, opinion::StatementStatus,
    permission::Capability, text::Label, visibility::may_read,
};
use cabildo_store::{
    opinion::{self, statement::Statement},
    phase,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the viewer may do with a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatementMay {
    /// Report it.
    pub report: bool,
    /// Take it out, or ask it again.
    pub moderate: bool,
}

/// A statement with everything its page shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementPage {
    /// Where.
    pub consultation: ConsultationBrief,
    /// Its id.
    pub id: StatementId,
    /// Its number.
    pub number: i64,
    /// Why it was taken out, when it was.
    pub hidden: Option<HiddenView>,
    /// What it says; `None` when it was taken out, but for its author and moderators.
    pub line: Option<StatementLine>,
    /// Whether the viewer wrote it.
    pub is_mine: bool,
    /// How it was answered, as of the published map; `None` while it is not on it.
    pub result: Option<StatementResult>,
    /// Names that the lab gave to groups, by id.
    pub group_names: BTreeMap<u32, Label>,
    /// What is open now.
    pub doors: Doors,
    /// What the viewer may do.
    pub may: StatementMay,
}

impl Service {
    /// A statement that is asked or was taken out, for its page. At most seven statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], also for what is held.
    pub async fn statement_page(
        &self,
        caller: Caller<'_>,
        slug: &Slug,
        number: i64,
    ) -> Result<StatementPage, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultation_seen_by(&mut tx, caller.viewer, slug)
            .await?;
        let opinion = opinion::of(&mut tx, row.id)
            .await?
            .ok_or(Refusal::NotFound)?;
        let statements = self
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
        let map = self.published(&mut tx, row.id).await?;
        let phases = phase::of(&mut tx, row.id).await?;
        let is_asked = found.status == StatementStatus::Published;
        let reads = may_read(caller.viewer, is_mine, !is_asked);
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
