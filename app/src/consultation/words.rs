//! Sentences about consultations: what people can do and until when, said as a neighbour would.

use crate::{request::Cx, t, ui::time};
use cabildo_domain::{
    Timestamp,
    consultation::Standing,
    phase::{Phase, Tense},
    time::Span,
};
use cabildo_service::proposal::{Door, Doors};

/// The last day on which something that ends at `end` is open: what ends at midnight ends with the day before.
pub fn last_day(cx: &Cx, end: Timestamp) -> String {
    time::date(cx, end - Span(1))
}

/// `3 days left`; hours and minutes on the last day.
pub fn time_left(cx: &Cx, end: Timestamp) -> String {
    let minutes = end.since(cx.now).as_seconds() / 60;
    match minutes {
        ..=0 => t!(cx, "consultation-left-none"),
        1..120 => t!(cx, "consultation-left-minutes", count = minutes),
        120..2_880 => t!(cx, "consultation-left-hours", count = minutes / 60),
        _ => t!(cx, "consultation-left-days", count = minutes / 1_440),
    }
}

/// What people can do now: `Until 14 March you can propose ideas`.
pub fn call(cx: &Cx, standing: Standing, doors: &Doors, phases: &[Phase], opens_at: Timestamp) -> String {
    let until = |door: Door| match door {
        Door::Open { until } => Some(last_day(cx, until)),
        Door::Closed { .. } => None,
    };
    if let Some(date) = until(doors.propose) {
        return t!(cx, "consultation-call-propose", date = date);
    }
    if let Some(date) = until(doors.support) {
        return t!(cx, "consultation-call-support", date = date);
    }
    if let Some(date) = until(doors.comment) {
        return t!(cx, "consultation-call-comment", date = date);
    }
    match standing {
        Standing::Draft => t!(cx, "consultation-call-draft"),
        Standing::Upcoming => t!(cx, "consultation-call-upcoming", date = time::date(cx, opens_at)),
        Standing::Archived => t!(cx, "consultation-call-archived"),
        Standing::Open | Standing::Closed => match cabildo_domain::phase::current(phases, cx.now) {
            Some(phase) => {
                t!(cx, "consultation-call-step", step = phase.name.to_string(), date = last_day(cx, phase.ends_at))
            }
            None => t!(cx, "consultation-call-closed"),
        },
    }
}

/// What comes after: `Then, from 15 March: the city answers`; `None` when nothing does.
pub fn then(cx: &Cx, phases: &[Phase]) -> Option<String> {
    let next = phases.iter().find(|phase| phase.tense(cx.now) == Tense::Future)?;
    let date = time::date(cx, next.starts_at);
    Some(t!(cx, "consultation-then", date = date, step = next.name.to_string()))
}
