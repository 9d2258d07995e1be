//! Conversations with hardly any votes, and the shape of the result.

use cabildo_insight::{
    Answer, Cast, Opinion, Settings, Standing, Statement, Votes, compute, compute_while,
};
use serde_json::{Value, json};

use crate::generated::votes;

fn result(votes: &Votes) -> Opinion {
    compute(votes, &Settings::default(), None)
}

fn group_sizes(opinion: &Opinion) -> Vec<usize> {
    opinion.groups.iter().map(|group| group.size).collect()
}

#[test]
fn without_statements_and_people_the_result_is_empty() {
    let opinion = serde_json::to_value(result(&Votes::new([]).unwrap())).unwrap();
    let empty = json!({"groups": [], "participants": [], "statements": [], "consensus": {"agree": [], "disagree": []}});
    assert_eq!(opinion, empty);
}

#[test]
fn when_nobody_votes_nobody_is_grouped() {
    let opinion = result(&votes(&vec![vec![None; 3]; 4]));
    assert_eq!(opinion.groups, []);
    assert!(
        opinion
            .participants
            .iter()
            .all(|person| person.group.is_none() && person.votes == 0)
    );
    assert!(
        opinion
            .statements
            .iter()
            .all(|statement| (statement.priority - 5.0625).abs() < 1e-12)
    );
}

#[test]
fn one_participant_is_one_group() {
    assert_eq!(
        group_sizes(&result(&votes(&vec![vec![Some(1), Some(-1)]]))),
        [1]
    );
}

#[test]
fn two_camps_of_five_are_two_groups_and_fewer_or_those_who_agree_are_one() {
    let camps = |of: usize| {
        let camp = |answer| vec![vec![Some(answer); 2]; of];
        group_sizes(&result(&votes(&[camp(1), camp(-1)].concat())))
    };
    assert_eq!(camps(5), [5, 5]);
    assert_eq!(camps(4), [8]);
    assert_eq!(camps(1), [2]);
    assert_eq!(
        group_sizes(&result(&votes(&vec![
            vec![Some(1), Some(1)],
            vec![Some(1), Some(1)]
        ]))),
        [2]
    );
}

#[test]
fn when_everyone_agrees_there_is_one_group_and_a_consensus() {
    let opinion = result(&votes(&vec![vec![Some(1); 8]; 20]));
    assert_eq!(group_sizes(&opinion), [20]);
    assert_eq!(opinion.consensus.agree.len(), 5);
    assert!(
        opinion
            .participants
            .iter()
            .all(|person| person.x == 0.0 && person.y == 0.0)
    );
}

#[test]
fn a_rejected_statement_moves_nobody_and_is_never_listed() {
    let statements = (0..3).map(|id| Statement {
        id,
        standing: if id == 2 {
            Standing::Rejected
        } else {
            Standing::Open
        },
    });
    let mut votes = Votes::new(statements).unwrap();
    let mut batch = Vec::new();
    for participant in 0..20 {
        let answer = if participant % 2 == 0 {
            Answer::Agree
        } else {
            Answer::Disagree
        };
        batch.push(Cast {
            participant,
            statement: participant / 2 % 2,
            answer: Answer::Agree,
            at: 0,
        });
        batch.push(Cast {
            participant,
            statement: 2,
            answer,
            at: 0,
        });
    }
    votes.apply(&batch).unwrap();
    let opinion = result(&votes);
    let rejected = opinion.statements[2];
    assert_eq!(
        (rejected.agrees, rejected.disagrees, rejected.extremity),
        (10, 10, 0.0)
    );
    assert!(
        opinion
            .groups
            .iter()
            .flat_map(|group| &group.representative)
            .all(|found| found.statement != 2)
    );
    assert!(opinion.participants.iter().all(|person| person.x == 0.0));
}

#[test]
fn a_meta_statement_has_its_fixed_priority() {
    let votes = Votes::new([Statement {
        id: 1,
        standing: Standing::Meta,
    }])
    .unwrap();
    assert_eq!(result(&votes).statements[0].priority, 49.0);
}

#[test]
fn a_grouped_person_stays_grouped_and_keeps_the_group() {
    // Two camps of ten, two statements answered each, while there are two statements.
    let camp = |participant: u64| {
        if participant < 10 {
            Answer::Agree
        } else {
            Answer::Disagree
        }
    };
    let mut votes = Votes::new((0..40).map(|id| Statement {
        id,
        standing: Standing::Open,
    }))
    .unwrap();
    let vote = |participant, statement| Cast {
        participant,
        statement,
        answer: camp(participant),
        at: 0,
    };
    let early: Vec<Cast> = (0..20)
        .flat_map(|person| (0..2).map(move |statement| (person, statement)))
        .map(|(p, s)| vote(p, s))
        .collect();
    votes.apply(&early).unwrap();
    let first = result(&votes);
    // Only the second camp continues, so two votes are no longer enough for a newcomer.
    let later: Vec<Cast> = (10..30)
        .flat_map(|person| (2..40).map(move |statement| (person, statement)))
        .map(|(p, s)| vote(p, s))
        .collect();
    votes.apply(&later).unwrap();
    let second = compute(&votes, &Settings::default(), Some(&first.next));
    assert!(
        (0..10).all(|person| second.participants[person].group == first.participants[person].group)
    );
    let alone = result(&votes);
    assert!((0..10).all(|person| alone.participants[person].group.is_none()));
}

#[test]
fn the_result_has_the_documented_shape() {
    let table = (0..30)
        .map(|person| vec![Some(if person % 3 == 0 { 1 } else { -1 }); 9])
        .collect();
    let json = serde_json::to_value(result(&votes(&table))).unwrap();
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        keys(&json),
        ["consensus", "groups", "participants", "statements"]
    );
    assert_eq!(keys(&json["groups"][0]), ["id", "representative", "size"]);
    assert_eq!(
        keys(&json["participants"][0]),
        ["apart", "group", "id", "votes", "x", "y"]
    );
    let statement = [
        "agrees",
        "disagrees",
        "extremity",
        "group_informed_consensus",
        "id",
        "passes",
        "priority",
        "x",
        "y",
    ];
    assert_eq!(keys(&json["statements"][0]), statement);
    assert_eq!(json["groups"][0]["size"], 20);
    assert_eq!(json["participants"][0]["group"], 1);
}

#[test]
fn a_cancelled_computation_gives_no_result() {
    let votes = votes(&vec![vec![Some(1), Some(-1)], vec![Some(-1), Some(1)]]);
    assert_eq!(
        compute_while(&votes, &Settings::default(), None, &|| false),
        None
    );
}
