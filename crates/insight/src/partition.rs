//! Decides into how many groups people are divided, and which people are in no group.
//!
//! Departures from Polis, which takes the partition with the best silhouette, whatever it is:
//!
//! - **Only those partitions count in which each group has enough people**: at least [`Settings::least_group`] and the
//!   share [`Settings::least_share`] of those who are grouped (five people, and two in a hundred). Somebody who answers
//!   unlike everybody else makes the plain rule see two clear groups, of 106 people and of 1, and then nothing is said of
//!   the 106. Five is the number below which nothing is told of a group (the threshold rule of statistical offices, which
//!   ask for three or five people behind a figure: Hundepool and others, "Handbook on Statistical Disclosure Control",
//!   2010), so a smaller one would be found and not described.
//!   Two in a hundred is a convention and no theorem: k-means spends a cluster on a few far points because their
//!   distances are squared, and what is asked of a cluster is that it is not made of them.
//! - **Few who stand far away are set aside** and the others are parted again, as trimmed k-means does (Cuesta-Albertos,
//!   Gordaliza, Matrán, "Trimmed k-means: an attempt to robustify quantizers", Annals of Statistics 25, 1997), until each
//!   group has enough people; but never more than [`Settings::most_apart`] of all. Those of them who do not stand farther
//!   from a group's middle than everybody in it come back to it. The others are in none of the groups; their silhouette
//!   counts as 0, as that of a lone point does, so that setting people aside never makes a number of groups look better.
//! - **More than two groups must be clearly better**: the mean silhouette must be better than that of two by
//!   [`Settings::clear_gain`]. Silhouettes of real conversations are weak (0.3 to 0.5, where Kaufman and Rousseeuw,
//!   "Finding groups in data", 1990, call structure weak and possibly artificial), and their best number then hangs on a
//!   few hundredths: by the plain rule, two of four public conversations have a third group that their published maps
//!   have not, and one of them still has it with a gain of 0.06 under some seeds. With nothing clear to choose by, the
//!   simpler map is the one that can be defended. The gain is small enough that three groups planted in made-up answers
//!   are mostly found (`tests/insight/planted.rs`). A gain of 0 gives the plain rule.
//!
//! Where no partition counts, everybody is in one group.

use crate::{
    kmeans::{Weighted, cluster},
    settings::Settings,
    silhouette::mean_silhouette,
};
use serde::{Deserialize, Serialize};

/// The state that keeps the number of groups from flickering between updates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberOfGroups {
    /// The number that won the last update.
    pub best: usize,
    /// The number of updates in a row that it has won.
    pub wins: u32,
    /// The number that shows.
    pub shown: usize,
}

impl NumberOfGroups {
    /// The state after one more update, which `best` won. The first winner shows at once.
    #[must_use]
    pub fn after(previous: Option<Self>, best: usize, wins_to_change: u32) -> Self {
        let Some(previous) = previous else {
            return Self {
                best,
                wins: 1,
                shown: best,
            };
        };
        let wins = if previous.best == best {
            previous.wins.saturating_add(1)
        } else {
            1
        };
        Self {
            best,
            wins,
            shown: if wins >= wins_to_change {
                best
            } else {
                previous.shown
            },
        }
    }
}

/// The group of each base cluster, `None` for those in no group, and the state of the number of groups.
pub(crate) struct Choice {
    pub labels: Vec<Option<usize>>,
    pub number: Option<NumberOfGroups>,
}

/// One way to divide everybody into groups that each have enough people.
struct Partition {
    groups: usize,
    labels: Vec<Option<usize>>,
    silhouette: f64,
}

