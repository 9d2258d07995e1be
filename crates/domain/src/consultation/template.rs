//! Templates: the phases, permissions and ladder that a new consultation starts with.

use crate::{
    phase::{Activity, Allows, Method},
    words,
};
use serde::{Deserialize, Serialize};

/// The kind of consultation that a new one starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// An open call for proposals.
    OpenCall,
    /// A crowdsourced constitution.
    Constitution,
    /// The fail of the year.
    FailOfTheYear,
    /// A pilot and the feedback on it.
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
    /// The activities it allows.
    pub allows: Allows,
}

const fn sketch(key: &'static str, method: Method, days: i64, allows: &[Activity]) -> PhaseSketch {
    PhaseSketch {
        key,
        method,
        days,
        allows: Allows::of(allows),
    }
}

impl Template {
    /// The phases a new consultation of this kind begins with, one after another.
    pub const fn phases(self) -> &'static [PhaseSketch] {
        use Activity::{Comment, Propose, Support};
        match self {
            Self::OpenCall => {
                const {
                    &[
                        sketch("propose", Method::Propose, 28, &[Propose, Comment, Support]),
                        sketch("support", Method::Propose, 14, &[Comment, Support]),
                        sketch("answer", Method::Results, 30, &[]),
                    ]
                }
            }
            Self::Constitution => {
                const {
                    &[
                        sketch("visions", Method::Propose, 60, &[Propose, Comment, Support]),
                        sketch(
                            "petitions",
                            Method::Propose,
                            60,
                            &[Propose, Comment, Support],
                        ),
                        sketch("draft", Method::Propose, 60, &[Comment, Support]),
                        sketch("answer", Method::Results, 30, &[]),
                    ]
                }
            }
            Self::FailOfTheYear => {
                const {
                    &[
                        sketch("stories", Method::Propose, 42, &[Propose, Comment]),
                        sketch("shortlist", Method::Inform, 14, &[Comment]),
                        sketch("award-vote", Method::Propose, 14, &[Comment, Support]),
                        sketch("lessons", Method::Results, 30, &[Comment]),
                    ]
                }
            }
            Self::Pilot => {
                const {
                    &[
                        sketch("plan", Method::Inform, 14, &[Comment]),
                        sketch("trial", Method::Propose, 90, &[Propose, Comment, Support]),
                        sketch("decision", Method::Results, 30, &[Comment]),
                    ]
                }
            }
            Self::OpinionMap => {
                const {
                    &[
                        sketch("statements", Method::Map, 28, &[]),
                        sketch("answer-map", Method::Results, 30, &[]),
                    ]
                }
            }
        }
    }

    /// The rungs that a new consultation of this kind begins with: (count, key of the owed response and of its owner in
    /// the interface's dictionary, days).
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_begin_with_methods_that_have_their_nouns() {
        for template in Template::ALL {
            for sketch in template.phases() {
                assert!(sketch.method.has_its_noun(), "{template}: {}", sketch.key);
            }
        }
    }
}
