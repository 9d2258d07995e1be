//! The components, compared with nalgebra's dense singular value decomposition.

use cabildo_insight::{pca::components, project, ratings::Ratings};
use nalgebra::DMatrix;
use proptest::prelude::*;

use crate::generated::{Table, tables, votes};

/// The table with each missing answer replaced by the mean of its statement, minus the mean of each column.
fn centred(table: &Table) -> DMatrix<f64> {
    let (rows, columns) = (table.len(), table[0].len());
    let mut dense = DMatrix::zeros(rows, columns);
    for column in 0..columns {
        let given: Vec<f64> = table
            .iter()
            .filter_map(|cells| cells[column])
            .map(f64::from)
            .collect();
        let mean = given.iter().sum::<f64>() / given.len().max(1) as f64;
        for row in 0..rows {
            dense[(row, column)] = table[row][column].map_or(mean, f64::from);
        }
        let centre = dense.column(column).mean();
        dense.column_mut(column).add_scalar_mut(-centre);
    }
    dense
}

/// (variance, direction) of the principal components, the largest first.
fn principal(dense: &DMatrix<f64>) -> Vec<(f64, Vec<f64>)> {
    let svd = dense.clone().svd(false, true);
    let directions = svd.v_t.unwrap();
    let values = svd.singular_values.iter().enumerate();
    let mut all: Vec<(f64, Vec<f64>)> = values
        .map(|(index, value)| {
            (
                value * value,
                directions.row(index).iter().copied().collect(),
            )
        })
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

proptest! {
    #[test]
    fn the_components_are_those_of_the_singular_value_decomposition(table in tables(8..30, 4..12)) {
        let oracle = principal(&centred(&table));
        // Without a gap between the variances no single direction is right.
        prop_assume!(oracle[0].0 > 1.1 * oracle[1].0 && oracle[1].0 > 1.1 * oracle[2].0);
        let votes = votes(&table);
        let ratings = Ratings::new(&votes);
        let found = components(&ratings, 0, 5_000, &|| true).unwrap();
        for ((variance, direction), (index, found_direction)) in oracle.iter().zip(found.directions.iter().enumerate()) {
            let expected: Vec<f64> = ratings.order.columns.iter().map(|&column| direction[column]).collect();
            prop_assert!((found.variances[index] / variance - 1.0).abs() < 1e-6);
            prop_assert!((dot(found_direction, &expected).abs() - 1.0).abs() < 1e-6);
            // A participant who agrees with everything stands to the right and to the top.
            let agreeing: Vec<f64> = ratings.means.iter().map(|mean| 1.0 - mean).collect();
            prop_assert!(dot(found_direction, &agreeing) > -1e-6);
        }
    }

    #[test]
    fn positions_are_the_dense_projection_scaled_for_missing_answers(table in tables(8..20, 4..10)) {
        let votes = votes(&table);
        let ratings = Ratings::new(&votes);
        let found = components(&ratings, 0, 1_000, &|| true).unwrap();
        let dense = centred(&table);
        let places = project::participants(&ratings, &found);
        for (index, &row) in ratings.order.rows.iter().enumerate() {
            let answers: Vec<f64> = ratings.order.columns.iter().map(|&column| dense[(row, column)]).collect();
            let scale = (ratings.statements() as f64 / votes.votes_in_row(row) as f64).sqrt();
            prop_assert!((places[index].x - dot(&answers, &found.directions[0]) * scale).abs() < 1e-9);
            prop_assert!((places[index].y - dot(&answers, &found.directions[1]) * scale).abs() < 1e-9);
        }
    }
}
