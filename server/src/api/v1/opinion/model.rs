//! The map as JSON.

use crate::api::v1::value::instant;
use cabildo_domain::opinion::{Tally, group_letter};
use cabildo_service::opinion::{Evidence, GroupView, OpinionPage, StatementResult};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A mapping: its statements and its published map.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpinionMap {
    /// The consultation's address.
    consultation: String,
    /// The number of the map, which changes with each; 0 before the first.
    number: i64,
    /// When the map was computed; null before the first.
    #[schema(format = DateTime)]
    computed_at: Option<String>,
    /// Whether the map includes every answer given so far.
    is_current: bool,
    /// People whose answers count so far; the map may be older and include fewer.
    people: i64,
    /// Their answers.
    votes: i64,
    /// People whose answers moderators do not count, each for a reason.
    excluded: i64,
    /// Groups of fewer people than this are counted and not described.
    smallest_group: i64,
    /// The statements that are asked now, by number.
    statements: Vec<StatementDetail>,
    /// The published map; null before the first.
    map: Option<MapDetail>,
}

/// The map that a computation made. Statements are named by their numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct MapDetail {
    /// People it was computed from.
    people: i64,
    /// Of them, those who are in a group.
    grouped: i64,
    /// Of them, those who answered enough but are in none of the groups: they stand farther from the middle of each group
    /// than all its members. Others without a group have answered too little.
    in_none_of_these_groups: i64,
    /// Their answers.
    votes: i64,
    groups: Vec<Group>,
    consensus: Consensus,
    /// Statements that every group agrees with, by group-informed consensus, the strongest first.
    group_informed_consensus: Vec<i64>,
    /// Statements on which groups differ most, the most divisive first.
    divisive: Vec<i64>,
    /// Statements that most people passed on, the most uncertain first.
    uncertain: Vec<i64>,
}

/// The statements on which people agree in all groups.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consensus {
    /// Statements that people agree with, the strongest first.
    agree: Vec<Finding>,
    /// Statements that people disagree with, the strongest first.
    disagree: Vec<Finding>,
}

/// An opinion group.
#[derive(Debug, Serialize, ToSchema)]
pub struct Group {
    /// Its id, which later maps keep.
    id: u32,
    /// Its letter: A for id 0, B for id 1.
    letter: String,
    /// The name that the lab gave it; null for none.
    name: Option<String>,
    /// People in it.
    size: i64,
    /// Whether it is large enough to be described.
    described: bool,
    /// The answers that set it apart from the other groups, the most telling first.
    representative: Vec<Finding>,
}

/// The evidence for an answer to a statement.
#[derive(Debug, Serialize, ToSchema)]
pub struct Finding {
    /// The number of the statement.
    statement: i64,
    /// agree, disagree or pass.
    answer: &'static str,
    /// People who gave this answer.
    successes: i64,
    /// People who answered.
    seen: i64,
    /// The estimated share: (successes + 1) / (seen + 2).
    share: f64,
    /// The share divided by the share among everybody outside the group.
    repness: f64,
    /// Whether the difference passes the test at 90%.
    significant: bool,
}

/// A statement and the counts of its answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementDetail {
    number: i64,
    text: String,
    /// The language of the text (ISO 639).
    language: String,
    /// Whether it is about the person, not an opinion: it is asked, and does not shape the map.
    meta: bool,
    /// The counts at the time of the map; null for a statement that is not on it.
    result: Option<Answers>,
}

/// The counts of the answers to a statement.
#[derive(Debug, Serialize, ToSchema)]
pub struct Answers {
    all: Counts,
    /// The counts of each described group, by its id.
    // Names in a JSON object are texts, even when they stand for numbers.
    #[schema(value_type = BTreeMap<String, Counts>)]
    groups: BTreeMap<u32, Counts>,
    x: f64,
    y: f64,
    /// How far the statement pulls people apart on the map.
    extremity: f64,
    /// The product of the groups' shares of agreement.
    group_informed_consensus: f64,
    /// The largest difference between two groups' shares of agreement.
    divisiveness: f64,
}

/// The number of people who gave each answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AnswerCounts)]
pub struct Counts {
    agrees: i64,
    disagrees: i64,
    passes: i64,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self {
            agrees: tally.agrees,
            disagrees: tally.disagrees,
            passes: tally.passes,
        }
    }
}

impl From<OpinionPage> for OpinionMap {
    fn from(page: OpinionPage) -> Self {
        let OpinionPage {
            group_names,
            texts,
            mut map,
            ..
        } = page;
        let results = map
            .as_mut()
            .map(|map| std::mem::take(&mut map.statements))
            .unwrap_or_default();
        let mut results: BTreeMap<i64, StatementResult> = results
            .into_iter()
            .map(|result| (result.number, result))
            .collect();
        let statements = texts.into_iter().map(|(number, line)| StatementDetail {
            number,
            text: line.text.to_string(),
            language: line.language.to_string(),
            meta: line.meta,
            result: results.remove(&number).map(Answers::from),
        });
        Self {
            consultation: page.consultation.slug.to_string(),
            number: page.number,
            computed_at: page.at.map(instant),
            is_current: page.is_current,
            people: page.people,
            votes: page.votes,
            excluded: page.excluded,
            smallest_group: cabildo_domain::opinion::SMALLEST_GROUP,
            statements: statements.collect(),
            map: map.map(|map| MapDetail {
                people: map.people,
                grouped: map.grouped,
                in_none_of_these_groups: map.apart,
                votes: map.votes,
                groups: map
                    .groups
                    .into_iter()
                    .map(|group| {
                        Group::named(group_names.get(&group.id).map(ToString::to_string), group)
                    })
                    .collect(),
                consensus: Consensus {
                    agree: findings(&map.agreed),
                    disagree: findings(&map.disagreed),
                },
                group_informed_consensus: map.unites,
                divisive: map.divides,
                uncertain: map.uncertain,
            }),
        }
    }
}

fn findings(found: &[Evidence]) -> Vec<Finding> {
    found.iter().map(Finding::from).collect()
}

impl From<&Evidence> for Finding {
    fn from(found: &Evidence) -> Self {
        Self {
            statement: found.statement,
            answer: found.answer.as_str(),
            successes: found.successes,
            seen: found.seen,
            share: found.share,
            repness: found.repness,
            significant: found.significant,
        }
    }
}

impl Group {
    fn named(name: Option<String>, group: GroupView) -> Self {
        Self {
            id: group.id,
            letter: group_letter(group.id).to_string(),
            // A name could reveal the people of a small group.
            name: name.filter(|_| group.shown),
            size: group.size,
            described: group.shown,
            representative: findings(&group.representative),
        }
    }
}

impl From<StatementResult> for Answers {
    fn from(result: StatementResult) -> Self {
        Self {
            all: result.tally.into(),
            groups: result
                .groups
                .into_iter()
                .map(|of| (of.group, of.tally.into()))
                .collect(),
            x: result.x,
            y: result.y,
            extremity: result.extremity,
            group_informed_consensus: result.group_informed_consensus,
            divisiveness: result.divisiveness,
        }
    }
}
