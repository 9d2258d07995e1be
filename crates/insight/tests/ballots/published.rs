//! Examples that others published, with their sources.

use crate::profiles::{SHARES, budget, count, pile, runoff, schulze, shown, winners};
use cabildo_insight::ballot::{
    BudgetRule, Item, Tally, Vote,
    equal_shares::{EqualShares, Exact, Stopped, decimal, first_run},
    runoff::Runoff,
    schulze::Schulze,
};

fn rounds(vote: &Vote, text: &str) -> Runoff {
    match count(vote, text) {
        Tally::Runoff(runoff) => runoff,
        other => panic!("{other:?}"),
    }
}

fn duels(vote: &Vote, text: &str) -> Schulze {
    match count(vote, text) {
        Tally::Schulze(schulze) => schulze,
        other => panic!("{other:?}"),
    }
}

fn shares(vote: &Vote, text: &str) -> EqualShares {
    match count(vote, text) {
        Tally::EqualShares(shares) => shares,
        other => panic!("{other:?}"),
    }
}

/// The capital of Tennessee: 1 Memphis, 2 Nashville, 3 Chattanooga, 4 Knoxville. Wikipedia, "Instant-runoff voting" and
/// "Schulze method".
const TENNESSEE: &str = "42*1>2>3>4;26*2>3>4>1;15*3>4>2>1;17*4>3>2>1";

#[test]
fn tennessee_by_instant_runoff_is_knoxville() {
    let runoff = rounds(&runoff(4), TENNESSEE);
    let votes: Vec<_> = runoff
        .rounds
        .iter()
        .map(|round| round.votes.clone())
        .collect();
    assert_eq!(
        votes,
        [
            vec![Some(42), Some(26), Some(15), Some(17)],
            vec![Some(42), Some(26), None, Some(32)],
            vec![Some(42), None, None, Some(58)],
        ]
    );
    assert_eq!(shown(runoff.outcome.winners()), [4]);
}

#[test]
fn tennessee_by_schulze_is_nashville() {
    assert_eq!(winners(&count(&schulze(4), TENNESSEE)), [2]);
}

/// The election of a mayor in Burlington, Vermont, 2009, without those who were out first: 1 Kiss, 2 Montroll, 3 Wright.
/// W. D. Smith, <https://rangevoting.org/Burlington.html>; J. T. Ornstein, R. Z. Norman, "Frequency of monotonicity failure
/// under instant runoff voting", Public Choice 161, 2014.
const BURLINGTON: &str =
    "1332*2>1>3;767*2>3>1;455*2;2043*1>2>3;371*1>3>2;568*1;1513*3>2>1;495*3>1>2;1289*3";

#[test]
fn burlington_passes_over_the_one_who_beats_everybody() {
    let runoff = rounds(&runoff(3), BURLINGTON);
    assert_eq!(runoff.rounds[0].votes, [Some(2982), Some(2554), Some(3297)]);
    assert_eq!(runoff.rounds[1].votes, [Some(4314), None, Some(4064)]);
    assert_eq!(runoff.rounds[1].exhausted, 455);
    assert_eq!(shown(runoff.outcome.winners()), [1]);

    let duels = duels(&schulze(3), BURLINGTON);
    let wins = |a: usize, b: usize| duels.wins[a - 1][b - 1];
    assert_eq!((wins(2, 1), wins(1, 2)), (4067, 3477));
    assert_eq!((wins(2, 3), wins(3, 2)), (4597, 3668));
    assert_eq!((wins(1, 3), wins(3, 1)), (4314, 4064));
    assert_eq!(duels.beats_all(), Some(Item(1)));
    assert_eq!(shown(duels.outcome.winners()), [2]);
}

#[test]
fn instant_runoff_is_not_monotonic() {
    // As published: 495 who wrote Wright, Kiss, Montroll and 258 who wrote Wright alone put Kiss first. Kiss then loses.
    let more_for_kiss =
        "1332*2>1>3;767*2>3>1;455*2;2043*1>2>3;371*1>3>2;568*1;1513*3>2>1;495*1>3>2;1031*3;258*1>3";
    assert_eq!(winners(&count(&runoff(3), BURLINGTON)), [1]);
    assert_eq!(winners(&count(&runoff(3), more_for_kiss)), [2]);
}

/// 45 voters, A to E. M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
/// single-winner election method", 2011; first posted in 1997.
const SCHULZE_45: &str = "5*1>3>2>5>4;5*1>4>5>3>2;8*2>5>4>1>3;3*3>1>2>5>4;7*3>1>5>2>4;2*3>2>1>4>5;7*4>3>5>2>1;8*5>2>1>4>3";

