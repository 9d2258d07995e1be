//! Tests of the rules for conspicuous supports and for the end of a check.

use super::*;
use proptest::prelude::*;

const NOON: Timestamp = Timestamp(1_772_366_400_000);

/// A support of an account that is long there, from an unknown network.
fn signing(minutes: i64) -> Signing {
    let at = NOON + Span::minutes(minutes);
    Signing {
        at,
        made_at: NOON - Span::days(90) - Span::days(minutes),
        before: None,
        network: None,
    }
}

fn from(network: u8, minutes: i64) -> Signing {
    Signing {
        network: Some(vec![network]),
        ..signing(minutes)
    }
}

fn new(made: i64, minutes: i64) -> Signing {
    Signing {
        made_at: NOON + Span::minutes(made),
        ..signing(minutes)
    }
}

#[test]
fn the_signals_of_each_pattern_of_supports() {
    use Signal::{Haste, MadeTogether, Network};
    let many = |count: i64, one: &dyn Fn(i64) -> Signing| (0..count).map(one).collect::<Vec<_>>();
    let read = |seconds: i64| {
        move |n: i64| Signing {
            before: Some(NOON + Span::minutes(n) - Span::seconds(seconds)),
            ..signing(n)
        }
    };
    let cases: [(&str, Vec<Signing>, i64, &[Signal]); 14] = [
        ("nobody", Vec::new(), 0, &[]),
        (
            "neighbours who have long been here",
            many(40, &signing),
            40,
            &[],
        ),
        ("four from one network", many(4, &|n| from(1, n)), 4, &[]),
        (
            "five from one network",
            many(5, &|n| from(1, n)),
            5,
            &[Network],
        ),
        (
            "five from one network, too far apart",
            many(5, &|n| from(1, n * 16)),
            5,
            &[],
        ),
        (
            "five of five networks",
            many(5, &|n| from(n as u8, n)),
            5,
            &[],
        ),
        (
            "five of a hundred",
            many(5, &|n| from(1, n)),
            100,
            &[Network],
        ),
        (
            "five of a hundred and one",
            many(5, &|n| from(1, n)),
            101,
            &[],
        ),
        (
            "six made in ten minutes",
            many(6, &|n| new(n * 2, 30 + n)),
            6,
            &[MadeTogether],
        ),
        (
            "six made an hour apart",
            many(6, &|n| new(n * 60, n * 60 + 5)),
            6,
            &[],
        ),
        (
            "six made together who came a day later",
            many(6, &|n| new(n, 24 * 60 + n)),
            6,
            &[],
        ),
        ("five faster than reading", many(5, &read(4)), 5, &[Haste]),
        ("five who read", many(5, &read(5)), 5, &[]),
        (
            "six at once",
            many(6, &|_| new(0, 0)),
            6,
            &[MadeTogether, Haste],
        ),
    ];
    for (what, signings, counted, expected) in cases {
        assert_eq!(Look::at(&signings).signals(counted), expected, "{what}");
    }
}

#[test]
fn crowds_are_told_apart_and_the_largest_comes_first() {
    let mut signings: Vec<_> = (0..5).map(|n| from(1, n)).collect();
    signings.extend((0..7).map(|n| from(2, 100 + n)));
    signings.extend((0..6).map(|n| from(1, 300 + n)));
    let look = Look::at(&signings);
    let people: Vec<i64> = look.networks.iter().map(|crowd| crowd.people).collect();
    assert_eq!(people, [7, 6, 5]);
    assert_eq!(look.networks[0].from, NOON + Span::minutes(100));
    assert_eq!(look.networks[0].until, NOON + Span::minutes(106));
    assert_eq!(look.people(Signal::Network), 18);
}

#[test]
fn a_check_is_held_once_and_released_at_any_time() {
    let check = Check::begin(NOON);
    let (end, before) = (NOON + Span::hours(72), NOON + Span::hours(72) - Span(1));
    assert_eq!(
        (check.stage(NOON), check.stage(before), check.stage(end)),
        (Stage::Checking, Stage::Checking, Stage::Owed)
    );
    assert!(check.hold(end).is_err(), "it is owed");
    let held = check.hold(before).unwrap();
    assert_eq!(held.until, before + Span::hours(72));
    assert!(held.hold(before + Span::hours(1)).is_err(), "once");
    let released = held.release(before + Span::hours(1));
    assert_eq!(released.stage(before + Span::hours(1)), Stage::Owed);
    assert_eq!(
        released.release(before + Span::hours(2)),
        released,
        "twice changes nothing"
    );
    assert_eq!(check.release(end), check, "it ended by itself");
}

proptest! {
    #[test]
    fn no_crowd_holds_more_than_there_are_and_none_is_small(
        minutes in prop::collection::vec((0i64..2_000, 0u8..3), 0..80)
    ) {
        let signings: Vec<_> = minutes.iter().map(|(minute, network)| from(*network, *minute)).collect();
        let look = Look::at(&signings);
        prop_assert!(look.people(Signal::Network) <= signings.len() as i64);
        prop_assert!(look.networks.iter().all(|crowd| crowd.people >= FEW && crowd.from <= crowd.until));
        let mut turned = signings.clone();
        turned.reverse();
        prop_assert_eq!(Look::at(&turned), look, "the order of reading makes no difference");
    }

    #[test]
    fn a_response_is_owed_six_days_later_at_the_latest(
        acts in prop::collection::vec((any::<bool>(), 0i64..200), 0..12)
    ) {
        let (mut check, mut holds, mut now) = (Check::begin(NOON), 0, NOON);
        for (hold, hours) in acts {
            now = now + Span::hours(hours);
            let was = check.stage(now);
            if hold {
                if let Ok(held) = check.hold(now) {
                    (check, holds) = (held, holds + 1);
                }
            } else {
                check = check.release(now);
            }
            prop_assert!(was == Stage::Checking || check.stage(now) == Stage::Owed, "owed stays owed");
        }
        prop_assert!(holds <= 1 && check.until <= NOON + CHECKED_FOR + HELD_FOR);
        prop_assert_eq!(check.stage(NOON + Span::days(6)), Stage::Owed);
    }
}
