//! The bounds of purses decide how long a count takes, never what comes out: with bounds so coarse that nearly every
//! comparison is left to the exact numbers, the same is funded at the same prices.

use super::purses::Voters;
use super::run::{Run, Scale};
use super::votes;
use crate::ballot::outcome::Ties;
use crate::ballot::paper::{Ballot, Item, items};
use crate::ballot::{Order, Pile};
use crate::random::Random;

const PROJECTS: u16 = 7;

fn city(random: &mut Random) -> (Vec<u64>, u64, Pile) {
    let costs: Vec<u64> = (0..PROJECTS).map(|_| 1 + random.below(40) as u64).collect();
    let money = costs.iter().sum::<u64>() / 2;
    let ballots = (0..12).map(|_| {
        let chosen = items(PROJECTS).filter(|_| random.below(2) == 0);
        let chosen: Vec<Item> = chosen.collect();
        (Ballot::Chosen(chosen), 1 + random.below(3) as u64)
    });
    let ballots: Vec<(Ballot, u64)> = ballots.collect();
    (costs, money, Pile::counted(ballots).expect("few ballots"))
}

#[test]
fn coarse_bounds_give_the_same_as_fine_ones() {
    let mut random = Random::new(9);
    let order = Order::of(&items(PROJECTS).collect::<Vec<_>>());
    let mut purchases = 0;
    for _ in 0..300 {
        let (costs, money, pile) = city(&mut random);
        let voters = Voters::of(costs.len(), &pile);
        let votes = votes(costs.len(), &pile);
        let candidates: Vec<Item> = items(PROJECTS)
            .filter(|item| votes[item.index()] > 0)
            .collect();
        let mut run = Run::new(&costs, &votes, &voters, candidates);
        let fine = Scale::of(money, voters.number()).expect("somebody approves something");
        for run_number in [0, 3] {
            let fine = fine.at(run_number, 1);
            let mut count = |scale: &Scale| {
                let bought = run.all(scale, true, &mut Ties::new(Some(&order)));
                (bought, run.purchases())
            };
            let expected = count(&fine);
            purchases += expected.1.len();
            // Without fractions of a unit, with one bit, and with a few.
            for shift in [0, 1, 5] {
                assert_eq!(
                    count(&fine.coarse(shift)),
                    expected,
                    "{costs:?} {money} {pile:?}"
                );
            }
        }
    }
    assert!(
        purchases > 1_000,
        "only {purchases} purchases were compared"
    );
}
