//! Draws people and groups so that no place on the map can be traced to a person.
//!
//! People are drawn as a grid of densities: a square is coloured only where at least [`Shapes::least`] people stand
//! within reach of it, so somebody who stands apart leaves no mark. A group is drawn as the outline of its squares
//! without the people who stand farthest out, and only where it has that many people at all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::project::Position;

/// Squares along the longer side of the grid.
const SQUARES: usize = 32;
/// The share of a group that stands farthest from its middle and is left out of the outline.
const LEFT_OUT: f64 = 0.1;
/// How far a square reaches, in squares.
const REACH: usize = 2;

/// The map as it may be shown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Shapes {
    /// People whom a square or a group needs to be shown.
    pub least: usize,
    /// The lower left corner of the grid.
    pub origin: Position,
    /// The side of a square.
    pub side: f64,
    /// Squares from left to right.
    pub columns: usize,
    /// Squares from bottom to top.
    pub rows: usize,
    /// The density of people, from 0 (nobody is shown) to 9, row by row from the lower left.
    pub density: Vec<u8>,
    /// The outline of each group, by id: its corners counter-clockwise. Empty for a group of too few people.
    pub outlines: BTreeMap<u32, Vec<Position>>,
}

/// Draws people, each given with the group they are in.
#[must_use]
pub fn shapes(people: &[(Position, Option<u32>)], least: usize) -> Shapes {
    let least = least.max(1);
    let mut groups: BTreeMap<u32, Vec<Position>> = BTreeMap::new();
    for &(position, group) in people {
        if let Some(group) = group {
            groups.entry(group).or_default().push(position);
        }
    }
    let grid = Grid::around(people.iter().map(|&(position, _)| position));
    let Some(grid) = grid.filter(|_| people.len() >= least) else {
        return Shapes {
            least,
            outlines: groups.into_keys().map(|id| (id, Vec::new())).collect(),
            ..Shapes::default()
        };
    };
    let outline = |people: Vec<Position>| {
        if people.len() < least {
            Vec::new()
        } else {
            grid.outline(people)
        }
    };
    Shapes {
        least,
        origin: grid.origin,
        side: grid.side,
        columns: grid.columns,
        rows: grid.rows,
        density: grid.density(people.iter().map(|&(position, _)| position), least),
        outlines: groups
            .into_iter()
            .map(|(id, people)| (id, outline(people)))
            .collect(),
    }
}

struct Grid {
    origin: Position,
    side: f64,
    columns: usize,
    rows: usize,
}

impl Grid {
    /// The grid around all positions, with a margin; `None` without positions.
    fn around(positions: impl Iterator<Item = Position> + Clone) -> Option<Self> {
        let least = positions
            .clone()
            .reduce(|a, b| Position::new(a.x.min(b.x), a.y.min(b.y)))?;
        let most = positions.reduce(|a, b| Position::new(a.x.max(b.x), a.y.max(b.y)))?;
        let (width, height) = (most.x - least.x, most.y - least.y);
        let longer = width.max(height);
        // Everyone in one place: one square of any size.
        let side = if longer > 0.0 {
            longer / (SQUARES - 2 * REACH) as f64
        } else {
            1.0
        };
        let margin = side * REACH as f64;
        let squares = |length: f64| (length / side).floor() as usize + 1 + 2 * REACH;
        Some(Self {
            origin: Position::new(least.x - margin, least.y - margin),
            side,
            columns: squares(width),
            rows: squares(height),
        })
    }

    fn square(&self, position: Position) -> (usize, usize) {
        let index = |offset: f64, count: usize| {
            ((offset / self.side).floor().max(0.0) as usize).min(count - 1)
        };
        (
            index(position.x - self.origin.x, self.columns),
            index(position.y - self.origin.y, self.rows),
        )
    }

    fn density(&self, positions: impl Iterator<Item = Position>, least: usize) -> Vec<u8> {
        let mut people = vec![0_usize; self.columns * self.rows];
        for position in positions {
            let (column, row) = self.square(position);
            people[row * self.columns + column] += 1;
        }
        let mut smooth = vec![0.0_f64; people.len()];
        for row in 0..self.rows {
            for column in 0..self.columns {
                let (mut near, mut weight) = (0, 0.0);
                for y in row.saturating_sub(REACH)..(row + REACH + 1).min(self.rows) {
                    for x in column.saturating_sub(REACH)..(column + REACH + 1).min(self.columns) {
                        let distance = x.abs_diff(column).pow(2) + y.abs_diff(row).pow(2);
                        near += people[y * self.columns + x];
                        weight +=
                            people[y * self.columns + x] as f64 * (-(distance as f64) / 3.0).exp();
                    }
                }
                smooth[row * self.columns + column] = if near >= least { weight } else { 0.0 };
            }
        }
        let most = smooth.iter().copied().fold(0.0, f64::max);
        // The square root makes sparse squares visible beside dense ones.
        let level = |value: f64| {
            if most > 0.0 {
                ((value / most).sqrt() * 9.0).ceil().min(9.0) as u8
            } else {
                0
            }
        };
        smooth.into_iter().map(level).collect()
    }

