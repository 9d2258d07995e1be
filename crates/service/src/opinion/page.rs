//! The results for everyone: the published map with the texts of its statements, and earlier maps.

use super::{map::Summary, memory::Published, rules::group_names, view::MapView};
use crate::{
    Error, Opinions,
    consultation::{ConsultationBrief, Doors},
};
use cabildo_domain::{
    ConsultationId, Language, Timestamp, Viewer,
    consultation::Slug,
    opinion::{Rules, StatementStatus, StatementText},
    phase::Phase,
    text::Label,
};
use cabildo_store::{
    Tx,
    consultation::ConsultationRow,
    opinion::{self, Opinion, map, statement::Statement},
    phase,
};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// The number of earlier moments on a page; when there are more, so many are chosen evenly.
const MOMENTS: i64 = 500;

/// The page of results.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpinionPage {
    pub consultation: ConsultationBrief,
    /// The lab's settings.
    pub rules: Rules,
    /// The activities that are open now.
    pub doors: Doors,
    /// The published map; `None` before the first. Lists leave out statements without a text below.
    pub map: Option<MapView>,
    /// The number of the map: it changes with each.
    pub number: i64,
    /// When it was computed.
    pub at: Option<Timestamp>,
    /// Whether it includes every answer given so far.
    pub is_current: bool,
    /// The number of people who answered and count; the map may include fewer.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// The number of participants whose answers do not count, by a moderator's decision.
    pub excluded: i64,
    /// Names that the lab gave to groups, by id.
    pub group_names: BTreeMap<u32, Label>,
    /// The texts of the statements that are asked now, by number.
    pub texts: BTreeMap<i64, StatementLine>,
}

/// The text of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementLine {
    pub text: StatementText,
    /// The language it is written in.
    pub language: Language,
    /// Whether it is about the person, not an opinion.
    pub meta: bool,
}

impl From<&Statement> for StatementLine {
    fn from(row: &Statement) -> Self {
        Self {
            text: row.text.clone(),
            language: row.language.clone(),
            meta: row.meta,
        }
    }
}

/// An earlier map, in a few figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The time.
    pub at: Timestamp,
    /// The number of people whose answers it was made of.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// The number of statements that were asked.
    pub statements: i64,
    /// The number of participants whose answers did not count.
    pub excluded: i64,
    /// Sizes of the groups, by id.
    pub groups: Vec<(u32, i64)>,
    /// Statements with which people in total agreed, the strongest first.
    pub agreed: Vec<i64>,
    /// Statements with which every group agreed, the strongest first.
    pub unites: Vec<i64>,
}

impl Opinions<'_> {
    /// The results as everyone may see them. At most six statements.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`].
    pub async fn page(self, viewer: &Viewer, slug: &Slug) -> Result<OpinionPage, Error> {
        let mut tx = self.store().read().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let opinion = opinion::of(&mut tx, row.id).await?;
        let statements = match &opinion {
            Some(opinion) => {
                self.statements_at(&mut tx, row.id, opinion.revision)
                    .await?
            }
            None => Arc::default(),
        };
        let published = self.published(&mut tx, row.id).await?;
        let phases = phase::of(&mut tx, row.id).await?;
        Ok(OpinionPage::of(
            &row,
            opinion.as_ref(),
            &statements,
            published.as_deref(),
            &phases,
            self.now(),
        ))
    }
}

/// Earlier maps, oldest first. One statement.
pub(super) async fn moments(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Vec<Moment>, Error> {
    let figures = map::spread_over_time(tx, consultation, MOMENTS).await?;
    let moment = |figures: map::Figures| {
        let Summary {
            groups,
            agreed,
            unites,
        } = serde_json::from_str(&figures.summary).unwrap_or_default();
        Moment {
            at: figures.at,
            people: figures.people,
            votes: figures.votes,
            statements: figures.statements,
            excluded: figures.excluded,
            groups,
            agreed,
            unites,
        }
    };
    Ok(figures.into_iter().map(moment).collect())
}

impl OpinionPage {
    /// The results, made of the rows that were read.
    pub(super) fn of(
        row: &ConsultationRow,
        opinion: Option<&Opinion>,
        statements: &[Statement],
        published: Option<&Published>,
        phases: &[Phase],
        now: Timestamp,
    ) -> Self {
        let texts = texts(statements);
        Self {
            consultation: ConsultationBrief::from(row),
            doors: Doors::of(row, phases, now),
            rules: opinion.map(|opinion| opinion.rules).unwrap_or_default(),
            map: published.map(|published| published.view.without_unasked(&texts)),
            number: published.map_or(0, |published| published.number),
            at: published.map(|published| published.at),
            is_current: opinion.is_none_or(|opinion| opinion.published_seq >= opinion.seq),
            people: opinion.map_or(0, |opinion| opinion.voters),
            votes: opinion.map_or(0, |opinion| opinion.votes),
            excluded: opinion.map_or(0, |opinion| opinion.excluded),
            group_names: opinion
                .map(|opinion| group_names(&opinion.group_names))
                .unwrap_or_default(),
            texts,
        }
    }
}

/// The texts of the statements that are asked, by number.
pub(super) fn texts(statements: &[Statement]) -> BTreeMap<i64, StatementLine> {
    statements
        .iter()
        .filter(|statement| statement.status == StatementStatus::Published)
        .map(|statement| (statement.number, StatementLine::from(statement)))
        .collect()
}

impl MapView {
    /// The map without statements that moderators took out since it was computed.
    fn without_unasked(&self, texts: &BTreeMap<i64, StatementLine>) -> Self {
        let mut map = self.clone();
        let is_asked = |number: i64| texts.contains_key(&number);
        map.statements.retain(|result| is_asked(result.number));
        for list in [&mut map.unites, &mut map.divides, &mut map.uncertain] {
            list.retain(|number| is_asked(*number));
        }
        for list in [&mut map.agreed, &mut map.disagreed] {
            list.retain(|evidence| is_asked(evidence.statement));
        }
        for group in &mut map.groups {
            group
                .representative
                .retain(|evidence| is_asked(evidence.statement));
        }
        map
    }
}
