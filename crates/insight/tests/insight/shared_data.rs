//! Real conversations, read from the folder of public data sets. The data is not part of this repository, so these
//! tests are ignored unless they are asked for; asked for, they fail without it.

use std::{collections::BTreeMap, fs::File, path::PathBuf};

use cabildo_insight::{
    Opinion, Settings, compute,
    polis::{
        Comment, Published, cell_differences, count_differences, latest_votes, read_comments,
        read_published, read_summary, read_votes,
    },
    rand_index::adjusted_rand_index,
    votes::{Answer, Cast, Votes},
};

/// The seeds with which each conversation is computed.
const SEEDS: u64 = 8;

/// One conversation, read completely.
struct Conversation {
    comments: Vec<Comment>,
    casts: Vec<Cast>,
    votes: Votes,
    published: Published,
}

/// The folder of a conversation.
fn folder(name: &str) -> PathBuf {
    let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("CABILDO_SHARED_DATA").map_or_else(default, PathBuf::from);
    let folder = data.join("polis").join(name);
    assert!(
        folder.is_dir(),
        "{} is not there: CABILDO_SHARED_DATA names the folder of the public data sets",
        folder.display()
    );
    folder
}

fn conversation(name: &str) -> Conversation {
    let folder = folder(name);
    let open = |file: &str| File::open(folder.join(file)).unwrap();
    let comments = read_comments("comments.csv", open("comments.csv")).unwrap();
    let casts = read_votes("votes.csv", open("votes.csv"), &comments).unwrap();
    let published =
        read_published("participants-votes.csv", open("participants-votes.csv")).unwrap();
    let summary = read_summary("summary.csv", open("summary.csv")).unwrap();
    assert!(summary.get("topic").is_some_and(|topic| !topic.is_empty()));
    let votes = latest_votes(&comments, &casts).unwrap();
    Conversation {
        comments,
        casts,
        votes,
        published,
    }
}

/// The agreement with the published groups, over people who are grouped in both.
fn agreement(opinion: &Opinion, published: &Published) -> f64 {
    let ours: BTreeMap<u64, u32> = opinion
        .participants
        .iter()
        .filter_map(|person| Some((person.id, person.group?)))
        .collect();
    let pairs = published
        .participants
        .iter()
        .filter_map(|person| Some((*ours.get(&person.id)?, person.group?)));
    let (ours, theirs): (Vec<u32>, Vec<u32>) = pairs.unzip();
    adjusted_rand_index(&ours, &theirs)
}

/// The counts in the description of the data: participants, comments, cells, latest agrees, disagrees, passes.
fn check(name: &str, counts: [usize; 6], least_agreement: Option<f64>) {
    let found = conversation(name);
    assert_eq!(cell_differences(&found.votes, &found.published), []);
    assert_eq!(count_differences(&found.comments, &found.casts), []);
    let cells = found.votes.cells();
    let of = |answer| cells.values().filter(|cell| **cell == answer).count();
    let (people, statements) = (
        found.votes.participants().len(),
        found.votes.statements().len(),
    );
    let answers = [of(Answer::Agree), of(Answer::Disagree), of(Answer::Pass)];
    assert_eq!(
        [
            people,
            statements,
            cells.len(),
            answers[0],
            answers[1],
            answers[2]
        ],
        counts
    );

    // Each mapping draws its own seed, so the promise must hold under several.
    for seed in 0..SEEDS {
        let opinion = compute(
            &found.votes,
            &Settings {
                seed,
                ..Settings::default()
            },
            None,
        );
        let index = agreement(&opinion, &found.published);
        let sizes: Vec<usize> = opinion.groups.iter().map(|group| group.size).collect();
        println!("{name}: groups of {sizes:?}, adjusted Rand index {index:.4} with seed {seed}");
        let right: f64 = opinion.statements.iter().map(|found| found.x).sum();
        let top: f64 = opinion.statements.iter().map(|found| found.y).sum();
        assert!(
            right >= 0.0 && top >= 0.0,
            "{name}: the axes point to {right} and {top}"
        );
        let apart = opinion.participants.len() - sizes.iter().sum::<usize>();
        println!("{name}: {apart} people are in no group");
        assert!(
            least_agreement.is_none_or(|least| index >= least),
            "{name}: {index} with seed {seed}"
        );
    }
}

#[test]
#[ignore = "reads public data sets"]
fn brexit_matches_its_published_matrix_and_groups() {
    check(
        "brexit-consensus",
        [204, 50, 5_303, 2_685, 1_952, 666],
        Some(0.85),
    );
}

#[test]
#[ignore = "reads public data sets"]
fn ssis_matches_its_published_matrix_and_groups() {
    check(
        "ssis.land-bank-farmland",
        [404, 297, 33_463, 17_218, 9_672, 6_573],
        Some(0.85),
    );
}

#[test]
#[ignore = "reads public data sets"]
fn austria_matches_its_published_matrix_and_groups() {
    check(
        "austria-climate.5twd2jsnkf",
        [1_116, 522, 61_384, 38_206, 9_223, 13_955],
        Some(0.85),
    );
}

#[test]
#[ignore = "reads public data sets"]
fn vtaiwan_matches_its_published_matrix_and_reports_its_agreement() {
    check(
        "vtaiwan.uberx",
        [1_921, 197, 49_443, 31_029, 11_894, 6_520],
        None,
    );
}