/// The partition for the number of groups that shows. Where no partition counts, everybody is in one group, and the
/// state stays as it was. `None` when `keep_going` returned false.
pub(crate) fn choose(
    bases: &[Weighted],
    settings: &Settings,
    previous: Option<NumberOfGroups>,
    keep_going: &dyn Fn() -> bool,
) -> Option<Choice> {
    let most = settings
        .most_groups
        .min(2 + bases.len() / settings.bases_per_group.max(1))
        .min(bases.len());
    let mut candidates = Vec::new();
    for groups in 2..=most {
        candidates.extend(partition(bases, groups, settings, keep_going)?);
    }
    let Some(best) = best(&candidates, settings.clear_gain) else {
        return Some(Choice {
            labels: vec![Some(0); bases.len()],
            number: previous,
        });
    };
    let mut number = NumberOfGroups::after(previous, best, settings.wins_to_change);
    if candidates.iter().all(|found| found.groups != number.shown) {
        number.shown = best;
    }
    let shown = candidates
        .into_iter()
        .find(|found| found.groups == number.shown);
    Some(Choice {
        labels: shown.map(|found| found.labels).unwrap_or_default(),
        number: Some(number),
    })
}

/// The number of groups with the best silhouette, the smaller of equals: the least number that counts, unless a larger
/// one is better by a clear gain.
fn best(candidates: &[Partition], clear_gain: f64) -> Option<usize> {
    let first = candidates.first()?;
    let mut best = first;
    for found in candidates {
        if found.silhouette > first.silhouette + clear_gain
            && found.silhouette > best.silhouette + 1e-12
        {
            best = found;
        }
    }
    Some(best.groups)
}

/// The number of people that a group needs when so many people are grouped.
fn enough(people: f64, settings: &Settings) -> f64 {
    (settings.least_group as f64).max((settings.least_share * people - 1e-9).ceil())
}

/// Divides the base clusters into so many groups, and sets aside people who would be too few for a group. `None` where
/// too many would be set aside, or where there are not that many groups.
fn partition(
    bases: &[Weighted],
    groups: usize,
    settings: &Settings,
    keep_going: &dyn Fn() -> bool,
) -> Option<Option<Partition>> {
    let people: f64 = bases.iter().map(|base| base.weight).sum();
    let enough = enough(people, settings);
    let mut within: Vec<usize> = (0..bases.len()).collect();
    let mut apart = 0.0;
    loop {
        let points: Vec<Weighted> = within.iter().map(|&base| bases[base]).collect();
        let (restarts, seed) = (settings.group_restarts, settings.seed);
        let found = cluster(&points, groups, restarts, seed, keep_going)?;
        let mut sizes = vec![0.0; found.centres.len()];
        points
            .iter()
            .zip(&found.labels)
            .for_each(|(point, &label)| sizes[label] += point.weight);
        if sizes.len() < groups {
            return Some(None);
        }
        if sizes.iter().all(|&size| size >= enough) {
            let mut labels = vec![None; bases.len()];
            within
                .iter()
                .zip(&found.labels)
                .for_each(|(&base, &label)| labels[base] = Some(label));
            take_back(bases, &mut labels, &found.centres);
            return Some(Some(Partition {
                groups,
                silhouette: silhouette(bases, &labels, groups, people),
                labels,
            }));
        }
        apart += sizes.iter().filter(|&&size| size < enough).sum::<f64>();
        if apart > settings.most_apart * people {
            return Some(None);
        }
        let mut labels = found.labels.iter();
        within.retain(|_| labels.next().is_some_and(|&label| sizes[label] >= enough));
    }
}

