//! Chooses the next statement for a participant: weighs the statements, then draws one by weight.
//!
//! A statement weighs more when it is new, when people agree with it and seldom pass, and when it divides people.

use crate::{
    random::Random,
    stats::{Tally, probability},
};

/// The priority of a statement that is about the participant: 7 squared.
pub const META: f64 = 49.0;

/// `[(1 - (passes + 1) / (seen + 2)) (extremity + 1) (agrees + 1) / (seen + 2) (1 + 8 * 2^(-seen / 5))]^2`.
///
/// `extremity` is the length of the statement's position on the map. The square deepens the differences; the last
/// factor lets a new statement be seen.
#[must_use]
pub fn priority(tally: Tally, extremity: f64) -> f64 {
    let seen = tally.seen();
    let known = 1.0 - probability(tally.passes, seen);
    let fresh = 1.0 + 8.0 * (-f64::from(seen) / 5.0).exp2();
    (known * (extremity + 1.0) * probability(tally.agrees, seen) * fresh).powi(2)
}

/// Draws one of several by weight; `None` when there are none. A weight that is not a positive number counts as 0; when
/// all do, each is equally likely.
#[must_use]
pub fn pick(weights: &[f64], random: &mut Random) -> Option<usize> {
    let usable = |weight: f64| {
        if weight.is_finite() && weight > 0.0 {
            weight
        } else {
            0.0
        }
    };
    let total: f64 = weights.iter().copied().map(usable).sum();
    if weights.is_empty() {
        return None;
    }
    if !total.is_finite() || total <= 0.0 {
        return Some(random.below(weights.len()));
    }
    let mut left = random.unit() * total;
    for (index, weight) in weights.iter().copied().map(usable).enumerate() {
        left -= weight;
        if left < 0.0 {
            return Some(index);
        }
    }
    // Rounding may leave a remainder: then take the last one with any weight.
    weights.iter().rposition(|&weight| usable(weight) > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_drawn_as_often_as_its_weight_says() {
        let weights = [1.0, 0.0, 6.0, f64::NAN, 3.0, -4.0];
        let mut random = Random::new(7);
        let mut drawn = [0_u32; 6];
        for _ in 0..10_000 {
            drawn[pick(&weights, &mut random).unwrap()] += 1;
        }
        assert_eq!((drawn[1], drawn[3], drawn[5]), (0, 0, 0));
        // The standard deviations are 30, 49 and 46.
        assert!(
            drawn[0].abs_diff(1_000) < 150
                && drawn[2].abs_diff(6_000) < 250
                && drawn[4].abs_diff(3_000) < 250
        );
    }

    #[test]
    fn nothing_to_draw_from_and_weights_that_say_nothing_are_no_panic() {
        let mut random = Random::new(1);
        assert_eq!(pick(&[], &mut random), None);
        assert!(pick(&[f64::NAN, 0.0], &mut random).is_some());
        assert!(pick(&[f64::INFINITY, f64::MAX, f64::MAX], &mut random).is_some());
    }

    #[test]
    fn a_statement_nobody_saw_has_the_priority_of_the_formula() {
        // [(1 - 1/2) * 1 * 1/2 * 9]^2
        assert!((priority(Tally::default(), 0.0) - 5.0625).abs() < 1e-12);
    }

    #[test]
    fn the_formula_holds_on_a_worked_example() {
        // 5 seen: 3 agree, 1 disagrees, 1 passes; extremity 1: [(1 - 2/7) * 2 * 4/7 * 5]^2
        let found = priority(
            Tally {
                agrees: 3,
                disagrees: 1,
                passes: 1,
            },
            1.0,
        );
        let expected: f64 = (5.0 / 7.0) * 2.0 * (4.0 / 7.0) * 5.0;
        assert!((found - expected * expected).abs() < 1e-9);
    }
}
