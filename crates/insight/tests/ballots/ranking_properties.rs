//! Properties of instant runoff and of the method of Schulze.

use crate::profiles::{orders, runoff, schulze, shown, winners};
use cabildo_insight::ballot::{Ballot, Item, Pile, Tally, Vote, schulze::Schulze, tally};
use proptest::prelude::*;

const OPTIONS: u16 = 4;

/// Rankings with their counts; short ones where wanted.
fn rankings() -> impl Strategy<Value = Vec<(Vec<u16>, u64)>> {
    let order = Just((0..OPTIONS).collect::<Vec<_>>()).prop_shuffle();
    let ranking = (order, 1..=usize::from(OPTIONS), 1..6_u64);
    let short = ranking.prop_map(|(order, length, count)| (order[..length].to_vec(), count));
    prop::collection::vec(short, 1..10)
}

fn pile(rankings: &[(Vec<u16>, u64)]) -> Pile {
    let ballot = |(ranking, count): &(Vec<u16>, u64)| {
        (
            Ballot::Ranked(ranking.iter().copied().map(Item).collect()),
            *count,
        )
    };
    Pile::counted(rankings.iter().map(ballot)).unwrap()
}

fn duels(rankings: &[(Vec<u16>, u64)]) -> Schulze {
    match tally(&schulze(OPTIONS), &pile(rankings), None) {
        Tally::Schulze(found) => found,
        other => panic!("{other:?}"),
    }
}

/// Everybody who can win, over all orders of a draw.
fn possible(vote: &Vote, pile: &Pile) -> Vec<u32> {
    let mut all: Vec<u32> = orders(OPTIONS)
        .iter()
        .flat_map(|order| winners(&tally(vote, pile, Some(order))))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn turned(rankings: &[(Vec<u16>, u64)]) -> Vec<(Vec<u16>, u64)> {
    let turn = |option: &u16| (option + 1) % OPTIONS;
    let turn_all = |ranking: &[u16]| ranking.iter().map(turn).collect();
    rankings
        .iter()
        .map(|(ranking, count)| (turn_all(ranking), *count))
        .collect()
}

proptest! {
    #[test]
    fn ballots_are_a_multiset(rankings in rankings()) {
        let mut apart: Vec<_> = rankings
            .iter()
            .flat_map(|(ranking, count)| vec![(ranking.clone(), 1); *count as usize])
            .collect();
        apart.reverse();
        for vote in [runoff(OPTIONS), schulze(OPTIONS)] {
            prop_assert_eq!(tally(&vote, &pile(&rankings), None), tally(&vote, &pile(&apart), None));
        }
    }

    #[test]
    fn names_change_nothing(rankings in rankings()) {
        for vote in [runoff(OPTIONS), schulze(OPTIONS)] {
            let mut before: Vec<u32> = possible(&vote, &pile(&rankings))
                .iter()
                .map(|&option| option % u32::from(OPTIONS) + 1)
                .collect();
            before.sort_unstable();
            prop_assert_eq!(before, possible(&vote, &pile(&turned(&rankings))));
            let asks = |rankings: &[_]| tally(&vote, &pile(rankings), None).outcome().needs_draw();
            prop_assert_eq!(asks(&rankings), asks(&turned(&rankings)));
        }
    }

    #[test]
    fn without_a_draw_every_order_gives_the_same(rankings in rankings()) {
        for vote in [runoff(OPTIONS), schulze(OPTIONS)] {
            let found = tally(&vote, &pile(&rankings), None);
            if !found.outcome().needs_draw() {
                for order in orders(OPTIONS) {
                    prop_assert_eq!(&found, &tally(&vote, &pile(&rankings), Some(&order)));
                }
            }
        }
    }

    #[test]
    fn an_absolute_majority_wins(rankings in rankings()) {
        let all: u64 = rankings.iter().map(|(_, count)| count).sum();
        for option in 0..OPTIONS {
            let first = rankings.iter().filter(|(ranking, _)| ranking[0] == option);
            if 2 * first.map(|(_, count)| count).sum::<u64>() > all {
                for vote in [runoff(OPTIONS), schulze(OPTIONS)] {
                    let found = winners(&tally(&vote, &pile(&rankings), None));
                    prop_assert_eq!(found, vec![u32::from(option) + 1]);
                }
            }
        }
    }

    #[test]
    fn who_wins_every_duel_wins_by_schulze(rankings in rankings()) {
        let found = duels(&rankings);
        if let Some(option) = found.beats_all() {
            prop_assert_eq!(shown(found.outcome.winners()), shown(&[option]));
        }
    }

    #[test]
    fn duels_are_what_the_definition_says(rankings in rankings()) {
        let found = duels(&rankings);
        for a in 0..OPTIONS {
            for b in 0..OPTIONS {
                let place = |ranking: &[u16], option| {
                    ranking.iter().position(|&other| other == option).unwrap_or(usize::MAX)
                };
                let above = rankings.iter().filter(|(ranking, _)| place(ranking, a) < place(ranking, b));
                let wins: u64 = above.map(|(_, count)| count).sum();
                prop_assert_eq!(found.wins[usize::from(a)][usize::from(b)], wins);
            }
        }
    }

    #[test]
    fn schulze_is_monotonic(rankings in rankings(), which in 0..100_usize) {
        for winner in possible(&schulze(OPTIONS), &pile(&rankings)) {
            let mut raised = rankings.clone();
            let index = which % raised.len();
            let ranking = &mut raised[index].0;
            let option = winner as u16 - 1;
            match ranking.iter().position(|&other| other == option) {
                Some(0) => {}
                Some(place) => ranking.swap(place, place - 1),
                None => ranking.push(option),
            }
            prop_assert!(possible(&schulze(OPTIONS), &pile(&raised)).contains(&winner));
        }
    }

    #[test]
    fn leaving_out_the_last_option_says_the_same(rankings in rankings()) {
        // All but one ranked means the last one, too: nobody is left to be below it.
        let cut = |(ranking, count): &(Vec<u16>, u64)| {
            let all = ranking.len() == usize::from(OPTIONS);
            (ranking[..ranking.len() - usize::from(all)].to_vec(), *count)
        };
        let short: Vec<_> = rankings.iter().map(cut).collect();
        for vote in [runoff(OPTIONS), schulze(OPTIONS)] {
            prop_assert_eq!(possible(&vote, &pile(&rankings)), possible(&vote, &pile(&short)));
        }
        prop_assert_eq!(duels(&rankings).wins, duels(&short).wins);
    }

    #[test]
    fn every_round_counts_every_ballot(rankings in rankings()) {
        let all: u64 = rankings.iter().map(|(_, count)| count).sum();
        let Tally::Runoff(found) = tally(&runoff(OPTIONS), &pile(&rankings), None) else { panic!() };
        for pair in found.rounds.windows(2) {
            let moved: u64 = pair[0].moved.iter().map(|moved| moved.ballots).sum();
            let from: u64 = pair[0].out.iter().filter_map(|item| pair[0].votes[item.index()]).sum();
            prop_assert_eq!(moved, from);
            let exhausted = pair[0].moved.iter().filter(|moved| moved.to.is_none());
            let more: u64 = exhausted.map(|moved| moved.ballots).sum();
            prop_assert_eq!(pair[1].exhausted, pair[0].exhausted + more);
        }
        for round in &found.rounds {
            let votes: u64 = round.votes.iter().flatten().sum();
            prop_assert_eq!(votes + round.exhausted, all);
        }
    }
}
