//! The published map: the part of a computation that everyone may see, and the part that stays inside.

use super::small;
use cabildo_domain::opinion::{Answer, SMALLEST_GROUP, StatementStatus};
use cabildo_insight::{
    Opinion,
    groups::Previous,
    opinion::{Group, StatementOpinion},
    project::Position,
    represent::Representative,
    shape::{Shapes, shapes},
    stats::{Tally, group_informed_consensus, probability},
};
use cabildo_store::opinion::statement::Statement;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The number of statements in each of the lists of uniting, dividing and uncertain ones.
const LISTED: usize = 10;

/// The number of answers after which a participant's place on the map means something; fewer when there are fewer
/// statements.
pub(super) const ENOUGH: i64 = 7;

/// The share of passes from which a statement is uncertain.
const UNCERTAIN: f64 = 0.25;

/// The map as everyone may see it. Statements are named by their numbers; their texts are read when they are shown, so
/// that a statement that a moderator takes out is gone at once. It contains only published statements that are not meta
/// statements.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    /// The number of people whose answers count.
    pub people: i64,
    /// The number of these who are in a group.
    pub grouped: i64,
    /// The number of these who answered enough but are in no group, being farther away than the people of any.
    #[serde(default)]
    pub apart: i64,
    /// The number of their answers, including answers to statements that were taken out later.
    pub votes: i64,
    /// The groups, by id, including those that are not described.
    pub groups: Vec<GroupView>,
    /// The statements that at least [`SMALLEST_GROUP`] people answered, by number. The answers of fewer people must not
    /// be shown: the first answer is the author's, and a share of one or two people says nothing about a city.
    pub statements: Vec<StatementResult>,
    /// Statements with which most people agree, all counted together, the strongest first. A group may see one
    /// differently: [`MapView::agreed_by_all`].
    pub agreed: Vec<Evidence>,
    /// Statements with which most people disagree, all counted together, the strongest first.
    pub disagreed: Vec<Evidence>,
    /// Statements by group-informed consensus, the highest first. When groups agree on little, even the highest is low:
    /// [`MapView::united`].
    pub unites: Vec<i64>,
    /// Statements on which groups are farthest apart, the farthest first.
    pub divides: Vec<i64>,
    /// Statements on which many people passed, the most passes first.
    pub uncertain: Vec<i64>,
    /// The density of people, and the outlines of the groups.
    pub shapes: Shapes,
}

/// An opinion group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupView {
    /// The id: 0 is A, 1 is B ([`cabildo_domain::opinion::group_letter`]). A group keeps it from map to map.
    pub id: u32,
    /// The number of people in it.
    pub size: i64,
    /// Whether it is drawn and described. If not, everything else about it is left out, because it is too small, or
    /// because its description would reveal a group that is.
    pub shown: bool,
    /// The statements that represent it: it answers them otherwise than the others do. The most telling come first.
    pub representative: Vec<Evidence>,
}

/// The evidence for an answer to a statement, of a group or of all.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The number of the statement.
    pub statement: i64,
    pub answer: Answer,
    /// The number of people who gave this answer.
    pub successes: i64,
    /// The number of people who answered the statement.
    pub seen: i64,
    /// The estimated share, from 0 to 1.
    pub share: f64,
    /// How many times larger that share is than among the others; 1 where there are no others.
    pub repness: f64,
    /// Whether it stands out with 90% certainty.
    pub significant: bool,
}

/// The answers of everyone and of each group to a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementResult {
    pub number: i64,
    /// The answers of everyone who counts.
    pub tally: cabildo_domain::opinion::Tally,
    /// The answers of each group that is shown.
    pub groups: Vec<GroupTally>,
    /// The place on the map, from left to right.
    pub x: f64,
    /// The place on the map, from bottom to top.
    pub y: f64,
    /// How strongly it divides people.
    pub extremity: f64,
    /// The product of the shares of agreement of the groups that are shown, from 0 to 1.
    pub group_informed_consensus: f64,
    /// The largest difference between two groups' shares of agreement, from 0 to 1.
    pub divisiveness: f64,
}

