//! The statistics behind "most of them agree" and "more than the others do".
//!
//! All are defined for any counts, zero answers included, because of the pseudo-counts (Small et al. 2021).

use serde::{Deserialize, Serialize};

use crate::votes::Answer;

/// The answers of some people to one statement, counted in people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// The number who agreed.
    pub agrees: u32,
    /// The number who disagreed.
    pub disagrees: u32,
    /// The number who passed.
    pub passes: u32,
}

impl Tally {
    /// The number who answered at all.
    #[must_use]
    pub const fn seen(self) -> u32 {
        self.agrees + self.disagrees + self.passes
    }

    /// The number who gave this answer.
    #[must_use]
    pub const fn of(self, answer: Answer) -> u32 {
        match answer {
            Answer::Agree => self.agrees,
            Answer::Disagree => self.disagrees,
            Answer::Pass => self.passes,
        }
    }

    /// Counts one more answer; a value that is neither 1 nor -1 is a pass.
    pub const fn count(&mut self, value: i8) {
        match value {
            1 => self.agrees += 1,
            -1 => self.disagrees += 1,
            _ => self.passes += 1,
        }
    }

    /// The two tallies together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            agrees: self.agrees + other.agrees,
            disagrees: self.disagrees + other.disagrees,
            passes: self.passes + other.passes,
        }
    }

    /// The rest of this tally without a part of it.
    #[must_use]
    pub const fn minus(self, part: Self) -> Self {
        Self {
            agrees: self.agrees.saturating_sub(part.agrees),
            disagrees: self.disagrees.saturating_sub(part.disagrees),
            passes: self.passes.saturating_sub(part.passes),
        }
    }
}

/// The estimated share, `(successes + 1) / (n + 2)`: Laplace's rule of succession. Between 0 and 1, both excluded.
#[must_use]
pub fn probability(successes: u32, n: u32) -> f64 {
    (f64::from(successes) + 1.0) / (f64::from(n) + 2.0)
}

/// How far the share lies above one half, in standard errors: `2 sqrt(n + 1) ((successes + 1) / (n + 1) - 1/2)`.
#[must_use]
pub fn proportion_test(successes: u32, n: u32) -> f64 {
    let n = f64::from(n) + 1.0;
    2.0 * n.sqrt() * ((f64::from(successes) + 1.0) / n - 0.5)
}

/// How far the share inside lies above the share outside, in standard errors: the pooled two-proportion z test with 1
/// added to all four counts. 0 where the pooled proportion is 1, that is, where everybody everywhere is a success.
#[must_use]
pub fn two_proportion_test(successes_in: u32, successes_out: u32, n_in: u32, n_out: u32) -> f64 {
    let [s_in, s_out, n_in, n_out] =
        [successes_in, successes_out, n_in, n_out].map(|count| f64::from(count) + 1.0);
    let pooled = (s_in + s_out) / (n_in + n_out);
    if pooled >= 1.0 {
        return 0.0;
    }
    (s_in / n_in - s_out / n_out) / (pooled * (1.0 - pooled) * (1.0 / n_in + 1.0 / n_out)).sqrt()
}

/// The product over the groups of `(agrees + 1) / (seen + 2)`: high only where every group agrees. Without groups it is
/// one half, the share of one group without answers.
#[must_use]
pub fn group_informed_consensus(groups: impl IntoIterator<Item = Tally>) -> f64 {
    let shares = groups
        .into_iter()
        .map(|tally| probability(tally.agrees, tally.seen()));
    shares
        .reduce(|product, share| product * share)
        .unwrap_or_else(|| probability(0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_proportion_test_has_its_check_value() {
        assert!((two_proportion_test(15, 56, 24, 71) - -1.518).abs() < 0.01);
    }

    #[test]
    fn the_two_proportion_test_is_the_formula() {
        // (16/25 - 57/72) / sqrt(73/97 * 24/97 * (1/25 + 1/72)), computed separately.
        assert!((two_proportion_test(15, 56, 24, 71) - -1.514_067_4).abs() < 1e-6);
        assert!(two_proportion_test(9, 1, 10, 10) > 0.0);
    }

    #[test]
    fn unanimity_everywhere_makes_no_difference_between_groups() {
        assert_eq!(two_proportion_test(10, 20, 10, 20), 0.0);
        assert_eq!(two_proportion_test(0, 0, 0, 0), 0.0);
    }

    #[test]
    fn nobody_asked_is_one_half_and_not_significant() {
        assert_eq!(probability(0, 0), 0.5);
        assert_eq!(proportion_test(0, 0), 1.0);
        assert_eq!(group_informed_consensus([]), 0.5);
    }

    #[test]
    fn the_proportion_test_is_the_formula() {
        // 2 * sqrt(9) * (8/9 - 1/2)
        assert!((proportion_test(7, 8) - 6.0 * (8.0 / 9.0 - 0.5)).abs() < 1e-12);
    }

    #[test]
    fn group_informed_consensus_is_high_only_where_all_groups_agree() {
        let agree = Tally {
            agrees: 8,
            disagrees: 0,
            passes: 0,
        };
        let disagree = Tally {
            agrees: 0,
            disagrees: 8,
            passes: 0,
        };
        assert!((group_informed_consensus([agree, agree]) - 0.81).abs() < 1e-12);
        assert!((group_informed_consensus([agree, disagree]) - 0.09).abs() < 1e-12);
    }
}
