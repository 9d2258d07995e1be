//! Which statement to ask next: those that are new, that people have a view on, that are agreed with, and that tell
//! people apart are asked more often.

use crate::stats::{Tally, probability};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_nobody_saw_has_the_priority_of_the_formula() {
        // [(1 - 1/2) * 1 * 1/2 * 9]^2
        assert!((priority(Tally::default(), 0.0) - 5.0625).abs() < 1e-12);
    }

    #[test]
    fn the_formula_holds_on_a_worked_example() {
        // 5 seen: 3 agree, 1 disagrees, 1 passes; extremity 1: [(1 - 2/7) * 2 * 4/7 * 5]^2
        let found = priority(Tally { agrees: 3, disagrees: 1, passes: 1 }, 1.0);
        let expected: f64 = (5.0 / 7.0) * 2.0 * (4.0 / 7.0) * 5.0;
        assert!((found - expected * expected).abs() < 1e-9);
    }
}
