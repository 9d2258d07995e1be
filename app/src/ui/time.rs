//! Dates for people: absolute and relative, in the city's time zone and the reader's language.
//!
//! A page that shows a time of day names the zone once, at its end ([`zone_line`]); a sentence outside a page, for
//! instance in a piece for an island, names it beside the time.

use crate::{request::Cx, t};
use cabildo_domain::{Timestamp, time::Span};
use cabildo_service::config::{TimeZone, Twice};
use leptos::prelude::*;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Whether the page that is being written shows a time of day.
#[derive(Clone, Default)]
pub struct ClockShown(Arc<AtomicBool>);

fn zone(cx: &Cx) -> TimeZone {
    cx.site.time_zone.clone().into()
}

/// `14 March`, with the year when it is not this one.
pub fn date(cx: &Cx, at: Timestamp) -> String {
    let (day, today) = (zone(cx).day(at), zone(cx).day(cx.now));
    if day.year() == today.year() {
        cx.formats.day(day)
    } else {
        cx.formats.day_and_year(day)
    }
}

/// `18:00`; for a time that comes twice on its day, with the choice.
fn clock(cx: &Cx, at: Timestamp) -> String {
    let clock = zone(cx).civil(at).strftime("%H:%M").to_string();
    match zone(cx).twice(at) {
        Some(Twice::First) => t!(cx, "clock-first", clock = clock),
        Some(Twice::Second) => t!(cx, "clock-second", clock = clock),
        None => clock,
    }
}

/// `14 March, 18:00`.
pub fn date_and_time(cx: &Cx, at: Timestamp) -> String {
    let mut clock = clock(cx, at);
    match use_context::<ClockShown>() {
        Some(shown) => shown.0.store(true, Ordering::Relaxed),
        None => clock = t!(cx, "clock-zone", clock = clock, zone = zone(cx).place()),
    }
    t!(cx, "date-and-time", date = date(cx, at), clock = clock)
}

/// The tooltip of a date; the page names the zone.
fn tooltip(cx: &Cx, at: Timestamp) -> String {
    if let Some(shown) = use_context::<ClockShown>() {
        shown.0.store(true, Ordering::Relaxed);
    }
    t!(
        cx,
        "date-and-time",
        date = date(cx, at),
        clock = clock(cx, at)
    )
}

/// The line that names the zone of the times on this page, if there are any.
pub fn zone_line(cx: &Cx) -> Option<AnyView> {
    let shown = use_context::<ClockShown>()?.0.load(Ordering::Relaxed);
    shown.then(|| {
        view! { <p class="zone">{t!(cx, "clock-zone-line", zone = zone(cx).place())}</p> }
            .into_any()
    })
}

/// The beginning of something: with the time of day, unless it begins with its day.
pub fn beginning(cx: &Cx, at: Timestamp) -> String {
    if zone(cx).begins_a_day(at) {
        date(cx, at)
    } else {
        date_and_time(cx, at)
    }
}

/// The end of something: when it ends at the first moment of a day, the day before, as pages say "until"; when it ends
/// within a day, with the time of day.
pub fn ending(cx: &Cx, at: Timestamp) -> String {
    let text = if zone(cx).begins_a_day(at) {
        date
    } else {
        date_and_time
    };
    text(cx, last_moment(cx, at))
}

/// The moment up to which something lasts: on the day before when it ends at the first moment of a day.
pub fn last_moment(cx: &Cx, at: Timestamp) -> Timestamp {
    let zone = zone(cx);
    match zone.first_moment(zone.day(at)) {
        Ok(first) if zone.begins_a_day(at) => first - Span(1),
        _ => at,
    }
}

/// Days of the calendar from now to an instant.
pub fn days_to(cx: &Cx, at: Timestamp) -> i64 {
    zone(cx).days_between(cx.now, at)
}

