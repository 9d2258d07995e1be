//! Sentences about consultations: what people can do and until when, in everyday words.

use crate::{
    request::Cx,
    t,
    ui::{
        time,
        within::{PLACES, within},
    },
};
use cabildo_domain::{
    Language, Timestamp,
    consultation::Standing,
    phase::{self, Activity, Phase, Tense},
};
use cabildo_service::consultation::{Door, Doors};
use leptos::prelude::*;

/// The place of an activity in the order in which people are called to them; `None` for one that comes with another.
const fn turn(activity: Activity) -> Option<u8> {
    match activity {
        Activity::Answer => Some(0),
        Activity::Propose => Some(1),
        Activity::Support => Some(2),
        Activity::Comment => Some(3),
        // People who answer statements may add some.
        Activity::Contribute => None,
    }
}

/// The end and the word of the first open activity, in the order of [`turn`].
fn open_door(doors: &Doors) -> Option<(&'static str, Timestamp)> {
    let mut all = Activity::ALL.to_vec();
    all.retain(|activity| turn(*activity).is_some());
    all.sort_by_key(|activity| turn(*activity));
    all.into_iter()
        .find_map(|activity| match doors.to(activity) {
            Door::Open { until } => Some((activity.as_str(), until)),
            Door::Closed { .. } => None,
        })
}

/// The end of the activity that [`call`] names: of the open one, else of the running step, else of the whole
/// consultation.
pub fn call_ends(cx: &Cx, doors: &Doors, phases: &[Phase], closes_at: Timestamp) -> Timestamp {
    let step = || phase::current(phases, cx.now).map(|phase| phase.ends_at);
    open_door(doors)
        .map(|(_, until)| until)
        .or_else(step)
        .unwrap_or(closes_at)
}

/// Whether a consultation has proposals, or a step that takes some.
pub fn takes_ideas(phases: &[Phase], ideas: i64) -> bool {
    ideas > 0 || phases.iter().any(|phase| phase.permits(Activity::Propose))
}

/// The sentence about what people can do now: `Until 14 March you can propose ideas`. The name of a step is in the
/// consultation's `language`.
pub fn call(
    cx: &Cx,
    standing: Standing,
    doors: &Doors,
    phases: &[Phase],
    opens_at: Timestamp,
    language: &Language,
) -> AnyView {
    let (sentence, step) = say(cx, standing, doors, phases, opens_at);
    within(&sentence, &[step], language)
}

/// The sentence of [`call`], and the name of the step that it contains.
fn say<'a>(
    cx: &Cx,
    standing: Standing,
    doors: &Doors,
    phases: &'a [Phase],
    opens_at: Timestamp,
) -> (String, &'a str) {
    if let Some((word, until)) = open_door(doors) {
        return (
            t!(
                cx,
                &format!("consultation-call-{word}"),
                date = time::ending(cx, until)
            ),
            "",
        );
    }
    let sentence = match (standing, phase::current(phases, cx.now)) {
        (Standing::Draft, _) => t!(cx, "consultation-call-draft"),
        (Standing::Upcoming, _) => t!(
            cx,
            "consultation-call-upcoming",
            date = time::beginning(cx, opens_at)
        ),
        (Standing::Archived, _) => t!(cx, "consultation-call-archived"),
        (Standing::Open | Standing::Closed, Some(phase)) => {
            let date = time::ending(cx, phase.ends_at);
            return (
                t!(cx, "consultation-call-step", step = PLACES[0], date = date),
                phase.name.as_str(),
            );
        }
        (Standing::Open | Standing::Closed, None) => match next(cx, phases) {
            Some(next) => t!(
                cx,
                "consultation-call-between",
                date = time::beginning(cx, next.starts_at)
            ),
            None => t!(cx, "consultation-call-closed"),
        },
    };
    (sentence, "")
}

fn next<'a>(cx: &Cx, phases: &'a [Phase]) -> Option<&'a Phase> {
    phases
        .iter()
        .find(|phase| phase.tense(cx.now) == Tense::Future)
}

/// The next step: `Then, from 15 March: the city answers`; without the date when [`call`] has just said it. `None`
/// without a next step.
pub fn then(
    cx: &Cx,
    standing: Standing,
    phases: &[Phase],
    opens_at: Timestamp,
    language: &Language,
) -> Option<AnyView> {
    let next = next(cx, phases)?;
    let said = match standing {
        Standing::Upcoming => next.starts_at == opens_at,
        Standing::Open => phase::current(phases, cx.now).is_none(),
        _ => false,
    };
    let sentence = if said {
        t!(cx, "consultation-next", step = PLACES[0])
    } else {
        t!(
            cx,
            "consultation-then",
            date = time::beginning(cx, next.starts_at),
            step = PLACES[0]
        )
    };
    Some(within(&sentence, &[next.name.as_str()], language))
}