/// Returns people who were set aside to the nearest group, unless they stand farther from its middle than everybody in
/// it.
fn take_back(
    bases: &[Weighted],
    labels: &mut [Option<usize>],
    centres: &[crate::project::Position],
) {
    let mut reach = vec![0.0_f64; centres.len()];
    for (base, label) in bases.iter().zip(labels.iter()) {
        if let Some(label) = *label {
            reach[label] = reach[label].max(base.position.distance(centres[label]));
        }
    }
    for (base, label) in bases.iter().zip(labels.iter_mut()) {
        if label.is_none() {
            let distance = |group: &usize| base.position.distance(centres[*group]);
            let nearest = (0..centres.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
            *label = nearest.filter(|group| distance(group) <= reach[*group]);
        }
    }
}

/// The mean silhouette of everybody; people in no group count as 0.
fn silhouette(bases: &[Weighted], labels: &[Option<usize>], groups: usize, people: f64) -> f64 {
    let (points, labels): (Vec<Weighted>, Vec<usize>) = bases
        .iter()
        .zip(labels)
        .filter_map(|(base, label)| Some((*base, (*label)?)))
        .unzip();
    let within: f64 = points.iter().map(|point| point.weight).sum();
    mean_silhouette(&points, &labels, groups) * within / people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Position;

    fn line(places: &[(f64, f64)]) -> Vec<Weighted> {
        let at = |&(x, weight): &(f64, f64)| Weighted {
            position: Position { x, y: 0.0 },
            weight,
        };
        places.iter().map(at).collect()
    }

    fn chosen(places: &[(f64, f64)], previous: Option<NumberOfGroups>) -> Choice {
        choose(&line(places), &Settings::default(), previous, &|| true).unwrap()
    }

    fn candidates(silhouettes: &[(usize, f64)]) -> Vec<Partition> {
        let of = |&(groups, silhouette): &(usize, f64)| Partition {
            groups,
            labels: Vec::new(),
            silhouette,
        };
        silhouettes.iter().map(of).collect()
    }

    #[test]
    fn more_groups_than_the_fewest_need_a_clear_gain() {
        let three = [(2, 0.40), (3, 0.45), (4, 0.49)];
        assert_eq!(best(&candidates(&three), 0.1), Some(2));
        assert_eq!(best(&candidates(&three), 0.0), Some(4));
        assert_eq!(
            best(&candidates(&[(2, 0.40), (3, 0.70), (4, 0.65)]), 0.1),
            Some(3)
        );
        assert_eq!(best(&candidates(&[(2, 0.40), (3, 0.40)]), 0.0), Some(2));
        assert_eq!(best(&candidates(&[(3, 0.2), (5, 0.25)]), 0.1), Some(3));
        assert_eq!(best(&[], 0.1), None);
    }

    #[test]
    fn a_lone_point_far_away_is_in_none_of_the_groups() {
        let found = chosen(&[(0.0, 20.0), (1.0, 20.0), (50.0, 1.0)], None);
        assert_ne!(found.labels[0], found.labels[1]);
        assert_eq!((found.labels[2], found.number.unwrap().shown), (None, 2));
    }

    #[test]
    fn few_people_among_the_others_come_back_to_their_group() {
        // These stand alone between wide groups, but nearer to a middle than the farthest member of that group.
        let mut labels = [Some(0), Some(0), Some(1), Some(1), None, None];
        let bases = line(&[
            (0.0, 5.0),
            (4.0, 5.0),
            (9.0, 5.0),
            (10.0, 5.0),
            (3.9, 1.0),
            (6.5, 1.0),
        ]);
        let centres = [2.0, 9.5].map(|x| Position { x, y: 0.0 });
        take_back(&bases, &mut labels, &centres);
        assert_eq!(labels[4..], [Some(0), None]);
    }

    #[test]
    fn where_no_partition_counts_there_is_one_group_and_the_state_stays() {
        let before = NumberOfGroups {
            best: 3,
            wins: 2,
            shown: 2,
        };
        for few in [&[(0.0, 6.0), (9.0, 3.0)][..], &[(0.0, 1.0)], &[]] {
            let found = chosen(few, Some(before));
            assert_eq!(found.labels, vec![Some(0); few.len()]);
            assert_eq!(found.number, Some(before));
        }
    }

    #[test]
    fn a_number_that_no_longer_counts_gives_way_to_the_best_at_once() {
        let before = NumberOfGroups {
            best: 5,
            wins: 9,
            shown: 5,
        };
        let found = chosen(&[(0.0, 10.0), (1.0, 10.0)], Some(before));
        assert_ne!(found.labels[0], found.labels[1]);
        let expected = NumberOfGroups {
            best: 2,
            wins: 1,
            shown: 2,
        };
        assert_eq!(found.number, Some(expected));
    }

    #[test]
    fn two_in_a_hundred_are_rounded_up() {
        let settings = Settings::default();
        for (people, least) in [(10.0, 5.0), (250.0, 5.0), (251.0, 6.0), (1_000.0, 20.0)] {
            assert_eq!(enough(people, &settings), least);
        }
    }
}