/// The answers of a group to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupTally {
    pub group: u32,
    /// Its answers.
    pub tally: cabildo_domain::opinion::Tally,
}

/// The state that the next computation and a person's own place need. It is never shown as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct MapState {
    /// The places, by the number of the participant.
    pub places: BTreeMap<i64, Place>,
    /// How often a statement should be asked, by its number.
    pub priorities: HashMap<i64, f64>,
    /// The state for the next computation.
    pub previous: Previous,
}

/// The place of a participant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    pub x: f64,
    pub y: f64,
    pub group: Option<u32>,
    /// As [`Participant::apart`](cabildo_insight::opinion::Participant::apart).
    #[serde(default)]
    pub apart: bool,
    /// Whether they had answered enough for the place to mean something; `None` in maps of older versions.
    #[serde(default)]
    pub enough: Option<bool>,
}

const fn answer(answer: cabildo_insight::Answer) -> Answer {
    match answer {
        cabildo_insight::Answer::Agree => Answer::Agree,
        cabildo_insight::Answer::Disagree => Answer::Disagree,
        cabildo_insight::Answer::Pass => Answer::Pass,
    }
}

fn tally(tally: Tally) -> cabildo_domain::opinion::Tally {
    cabildo_domain::opinion::Tally {
        agrees: tally.agrees.into(),
        disagrees: tally.disagrees.into(),
        passes: tally.passes.into(),
    }
}

impl From<&Representative> for Evidence {
    fn from(found: &Representative) -> Self {
        Self {
            statement: found.statement as i64,
            answer: answer(found.answer),
            successes: found.successes.into(),
            seen: found.seen.into(),
            share: found.probability,
            repness: found.repness,
            significant: found.significant,
        }
    }
}

impl MapView {
    /// The public part of a computation on these statements.
    pub(super) fn of(opinion: &Opinion, statements: &[Statement]) -> Self {
        let open: HashMap<u64, &Statement> = statements
            .iter()
            .filter(|statement| statement.status == StatementStatus::Published && !statement.meta)
            .map(|statement| (statement.number as u64, statement))
            .collect();
        let described = small::described(
            opinion
                .groups
                .iter()
                .map(|group| (group.id, group.size as i64)),
        );
        let is_shown = |group: &Group| described.contains(&group.id);
        let people: Vec<(Position, Option<u32>)> = opinion
            .participants
            .iter()
            .filter(|person| person.votes > 0)
            .map(|person| {
                (
                    Position {
                        x: person.x,
                        y: person.y,
                    },
                    person.group,
                )
            })
            .collect();
        // In a group of one to four people, each would learn how the others answered.
        let are_few = (1..SMALLEST_GROUP).contains(&(people.len() as i64));
        let results: Vec<StatementResult> = opinion
            .statements
            .iter()
            .enumerate()
            .filter(|(_, found)| !are_few && open.contains_key(&found.id))
            .filter(|(_, found)| {
                i64::from(found.agrees + found.disagrees + found.passes) >= SMALLEST_GROUP
            })
            .map(|(column, statement)| {
                let of_groups = opinion
                    .groups
                    .iter()
                    .zip(&opinion.tallies)
                    .map(|(group, tallies)| (group, tallies[column]));
                let shown: Vec<(u32, Tally)> = of_groups
                    .filter(|(group, _)| is_shown(group))
                    .map(|(group, tally)| (group.id, tally))
                    .collect();
                StatementResult {
                    number: statement.id as i64,
                    tally: tally(Tally {
                        agrees: statement.agrees,
                        disagrees: statement.disagrees,
                        passes: statement.passes,
                    }),
                    divisiveness: divisiveness(shown.iter().map(|(_, tally)| *tally)),
                    group_informed_consensus: group_informed_consensus(
                        shown.iter().map(|(_, tally)| *tally),
                    ),
                    groups: shown
                        .into_iter()
                        .map(|(group, of)| GroupTally {
                            group,
                            tally: tally(of),
                        })
                        .collect(),
                    x: statement.x,
                    y: statement.y,
                    extremity: statement.extremity,
                }
            })
            .collect();
        let told: BTreeSet<i64> = results.iter().map(|result| result.number).collect();
        let consent = |found: &[cabildo_insight::consensus::Consent], says: Answer| {
            found
                .iter()
                .filter(|consent| told.contains(&(consent.statement as i64)))
                .map(|consent| Evidence {
                    statement: consent.statement as i64,
                    answer: says,
                    successes: consent.successes.into(),
                    seen: consent.seen.into(),
                    share: consent.probability,
                    repness: 1.0,
                    significant: true,
                })
                .collect()
        };
        let drawn: Vec<(Position, Option<u32>)> = people
            .iter()
            .map(|&(position, group)| (position, group.filter(|group| described.contains(group))))
            .collect();
        Self {
            people: people.len() as i64,
            grouped: people.iter().filter(|(_, group)| group.is_some()).count() as i64,
            apart: opinion
                .participants
                .iter()
                .filter(|person| person.apart)
                .count() as i64,
            votes: opinion
                .participants
                .iter()
                .map(|person| person.votes as i64)
                .sum(),
            groups: opinion
                .groups
                .iter()
                .map(|group| {
                    let shown = is_shown(group);
                    let listed: &[Representative] = if shown { &group.representative } else { &[] };
                    let told = |found: &Evidence| told.contains(&found.statement);
                    let representative = listed.iter().map(Evidence::from).filter(told).collect();
                    GroupView {
                        id: group.id,
                        size: group.size as i64,
                        shown,
                        representative,
                    }
                })
                .collect(),
            agreed: consent(&opinion.consensus.agree, Answer::Agree),
            disagreed: consent(&opinion.consensus.disagree, Answer::Disagree),
            unites: listed(&results, |result| {
                (result.groups.len() > 1).then_some(result.group_informed_consensus)
            }),
            divides: listed(&results, |result| {
                (result.divisiveness > 0.0).then_some(result.divisiveness)
            }),
            uncertain: listed(&results, |result| {
                let share = result.tally.passes as f64 / result.tally.seen() as f64;
                (share >= UNCERTAIN).then_some(share)
            }),
            shapes: shapes(&drawn, SMALLEST_GROUP as usize),
            statements: results,
        }
    }
}

