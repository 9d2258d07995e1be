use super::*;
use proptest::prelude::*;

fn zone(name: &str) -> TimeZone {
    TimeZone::named(name).unwrap()
}

fn utc(text: &str) -> Timestamp {
    TimeZone::default().instant(text).unwrap()
}

#[test]
fn times_of_an_import_are_read_in_the_citys_time_zone() {
    let madrid = zone("Europe/Madrid");
    for (text, expected) in [
        ("2026-01-15T09:00", "2026-01-15T08:00"),
        ("2026-07-15T09:00", "2026-07-15T07:00"),
        // The clocks jump from 2:00 to 3:00.
        ("2026-03-29T02:30", "2026-03-29T01:30"),
        // The hour from 2:00 to 3:00 comes twice.
        ("2026-10-25T02:30", "2026-10-25T00:30"),
        ("2026-01-15T09:00:00", "2026-01-15T08:00"),
    ] {
        assert_eq!(madrid.instant(text), Ok(utc(expected)), "{text}");
    }
}

#[test]
fn a_text_that_is_no_date_is_refused() {
    let utc = TimeZone::default();
    assert_eq!(utc.instant(" "), Err(Invalid::Required));
    for bad in [
        "tomorrow",
        "2026-02-30T10:00",
        "2026-01-01T10:00Z",
        "1969-12-31T23:59",
        "9999-01-01T00:00",
        "1",
    ] {
        assert_eq!(utc.instant(bad), Err(Invalid::Malformed), "{bad}");
    }
    assert_eq!(TimeZone::named("Middle/Earth"), None);
}

#[test]
fn a_time_that_is_skipped_or_comes_twice_is_refused_with_what_there_is() {
    let skipped = |time: &str, before: &str, after: &str| Invalid::SkippedTime {
        time: time.into(),
        before: before.into(),
        after: after.into(),
    };
    let table = [
        (
            "Europe/Madrid",
            "2026-03-29T02:00",
            skipped("02:00", "01:59", "03:00"),
        ),
        (
            "Europe/Madrid",
            "2026-03-29T02:59",
            skipped("02:59", "01:59", "03:00"),
        ),
        (
            "Australia/Lord_Howe",
            "2026-10-04T02:10",
            skipped("02:10", "01:59", "02:30"),
        ),
        // The day begins at 01:00: nothing of it comes before.
        (
            "America/Santiago",
            "2026-09-06T00:30",
            skipped("00:30", "01:00", "01:00"),
        ),
        (
            "Africa/Cairo",
            "2026-04-24T00:00",
            skipped("00:00", "01:00", "01:00"),
        ),
        (
            "Europe/Madrid",
            "2026-10-25T02:30",
            Invalid::TwiceThatDay {
                time: "02:30".into(),
            },
        ),
    ];
    for (name, text, expected) in table {
        assert_eq!(zone(name).strictly(text), Err(expected), "{name} {text}");
    }
    assert_eq!(
        zone("Europe/Madrid").strictly("2026-10-25T03:00"),
        Ok(utc("2026-10-25T02:00"))
    );
}

#[test]
fn a_day_begins_with_the_first_moment_that_a_clock_shows_it() {
    let table = [
        ("Europe/Madrid", "2026-03-29", "2026-03-28T23:00"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00"),
        ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00"),
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00"),
        // Midnight comes twice; the day begins with the first.
        ("America/Havana", "2026-11-01", "2026-11-01T04:00"),
    ];
    for (name, day, expected) in table {
        let (zone, at) = (zone(name), utc(expected));
        assert_eq!(zone.first_moment(day.parse().unwrap()), Ok(at), "{name}");
        assert!(
            zone.begins_a_day(at) && zone.begins_a_day(at + Span::seconds(59)),
            "{name}"
        );
        assert!(!zone.begins_a_day(at + Span::minutes(1)) && !zone.begins_a_day(at - Span(1)));
    }
}

#[test]
fn days_are_counted_on_the_calendar_of_the_zone() {
    let madrid = zone("Europe/Madrid");
    let now = utc("2026-03-10T17:00");
    for (at, days) in [
        ("2026-03-10T22:59", 0),
        ("2026-03-10T23:00", 1),
        ("2026-03-13T11:00", 3),
        ("2026-03-08T23:30", -1),
    ] {
        assert_eq!(madrid.days_between(now, utc(at)), days, "{at}");
    }
}

#[test]
fn a_zone_is_called_by_its_city() {
    let named = ["Europe/Madrid", "America/Argentina/Buenos_Aires", "UTC"];
    assert_eq!(
        named.map(|name| zone(name).place()),
        ["Madrid", "Buenos Aires", "UTC"]
    );
}

/// Zones with every kind of oddity, and others.
fn zones() -> Vec<TimeZone> {
    let named: Vec<TimeZone> = tz::db()
        .available()
        .filter_map(|name| TimeZone::named(name.as_str()))
        .collect();
    assert!(named.len() > 300, "the database is bundled");
    named
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In every zone, at instants with seconds and milliseconds, and at the clocks' own changes. From February 1972 on:
    /// until then, Liberia's clocks were 44 minutes and 30 seconds behind, which no form can say.
    #[test]
    fn a_minute_comes_back_as_a_form_asks_for_it(at in 65_750_400_000_i64..4_102_444_800_000, near in -1i64..=1) {
        for zone in zones() {
            let change = zone.0.following(instant(Timestamp(at))).next();
            let change = change.map(|change| Timestamp(change.timestamp().as_millisecond()));
            for at in [Some(Timestamp(at)), change.map(|change| change + Span::minutes(near))].into_iter().flatten() {
                // The form is exact to the minute; the editor keeps the seconds of a date that nobody touched.
                let shown = Timestamp(at.0 - zone.civil(at).second() as i64 * 1_000 - at.0.rem_euclid(1_000));
                let (begins, ends) = (zone.beginning(shown), zone.ending(shown));
                prop_assert_eq!(begins.read_beginning(&zone), Ok(shown), "{} {:?}", zone.name(), begins);
                prop_assert_eq!(ends.read_ending(&zone), Ok(shown), "{} {:?}", zone.name(), ends);
            }
        }
    }

    #[test]
    fn text_that_is_no_day_or_time_is_refused_and_never_panics(day in ".{0,20}", time in ".{0,12}", which in ".{0,8}") {
        let read = DayTime { day, time, which };
        let _ = read.read_beginning(&TimeZone::default());
        let _ = read.read_ending(&TimeZone::default());
    }
}
