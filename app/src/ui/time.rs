//! Dates for people: absolute and relative, in the city's time zone and the reader's language.

use crate::{request::Cx, t};
use cabildo_domain::{Timestamp, time::Span};
use jiff::Zoned;
use leptos::prelude::*;

fn zoned(cx: &Cx, at: Timestamp) -> Zoned {
    let at = at.clamp(Timestamp::MIN, Timestamp::MAX);
    jiff::Timestamp::from_millisecond(at.0)
        .unwrap_or_default()
        .to_zoned(cx.site.time_zone.clone())
}

/// `14 March`, with the year when it is not this one.
pub fn date(cx: &Cx, at: Timestamp) -> String {
    let day = zoned(cx, at);
    let month = t!(cx, &format!("month-{}", day.month()));
    if day.year() == zoned(cx, cx.now).year() {
        t!(cx, "date-day", day = day.day().to_string(), month = month)
    } else {
        t!(
            cx,
            "date-day-year",
            day = day.day().to_string(),
            month = month,
            year = day.year().to_string()
        )
    }
}

/// `14 March, 18:00`.
pub fn date_and_time(cx: &Cx, at: Timestamp) -> String {
    let day = zoned(cx, at);
    let clock = format!("{:02}:{:02}", day.hour(), day.minute());
    t!(cx, "date-and-time", date = date(cx, at), clock = clock)
}

fn is_midnight(cx: &Cx, at: Timestamp) -> bool {
    let clock = zoned(cx, at);
    (clock.hour(), clock.minute()) == (0, 0)
}

/// When something begins: with the time of day, unless that is midnight.
pub fn beginning(cx: &Cx, at: Timestamp) -> String {
    if is_midnight(cx, at) {
        date(cx, at)
    } else {
        date_and_time(cx, at)
    }
}

/// When something ends: what ends at midnight ends with the day before, as pages that say "until" have it; what ends
/// within a day, with the time of day.
pub fn ending(cx: &Cx, at: Timestamp) -> String {
    last_moment(cx, at).1
}

fn last_moment(cx: &Cx, at: Timestamp) -> (Timestamp, String) {
    let last = at - Span(1);
    if is_midnight(cx, at) {
        (last, date(cx, last))
    } else {
        (at, date_and_time(cx, at))
    }
}

/// `in 3 days`, `2 hours ago`, `just now`.
pub fn relative(cx: &Cx, at: Timestamp) -> String {
    let seconds = at.since(cx.now).as_seconds();
    let ahead = seconds > 0;
    let seconds = seconds.abs();
    let (unit, count) = match seconds {
        0..60 => return t!(cx, "relative-now"),
        60..3_600 => ("minutes", seconds / 60),
        3_600..86_400 => ("hours", seconds / 3_600),
        86_400..2_592_000 => ("days", seconds / 86_400),
        2_592_000..31_536_000 => ("months", seconds / 2_592_000),
        _ => ("years", seconds / 31_536_000),
    };
    let direction = if ahead { "in" } else { "ago" };
    t!(cx, &format!("relative-{direction}-{unit}"), count = count)
}

/// `2026-03-14T18:00`, as `<input type="datetime-local">` wants it.
pub fn for_input(cx: &Cx, at: Timestamp) -> String {
    zoned(cx, at).strftime("%Y-%m-%dT%H:%M").to_string()
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

/// `<time>`: when something begins, as [`beginning`] says it.
pub fn begins(cx: &Cx, at: Timestamp) -> AnyView {
    view! { <time datetime=machine(at)>{beginning(cx, at)}</time> }.into_any()
}

/// `<time>`: when something begins, and how far away that is.
pub fn begins_in(cx: &Cx, at: Timestamp) -> AnyView {
    let text = t!(
        cx,
        "date-with-relative",
        date = beginning(cx, at),
        relative = relative(cx, at)
    );
    view! { <time datetime=machine(at)>{text}</time> }.into_any()
}

/// `<time>`: when something ends, as [`ending`] says it.
pub fn ends(cx: &Cx, at: Timestamp) -> AnyView {
    let (at, text) = last_moment(cx, at);
    view! { <time datetime=machine(at)>{text}</time> }.into_any()
}

/// `<time>`: when something ends, and how far away that is.
pub fn ends_in(cx: &Cx, at: Timestamp) -> AnyView {
    let (at, text) = last_moment(cx, at);
    let text = t!(
        cx,
        "date-with-relative",
        date = text,
        relative = relative(cx, at)
    );
    view! { <time datetime=machine(at)>{text}</time> }.into_any()
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
    view! { <time datetime=machine(at) title=date_and_time(cx, at)>{relative(cx, at)}</time> }
        .into_any()
}
