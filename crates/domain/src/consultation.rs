//! Consultations: a question put to the city. Its address, the state that the lab gave it, and the activities that it allows
//! at a moment.

mod template;

pub use template::{PhaseSketch, Template};

use crate::{
    Refusal, Timestamp,
    clean::clean_line,
    invalid::Invalid,
    limits,
    phase::{self, Activity, Closed, Phase},
    words,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The state that the lab gave a consultation. The phases decide whether it is open for anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Only the lab sees it.
    Draft,
    /// Everyone sees it; phases open and close by their dates.
    Published,
    /// Everyone sees it, among past consultations; nothing is open whatever the dates say.
    Archived,
}

words!(State { Draft = "draft", Published = "published", Archived = "archived" });

impl State {
    /// Whether people outside the lab may see it.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft)
    }
}

/// The state of a consultation as people see it at some instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Only the lab sees it.
    Draft,
    /// Announced, not yet open.
    Upcoming,
    /// People can take part.
    Open,
    /// The time for taking part is over.
    Closed,
    /// The lab put it away, whatever its dates say.
    Archived,
}

words!(Standing {
    Draft = "draft", Upcoming = "upcoming", Open = "open", Closed = "closed", Archived = "archived",
});

impl Standing {
    /// The standing of a consultation in `state` at `now`, when people can take part from `opens_at` to `closes_at`
    /// (see [`phase::window`]).
    pub fn of(state: State, opens_at: Timestamp, closes_at: Timestamp, now: Timestamp) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Archived => Self::Archived,
            State::Published if now < opens_at => Self::Upcoming,
            State::Published if now < closes_at => Self::Open,
            State::Published => Self::Closed,
        }
    }
}

/// Checks that a consultation allows `activity` at `now`: it is published, and a phase that is open allows it.
///
/// # Errors
/// [`Refusal::Closed`], saying when it was or will be allowed.
pub fn require(
    state: State,
    archived_at: Option<Timestamp>,
    phases: &[Phase],
    activity: Activity,
    now: Timestamp,
) -> Result<(), Refusal> {
    let closed = match state {
        State::Published => return phase::require(phases, activity, now),
        State::Draft => Closed::Never,
        State::Archived => {
            let archived_at = archived_at.unwrap_or(now);
            let begun = phases
                .iter()
                .filter(|phase| phase.permits(activity) && phase.starts_at < archived_at);
            begun
                .map(|phase| phase.ends_at.min(archived_at))
                .max()
                .map_or(Closed::Never, Closed::Ended)
        }
    };
    Err(Refusal::Closed { activity, closed })
}

/// The phases as they really took place: for an archived consultation, a running phase ended when it was archived, and
/// later phases never took place.
pub fn as_held(
    state: State,
    archived_at: Option<Timestamp>,
    mut phases: Vec<Phase>,
    now: Timestamp,
) -> Vec<Phase> {
    if state == State::Archived {
        let archived_at = archived_at.unwrap_or(now);
        phases.retain(|phase| phase.starts_at < archived_at);
        for phase in &mut phases {
            phase.ends_at = phase.ends_at.min(archived_at);
        }
    }
    phases
}