/// `in 3 days`, `2 hours ago`, `just now`. Days are those of the calendar.
pub fn relative(cx: &Cx, at: Timestamp) -> String {
    let seconds = at.since(cx.now).as_seconds();
    let ahead = seconds > 0;
    let seconds = seconds.abs();
    let days = days_to(cx, at).abs();
    let (unit, count) = match (seconds, days) {
        (0..60, _) => return t!(cx, "relative-now"),
        (60..3_600, _) => ("minutes", seconds / 60),
        (3_600..86_400, _) | (_, 0) => ("hours", seconds / 3_600),
        (_, 1..30) => ("days", days),
        (_, 30..365) => ("months", days / 30),
        _ => ("years", days / 365),
    };
    let direction = if ahead { "in" } else { "ago" };
    t!(cx, &format!("relative-{direction}-{unit}"), count = count)
}

fn machine(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.clamp(Timestamp::MIN, Timestamp::MAX).0)
        .unwrap_or_default()
        .to_string()
}

/// `<time>`: `14 March, in 3 days`.
pub fn day(cx: &Cx, at: Timestamp) -> AnyView {
    let text = t!(
        cx,
        "date-with-relative",
        date = date(cx, at),
        relative = relative(cx, at)
    );
    view! { <time datetime=machine(at)>{text}</time> }.into_any()
}

/// `<time>`: the beginning of something, as [`beginning`] formats it.
pub fn begins(cx: &Cx, at: Timestamp) -> AnyView {
    view! { <time datetime=machine(at)>{beginning(cx, at)}</time> }.into_any()
}

/// `<time>`: the beginning of something, and the time until then.
pub fn begins_in(cx: &Cx, at: Timestamp) -> AnyView {
    let text = t!(
        cx,
        "date-with-relative",
        date = beginning(cx, at),
        relative = relative(cx, at)
    );
    view! { <time datetime=machine(at)>{text}</time> }.into_any()
}

/// `<time>`: the end of something, as [`ending`] formats it.
pub fn ends(cx: &Cx, at: Timestamp) -> AnyView {
    view! { <time datetime=machine(last_moment(cx, at))>{ending(cx, at)}</time> }.into_any()
}

/// `<time>`: the end of something, and the time until then.
pub fn ends_in(cx: &Cx, at: Timestamp) -> AnyView {
    let last = last_moment(cx, at);
    let text = t!(
        cx,
        "date-with-relative",
        date = ending(cx, at),
        relative = relative(cx, last)
    );
    view! { <time datetime=machine(last)>{text}</time> }.into_any()
}

/// `<time>`: `14 March, 18:00, in 3 days`.
pub fn moment(cx: &Cx, at: Timestamp) -> AnyView {
    let text = t!(
        cx,
        "date-with-relative",
        date = date_and_time(cx, at),
        relative = relative(cx, at)
    );
    view! { <time datetime=machine(at)>{text}</time> }.into_any()
}

/// `<time>`: `14 March`.
pub fn plain_day(cx: &Cx, at: Timestamp) -> AnyView {
    view! { <time datetime=machine(at)>{date(cx, at)}</time> }.into_any()
}

/// `<time>`: `3 days ago`, with the date and clock as its tooltip.
pub fn ago(cx: &Cx, at: Timestamp) -> AnyView {
    view! { <time datetime=machine(at) title=tooltip(cx, at)>{relative(cx, at)}</time> }.into_any()
}

/// `3 days left`, by the calendar; hours and minutes in the last two days.
pub fn left(cx: &Cx, end: Timestamp) -> String {
    let minutes = end.since(cx.now).as_seconds() / 60;
    match minutes {
        ..=0 => t!(cx, "consultation-left-none"),
        1..120 => t!(cx, "consultation-left-minutes", count = minutes),
        120..2_880 => t!(cx, "consultation-left-hours", count = minutes / 60),
        _ => {
            let days = days_to(cx, last_moment(cx, end));
            t!(cx, "consultation-left-days", count = days)
        }
    }
}
