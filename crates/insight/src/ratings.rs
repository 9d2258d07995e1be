//! The matrix that is analysed: participants with votes by statements with answers, in content order.
//!
//! A missing answer takes the mean of its statement, so after centring it is exactly zero and need not be stored: the
//! centred matrix is as sparse as the votes. Rejected and meta statements are zero for everyone (their mean too), so
//! they have no cells either; only their number is kept.

use crate::{
    order::{Order, content_order},
    votes::{Standing, Votes},
};

/// The centred matrix, sparse by rows.
#[derive(Debug, Clone)]
pub struct Ratings {
    /// The row of the votes for each row, and the column of the votes for each statement; hidden statements are left
    /// out.
    pub order: Order,
    /// The mean of the answers given, for each column.
    pub means: Vec<f64>,
    /// The number of answered statements that are rejected or meta, and so zero for everyone.
    pub hidden: usize,
    offsets: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<i8>,
}

impl Ratings {
    /// Reads the matrix from the votes.
    #[must_use]
    pub fn new(votes: &Votes) -> Self {
        let mut order = content_order(votes);
        let answered = order.columns.len();
        order
            .columns
            .retain(|&column| votes.statements()[column].standing == Standing::Open);
        let mut position = vec![None; votes.statements().len()];
        for (index, &column) in order.columns.iter().enumerate() {
            position[column] = Some(index as u32);
        }
        let mut ratings = Self {
            hidden: answered - order.columns.len(),
            means: Vec::new(),
            offsets: vec![0],
            columns: Vec::with_capacity(votes.len()),
            values: Vec::with_capacity(votes.len()),
            order,
        };
        let mut cells = Vec::new();
        for &row in &ratings.order.rows {
            cells.clear();
            cells.extend(
                votes
                    .row(row)
                    .filter_map(|(column, value)| position[column].map(|column| (column, value))),
            );
            cells.sort_unstable();
            ratings.columns.extend(cells.iter().map(|cell| cell.0));
            ratings.values.extend(cells.iter().map(|cell| cell.1));
            ratings.offsets.push(ratings.columns.len());
        }
        ratings.means = ratings.column_means();
        ratings
    }

    /// Participants in the matrix.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Statements that count, without the hidden ones.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.means.len()
    }

    /// Statements with answers, the hidden ones included.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.columns() + self.hidden
    }

    /// The answered cells of a row, as (column, value), by ascending column.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        let cells = self.offsets[row]..self.offsets[row + 1];
        let values = self.values[cells.clone()]
            .iter()
            .map(|&value| f64::from(value));
        self.columns[cells]
            .iter()
            .map(|&column| column as usize)
            .zip(values)
    }

    /// The sum over the answered cells of a row of (answer - mean) times the column's entry in a vector.
    #[must_use]
    pub fn row_times(&self, row: usize, vector: &[f64]) -> f64 {
        self.row(row)
            .map(|(column, value)| (value - self.means[column]) * vector[column])
            .sum()
    }

    /// `C' C v` for the centred matrix `C`, in one pass over the cells.
    ///
    /// The mean is taken out of the inner loop: `(x - m) v = x v - m v`, looked up by the three values of `x`, and `sum
    /// (x - m) u = sum x u - m sum u`, with both sums computed side by side.
    #[must_use]
    pub fn covariance_times(&self, vector: &[f64]) -> Vec<f64> {
        let terms =
            |(&mean, &entry): (&f64, &f64)| [-1.0, 0.0, 1.0].map(|value| (value - mean) * entry);
        let terms: Vec<[f64; 3]> = self.means.iter().zip(vector).map(terms).collect();
        let mut sums = vec![[0.0; 2]; self.columns()];
        for cells in self.offsets.windows(2).map(|bounds| bounds[0]..bounds[1]) {
            let (columns, values) = (&self.columns[cells.clone()], &self.values[cells]);
            let row = columns.iter().zip(values);
            let along: f64 = row
                .clone()
                .map(|(&column, &value)| terms[column as usize][(value + 1) as usize])
                .sum();
            let signed = [-along, 0.0, along];
            for (&column, &value) in row {
                let sum = &mut sums[column as usize];
                sum[0] += signed[(value + 1) as usize];
                sum[1] += along;
            }
        }
        sums.iter()
            .zip(&self.means)
            .map(|(sum, mean)| sum[0] - mean * sum[1])
            .collect()
    }

    /// Sums integers, so that the mean does not depend on any order.
    fn column_means(&self) -> Vec<f64> {
        let mut sums = vec![(0_i64, 0_i64); self.order.columns.len()];
        for (&column, &value) in self.columns.iter().zip(&self.values) {
            let (sum, count) = &mut sums[column as usize];
            *sum += i64::from(value);
            *count += 1;
        }
        sums.into_iter()
            .map(|(sum, count)| sum as f64 / count.max(1) as f64)
            .collect()
    }
}