/// A consultation's address on the web: lower-case ASCII letters, digits and single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// Checks a slug.
    ///
    /// # Errors
    /// [`Invalid`] when empty, out of limits, or with other characters.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = clean_line(text).to_lowercase();
        crate::text::within(&text, limits::SLUG)?;
        let well_formed = text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if well_formed && text != "new" {
            Ok(Self(text))
        } else {
            Err(Invalid::Malformed)
        }
    }

    /// A slug suggested by a title; `None` when too few of its letters are ASCII after folding accents.
    pub fn suggest(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in title.to_lowercase().chars() {
            let folded = match c {
                'á' | 'à' | 'ä' | 'â' | 'ã' | 'å' => 'a',
                'é' | 'è' | 'ë' | 'ê' => 'e',
                'í' | 'ì' | 'ï' | 'î' => 'i',
                'ó' | 'ò' | 'ö' | 'ô' | 'õ' | 'ø' => 'o',
                'ú' | 'ù' | 'ü' | 'û' => 'u',
                'ñ' => 'n',
                'ç' => 'c',
                other => other,
            };
            if folded.is_ascii_alphanumeric() {
                slug.push(folded);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() >= limits::SLUG.max {
                break;
            }
        }
        Self::parse(slug.trim_matches('-')).ok()
    }

    /// Takes a slug that was parsed before.
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phase::{Allows, Method};
    use proptest::prelude::*;

    #[test]
    fn slugs_by_table() {
        for good in ["imagine-the-city", "2026", "Fail-Of-The-Year"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "", "ab", "-abc", "abc-", "a--b", "a b c", "año", "../etc", "new", "a/b",
        ] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Slug::suggest("¿Qué ciudad imaginas, niña?")
                .unwrap()
                .as_str(),
            "que-ciudad-imaginas-nina"
        );
        assert_eq!(Slug::suggest("都市"), None);
    }

    proptest! {
        #[test]
        fn a_suggested_slug_is_a_slug(title in ".{0,200}") {
            if let Some(slug) = Slug::suggest(&title) {
                prop_assert_eq!(Slug::parse(slug.as_str()).unwrap(), slug);
            }
        }
    }

    fn phase_of(starts_at: i64, ends_at: i64) -> Phase {
        Phase {
            id: crate::PhaseId(uuid::Uuid::nil()),
            name: crate::text::PhaseName::trusted("Ideas".into()),
            description: crate::text::PhaseDescription::trusted(String::new()),
            method: Method::Propose,
            starts_at: Timestamp(starts_at),
            ends_at: Timestamp(ends_at),
            allows: Allows::of(&[Activity::Propose]),
        }
    }

    #[test]
    fn only_a_published_consultation_allows_anything() {
        use State::{Archived, Draft, Published};
        let phases = [phase_of(100, 200), phase_of(300, 400)];
        let table = [
            (Draft, None, 150, Some(Closed::Never)),
            (Published, None, 150, None),
            (Published, None, 250, Some(Closed::Opens(Timestamp(300)))),
            (Archived, Some(50), 350, Some(Closed::Never)),
            (
                Archived,
                Some(150),
                350,
                Some(Closed::Ended(Timestamp(150))),
            ),
            (
                Archived,
                Some(250),
                350,
                Some(Closed::Ended(Timestamp(200))),
            ),
            (
                Archived,
                Some(900),
                950,
                Some(Closed::Ended(Timestamp(400))),
            ),
        ];
        for (state, archived_at, now, closed) in table {
            let refused = require(
                state,
                archived_at.map(Timestamp),
                &phases,
                Activity::Propose,
                Timestamp(now),
            )
            .err();
            let expected = closed.map(|closed| Refusal::Closed {
                activity: Activity::Propose,
                closed,
            });
            assert_eq!(refused, expected, "{state} {archived_at:?} at {now}");
        }
    }

    #[test]
    fn where_a_consultation_stands_follows_its_dates_while_it_is_published() {
        let at = |state, now| Standing::of(state, Timestamp(100), Timestamp(200), Timestamp(now));
        assert_eq!(at(State::Draft, 150), Standing::Draft);
        assert_eq!(at(State::Published, 99), Standing::Upcoming);
        assert_eq!(at(State::Published, 100), Standing::Open);
        assert_eq!(at(State::Published, 200), Standing::Closed);
        assert_eq!(at(State::Archived, 150), Standing::Archived);
    }

    #[test]
    fn no_template_phase_is_empty() {
        for template in Template::ALL {
            assert!(!template.phases().is_empty());
            assert!(template.phases().iter().all(|phase| phase.days > 0));
        }
    }
}
