//! One table of totals, and percentages that add up or say that they are rounded.

use crate::profiles::{pile, vote};
use cabildo_insight::ballot::{Rule, Totals, TotalsError, percentages};
use proptest::prelude::*;

#[test]
fn the_table_adds_up() {
    let vote = vote(3, Rule::Single);
    let totals = Totals::of(&pile(&vote, "5*1;2*-"), &pile(&vote, "3*2;1*-"), 4);
    assert_eq!(
        totals,
        Totals {
            voters: 15,
            online: 7,
            paper: 8,
            blank: 3,
            spoiled: 4,
            counted: 8,
        }
    );
    assert_eq!(totals.check(), Ok(totals));
}

#[test]
fn a_table_that_does_not_add_up_is_refused() {
    let good = Totals {
        voters: 10,
        online: 6,
        paper: 4,
        blank: 1,
        spoiled: 2,
        counted: 7,
    };
    assert_eq!(good.check(), Ok(good));
    let check = |table: Totals| table.check().unwrap_err();
    assert_eq!(check(Totals { online: 7, ..good }), TotalsError::Origin);
    assert_eq!(check(Totals { counted: 8, ..good }), TotalsError::Content);
    let endless = u64::MAX;
    assert_eq!(
        check(Totals {
            online: endless,
            ..good
        }),
        TotalsError::Origin
    );
    let spoiled = Totals {
        spoiled: 5,
        counted: 4,
        ..good
    };
    assert_eq!(check(spoiled), TotalsError::Spoiled);
}

#[test]
fn thirds_say_that_they_are_rounded() {
    let found = percentages(&[1, 1, 1], 3).unwrap();
    assert_eq!((found.tenths, found.rounded), (vec![333, 333, 333], true));
    let found = percentages(&[1, 3], 4).unwrap();
    assert_eq!((found.tenths, found.rounded), (vec![250, 750], false));
    assert_eq!(percentages(&[0], 0), None);
    assert_eq!(percentages(&[u64::MAX], u64::MAX).unwrap().tenths, [1_000]);
}

proptest! {
    #[test]
    fn parts_that_are_not_rounded_add_up(parts in prop::collection::vec(0_u64..50, 1..6)) {
        let whole = parts.iter().sum();
        if let Some(found) = percentages(&parts, whole) {
            let sum: u64 = found.tenths.iter().sum();
            prop_assert!(found.rounded || sum == 1_000);
            prop_assert!(sum.abs_diff(1_000) <= parts.len() as u64);
        }
    }
}
