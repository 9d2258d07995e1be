//! The order of a draw: its formula, and that it is asked for only where it is needed.

use crate::profiles::{
    SHARES, budget, count, orders, pile, runoff, schulze, shown, tied, vote, winners,
};
use cabildo_insight::ballot::{
    BudgetRule, DrawError, Item, Order, Outcome, Rule, Tally, Vote, tally,
};

const NAMES: [&str; 4] = ["1", "2", "3", "4"];

#[test]
fn the_formula_is_the_documented_one() {
    // printf '%s\n%s\n%s' 0472651938 kings-square 3 | sha256sum, and so on for 1, 2 and 4:
    // 1 4ab24ff518252487...
    // 2 2bc0654db4e8d8db...
    // 3 c177d25e28db9a84...
    // 4 7f0c7ba6f6425660...
    let order = Order::drawn("0472651938", "kings-square", &NAMES).unwrap();
    let all: Vec<Item> = (0..4).map(Item).collect();
    assert_eq!(shown(&order.sorted(&all)), ORDER);
    let printed = Order::drawn(" 04-72.65 19,38 ", "kings-square", &NAMES).unwrap();
    assert_eq!(printed, order);
    let other = Order::drawn("472651938", "kings-square", &NAMES).unwrap();
    assert_ne!(other, order, "zeros in front count");
}

/// As the commands above sort.
const ORDER: [u32; 4] = [2, 1, 4, 3];

#[test]
fn draws_that_say_nothing_are_refused() {
    let drawn = |digits: &str| Order::drawn(digits, "v", &NAMES);
    for digits in ["", " - ", "12a", "\u{661}\u{662}", &"1".repeat(201)] {
        assert_eq!(drawn(digits), Err(DrawError::Digits), "{digits:?}");
    }
    let named = |vote: &str, names: &[&str]| Order::drawn("1", vote, names).unwrap_err();
    assert_eq!(named("", &["a"]), DrawError::Name(String::new()));
    assert_eq!(named("v\nw", &["a"]), DrawError::Name("v\nw".into()));
    assert_eq!(named("v", &["a", "a"]), DrawError::Twice("a".into()));
}

#[test]
fn the_order_hangs_on_names_and_not_on_places() {
    let names = ["oak", "elm", "ash"];
    let turned = ["ash", "oak", "elm"];
    let (a, b) = (
        Order::drawn("77", "trees", &names).unwrap(),
        Order::drawn("77", "trees", &turned).unwrap(),
    );
    for (index, name) in (0..).zip(names) {
        let elsewhere = turned.iter().position(|&other| other == name).unwrap();
        assert_eq!(a.place(Item(index)), b.place(Item(elsewhere as u16)));
    }
}

/// Votes with ballots that tie, and what is tied.
fn ties() -> Vec<(Vote, &'static str, Vec<u32>)> {
    vec![
        (vote(3, Rule::Single), "2*1;2*3;1*2", vec![1, 3]),
        (
            vote(3, Rule::Approval { most: 3 }),
            "1*1,2;1*3",
            vec![1, 2, 3],
        ),
        (
            vote(2, Rule::Score { highest: 5 }),
            "1*1:4;2*2:2",
            vec![1, 2],
        ),
        (vote(2, Rule::Points { most: 9 }), "1*1:4,2:4", vec![1, 2]),
        (runoff(3), "3*1;2*2;2*3", vec![2, 3]),
        (schulze(3), "1*1>2>3;1*2>3>1;1*3>1>2", vec![1, 2, 3]),
        (
            budget(5, &[3, 3, 1], BudgetRule::Greedy),
            "2*1,2;1*3",
            vec![1, 2],
        ),
        (budget(5, &[5, 5], SHARES), "2*1;2*2", vec![1, 2]),
    ]
}

#[test]
fn a_tie_without_digits_has_no_winner_and_says_where() {
    for (vote, text, expected) in ties() {
        let tally = count(&vote, text);
        assert_eq!(tied(&tally), Some(expected), "{vote:?}");
        assert_eq!(winners(&tally), []);
        assert!(tally.outcome().needs_draw());
    }
}

#[test]
fn with_digits_the_first_in_the_order_wins_the_tie() {
    for (vote, text, tied) in ties() {
        for order in orders(vote.options()) {
            let tally = tally(&vote, &pile(&vote, text), Some(&order));
            let Outcome::Decided { winners, drawn } = tally.outcome() else {
                panic!("{tally:?}")
            };
            let tied: Vec<Item> = tied.iter().map(|&item| Item(item as u16 - 1)).collect();
            assert_eq!(drawn[0].order, order.sorted(&tied));
            if !matches!(tally, Tally::Runoff(_)) {
                assert_eq!(winners[0], order.sorted(&tied)[0], "{vote:?}");
            }
        }
    }
}

#[test]
fn ties_that_change_nothing_need_no_digits() {
    let decided = [
        // Both have a place.
        (
            Vote::new(3, 2, Rule::Single).unwrap(),
            "2*1;2*2;1*3",
            vec![1, 2],
        ),
        // Two with one ballot each, together below the next: out together.
        (runoff(4), "5*1;4*2;1*3>2;1*4>2", vec![2]),
        // Nobody wants them.
        (runoff(5), "3*1;2*2", vec![1]),
        // Both fit, or neither does.
        (budget(5, &[3, 2], BudgetRule::Greedy), "1*1,2", vec![1, 2]),
        (
            budget(5, &[3, 4, 4], BudgetRule::Greedy),
            "3*1;1*2,3",
            vec![1],
        ),
        // Paid by the same people, who can pay both.
        (budget(4, &[2, 2], SHARES), "2*1,2", vec![1, 2]),
        // The cheaper one comes first.
        (budget(5, &[5, 4], SHARES), "1*1,2", vec![2]),
    ];
    for (vote, text, expected) in decided {
        let tally = count(&vote, text);
        assert!(!tally.outcome().needs_draw(), "{vote:?} {tally:?}");
        assert_eq!(winners(&tally), expected, "{vote:?}");
    }
}

#[test]
fn out_together_is_not_said_where_it_could_change_something() {
    // Together as many as the next one: 3 and 4 together could pass 2.
    assert_eq!(
        tied(&count(&runoff(4), "4*1;2*2;1*3>4;1*4>3")),
        Some(vec![3, 4])
    );
}

#[test]
fn nothing_cast_means_nothing_chosen_by_every_rule() {
    for (vote, ..) in ties() {
        for text in ["", "4*-"] {
            let tally = count(&vote, text);
            assert_eq!(*tally.outcome(), Outcome::NoVotes, "{vote:?}");
        }
    }
}

#[test]
fn one_option_wins_with_one_ballot() {
    let votes = [
        (vote(1, Rule::Single), "1*1"),
        (vote(1, Rule::Score { highest: 5 }), "1*1:1"),
        (runoff(1), "1*1"),
        (schulze(1), "1*1"),
        (budget(1, &[1], BudgetRule::Greedy), "1*1"),
        (budget(1, &[1], SHARES), "1*1"),
    ];
    for (vote, text) in votes {
        assert_eq!(winners(&count(&vote, text)), [1], "{vote:?}");
    }
}
