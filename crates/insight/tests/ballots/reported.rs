//! Faults that people reported of other programs that count votes, as tests of ours. Each names the report.

use crate::profiles::{count, pile, runoff, schulze, tied, vote, winners};
use cabildo_insight::ballot::{Outcome, Rule, Stage, Tally, Totals};

#[test]
fn an_option_that_no_ballot_ranks_does_not_win() {
    // Sam-Izdat/govote issue 6: options in no ballot of a pile of short rankings were favoured.
    let ballots = "1*1>2;1*1>3;1*3";
    assert_eq!(winners(&count(&schulze(4), ballots)), [1]);
    assert_eq!(winners(&count(&runoff(4), ballots)), [1]);
}

#[test]
fn blank_ballots_are_no_victory_and_are_told() {
    // Equal-Vote/bettervoting issues 740 and 894: abstentions were left out of the count of voters, and a vote of three
    // abstentions had a winner.
    let vote = vote(2, Rule::Approval { most: 2 });
    let blank = pile(&vote, "3*-");
    assert_eq!(*count(&vote, "3*-").outcome(), Outcome::NoVotes);
    let totals = Totals::of(&blank, &pile(&vote, ""), 0);
    assert_eq!((totals.voters, totals.blank, totals.counted), (3, 3, 0));
}

#[test]
fn who_did_not_vote_is_counted_for_nothing() {
    // soonaverse/soonaverse-dao issue 1076: people who had not voted were counted for the first option.
    let Tally::Sums(sums) = count(&vote(2, Rule::Single), "2*1;4*2;90*-") else {
        panic!()
    };
    assert_eq!(sums.sums, [2, 4]);
}

#[test]
fn a_tie_of_three_in_the_last_round_asks_for_the_draw() {
    // WorldconVotingSystems/nomnom issue 424: one of three identical options was taken out by chance.
    let tally = count(&runoff(3), "11*1;11*2;11*3;4*-");
    assert_eq!(tied(&tally), Some(vec![1, 2, 3]));
}

#[test]
fn a_tie_in_the_middle_is_told_as_well_as_one_at_the_end() {
    // martinlackner/apportionment issue 6: ties before the end were broken without a word.
    let tally = count(&runoff(4), "5*1;4*2;2*3>2;2*4>1");
    assert_eq!(tied(&tally), Some(vec![3, 4]));
    let Outcome::NeedsDraw(tie) = tally.outcome() else {
        panic!()
    };
    assert_eq!(tie.stage, Stage::Round(1));
}

#[test]
fn the_tie_that_is_told_is_the_one_that_was_broken() {
    // mggg/VoteKit issue 388: the recorded resolution of a tie was not the one that was used.
    for order in crate::profiles::orders(3) {
        let vote = vote(3, Rule::Single);
        let tally =
            cabildo_insight::ballot::tally(&vote, &pile(&vote, "2*1;2*2;2*3"), Some(&order));
        let Outcome::Decided { winners, drawn } = tally.outcome() else {
            panic!()
        };
        assert_eq!(winners[..], drawn[0].order[..1]);
        assert_eq!(drawn[0].order, order.sorted(&drawn[0].tie.items));
    }
}

#[test]
fn fractions_do_not_break_a_tie_that_is_one() {
    // bradbeattie/python-vote-core issue 29, Equal-Vote/starpy issue 23: floating point broke ties that were none. Half of
    // the voters pay three sevenths in three purchases, the others at once; the projects that remain tie exactly.
    let costs = [1, 1, 1, 3, 5, 5];
    let vote = crate::profiles::budget(14, &costs, crate::profiles::SHARES);
    let ballots = pile(&vote, "7*1,2,3,5;7*4,6");
    let found = cabildo_insight::ballot::equal_shares::first_run(&costs, 13, &ballots, None);
    assert!(!found.outcome.needs_draw());
    let last: Vec<_> = found.rounds.iter().rev().take(2).collect();
    assert_eq!(last.len(), 2);
    assert_eq!(found.rounds.len(), 4);
}
