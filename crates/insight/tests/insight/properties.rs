//! Properties that hold for every conversation.

use std::collections::BTreeMap;

use cabildo_insight::{
    Opinion, Settings, Standing, Statement, Votes, compute, opinion::StatementOpinion,
    order::content_order,
};
use proptest::prelude::*;

use crate::generated::{Table, casts, open, tables, votes, with_participants};

/// Distinct ids in an order of their own, at least `count` of them.
fn names(count: usize) -> impl Strategy<Value = Vec<u64>> {
    Just(
        (0..count as u64)
            .map(|index| index * 7 + 3)
            .collect::<Vec<u64>>(),
    )
    .prop_shuffle()
}

fn renamed() -> impl Strategy<Value = (Table, Vec<u64>, Vec<u64>)> {
    tables(5..40, 4..14).prop_flat_map(|table| {
        let (people, statements) = (names(table.len()), names(table[0].len()));
        (Just(table), people, statements)
    })
}

fn result(votes: &Votes) -> Opinion {
    compute(votes, &Settings::default(), None)
}

fn numbers(statement: &StatementOpinion) -> [f64; 5] {
    let StatementOpinion {
        x,
        y,
        extremity,
        group_informed_consensus,
        priority,
        ..
    } = *statement;
    [x, y, extremity, group_informed_consensus, priority]
}

/// Every fractional number of a result.
fn all_numbers(opinion: &Opinion) -> Vec<f64> {
    let mut all: Vec<f64> = opinion.statements.iter().flat_map(numbers).collect();
    all.extend(
        opinion
            .participants
            .iter()
            .flat_map(|person| [person.x, person.y]),
    );
    for evidence in opinion
        .groups
        .iter()
        .flat_map(|group| &group.representative)
    {
        all.extend([
            evidence.probability,
            evidence.probability_test,
            evidence.repness,
            evidence.repness_test,
        ]);
    }
    for consent in opinion
        .consensus
        .agree
        .iter()
        .chain(&opinion.consensus.disagree)
    {
        all.extend([consent.probability, consent.probability_test]);
    }
    all
}

proptest! {
    #[test]
    fn renaming_and_reordering_people_and_statements_changes_nothing_else((table, people, statements) in renamed()) {
        let plain = votes(&table);
        // When two participants are exactly interchangeable, two results are equally right, and ids choose between
        // them.
        prop_assume!(content_order(&plain).by_content_alone);
        let mut other = Votes::new(open(&statements)).unwrap();
        other.apply(&casts(&table, &people, &statements)).unwrap();
        let other = with_participants(other, people.clone());
        let (before, after) = (result(&plain), result(&other));

        let people_after: BTreeMap<u64, _> = after.participants.iter().map(|person| (person.id, person)).collect();
        for (row, person) in before.participants.iter().enumerate() {
            let same = people_after[&people[row]];
            prop_assert_eq!((person.group, person.x, person.y), (same.group, same.x, same.y));
        }
        let statements_after: BTreeMap<u64, _> = after.statements.iter().map(|found| (found.id, found)).collect();
        for (column, statement) in before.statements.iter().enumerate() {
            prop_assert_eq!(numbers(statement), numbers(statements_after[&statements[column]]));
        }
        for (group, same) in before.groups.iter().zip(&after.groups) {
            let listed: Vec<u64> = group.representative.iter().map(|found| statements[found.statement as usize]).collect();
            prop_assert_eq!(listed, same.representative.iter().map(|found| found.statement).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_order_in_which_votes_arrive_changes_nothing(
        (table, order) in tables(3..20, 3..9).prop_flat_map(|table| {
            let cells: usize = table.iter().flatten().flatten().count();
            (Just(table), Just((0..cells).collect::<Vec<_>>()).prop_shuffle())
        }),
        batch in 1_usize..20,
    ) {
        let ids: Vec<u64> = (0..40).collect();
        let all = casts(&table, &ids, &ids);
        // Each vote gets an earlier one with another answer, which must never count.
        let earlier = all.iter().map(|cast| cabildo_insight::Cast {
            answer: cabildo_insight::Answer::Pass, at: cast.at - 1_000, ..*cast
        });
        let shuffled: Vec<_> = order.iter().map(|&index| all[index]).chain(earlier).collect();
        let mut votes = Votes::new(open(&ids)).unwrap();
        for batch in shuffled.chunks(batch) {
            votes.apply(batch).unwrap();
        }
        let mut at_once = Votes::new(open(&ids)).unwrap();
        at_once.apply(&all).unwrap();
        prop_assert_eq!(&votes, &at_once);
        prop_assert_eq!(result(&votes), result(&at_once));
    }

    #[test]
    fn a_person_without_votes_changes_nothing(table in tables(1..25, 1..9)) {
        let votes = votes(&table);
        let before = result(&votes);
        let votes = with_participants(votes, [1_000]);
        let mut after = result(&votes);
        let silent = after.participants.pop().unwrap();
        prop_assert_eq!((silent.id, silent.group, silent.x, silent.y, silent.votes), (1_000, None, 0.0, 0.0, 0));
        prop_assert_eq!(before, after);
    }

    #[test]
    fn a_statement_that_nobody_saw_changes_nothing(table in tables(1..25, 1..9)) {
        let plain = votes(&table);
        let ids: Vec<u64> = (0..10).collect();
        let mut wider = Votes::new(open(&ids)).unwrap();
        wider.apply(&casts(&table, &(0..25).collect::<Vec<_>>(), &ids)).unwrap();
        let wider = with_participants(wider, plain.participants().to_vec());
        let (before, after) = (result(&plain), result(&wider));
        prop_assert_eq!(before.groups, after.groups);
        prop_assert_eq!(before.participants, after.participants);
        prop_assert_eq!(&before.statements[..], &after.statements[..table[0].len()]);
    }

    #[test]
    fn no_number_is_ever_undefined(table in tables(0..12, 1..6), standings in prop::collection::vec(0_usize..3, 6)) {
        let standing = |index: usize| [Standing::Open, Standing::Rejected, Standing::Meta][standings[index]];
        let ids: Vec<u64> = (0..12).collect();
        let mut votes = Votes::new((0..6).map(|id| Statement { id, standing: standing(id as usize) })).unwrap();
        votes.apply(&casts(&table, &ids, &ids)).unwrap();
        let opinion = result(&votes);
        prop_assert!(all_numbers(&opinion).into_iter().all(f64::is_finite));
        let grouped = opinion.participants.iter().filter(|person| person.group.is_some()).count();
        prop_assert_eq!(opinion.groups.iter().map(|group| group.size).sum::<usize>(), grouped);
        let back: Opinion = serde_json::from_str(&serde_json::to_string(&opinion).unwrap()).unwrap();
        prop_assert_eq!(back.groups.len(), opinion.groups.len());
        prop_assert!(all_numbers(&back).iter().zip(all_numbers(&opinion)).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs()));
    }
}
