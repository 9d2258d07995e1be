//! Phases: time-boxed steps of a consultation, and the rule that refuses every activity that no open phase allows.
//!
//! A phase is open from its start (inclusive) to its end (exclusive). Whether it is open is computed from the
//! clock at every write, so no job has to open or close anything.

mod activity;
mod method;

pub use activity::{Activity, Allows};
pub use method::Method;

use crate::{
    PhaseId, Refusal, Timestamp,
    invalid::{FieldErrors, Invalid},
    limits,
    text::{PhaseDescription, PhaseName},
};
use serde::{Deserialize, Serialize};

/// A step of a consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Its id.
    pub id: PhaseId,
    /// Its name.
    pub name: PhaseName,
    /// The description of what people do in it.
    pub description: PhaseDescription,
    /// How people take part.
    pub method: Method,
    /// The start, inclusive.
    pub starts_at: Timestamp,
    /// The end, exclusive.
    pub ends_at: Timestamp,
    /// The activities that the lab allowed while the phase is open; the method may add more ([`Phase::permits`]).
    pub allows: Allows,
}

/// A phase's place in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// Over.
    Past,
    /// Open now.
    Current,
    /// Not yet begun.
    Future,
}

impl Phase {
    /// The phase's place in time at `now`.
    pub fn tense(&self, now: Timestamp) -> Tense {
        if now < self.starts_at {
            Tense::Future
        } else if now < self.ends_at {
            Tense::Current
        } else {
            Tense::Past
        }
    }

    /// Whether `activity` is possible while the phase is open: the lab allowed it, or the method adds it.
    pub fn permits(&self, activity: Activity) -> bool {
        self.allows.contains(activity) || self.method.adds().contains(&activity)
    }
}

/// The time in which people can take part: the span of the phases that allow or ask for something, or of all phases
/// when none does. Later phases (results alone) are still shown, but nothing is asked any more.
pub fn window(phases: &[Phase]) -> Option<(Timestamp, Timestamp)> {
    let asks = |phase: &&Phase| {
        !phase.allows.is_empty() || !matches!(phase.method, Method::Inform | Method::Results)
    };
    let asking: Vec<&Phase> = phases.iter().filter(asks).collect();
    let counted = if asking.is_empty() {
        phases.iter().collect()
    } else {
        asking
    };
    let opens_at = counted.iter().map(|phase| phase.starts_at).min()?;
    let closes_at = counted.iter().map(|phase| phase.ends_at).max()?;
    Some((opens_at, closes_at))
}

/// When an activity that is closed now was or will be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "when", content = "at", rename_all = "snake_case")]
pub enum Closed {
    /// It will open then.
    Opens(Timestamp),
    /// It closed then, and will not open again.
    Ended(Timestamp),
    /// No phase allows it, or the consultation is not published.
    Never,
}

/// The phase that is open at `now`, if any.
pub fn current(phases: &[Phase], now: Timestamp) -> Option<&Phase> {
    phases
        .iter()
        .find(|phase| phase.tense(now) == Tense::Current)
}

/// Checks that the phases allow `activity` at `now`. Only [`crate::consultation::require`] calls it, because that
/// function first checks that the consultation is neither a draft nor archived.
///
/// # Errors
/// [`Refusal::Closed`] with the next opening if there is one, else the last closing.
pub(crate) fn require(phases: &[Phase], activity: Activity, now: Timestamp) -> Result<(), Refusal> {
    let allowing = || phases.iter().filter(|phase| phase.permits(activity));
    if allowing().any(|phase| phase.tense(now) == Tense::Current) {
        return Ok(());
    }
    let next = allowing()
        .map(|phase| phase.starts_at)
        .filter(|start| *start > now)
        .min();
    let last = allowing()
        .map(|phase| phase.ends_at)
        .filter(|end| *end <= now)
        .max();
    let closed = match (next, last) {
        (Some(at), _) => Closed::Opens(at),
        (None, Some(at)) => Closed::Ended(at),
        (None, None) => Closed::Never,
    };
    Err(Refusal::Closed { activity, closed })
}

