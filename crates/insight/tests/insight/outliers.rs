//! A few people who stand far from everybody else make no group, and the axes point where the rule says.

use cabildo_insight::{
    Answer, Cast, Opinion, Settings, Standing, Statement, Votes, compute,
    polis::{read_comments, read_published, read_usable_comments, read_votes},
    random::Random,
};
use proptest::prelude::*;

use super::generated::{self, open, tables};

const STATEMENTS: u64 = 40;

/// People who agree with a statement of their camp with this probability, and at the end some who refuse everything.
fn town(camps: &[usize], strangers: u64, seed: u64) -> Votes {
    let mut random = Random::new(seed);
    let mut casts = Vec::new();
    let people: u64 = camps.iter().sum::<usize>() as u64;
    let mut camp_of = camps
        .iter()
        .enumerate()
        .flat_map(|(camp, &size)| vec![camp as u64; size]);
    for participant in 0..people + strangers {
        let camp = camp_of.next();
        for statement in 0..STATEMENTS {
            let likely = match camp {
                // Two camps differ on two statements.
                Some(camp) if camps.len() > 1 && statement < 2 => [0.0, 1.0][camp as usize],
                Some(_) if camps.len() > 1 => 0.97,
                Some(_) => 0.9,
                None => 0.0,
            };
            let answer = if random.unit() < likely {
                Answer::Agree
            } else {
                Answer::Disagree
            };
            casts.push(Cast {
                participant,
                statement,
                answer,
                at: casts.len() as i64,
            });
        }
    }
    let mut votes = Votes::new(open(&Vec::from_iter(0..STATEMENTS))).unwrap();
    votes.apply(&casts).unwrap();
    votes
}

fn found(votes: &Votes, seed: u64) -> Opinion {
    compute(
        votes,
        &Settings {
            seed,
            ..Settings::default()
        },
        None,
    )
}

fn sizes(opinion: &Opinion) -> Vec<usize> {
    opinion.groups.iter().map(|group| group.size).collect()
}

#[test]
fn one_stranger_makes_no_group() {
    for seed in 0..5 {
        let votes = town(&[106], 1, seed);
        let opinion = found(&votes, seed);
        println!("seed {seed}: {:?}", sizes(&opinion));
        assert!(
            opinion.groups.iter().all(|group| group.size >= 5),
            "{:?}",
            sizes(&opinion)
        );
        assert!(
            sizes(&opinion).iter().sum::<usize>() >= 100,
            "{:?}",
            sizes(&opinion)
        );
        let stranger = opinion.participants.last().unwrap();
        assert_eq!((stranger.id, stranger.group), (106, None));
    }
}

#[test]
fn strangers_do_not_hide_the_groups_that_there_are() {
    for seed in 0..5 {
        let opinion = found(&town(&[70, 50], 3, seed), seed);
        println!("seed {seed}: {:?}", sizes(&opinion));
        assert_eq!(sizes(&opinion), [70, 50], "seed {seed}");
        assert!(
            opinion.participants[120..]
                .iter()
                .all(|person| person.group.is_none())
        );
    }
}

#[test]
fn five_of_three_hundred_are_no_group_and_six_may_be_one() {
    // Two in a hundred of 305 are 6.1 people, so a group needs seven.
    let few = found(&town(&[300], 5, 3), 3);
    assert!(
        few.groups.iter().all(|group| group.size >= 7),
        "{:?}",
        sizes(&few)
    );
    let enough = found(&town(&[300], 12, 3), 3);
    assert_eq!(sizes(&enough), [300, 12]);
}

#[test]
fn where_no_partition_counts_there_is_one_group() {
    let opinion = found(&town(&[8], 1, 1), 1);
    assert_eq!(sizes(&opinion).len(), 1, "{:?}", sizes(&opinion));
    assert!(sizes(&opinion)[0] >= 8);
}

proptest! {
    #[test]
    fn somebody_who_agreed_with_everything_would_stand_to_the_right_and_to_the_top(table in tables(2..30, 2..12)) {
        let opinion = compute(&generated::votes(&table), &Settings::default(), None);
        // A statement's place is that of a person who agreed with it alone; a person who agrees with all stands at the
        // sum.
        let right: f64 = opinion.statements.iter().map(|statement| statement.x).sum();
        let top: f64 = opinion.statements.iter().map(|statement| statement.y).sum();
        prop_assert!(right > -1e-6 && top > -1e-6, "{} {}", right, top);
    }
}

const COMMENTS: &str = "\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body,is-meta
1500000000000,x,0,0,2,1,1,\"Trees; not, cars\",false
1500000010000,x,1,7,1,0,1,I live here,true
1500000020000,x,2,7,1,0,-1,I lived here,true
1500000030000,x,3,7,1,0,0,Más bancos,
";

#[test]
fn a_statement_that_the_source_calls_meta_shapes_nothing() {
    let comments = read_comments("comments.csv", COMMENTS.as_bytes()).unwrap();
    let standings: Vec<Standing> = comments
        .iter()
        .map(|comment| comment.statement().standing)
        .collect();
    assert_eq!(
        standings,
        [
            Standing::Open,
            Standing::Meta,
            Standing::Rejected,
            Standing::Open
        ]
    );
    let odd = COMMENTS.replace(",true\n", ",perhaps\n");
    let mut refused = 0;
    let mut refuse = |_| {
        refused += 1;
        Ok(())
    };
    let read = read_usable_comments("comments.csv", odd.as_bytes(), &mut refuse).unwrap();
    assert_eq!((read.len(), refused), (2, 2));
}

#[test]
fn semicolons_and_tabs_separate_cells_where_the_header_says_so() {
    let plain = read_comments("comments.csv", COMMENTS.as_bytes()).unwrap();
    for separator in [b';', b'\t'] {
        let text = again(COMMENTS, separator);
        assert_eq!(read_comments("comments.csv", &text[..]).unwrap(), plain);
    }
    let votes = "timestamp;datetime;comment-id;voter-id;vote\n1500000030000;x,y,z,u,v;0;7;-1\n";
    assert_eq!(
        read_votes("votes.csv", votes.as_bytes(), &plain)
            .unwrap()
            .len(),
        1
    );
    let matrix =
        "participant\tgroup-id\tn-comments\tn-votes\tn-agree\tn-disagree\t0\n7\t\t0\t1\t1\t0\t1\n";
    assert_eq!(
        read_published("m.csv", matrix.as_bytes())
            .unwrap()
            .cells
            .len(),
        1
    );
}

/// The same table with another separator.
fn again(text: &str, separator: u8) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    for record in reader.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn a_meta_statement_moves_no_axis_and_stands_for_no_group() {
    let votes = town(&[40, 30], 0, 7);
    let standing = |meta: u64| {
        (0..STATEMENTS).map(move |id| Statement {
            id,
            standing: if id < meta {
                Standing::Meta
            } else {
                Standing::Open
            },
        })
    };
    let mut some = votes.clone();
    some.set_statements(standing(4)).unwrap();
    let opinion = found(&some, 1);
    for statement in &opinion.statements[..4] {
        assert_eq!(
            (statement.x, statement.y, statement.extremity),
            (0.0, 0.0, 0.0)
        );
    }
    let listed = opinion
        .groups
        .iter()
        .flat_map(|group| &group.representative);
    assert!(listed.clone().count() > 0 && listed.clone().all(|found| found.statement >= 4));
    assert!(
        opinion
            .consensus
            .agree
            .iter()
            .all(|consent| consent.statement >= 4)
    );
}
