//! The silhouette: how much nearer people stand to their own group than to the next one.
//!
//! Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", 1987. For one
//! point, `a` is the mean distance to the others of its cluster, `b` the least mean distance to another cluster, and the
//! silhouette `(b - a) / max(a, b)`; 0 for a point that is alone in its cluster.

use crate::kmeans::Weighted;

/// The mean silhouette over the people at these points, from -1 to 1; the weight of a point is the number of people
/// there. (Polis counts each of its base clusters once, whether it has one person or a hundred.) 0 where there are
/// fewer than two clusters.
#[must_use]
pub fn mean_silhouette(points: &[Weighted], labels: &[usize], clusters: usize) -> f64 {
    if clusters < 2 || points.is_empty() {
        return 0.0;
    }
    let mut sizes = vec![0.0; clusters];
    points
        .iter()
        .zip(labels)
        .for_each(|(point, &label)| sizes[label] += point.weight);
    let total: f64 = (0..points.len())
        .map(|index| points[index].weight * silhouette(points, labels, &sizes, index))
        .sum();
    let people: f64 = sizes.iter().sum();
    if people > 0.0 { total / people } else { 0.0 }
}

/// The silhouette of one person at a point: other people at the same point count among the cluster, at distance 0.
fn silhouette(points: &[Weighted], labels: &[usize], sizes: &[f64], index: usize) -> f64 {
    let own = labels[index];
    if sizes[own] <= 1.0 {
        return 0.0;
    }
    let mut sums = vec![0.0; sizes.len()];
    for (other, &label) in points.iter().zip(labels) {
        sums[label] += other.weight * points[index].position.distance(other.position);
    }
    let within = sums[own] / (sizes[own] - 1.0);
    let between = (0..sizes.len())
        .filter(|&cluster| cluster != own && sizes[cluster] > 0.0)
        .map(|cluster| sums[cluster] / sizes[cluster])
        .fold(f64::INFINITY, f64::min);
    let larger = within.max(between);
    if larger > 0.0 && larger.is_finite() {
        (between - within) / larger
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Position;

    fn line(places: &[f64]) -> Vec<Weighted> {
        places
            .iter()
            .map(|&x| Weighted {
                position: Position { x, y: 0.0 },
                weight: 1.0,
            })
            .collect()
    }

    #[test]
    fn the_mean_matches_a_calculation_by_hand() {
        // a = 1, b = 10 and 9 (worked out by hand); the lone point counts 0.
        let found = mean_silhouette(&line(&[0.0, 1.0, 10.0]), &[0, 0, 1], 2);
        assert!((found - (0.9 + 8.0 / 9.0) / 3.0).abs() < 1e-12);
    }

    #[test]
    fn people_at_one_point_count_as_many() {
        // Nine people at 0 and one at 1, against one at 10: the same result as with separate points.
        let mut points = line(&[0.0, 1.0, 10.0]);
        points[0].weight = 9.0;
        let apart = line(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 10.0]);
        let found = mean_silhouette(&points, &[0, 0, 1], 2);
        let expected = mean_silhouette(&apart, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 2);
        assert!((found - expected).abs() < 1e-12);
    }

    #[test]
    fn one_cluster_or_none_has_no_silhouette() {
        assert_eq!(mean_silhouette(&line(&[1.0, 2.0]), &[0, 0], 1), 0.0);
        assert_eq!(mean_silhouette(&[], &[], 2), 0.0);
    }
}