    /// The convex hull of the squares of most of these people.
    fn outline(&self, mut people: Vec<Position>) -> Vec<Position> {
        let count = people.len() as f64;
        let middle = Position::new(
            people.iter().map(|person| person.x).sum::<f64>() / count,
            people.iter().map(|person| person.y).sum::<f64>() / count,
        );
        people.sort_by(|a, b| {
            a.squared_distance(middle)
                .total_cmp(&b.squared_distance(middle))
        });
        let kept = people.len() - ((count * LEFT_OUT).ceil() as usize).min(people.len() - 1);
        let corner = |column: usize, row: usize| {
            Position::new(
                self.origin.x + column as f64 * self.side,
                self.origin.y + row as f64 * self.side,
            )
        };
        let corners = people[..kept].iter().flat_map(|&person| {
            let (column, row) = self.square(person);
            [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, up)| corner(column + right, row + up))
        });
        hull(corners.collect())
    }
}

/// The convex hull, counter-clockwise from the leftmost point (Andrew's monotone chain, 1979).
fn hull(mut points: Vec<Position>) -> Vec<Position> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let turns_left = |a: Position, b: Position, c: Position| {
        (b.x - a.x).mul_add(c.y - a.y, -((b.y - a.y) * (c.x - a.x))) > 0.0
    };
    let mut chain: Vec<Position> = Vec::new();
    for pass in 0..2 {
        let start = chain.len();
        let ordered: Box<dyn Iterator<Item = &Position>> = if pass == 0 {
            Box::new(points.iter())
        } else {
            Box::new(points.iter().rev())
        };
        for &point in ordered {
            while chain.len() >= start + 2
                && !turns_left(chain[chain.len() - 2], chain[chain.len() - 1], point)
            {
                chain.pop();
            }
            chain.push(point);
        }
        // The last point of one half is the first of the other.
        chain.pop();
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(x: f64, y: f64, count: usize, group: u32) -> Vec<(Position, Option<u32>)> {
        let step = |n: usize| (n as f64 * 0.618_034).fract() - 0.5;
        (0..count)
            .map(|n| (Position::new(x + step(n), y + step(n * n + 1)), Some(group)))
            .collect()
    }

    #[test]
    fn a_person_who_stands_apart_leaves_no_mark() {
        let mut people = crowd(0.0, 0.0, 60, 0);
        people.extend(crowd(4.0, 0.0, 40, 1));
        let lonely = Position::new(2.0, 9.0);
        people.push((lonely, Some(1)));
        let shapes = shapes(&people, 5);
        let row = ((lonely.y - shapes.origin.y) / shapes.side) as usize;
        let upper = &shapes.density[(row - 3) * shapes.columns..];
        assert!(upper.iter().all(|&level| level == 0));
        assert!(shapes.density.contains(&9));
        assert_eq!(shapes.density.len(), shapes.columns * shapes.rows);
        assert!(shapes.outlines[&1].iter().all(|corner| corner.y < 3.0));
    }

    #[test]
    fn a_group_of_fewer_than_five_is_not_drawn() {
        let mut people = crowd(0.0, 0.0, 20, 0);
        people.extend(crowd(4.0, 0.0, 4, 1));
        let shapes = shapes(&people, 5);
        assert!(shapes.outlines[&0].len() >= 4);
        assert_eq!(shapes.outlines[&1], []);
    }

    #[test]
    fn few_people_or_one_place_are_no_panic() {
        assert_eq!(shapes(&[], 5).density, []);
        let four = shapes(&crowd(0.0, 0.0, 4, 0), 5);
        assert_eq!((four.density.len(), &four.outlines[&0]), (0, &Vec::new()));
        let same = shapes(&[(Position::default(), Some(0)); 9], 5);
        assert_eq!(
            (same.columns, same.rows, same.outlines[&0].len()),
            (5, 5, 4)
        );
    }

    #[test]
    fn the_hull_turns_left_and_holds_every_point() {
        let square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)];
        let mut points: Vec<Position> = square.iter().map(|&(x, y)| Position::new(x, y)).collect();
        let corners = points.clone();
        points.extend([
            Position::new(1.0, 1.0),
            Position::new(1.0, 0.0),
            Position::new(0.0, 0.0),
        ]);
        assert_eq!(hull(points), corners);
    }
}
