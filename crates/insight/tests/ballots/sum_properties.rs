//! Properties of the rules that add up.

use crate::profiles::{shown, vote, winners};
use cabildo_insight::ballot::{Ballot, Item, Outcome, Pile, Rule, Vote, tally};
use proptest::prelude::*;

const OPTIONS: u16 = 4;

fn rated(highest: u32) -> impl Strategy<Value = Vec<Vec<u32>>> {
    let ballot = prop::collection::vec(0..=highest, usize::from(OPTIONS));
    prop::collection::vec(ballot, 1..12)
}

fn score() -> Vote {
    vote(OPTIONS, Rule::Score { highest: 5 })
}

fn ballots(vote: &Vote, rows: &[Vec<u32>]) -> Pile {
    let ballot = |row: &Vec<u32>| {
        let entries = (0..).map(Item).zip(row.iter().copied()).collect();
        vote.check(Ballot::Rated(entries)).unwrap()
    };
    Pile::of(rows.iter().map(ballot)).unwrap()
}

/// The options with the highest sum, whether or not it is a tie.
fn best(outcome: &Outcome) -> Vec<u32> {
    match outcome {
        Outcome::NoVotes => Vec::new(),
        Outcome::Decided { winners, .. } => shown(winners),
        Outcome::NeedsDraw(tie) => shown(&tie.items),
    }
}

proptest! {
    #[test]
    fn the_order_of_ballots_changes_nothing(rows in rated(5), seed in 0..1_000_usize) {
        let mut turned = rows.clone();
        turned.rotate_left(seed % rows.len());
        turned.reverse();
        prop_assert_eq!(ballots(&score(), &rows), ballots(&score(), &turned));
    }

    #[test]
    fn the_numbers_of_options_change_nothing(rows in rated(5)) {
        let turned: Vec<Vec<u32>> = rows.iter().map(|row| row.iter().rev().copied().collect()).collect();
        let count = |rows: &[Vec<u32>]| best(tally(&score(), &ballots(&score(), rows), None).outcome());
        let mut back: Vec<u32> = count(&turned).iter().map(|&item| u32::from(OPTIONS) + 1 - item).collect();
        back.sort_unstable();
        prop_assert_eq!(count(&rows), back);
    }

    #[test]
    fn more_for_a_winner_keeps_it(rows in rated(4), which in 0..100_usize) {
        let before = best(tally(&score(), &ballots(&score(), &rows), None).outcome());
        for &winner in &before {
            let mut more = rows.clone();
            let index = which % more.len();
            more[index][winner as usize - 1] += 1;
            let after = tally(&score(), &ballots(&score(), &more), None);
            prop_assert_eq!(winners(&after), vec![winner]);
        }
    }

    #[test]
    fn an_absolute_majority_of_single_choices_wins(votes in prop::collection::vec(1..=OPTIONS, 1..30)) {
        let vote = vote(OPTIONS, Rule::Single);
        let pile = Pile::of(votes.iter().map(|option| vote.read(&option.to_string()).unwrap())).unwrap();
        let found = tally(&vote, &pile, None);
        for option in 1..=OPTIONS {
            let count = votes.iter().filter(|&&other| other == option).count();
            if 2 * count > votes.len() {
                prop_assert_eq!(winners(&found), vec![u32::from(option)]);
            }
        }
    }

    #[test]
    fn blank_ballots_change_no_winner(rows in rated(5), blanks in 0..9_usize) {
        let mut more = rows.clone();
        more.extend(vec![vec![0; usize::from(OPTIONS)]; blanks]);
        let count = |rows: &[Vec<u32>]| tally(&score(), &ballots(&score(), rows), None);
        prop_assert_eq!(count(&rows), count(&more));
    }
}
