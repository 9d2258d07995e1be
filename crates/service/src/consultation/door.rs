//! The activities that a consultation allows now and until when, so that pages can say it before anybody tries.

use cabildo_domain::{
    Refusal, Timestamp,
    consultation::{self, State},
    phase::{Activity, Closed, Phase, Tense},
};
use cabildo_store::consultation::ConsultationRow;
use serde::{Deserialize, Serialize};

/// Whether an activity is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "door", rename_all = "snake_case")]
pub enum Door {
    /// Open until a moment.
    Open {
        /// The first instant at which it is closed again.
        until: Timestamp,
    },
    /// Closed.
    Closed {
        /// When it was or will be open.
        closed: Closed,
    },
}

impl Door {
    /// Whether it is open.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

/// The activities that a consultation allows now: a door for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doors([Door; Activity::ALL.len()]);

impl Doors {
    /// The doors of a consultation at `now`.
    pub fn of(row: &ConsultationRow, phases: &[Phase], now: Timestamp) -> Self {
        Self::at(row.state, row.archived_at, phases, now)
    }

    /// The doors of a consultation in `state`, archived at the given time if it is.
    pub fn at(
        state: State,
        archived_at: Option<Timestamp>,
        phases: &[Phase],
        now: Timestamp,
    ) -> Self {
        let door = |index: usize| {
            let activity = Activity::ALL[index];
            match consultation::require(state, archived_at, phases, activity, now) {
                Err(Refusal::Closed { closed, .. }) => Door::Closed { closed },
                _ => Door::Open {
                    until: until(phases, activity, now),
                },
            }
        };
        Self(std::array::from_fn(door))
    }

    /// The door to an activity.
    pub const fn to(&self, activity: Activity) -> Door {
        self.0[activity as usize]
    }
}

/// The end of the present phase, or of the last of those that follow it without a gap and allow the same activity.
fn until(phases: &[Phase], activity: Activity, now: Timestamp) -> Timestamp {
    let mut end = now;
    for phase in phases.iter().filter(|phase| phase.permits(activity)) {
        if phase.tense(now) == Tense::Current || phase.starts_at == end {
            end = phase.ends_at;
        }
    }
    end
}
