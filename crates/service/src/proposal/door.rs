//! What a consultation allows now and until when, for the pages that say so before anybody tries.

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
    /// Open until then.
    Open {
        /// The first instant at which it is closed again.
        until: Timestamp,
    },
    /// Closed.
    Closed {
        /// Since or until when.
        closed: Closed,
    },
}

impl Door {
    /// Whether it is open.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

/// What a consultation allows now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doors {
    /// Put forward and edit proposals.
    pub propose: Door,
    /// Comment and react.
    pub comment: Door,
    /// Support and withdraw support.
    pub support: Door,
    /// Agree or disagree with statements.
    pub answer: Door,
    /// Add statements of one's own, where the lab lets people.
    pub contribute: Door,
}

impl Doors {
    /// The doors of a consultation at `now`.
    pub fn of(row: &ConsultationRow, phases: &[Phase], now: Timestamp) -> Self {
        Self::at(row.state, row.archived_at, phases, now)
    }

    /// The doors of a consultation in `state`, archived then if it is.
    pub fn at(
        state: State,
        archived_at: Option<Timestamp>,
        phases: &[Phase],
        now: Timestamp,
    ) -> Self {
        let door = |activity| match consultation::require(state, archived_at, phases, activity, now)
        {
            Err(Refusal::Closed { closed, .. }) => Door::Closed { closed },
            _ => Door::Open {
                until: until(phases, activity, now),
            },
        };
        Self {
            propose: door(Activity::Propose),
            comment: door(Activity::Comment),
            support: door(Activity::Support),
            answer: door(Activity::Answer),
            contribute: door(Activity::Contribute),
        }
    }
}

/// The end of the present phase, or of the last of those that follow it without a gap and allow the same.
fn until(phases: &[Phase], activity: Activity, now: Timestamp) -> Timestamp {
    let mut end = now;
    for phase in phases.iter().filter(|phase| phase.permits(activity)) {
        if phase.tense(now) == Tense::Current || phase.starts_at == end {
            end = phase.ends_at;
        }
    }
    end
}
