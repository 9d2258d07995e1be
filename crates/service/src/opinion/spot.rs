//! The coordinates and the group of one participant on the published map, as pages and the API get them.

use super::view::Place;
use serde::{Deserialize, Serialize};

/// A place on the published map.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MySpot {
    /// From left to right, as the map's shapes are measured.
    pub x: f64,
    /// From bottom to top.
    pub y: f64,
    /// The group; `None` for a participant with too few answers, and for one in no group.
    pub group: Option<u32>,
    /// Whether they answered enough but are in no group, being farther away than the people of any.
    pub apart: bool,
}

impl From<Place> for MySpot {
    fn from(place: Place) -> Self {
        Self {
            x: place.x,
            y: place.y,
            group: place.group,
            apart: place.apart,
        }
    }
}
