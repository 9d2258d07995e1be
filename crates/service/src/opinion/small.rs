//! Small numbers: decides which groups may be described, so that nobody learns how a few people answered.

use cabildo_domain::opinion::SMALLEST_GROUP;
use std::collections::BTreeSet;

/// The ids of the groups that are described, among groups with these ids and sizes.
///
/// A group of fewer than [`SMALLEST_GROUP`] people is not described. While the groups that are not described have fewer
/// people than that together, the smallest of the others is withheld too (secondary suppression, as statistical offices
/// call it): otherwise anybody could subtract the described groups from the total and get the answers of the few.
pub(super) fn described(groups: impl IntoIterator<Item = (u32, i64)>) -> BTreeSet<u32> {
    let mut groups: Vec<(u32, i64)> = groups.into_iter().collect();
    groups.sort_by_key(|&(id, size)| (std::cmp::Reverse(size), id));
    let mut withheld = 0;
    while let Some(&(_, size)) = groups.last() {
        if size >= SMALLEST_GROUP && (withheld == 0 || withheld >= SMALLEST_GROUP) {
            break;
        }
        withheld += size;
        groups.pop();
    }
    groups.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_less_the_described_groups_is_never_a_few_people() {
        let cases: [(&[i64], &[u32]); 8] = [
            (&[], &[]),
            (&[4], &[]),
            (&[5], &[0]),
            (&[20, 5], &[0, 1]),
            (&[20, 4], &[]),
            (&[20, 10, 4], &[0]),
            (&[20, 10, 3, 2], &[0, 1]),
            (&[20, 10, 10, 1], &[0, 1]),
        ];
        for (sizes, shown) in cases {
            let groups = sizes
                .iter()
                .enumerate()
                .map(|(id, size)| (id as u32, *size));
            assert_eq!(Vec::from_iter(described(groups)), shown, "{sizes:?}");
        }
    }
}
