//! The rules of opinion mapping, by table and by property.

use super::*;
use proptest::prelude::*;

#[test]
fn statements_by_table() {
    for good in [
        "Buses should be free.",
        "  Más\n sombra ",
        "应该免费",
        "No 5G",
        "ok",
    ] {
        let outcome = StatementText::parse(good);
        assert_eq!(outcome.is_ok(), good != "ok", "{good}");
    }
    let table = [
        ("", Invalid::Required),
        (" \u{200B} ", Invalid::Required),
        ("??", Invalid::TooShort { min: 3 }),
        ("?!?!", Invalid::NoWords),
        ("👍👍👍👍", Invalid::NoWords),
        ("2 + 2 = 4", Invalid::NoWords),
        ("❤️ x ❤️", Invalid::NoWords),
    ];
    for (text, expected) in table {
        assert_eq!(StatementText::parse(text), Err(expected), "{text}");
    }
    let longest = "ñ".repeat(limits::STATEMENT.max);
    assert_eq!(StatementText::parse(&longest).unwrap().as_str(), longest);
    assert_eq!(
        StatementText::parse(&(longest + "x")),
        Err(Invalid::TooLong {
            max: 200,
            actual: 201
        })
    );
}

#[test]
fn a_statement_begins_as_the_lab_decided() {
    assert_eq!(Contributions::Closed.begins(), None);
    assert_eq!(Contributions::Held.begins(), Some(StatementStatus::Held));
    assert_eq!(
        Contributions::Open.begins(),
        Some(StatementStatus::Published)
    );
    let rules = Rules {
        contributions: Contributions::Held,
        invitations: false,
        statements_each: 10,
    };
    assert_eq!(Rules::default(), rules);
}

#[test]
fn somebody_may_add_so_many_statements_and_no_more() {
    let rules = Rules {
        statements_each: 2,
        ..Rules::default()
    };
    assert_eq!([0, 1, 2, 9].map(|added| rules.left(added)), [2, 1, 0, 0]);
    assert_eq!(rules.require_left(1), Ok(()));
    assert_eq!(rules.require_left(2), Err(Refusal::Enough { most: 2 }));
    // The lab lowered the limit since.
    assert_eq!(rules.require_left(9), Err(Refusal::Enough { most: 2 }));
}

#[test]
fn only_published_statements_are_answered() {
    assert_eq!(StatementStatus::Published.require_open(), Ok(()));
    assert_eq!(StatementStatus::Held.require_open(), Err(Refusal::NotFound));
    assert_eq!(
        StatementStatus::Rejected.require_open(),
        Err(Refusal::forbidden(Need::Visible))
    );
}

fn paced(step: i64, answers: i64) -> Pace {
    (0..answers).fold(Pace::default(), |pace, n| {
        pace.after(Timestamp(n * step), 100)
    })
}

#[test]
fn the_pace_of_a_person_is_no_signal_and_that_of_a_script_is() {
    assert_eq!(paced(4_000, 500).signals(), []);
    assert_eq!(paced(1_900, 500).signals(), [Signal::Haste]);
    assert_eq!(paced(1_900, FEW - 1).signals(), []);
    assert_eq!(paced(100, 500).signals(), [Signal::Flood, Signal::Haste]);
    // A burst of clicks within an otherwise calm visit.
    let calm = (0..60).fold(paced(10, FLOOD), |pace, n| {
        pace.after(Timestamp(100_000 + n * 5_000), 100)
    });
    assert_eq!(calm.signals(), [Signal::Flood]);
}

#[test]
fn one_person_who_answered_as_two_has_the_pace_of_both() {
    let (calm, flood) = (paced(4_000, 20), paced(100, FLOOD));
    let both = calm.with(flood);
    assert_eq!(both, flood.with(calm));
    assert_eq!(both.answers, 20 + FLOOD);
    assert_eq!(both.last_at, Some(Timestamp(19 * 4_000)));
    assert_eq!(both.signals(), [Signal::Flood, Signal::Haste]);
    // Two halves of a flood in the same minute are one flood.
    let half = paced(1_000, FLOOD / 2);
    assert_eq!(half.with(half).most_in_minute, FLOOD);
    assert_eq!(calm.with(Pace::default()), calm);
}

#[test]
fn groups_have_letters() {
    assert_eq!([0, 1, 4].map(group_letter), ['A', 'B', 'E']);
}

proptest! {
    #[test]
    fn parsing_twice_changes_nothing(text in ".{0,220}") {
        if let Ok(once) = StatementText::parse(&text) {
            prop_assert_eq!(StatementText::parse(once.as_str()).unwrap(), once);
        }
    }

    #[test]
    fn an_answer_comes_back_from_its_number(value in -3i64..4) {
        let answer = Answer::from_value(value);
        prop_assert_eq!(answer.map(Answer::value), (-1..=1).contains(&value).then_some(value));
    }

    #[test]
    fn no_minute_has_more_answers_than_there_were(steps in prop::collection::vec(0i64..90_000, 1..200)) {
        let mut at = 0;
        let pace = steps.iter().fold(Pace::default(), |pace, step| {
            at += step;
            pace.after(Timestamp(at), 80)
        });
        prop_assert_eq!(pace.answers, steps.len() as i64);
        prop_assert!(pace.hasty < pace.answers && pace.in_minute <= pace.most_in_minute);
        prop_assert!(pace.most_in_minute <= pace.answers);
    }
}
