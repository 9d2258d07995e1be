//! Places participants and statements on the plane of the two components.
//!
//! A participant stands at the sum over the answered statements of (answer - mean) times the component, times
//! `sqrt(statements / max(votes, 1))`. The last factor makes up for statements not seen yet: without it people with few
//! votes would all stand in the middle. Hidden statements count as answered with 0 by everyone, as in the Polis
//! mathematics: they add nothing to the sum, but are counted among both the statements and the votes.

use serde::{Deserialize, Serialize};

use crate::{pca::Components, ratings::Ratings};

/// A place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Position {
    /// Along the first component.
    pub x: f64,
    /// Along the second component.
    pub y: f64,
}

impl Position {
    /// Makes a place; a negative zero becomes plain zero, so that equal places have equal bits.
    #[must_use]
    pub fn new(x: f64, y: f64) -> Self {
        Self {
            x: x + 0.0,
            y: y + 0.0,
        }
    }

    /// The square of the distance to another place.
    #[must_use]
    pub fn squared_distance(self, other: Self) -> f64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        x * x + y * y
    }

    /// The distance to another place.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        self.squared_distance(other).sqrt()
    }

    /// The distance to the middle of the map.
    #[must_use]
    pub fn length(self) -> f64 {
        self.distance(Self::default())
    }
}

/// The place of each row of the ratings.
#[must_use]
pub fn participants(ratings: &Ratings, components: &Components) -> Vec<Position> {
    let [first, second] = &components.directions;
    (0..ratings.rows())
        .map(|row| {
            let votes = ratings.row(row).len() + ratings.hidden;
            let scale = (ratings.statements() as f64 / votes.max(1) as f64).sqrt();
            Position::new(
                ratings.row_times(row, first) * scale,
                ratings.row_times(row, second) * scale,
            )
        })
        .collect()
}

/// The place of each column of the ratings: the place of a participant whose only vote is one agree on it.
#[must_use]
pub fn statements(ratings: &Ratings, components: &Components) -> Vec<Position> {
    let [first, second] = &components.directions;
    let scale = (ratings.statements() as f64).sqrt();
    let place = |column: usize| {
        let agree = (1.0 - ratings.means[column]) * scale;
        Position::new(agree * first[column], agree * second[column])
    };
    (0..ratings.columns()).map(place).collect()
}
