//! Decides which participants are grouped, and into which groups.
//!
//! Participants with enough votes are gathered into at most 100 base clusters, and the base clusters, weighted by their
//! people, into 2 to 5 groups; with more base clusters, more groups are considered. The number of groups with the best
//! mean silhouette wins, but a new number must win several updates in a row before it shows, so that the map does not
//! flicker while people vote. [`Previous`] carries what an update needs from the one before.
//!
//! `partition.rs` decides which partitions count, and which people are in no group.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::partition::NumberOfGroups;
use crate::{
    kmeans::{Weighted, cluster},
    partition::{Choice, choose},
    project::Position,
    ratings::Ratings,
    settings::Settings,
    votes::Votes,
};

/// The state that one update hands to the next. It is empty for the first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Previous {
    /// The group of everyone who was grouped, by participant id.
    pub members: BTreeMap<u64, u32>,
    /// The state of the number of groups.
    pub number: Option<NumberOfGroups>,
}

/// A grouping of some rows of the ratings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grouping {
    /// The group id of each row of the ratings; `None` for a person who is not grouped.
    pub groups: Vec<Option<u32>>,
    /// Whether the person of each row answered enough, but is in no group because everybody stands too far away.
    pub apart: Vec<bool>,
    /// (id, size) of each group, by id.
    pub sizes: Vec<(u32, usize)>,
    /// The state of the number of groups.
    pub number: Option<NumberOfGroups>,
}

/// The rows of the ratings that are grouped, ascending.
///
/// People with enough votes (or with a vote on every statement that anybody answered), people who were grouped before,
/// and, where these are too few, the most active others. All votes count, those on hidden statements too.
#[must_use]
pub fn grouped_rows(
    votes: &Votes,
    ratings: &Ratings,
    settings: &Settings,
    previous: &Previous,
) -> Vec<usize> {
    let enough = settings.enough_votes.min(ratings.statements());
    let count = |row: usize| votes.votes_in_row(ratings.order.rows[row]);
    let known = |row: usize| {
        previous
            .members
            .contains_key(&votes.participants()[ratings.order.rows[row]])
    };
    let (mut grouped, mut others): (Vec<usize>, Vec<usize>) =
        (0..ratings.rows()).partition(|&row| count(row) >= enough || known(row));
    if grouped.len() < settings.least_participants {
        others.sort_by_key(|&row| std::cmp::Reverse(count(row)));
        grouped.extend(
            others
                .into_iter()
                .take(settings.least_participants - grouped.len()),
        );
        grouped.sort_unstable();
    }
    grouped
}

/// Groups the participants; `None` when `keep_going` returned false.
#[must_use]
pub fn group(
    votes: &Votes,
    ratings: &Ratings,
    positions: &[Position],
    settings: &Settings,
    previous: &Previous,
    keep_going: &dyn Fn() -> bool,
) -> Option<Grouping> {
    let rows = grouped_rows(votes, ratings, settings, previous);
    let (bases, base_of) = base_clusters(&rows, positions, settings, keep_going)?;
    let Choice { labels, number } = choose(&bases, settings, previous.number, keep_going)?;
    let mut grouping = Grouping {
        groups: vec![None; ratings.rows()],
        apart: vec![false; ratings.rows()],
        sizes: Vec::new(),
        number,
    };
    let (mut members, mut of_members, mut participants) = (Vec::new(), Vec::new(), Vec::new());
    for (&row, base) in rows.iter().zip(base_of) {
        let Some(label) = labels[base] else {
            grouping.apart[row] = true;
            continue;
        };
        members.push(row);
        of_members.push(label);
        participants.push(votes.participants()[ratings.order.rows[row]]);
    }
    let ids = steady_ids(&of_members, &participants, previous);
    let mut sizes = BTreeMap::new();
    for (row, label) in members.into_iter().zip(of_members) {
        grouping.groups[row] = Some(ids[label]);
        *sizes.entry(ids[label]).or_default() += 1;
    }
    grouping.sizes = sizes.into_iter().collect();
    Some(grouping)
}

