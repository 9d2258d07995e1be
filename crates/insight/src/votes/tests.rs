//! The answer that counts is the same in whatever order the votes arrive.

use super::*;

fn statements(count: u64) -> Vec<Statement> {
    (0..count)
        .map(|id| Statement {
            id,
            standing: Standing::Open,
        })
        .collect()
}

const fn cast(participant: u64, statement: u64, answer: Answer, at: i64) -> Cast {
    Cast {
        participant,
        statement,
        answer,
        at,
    }
}

#[test]
fn the_latest_vote_counts_whatever_the_order_of_arrival() {
    let mut votes = Votes::new(statements(2)).unwrap();
    votes
        .apply(&[
            cast(1, 0, Answer::Agree, 20),
            cast(1, 0, Answer::Disagree, 10),
        ])
        .unwrap();
    votes.apply(&[cast(1, 0, Answer::Pass, 15)]).unwrap();
    assert_eq!(votes.cells(), BTreeMap::from([((1, 0), Answer::Agree)]));
    votes.apply(&[cast(1, 0, Answer::Pass, 20)]).unwrap();
    assert_eq!(votes.cells(), BTreeMap::from([((1, 0), Answer::Pass)]));
}

#[test]
fn a_vote_on_an_unknown_statement_refuses_the_whole_batch() {
    let mut votes = Votes::new(statements(1)).unwrap();
    let refused = votes.apply(&[cast(1, 0, Answer::Agree, 1), cast(1, 9, Answer::Agree, 1)]);
    assert_eq!(refused, Err(VotesError::UnknownStatement(9)));
    assert!(votes.is_empty());
}

#[test]
fn two_statements_with_one_id_are_refused() {
    let twice = [
        Statement {
            id: 3,
            standing: Standing::Open,
        },
        Statement {
            id: 3,
            standing: Standing::Meta,
        },
    ];
    assert_eq!(Votes::new(twice), Err(VotesError::DuplicateStatement(3)));
}

#[test]
fn statements_can_be_added_and_moderated_between_batches() {
    let open = |id| Statement {
        id,
        standing: Standing::Open,
    };
    let mut votes = Votes::new([open(2), open(7)]).unwrap();
    votes
        .apply(&[
            cast(1, 2, Answer::Agree, 1),
            cast(1, 7, Answer::Disagree, 1),
        ])
        .unwrap();
    let rejected = Statement {
        id: 2,
        standing: Standing::Rejected,
    };
    votes
        .set_statements([open(9), open(7), open(1), rejected, open(5)])
        .unwrap();
    votes.apply(&[cast(1, 5, Answer::Pass, 2)]).unwrap();
    let expected = BTreeMap::from([
        ((1, 2), Answer::Agree),
        ((1, 5), Answer::Pass),
        ((1, 7), Answer::Disagree),
    ]);
    assert_eq!(votes.cells(), expected);
    assert_eq!(votes.statements()[1], rejected);
    assert_eq!(
        votes.set_statements([open(2), open(7)]),
        Err(VotesError::UnknownStatement(5))
    );
    assert_eq!(
        votes.set_statements([open(2), open(2)]),
        Err(VotesError::DuplicateStatement(2))
    );
    assert_eq!(votes.cells(), expected);
}

#[test]
fn participants_without_votes_are_rows_without_cells() {
    let mut votes = Votes::new(statements(2)).unwrap();
    let cells = [(5, 0), (9, 1), (2, 1)];
    votes
        .apply(&cells.map(|(who, what)| cast(who, what, Answer::Agree, 1)))
        .unwrap();
    let votes = votes.without(&BTreeSet::new(), &BTreeSet::from([1]));
    assert_eq!(votes.participants(), [2, 5, 9]);
    assert_eq!(
        (0..3)
            .map(|row| votes.votes_in_row(row))
            .collect::<Vec<_>>(),
        [0, 1, 0]
    );
}

#[test]
fn excluding_a_participant_leaves_the_others_votes() {
    let mut votes = Votes::new(statements(2)).unwrap();
    votes
        .apply(&[
            cast(1, 0, Answer::Agree, 1),
            cast(2, 1, Answer::Disagree, 1),
        ])
        .unwrap();
    let kept = votes.without(&BTreeSet::from([1]), &BTreeSet::new());
    assert_eq!(kept.cells(), BTreeMap::from([((2, 1), Answer::Disagree)]));
    assert_eq!(kept.participants(), [2]);
}

#[test]
fn leaving_out_a_statement_is_as_if_it_had_never_been_made() {
    let mut votes = Votes::new(statements(4)).unwrap();
    let cells = [(1, 0), (1, 2), (2, 1), (2, 3), (3, 2)];
    votes
        .apply(&cells.map(|(who, what)| cast(who, what, Answer::Agree, 1)))
        .unwrap();
    let kept = votes.without(&BTreeSet::new(), &BTreeSet::from([0, 2]));
    let left: Vec<u64> = kept.statements().iter().map(|known| known.id).collect();
    assert_eq!((left, kept.participants()), (vec![1, 3], &[1, 2, 3][..]));
    let expected = [((2, 1), Answer::Agree), ((2, 3), Answer::Agree)];
    assert_eq!(kept.cells(), BTreeMap::from(expected));
    // The result is as if nothing else had been voted, except for participants left without an answer.
    let mut alone = Votes::new([1, 3].map(|id| Statement {
        id,
        standing: Standing::Open,
    }))
    .unwrap();
    alone
        .apply(&[cast(2, 1, Answer::Agree, 1), cast(2, 3, Answer::Agree, 1)])
        .unwrap();
    assert_eq!(
        kept.without(&BTreeSet::from([1, 3]), &BTreeSet::new()),
        alone
    );
}