/// Checks a consultation's phases: their number, that each ends after it starts, that no two share a time.
///
/// # Errors
/// Under the field `phases`, naming the phases at fault.
pub fn check_order(phases: &[Phase]) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    if phases.is_empty() {
        errors.add("phases", Invalid::NoneGiven);
    }
    if phases.len() > limits::PHASES {
        errors.add(
            "phases",
            Invalid::OutOfRange {
                min: 1,
                max: limits::PHASES as i64,
            },
        );
    }
    errors.0.extend(ends_too_early(phases));
    let mut ordered: Vec<&Phase> = phases.iter().collect();
    ordered.sort_by_key(|phase| (phase.starts_at, phase.ends_at));
    for pair in ordered.windows(2) {
        if pair[1].starts_at < pair[0].ends_at {
            errors.add(
                "phases",
                Invalid::PhasesOverlap {
                    first: pair[0].name.to_string(),
                    second: pair[1].name.to_string(),
                },
            );
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// The phases that end before they begin, as errors under the field `phases`.
pub fn ends_too_early<'a>(phases: impl IntoIterator<Item = &'a Phase>) -> Vec<(String, Invalid)> {
    let wrong = phases
        .into_iter()
        .filter(|phase| phase.ends_at <= phase.starts_at);
    wrong
        .map(|phase| {
            (
                "phases".to_owned(),
                Invalid::EndsBeforeStart {
                    phase: phase.name.to_string(),
                },
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn phase(name: &str, starts_at: i64, ends_at: i64, allows: Allows) -> Phase {
        Phase {
            id: PhaseId(Uuid::nil()),
            name: PhaseName::parse(name).unwrap(),
            description: PhaseDescription::parse("").unwrap(),
            method: Method::Propose,
            starts_at: Timestamp(starts_at),
            ends_at: Timestamp(ends_at),
            allows,
        }
    }

    const ALL: Allows = Allows::of(&[Activity::Propose, Activity::Comment, Activity::Support]);
    const SUPPORT: Allows = Allows::of(&[Activity::Support]);

    #[test]
    fn the_window_is_the_time_in_which_people_take_part() {
        let mut results = phase("Results", 400, 900, Allows::default());
        results.method = Method::Results;
        let phases = [
            phase("Ideas", 100, 200, ALL),
            phase("Support", 300, 400, SUPPORT),
            results.clone(),
        ];
        assert_eq!(window(&phases), Some((Timestamp(100), Timestamp(400))));
        assert_eq!(window(&[results]), Some((Timestamp(400), Timestamp(900))));
        assert_eq!(window(&[]), None);
    }

    #[test]
    fn an_activity_is_allowed_from_the_start_and_not_at_the_end() {
        let phases = [
            phase("Ideas", 100, 200, ALL),
            phase("Support", 300, 400, SUPPORT),
        ];
        let table = [
            (99, Activity::Propose, Some(Closed::Opens(Timestamp(100)))),
            (100, Activity::Propose, None),
            (199, Activity::Propose, None),
            (200, Activity::Propose, Some(Closed::Ended(Timestamp(200)))),
            (200, Activity::Support, Some(Closed::Opens(Timestamp(300)))),
            (350, Activity::Support, None),
            (350, Activity::Comment, Some(Closed::Ended(Timestamp(200)))),
            (400, Activity::Support, Some(Closed::Ended(Timestamp(400)))),
        ];
        for (now, activity, expected) in table {
            let outcome = require(&phases, activity, Timestamp(now)).err();
            let expected = expected.map(|closed| Refusal::Closed { activity, closed });
            assert_eq!(outcome, expected, "{activity} at {now}");
        }
        assert_eq!(
            require(&[], Activity::Propose, Timestamp(0)),
            Err(Refusal::Closed {
                activity: Activity::Propose,
                closed: Closed::Never
            })
        );
    }

    #[test]
    fn the_two_phases_that_overlap_are_named() {
        let phases = [
            phase("Support", 150, 300, ALL),
            phase("Ideas", 100, 200, ALL),
        ];
        let errors = check_order(&phases).unwrap_err();
        assert_eq!(
            errors.of("phases"),
            Some(&Invalid::PhasesOverlap {
                first: "Ideas".into(),
                second: "Support".into()
            })
        );
        assert!(
            check_order(&[
                phase("Ideas", 100, 200, ALL),
                phase("Support", 200, 300, ALL)
            ])
            .is_ok()
        );
    }

    proptest! {
        #[test]
        fn phases_in_order_never_overlap_and_at_most_one_is_current(
            lengths in prop::collection::vec((1i64..50, 0i64..50), 1..10), now in 0i64..1200,
        ) {
            let mut at = 0;
            let phases: Vec<Phase> = lengths.iter().map(|(long, gap)| {
                let start = at + gap;
                at = start + long;
                phase("Step", start, at, ALL)
            }).collect();
            prop_assert!(check_order(&phases).is_ok());
            let open = phases.iter().filter(|p| p.tense(Timestamp(now)) == Tense::Current).count();
            prop_assert!(open <= 1);
            prop_assert_eq!(require(&phases, Activity::Support, Timestamp(now)).is_ok(), open == 1);
        }
    }
}