/// The base clusters with their people, and the base cluster of each row given. People who stand at the same place are
/// one point; where there are no more places than clusters allowed, each place is a base cluster.
fn base_clusters(
    rows: &[usize],
    positions: &[Position],
    settings: &Settings,
    keep_going: &dyn Fn() -> bool,
) -> Option<(Vec<Weighted>, Vec<usize>)> {
    let mut places: Vec<Weighted> = Vec::new();
    let mut place_of = Vec::with_capacity(rows.len());
    let mut known: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    for &row in rows {
        let position = positions[row];
        let key = (position.x.to_bits(), position.y.to_bits());
        let place = *known.entry(key).or_insert(places.len());
        if place == places.len() {
            places.push(Weighted {
                position,
                weight: 0.0,
            });
        }
        places[place].weight += 1.0;
        place_of.push(place);
    }
    if places.len() <= settings.most_bases.max(1) {
        return Some((places, place_of));
    }
    let found = cluster(
        &places,
        settings.most_bases.max(1),
        settings.base_restarts,
        settings.seed,
        keep_going,
    )?;
    let mut bases: Vec<Weighted> = found
        .centres
        .iter()
        .map(|&position| Weighted {
            position,
            weight: 0.0,
        })
        .collect();
    places
        .iter()
        .zip(&found.labels)
        .for_each(|(place, &label)| bases[label].weight += place.weight);
    Some((
        bases,
        place_of
            .into_iter()
            .map(|place| found.labels[place])
            .collect(),
    ))
}

/// The id of each label. A group keeps the id of the previous group with which it shares most people; new groups take
/// the lowest free ids, the largest first. So without a previous update, group 0 is the largest.
fn steady_ids(labels: &[usize], participants: &[u64], previous: &Previous) -> Vec<u32> {
    let count = labels.iter().max().map_or(0, |&label| label + 1);
    let mut sizes = vec![0_usize; count];
    let mut shared: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    for (&label, participant) in labels.iter().zip(participants) {
        sizes[label] += 1;
        if let Some(&group) = previous.members.get(participant) {
            *shared.entry((label, group)).or_default() += 1;
        }
    }
    let mut by_share: Vec<((usize, u32), usize)> = shared.into_iter().collect();
    by_share.sort_by_key(|&(_, people)| std::cmp::Reverse(people));
    let mut ids: Vec<Option<u32>> = vec![None; count];
    for ((label, group), _) in by_share {
        if ids[label].is_none() && !ids.contains(&Some(group)) {
            ids[label] = Some(group);
        }
    }
    // Labels of equal size in the order in which they first appear among the rows.
    let mut first = vec![usize::MAX; count];
    labels
        .iter()
        .enumerate()
        .rev()
        .for_each(|(index, &label)| first[label] = index);
    let mut by_size: Vec<usize> = (0..count).collect();
    by_size.sort_by_key(|&label| (std::cmp::Reverse(sizes[label]), first[label]));
    for label in by_size {
        if ids[label].is_none() {
            ids[label] = (0..).find(|&id| !ids.contains(&Some(id)));
        }
    }
    ids.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_number_of_groups_shows_after_four_wins_in_a_row() {
        let mut state = NumberOfGroups::after(None, 2, 4);
        let mut shown = vec![state.shown];
        for best in [3, 3, 3, 2, 3, 3, 3, 3] {
            state = NumberOfGroups::after(Some(state), best, 4);
            shown.push(state.shown);
        }
        assert_eq!(shown, [2, 2, 2, 2, 2, 2, 2, 2, 3]);
    }

    #[test]
    fn groups_are_named_by_size_at_first() {
        assert_eq!(
            steady_ids(
                &[0, 1, 1, 2, 2, 2],
                &[1, 2, 3, 4, 5, 6],
                &Previous::default()
            ),
            [2, 1, 0]
        );
    }

    #[test]
    fn groups_keep_the_name_that_most_of_their_people_had() {
        let members = BTreeMap::from([(1, 1), (2, 1), (3, 0), (4, 0), (5, 0)]);
        let previous = Previous {
            members,
            number: None,
        };
        assert_eq!(
            steady_ids(&[0, 0, 1, 1, 2, 2, 2], &[1, 2, 3, 4, 6, 7, 8], &previous),
            [1, 0, 2]
        );
    }
}
