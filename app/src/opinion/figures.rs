//! Chooses which moments and groups of an opinion map are shown over time: moments evenly spread from first to last,
//! and groups that are large enough to be named.

use cabildo_domain::opinion::SMALLEST_GROUP;
use cabildo_service::opinion::Moment;

/// The groups of a moment that were large enough to be named.
pub fn shown(moment: &Moment) -> impl Iterator<Item = (u32, i64)> + '_ {
    moment
        .groups
        .iter()
        .copied()
        .filter(|(_, size)| *size >= SMALLEST_GROUP)
}

/// The indexes of the shown moments, at most `most` (two or more): evenly spread, the first and the last among them.
pub fn chosen(count: usize, most: usize) -> Vec<usize> {
    if count <= most {
        return (0..count).collect();
    }
    (0..most)
        .map(|row| row * (count - 1) / (most - 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn the_first_and_the_last_moment_are_always_shown() {
        assert!(chosen(0, 12).is_empty());
        assert_eq!(chosen(3, 12), [0, 1, 2]);
        let many = chosen(500, 12);
        assert_eq!((many.len(), many[0], many[11]), (12, 0, 499));
    }
}
