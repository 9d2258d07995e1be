//! Templates: the phases, permissions and ladder that a new consultation starts with.

use crate::{
    phase::{Allows, Method},
    words,
};
use serde::{Deserialize, Serialize};

/// What a new consultation starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// An open call for ideas.
    OpenCall,
    /// A crowdsourced constitution.
    Constitution,
    /// The fail of the year.
    FailOfTheYear,
    /// A pilot and its feedback.
    Pilot,
    /// Statements that people agree or disagree with.
    OpinionMap,
}

words!(Template {
    OpenCall = "open_call", Constitution = "constitution",
    FailOfTheYear = "fail_of_the_year", Pilot = "pilot", OpinionMap = "opinion_map",
});

/// A phase as a template proposes it; its name is `key` in the lab's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseSketch {
    /// Names the phase in the interface's dictionary (`template-phase-<key>`).
    pub key: &'static str,
    /// How people take part.
    pub method: Method,
    /// How long it lasts.
    pub days: i64,
    /// What it allows.
    pub allows: Allows,
}

const fn sketch(
    key: &'static str,
    method: Method,
    days: i64,
    propose: bool,
    comment: bool,
    support: bool,
) -> PhaseSketch {
    PhaseSketch {
        key,
        method,
        days,
        allows: Allows {
            propose,
            comment,
            support,
        },
    }
}

impl Template {
    /// The phases a new consultation of this kind begins with, one after another.
    pub const fn phases(self) -> &'static [PhaseSketch] {
        match self {
            Self::OpenCall => {
                const {
                    &[
                        sketch("propose", Method::Propose, 28, true, true, true),
                        sketch("support", Method::Propose, 14, false, true, true),
                        sketch("answer", Method::Results, 30, false, false, false),
                    ]
                }
            }
            Self::Constitution => {
                const {
                    &[
                        sketch("visions", Method::Propose, 60, true, true, true),
                        sketch("petitions", Method::Propose, 60, true, true, true),
                        sketch("draft", Method::Draft, 60, false, true, true),
                        sketch("answer", Method::Results, 30, false, false, false),
                    ]
                }
            }
            Self::FailOfTheYear => {
                const {
                    &[
                        sketch("stories", Method::Propose, 42, true, true, false),
                        sketch("shortlist", Method::Inform, 14, false, true, false),
                        sketch("award-vote", Method::Vote, 14, false, true, true),
                        sketch("lessons", Method::Results, 30, false, true, false),
                    ]
                }
            }
            Self::Pilot => {
                const {
                    &[
                        sketch("plan", Method::Inform, 14, false, true, false),
                        sketch("trial", Method::Trial, 90, true, true, true),
                        sketch("decision", Method::Results, 30, false, true, false),
                    ]
                }
            }
            Self::OpinionMap => {
                const {
                    &[
                        sketch("statements", Method::Map, 28, false, false, false),
                        sketch("answer-map", Method::Results, 30, false, false, false),
                    ]
                }
            }
        }
    }

    /// The rungs a new consultation of this kind begins with: (count, key of what it owes and of who owes it
    /// in the interface's dictionary, days).
    pub const fn ladder(self) -> &'static [(i64, &'static str, i64)] {
        match self {
            Self::OpenCall => &[(100, "answer", 30)],
            Self::Constitution => &[
                (5_000, "legal-opinion", 30),
                (10_000, "hearing", 60),
                (50_000, "mayor", 90),
            ],
            Self::FailOfTheYear | Self::Pilot | Self::OpinionMap => &[],
        }
    }
}