/// The largest difference between two groups' shares of agreement; 0 with fewer than two groups.
fn divisiveness(groups: impl Iterator<Item = Tally>) -> f64 {
    let shares: Vec<f64> = groups
        .map(|tally| probability(tally.agrees, tally.seen()))
        .collect();
    let most = shares.iter().copied().reduce(f64::max);
    let least = shares.iter().copied().reduce(f64::min);
    most.zip(least).map_or(0.0, |(most, least)| most - least)
}

/// The numbers of the statements with the highest values, the highest first; equal ones by the lower number.
fn listed(
    results: &[StatementResult],
    value: impl Fn(&StatementResult) -> Option<f64>,
) -> Vec<i64> {
    let mut valued: Vec<(f64, i64)> = results
        .iter()
        .filter_map(|result| value(result).map(|value| (value, result.number)))
        .collect();
    valued.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    valued
        .into_iter()
        .take(LISTED)
        .map(|(_, number)| number)
        .collect()
}

impl MapState {
    pub(super) fn of(opinion: &Opinion) -> Self {
        let answered =
            |found: &&StatementOpinion| found.agrees + found.disagrees + found.passes > 0;
        let statements = opinion.statements.iter().filter(answered).count();
        let enough = (ENOUGH as usize).min(statements);
        let places = opinion
            .participants
            .iter()
            .filter(|person| person.votes > 0);
        Self {
            places: places
                .map(|person| {
                    (
                        person.id as i64,
                        Place {
                            x: person.x,
                            y: person.y,
                            group: person.group,
                            apart: person.apart,
                            enough: Some(person.group.is_some() || person.votes >= enough),
                        },
                    )
                })
                .collect(),
            priorities: opinion
                .statements
                .iter()
                .map(|found| (found.id as i64, found.priority))
                .collect(),
            previous: opinion.next.clone(),
        }
    }
}
