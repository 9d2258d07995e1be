//! The two directions in which opinions differ most: principal components of the mean-imputed matrix.
//!
//! Power iteration with deflation: `v <- C' C v / |C' C v|` until `v` stands still, then the same again in the space
//! orthogonal to the components found. `C` is the centred matrix of [`Ratings`]; it is never made dense. The start is
//! a fixed pseudo-random vector in content order.
//!
//! A component's sign is arbitrary, so it is fixed by a rule that can be said aloud: a participant who agrees with
//! everything stands to the right and to the top (the sum over the statements of (1 - mean) times the component's entry,
//! which is that participant's place, is at least 0; where it is nothing but rounding, the first entry of content order
//! that is not negligible is positive). The sum of the entries alone would not do: on a statement with which nearly
//! everybody agrees, agreeing moves nobody.
//!
//! Where the votes have no second direction (or no direction at all), the component is the zero vector.

use crate::{random::Random, ratings::Ratings};

/// Steps smaller than this end the iteration: the direction is then far more exact than a map can show.
const STILL: f64 = 1e-9;
/// Variance below this share of the first component's is rounding, not opinion.
const NEGLIGIBLE: f64 = 1e-12;

/// The directions, each of unit length (or zero), with one entry for each column of the ratings.
#[derive(Debug, Clone, PartialEq)]
pub struct Components {
    /// First and second.
    pub directions: [Vec<f64>; 2],
    /// The eigenvalue of `C' C` for each: the sum of squares along it.
    pub variances: [f64; 2],
    /// Rounds that the iteration took for each.
    pub rounds: [usize; 2],
}

/// Finds both components; `None` when `keep_going` returned false.
#[must_use]
pub fn components(
    ratings: &Ratings,
    seed: u64,
    most_rounds: usize,
    keep_going: &dyn Fn() -> bool,
) -> Option<Components> {
    let mut found: Vec<Vec<f64>> = Vec::new();
    let (mut variances, mut rounds) = ([0.0; 2], [0; 2]);
    for index in 0..2 {
        let least = variances[0] * NEGLIGIBLE;
        let mut vector = start(ratings.columns(), seed.wrapping_add(index as u64), &found);
        while rounds[index] < most_rounds {
            if !keep_going() {
                return None;
            }
            rounds[index] += 1;
            let mut next = ratings.covariance_times(&vector);
            deflate(&mut next, &found);
            variances[index] = normalise(&mut next);
            if variances[index] <= least {
                next.fill(0.0);
                variances[index] = 0.0;
            }
            let moved = distance(&vector, &next);
            vector = next;
            if moved < STILL || variances[index] == 0.0 {
                break;
            }
        }
        fix_sign(&mut vector, &ratings.means);
        found.push(vector);
    }
    let second = found.pop().unwrap_or_default();
    let first = found.pop().unwrap_or_default();
    Some(Components {
        directions: [first, second],
        variances,
        rounds,
    })
}

fn start(length: usize, seed: u64, found: &[Vec<f64>]) -> Vec<f64> {
    let mut random = Random::new(seed);
    let mut vector: Vec<f64> = (0..length).map(|_| random.unit() - 0.5).collect();
    deflate(&mut vector, found);
    normalise(&mut vector);
    vector
}

/// Removes from a vector the part along the components found before; this equals deflating the matrix.
fn deflate(vector: &mut [f64], found: &[Vec<f64>]) {
    for component in found {
        let along: f64 = vector.iter().zip(component).map(|(a, b)| a * b).sum();
        vector
            .iter_mut()
            .zip(component)
            .for_each(|(entry, other)| *entry -= along * other);
    }
}

/// Scales to unit length and returns the length before; a vector of length 0 stays as it is.
fn normalise(vector: &mut [f64]) -> f64 {
    let length = vector.iter().map(|entry| entry * entry).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|entry| *entry /= length);
    }
    length
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(a, b)| (a - b) * (a - b))
        .sum::<f64>()
        .sqrt()
}

fn fix_sign(vector: &mut [f64], means: &[f64]) {
    let sum: f64 = vector
        .iter()
        .zip(means)
        .map(|(entry, mean)| (1.0 - mean) * entry)
        .sum();
    let leader = if sum.abs() > 1e-6 {
        sum
    } else {
        vector
            .iter()
            .copied()
            .find(|entry| entry.abs() > 1e-6)
            .unwrap_or_default()
    };
    if leader < 0.0 {
        vector.iter_mut().for_each(|entry| *entry = -*entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::{Answer, Cast, Standing, Statement, Votes};

    fn ratings(cells: &[(u64, u64, i8)]) -> Ratings {
        let mut votes = Votes::new((0..8).map(|id| Statement {
            id,
            standing: Standing::Open,
        }))
        .unwrap();
        let casts = cells.iter().map(|&(participant, statement, value)| {
            let answer = Answer::from_value(value).unwrap();
            Cast {
                participant,
                statement,
                answer,
                at: 0,
            }
        });
        votes.apply(&casts.collect::<Vec<_>>()).unwrap();
        Ratings::new(&votes)
    }

    fn found(ratings: &Ratings) -> Components {
        components(ratings, 0, 1_000, &|| true).unwrap()
    }

    #[test]
    fn no_votes_and_equal_votes_have_no_direction() {
        assert_eq!(found(&ratings(&[])).directions, [vec![], vec![]]);
        let equal = found(&ratings(&[(1, 0, 1), (1, 1, 1), (2, 0, 1), (2, 1, 1)]));
        assert_eq!(equal.directions, [vec![0.0; 2], vec![0.0; 2]]);
    }

    #[test]
    fn one_axis_of_opinion_leaves_the_second_component_zero() {
        let axis = found(&ratings(&[(1, 0, 1), (1, 1, 1), (2, 0, -1), (2, 1, -1)]));
        let expected = 0.5_f64.sqrt();
        assert!(
            axis.directions[0]
                .iter()
                .all(|entry| (entry - expected).abs() < 1e-9),
            "{axis:?}"
        );
        assert_eq!(axis.directions[1], vec![0.0; 2]);
    }

    #[test]
    fn a_cancelled_search_finds_nothing() {
        assert_eq!(components(&ratings(&[(1, 0, 1)]), 0, 10, &|| false), None);
    }
}