#[test]
fn the_45_voters_of_schulze() {
    let found = duels(&schulze(5), SCHULZE_45);
    let matrix = |rows: [[u64; 5]; 5]| rows.map(Vec::from).to_vec();
    assert_eq!(
        found.wins,
        matrix([
            [0, 20, 26, 30, 22],
            [25, 0, 16, 33, 18],
            [19, 29, 0, 17, 24],
            [15, 12, 28, 0, 14],
            [23, 27, 21, 31, 0],
        ])
    );
    assert_eq!(
        found.paths,
        matrix([
            [0, 28, 28, 30, 24],
            [25, 0, 28, 33, 24],
            [25, 29, 0, 29, 24],
            [25, 28, 28, 0, 24],
            [25, 28, 28, 31, 0],
        ])
    );
    let ranking: Vec<_> = found.ranking.iter().map(|group| shown(group)).collect();
    assert_eq!(ranking, [[5], [1], [3], [2], [4]]);
    assert_eq!(shown(found.outcome.winners()), [5]);
    assert_eq!(found.beats_all(), None);
}

#[test]
fn the_21_voters_of_schulze() {
    // M. Schulze, arXiv:1804.02973, section 3, example 1: a to d.
    let found = duels(
        &schulze(4),
        "8*1>3>4>2;2*2>1>4>3;4*3>4>2>1;4*4>2>1>3;3*4>3>2>1",
    );
    let matrix = |rows: [[u64; 4]; 4]| rows.map(Vec::from).to_vec();
    assert_eq!(
        found.wins,
        matrix([
            [0, 8, 14, 10],
            [13, 0, 6, 2],
            [7, 15, 0, 12],
            [11, 19, 9, 0]
        ])
    );
    assert_eq!(shown(found.outcome.winners()), [4]);
}

/// 1,100 for eleven voters: 1 bike path, 2 outdoor gym, 3 new park, 4 playground, 5 library for kids.
/// <https://equalshares.net/explanation#example>.
const KIDS_AND_SPORTS: &str =
    "1*1,2;1*1,2,3;1*1,2;1*1,2,3;1*1,2,3;1*1,2;1*3,4,5;1*4;1*4,5;1*3,4,5;1*1";

const COSTS: [u64; 5] = [700, 400, 250, 200, 100];

#[test]
fn the_first_example_of_equalshares_net() {
    let vote = budget(1_100, &COSTS, SHARES);
    let found = shares(&vote, KIDS_AND_SPORTS);
    let prices: Vec<_> = found
        .rounds
        .iter()
        .map(|round| (shown(&[round.item])[0], decimal(&round.price, 1).0))
        .collect();
    let expected = [(1, "100.0"), (4, "50.0"), (5, "33.3")];
    assert_eq!(
        prices,
        expected.map(|(item, price)| (item, price.to_owned()))
    );
    assert_eq!((found.run, found.left), (0, 100));
    assert_eq!(found.stopped, Some(Stopped::Full));
    assert_eq!(found.rounds[2].payers, 3);
    // By votes alone both sports projects take all of it.
    let greedy = budget(1_100, &COSTS, BudgetRule::Greedy);
    assert_eq!(winners(&count(&greedy, KIDS_AND_SPORTS)), [1, 2]);
}

/// The same ballots, but the last one is for the outdoor gym. "Example 2" of the same page gives the first run.
#[test]
fn the_second_example_of_equalshares_net() {
    let vote = budget(1_100, &COSTS, SHARES);
    let ballots = "1*1,2;1*1,2,3;1*1,2;1*1,2,3;1*1,2,3;1*1,2;1*3,4,5;1*4;1*4,5;1*3,4,5;1*2";
    let found = first_run(&COSTS, 1_100, &pile(&vote, ballots), None);
    let rounds: Vec<_> = found
        .rounds
        .iter()
        .map(|round| {
            let effective = decimal(&round.effective, 1).0;
            (
                shown(&[round.item])[0],
                effective,
                round.payers,
                round.short,
            )
        })
        .collect();
    // The page rounds what is left after the first purchase to 43, and so gets 4.1 and 3.2.
    let expected = [(2, "7.0", 7, 0), (3, "4.1", 2, 3), (4, "3.3", 2, 2)];
    let expected =
        expected.map(|(item, votes, payers, short)| (item, votes.to_owned(), payers, short));
    assert_eq!(rounds, expected);
    assert_eq!(found.rounds[0].price, fraction(400, 7));
    // (250 - 3 * 300/7) / 2
    assert_eq!(found.rounds[1].price, fraction(425, 7));
    assert_eq!(found.left, 250);
}

#[test]
fn example_11_of_lackner_and_skowron() {
    // M. Lackner, P. Skowron, "Multi-winner voting with approval preferences", 2023, example 11, whose first phase abcvoting
    // prints: with 4 for 12 voters, a costs each of its 8 supporters 1/8, then nothing can be paid. a to g are 1 to 7.
    let vote = budget(4, &[1; 7], SHARES);
    let ballots = pile(&vote, "3*1,2;3*1,3;2*1,4;1*2,3,6;1*5;1*6;1*7");
    let found = first_run(&[1; 7], 4, &ballots, None);
    assert_eq!(found.share, fraction(1, 3));
    assert_eq!(shown(found.outcome.winners()), [1]);
    let first = &found.rounds[0];
    assert_eq!((first.payers, first.short), (8, 0));
    assert_eq!(
        (&first.price, &first.effective),
        (&fraction(1, 8), &fraction(8, 1))
    );
}

fn fraction(numerator: u32, denominator: u32) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}
