//! Measures how well two groupings of the same people agree.

use std::collections::BTreeMap;

/// The adjusted Rand index (Hubert, Arabie, "Comparing partitions", 1985): 1 for equal groupings whatever their names,
/// about 0 for unrelated ones, negative for less than chance. Defined as 1 where both are trivial in the same way (all
/// together, all apart, or nobody). Labels beyond the shorter slice are ignored.
#[must_use]
pub fn adjusted_rand_index<A: Ord + Copy, B: Ord + Copy>(first: &[A], second: &[B]) -> f64 {
    let mut both: BTreeMap<(A, B), u64> = BTreeMap::new();
    let (mut left, mut right): (BTreeMap<A, u64>, BTreeMap<B, u64>) =
        (BTreeMap::new(), BTreeMap::new());
    for (&a, &b) in first.iter().zip(second) {
        *both.entry((a, b)).or_default() += 1;
        *left.entry(a).or_default() += 1;
        *right.entry(b).or_default() += 1;
    }
    let together = pairs(both.values());
    let (in_left, in_right) = (pairs(left.values()), pairs(right.values()));
    let expected = in_left * in_right / pairs(&[first.len().min(second.len()) as u64]).max(1.0);
    let most = (in_left + in_right) / 2.0;
    if (most - expected).abs() < f64::EPSILON {
        1.0
    } else {
        (together - expected) / (most - expected)
    }
}

/// The number of pairs within groups of these sizes.
fn pairs<'a>(sizes: impl IntoIterator<Item = &'a u64>) -> f64 {
    sizes
        .into_iter()
        .map(|&size| size as f64 * (size as f64 - 1.0) / 2.0)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_groupings_with_other_names_agree_fully() {
        assert_eq!(
            adjusted_rand_index(&[0, 0, 1, 1], &["b", "b", "a", "a"]),
            1.0
        );
    }

    #[test]
    fn a_published_example_has_its_value() {
        // The documentation of scikit-learn: 0.57 for these labels.
        assert!((adjusted_rand_index(&[0, 0, 1, 2], &[0, 0, 1, 1]) - 0.571_428_571).abs() < 1e-6);
        assert_eq!(adjusted_rand_index(&[0, 0, 0, 0], &[0, 1, 2, 3]), 0.0);
    }

    #[test]
    fn trivial_groupings_that_are_equal_agree() {
        assert_eq!(adjusted_rand_index::<u8, u8>(&[], &[]), 1.0);
        assert_eq!(adjusted_rand_index(&[1], &[2]), 1.0);
        assert_eq!(adjusted_rand_index(&[1, 1, 1], &[2, 2, 2]), 1.0);
    }
}
