//! Weighted k-means on the plane: several seeded starts, the best inertia wins.
//!
//! Lloyd's algorithm ("Least squares quantization in PCM", 1982) from k-means++ starts (Arthur, Vassilvitskii, 2007).
//! The original Polis start takes the first distinct points in their order of arrival, which can end in a poor optimum
//! and depends on that order; restarts make the result both better and independent of it. A centre that loses all its
//! points moves to the point that is worst served, so that every cluster of the answer has a member.

use crate::{project::Position, random::Random};

/// Rounds of Lloyd's algorithm in one restart; small inputs stop by themselves long before.
const MOST_ROUNDS: usize = 25;
/// A restart ends when at most one in so many points changes its cluster; with fewer points, when none does.
const STILL: usize = 1_000;

/// A place with the number of people who stand there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighted {
    /// The place.
    pub position: Position,
    /// The number of people; above 0.
    pub weight: f64,
}

/// A clustering of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Clustering {
    /// The cluster of each point.
    pub labels: Vec<usize>,
    /// The weighted mean of each cluster.
    pub centres: Vec<Position>,
    /// The weighted sum of squared distances to the centres.
    pub inertia: f64,
}

/// The best clustering into `k` clusters of several restarts; fewer clusters where there are fewer distinct points.
/// `None` when `keep_going` returned false.
#[must_use]
pub fn cluster(
    points: &[Weighted],
    k: usize,
    restarts: usize,
    seed: u64,
    keep_going: &dyn Fn() -> bool,
) -> Option<Clustering> {
    let mut best: Option<Clustering> = None;
    for restart in 0..restarts.max(1) {
        let mut random =
            Random::new(crate::random::mix(seed) ^ ((k as u64) << 32 | restart as u64));
        let found = lloyd(points, spread_start(points, k, &mut random), keep_going)?;
        // A gain that is only rounding must not decide.
        if best
            .as_ref()
            .is_none_or(|best| found.inertia < best.inertia * (1.0 - 1e-9))
        {
            best = Some(found);
        }
    }
    best
}

/// k-means++: draws each next centre with a probability in proportion to weight times squared distance to the centres
/// so far. It stops early where no distinct point is left.
fn spread_start(points: &[Weighted], k: usize, random: &mut Random) -> Vec<Position> {
    let mut centres = Vec::with_capacity(k);
    let mut chances: Vec<f64> = points.iter().map(|point| point.weight).collect();
    let mut nearest = vec![f64::INFINITY; points.len()];
    while centres.len() < k {
        let Some(chosen) = draw(&chances, random) else {
            break;
        };
        let centre = points[chosen].position;
        for (index, point) in points.iter().enumerate() {
            nearest[index] = nearest[index].min(point.position.squared_distance(centre));
            chances[index] = point.weight * nearest[index];
        }
        centres.push(centre);
    }
    centres
}

/// An index drawn in proportion to the chances; `None` where all chances are 0.
fn draw(chances: &[f64], random: &mut Random) -> Option<usize> {
    let mut left = random.unit() * chances.iter().sum::<f64>();
    let mut last = None;
    for (index, &chance) in chances
        .iter()
        .enumerate()
        .filter(|(_, chance)| **chance > 0.0)
    {
        if left < chance {
            return Some(index);
        }
        left -= chance;
        last = Some(index);
    }
    last
}

fn lloyd(
    points: &[Weighted],
    mut centres: Vec<Position>,
    keep_going: &dyn Fn() -> bool,
) -> Option<Clustering> {
    let mut labels = vec![usize::MAX; points.len()];
    for _ in 0..MOST_ROUNDS {
        if !keep_going() {
            return None;
        }
        if assign(points, &centres, &mut labels) <= points.len() / STILL {
            break;
        }
        move_centres(points, &mut labels, &mut centres);
    }
    let squares = points
        .iter()
        .zip(&labels)
        .map(|(point, &label)| point.weight * point.position.squared_distance(centres[label]));
    Some(Clustering {
        inertia: squares.sum(),
        labels,
        centres,
    })
}

/// Assigns each point to its nearest centre, to the lowest of equally near ones; returns how many points moved.
fn assign(points: &[Weighted], centres: &[Position], labels: &mut [usize]) -> usize {
    let mut moved = 0;
    for (point, label) in points.iter().zip(labels.iter_mut()) {
        let mut nearest = (f64::INFINITY, 0);
        for (index, centre) in centres.iter().enumerate() {
            let distance = point.position.squared_distance(*centre);
            if distance < nearest.0 {
                nearest = (distance, index);
            }
        }
        moved += usize::from(*label != nearest.1);
        *label = nearest.1;
    }
    moved
}

fn move_centres(points: &[Weighted], labels: &mut [usize], centres: &mut [Position]) {
    let mut sums = vec![(0.0, 0.0, 0.0); centres.len()];
    for (point, &label) in points.iter().zip(labels.iter()) {
        let sum = &mut sums[label];
        sum.0 += point.weight * point.position.x;
        sum.1 += point.weight * point.position.y;
        sum.2 += point.weight;
    }
    for index in 0..centres.len() {
        let (x, y, weight) = sums[index];
        if weight > 0.0 {
            centres[index] = Position {
                x: x / weight,
                y: y / weight,
            };
        } else if let Some(lost) = worst_served(points, labels, centres) {
            centres[index] = points[lost].position;
            labels[lost] = index;
        }
    }
}

/// The point that adds most to the inertia.
fn worst_served(points: &[Weighted], labels: &[usize], centres: &[Position]) -> Option<usize> {
    let cost = |index: usize| {
        let point: &Weighted = &points[index];
        point.weight * point.position.squared_distance(centres[labels[index]])
    };
    (0..points.len())
        .filter(|&index| cost(index) > 0.0)
        .max_by(|&a, &b| cost(a).total_cmp(&cost(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(places: &[(f64, f64)]) -> Vec<Weighted> {
        places
            .iter()
            .map(|&(x, weight)| Weighted {
                position: Position { x, y: 0.0 },
                weight,
            })
            .collect()
    }

    fn clusters(points: &[Weighted], k: usize) -> Clustering {
        cluster(points, k, 20, 1, &|| true).unwrap()
    }

    #[test]
    fn two_heaps_are_told_apart() {
        let found = clusters(&line(&[(0.0, 1.0), (0.1, 1.0), (5.0, 1.0), (5.1, 1.0)]), 2);
        assert_eq!(found.labels[0], found.labels[1]);
        assert_eq!(found.labels[2], found.labels[3]);
        assert_ne!(found.labels[0], found.labels[2]);
        assert!((found.inertia - 0.01).abs() < 1e-12);
    }

    #[test]
    fn a_heavy_point_draws_its_centre() {
        let found = clusters(&line(&[(0.0, 3.0), (1.0, 1.0)]), 1);
        assert!((found.centres[0].x - 0.25).abs() < 1e-12);
    }

    #[test]
    fn fewer_distinct_points_than_clusters_give_fewer_clusters() {
        assert_eq!(
            clusters(&line(&[(1.0, 1.0), (1.0, 1.0)]), 3).centres.len(),
            1
        );
        assert_eq!(clusters(&[], 3).centres.len(), 0);
    }

    #[test]
    fn a_centre_that_loses_its_points_takes_the_worst_served() {
        let points = line(&[(0.0, 1.0), (1.0, 1.0), (9.0, 1.0)]);
        let far = [Position { x: 0.0, y: 0.0 }, Position { x: 0.0, y: 99.0 }];
        let found = lloyd(&points, far.to_vec(), &|| true).unwrap();
        assert_eq!(found.labels, [0, 0, 1]);
    }
}
