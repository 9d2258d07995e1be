//! Made-up conversations with known groups: tests that the groups are found.

use cabildo_insight::{
    Answer, Cast, Opinion, Settings, Votes, compute, rand_index::adjusted_rand_index,
    random::Random,
};

use super::generated::open;

const PEOPLE: u64 = 300;
const STATEMENTS: u64 = 60;

/// Each group leans to one side of each statement; the people who answer (about half) follow the leaning, with noise.
fn conversation(groups: u64, seed: u64) -> Votes {
    let mut random = Random::new(seed);
    let leanings: Vec<f64> = (0..groups * STATEMENTS)
        .map(|_| random.unit() * 2.0 - 1.0)
        .collect();
    let mut casts = Vec::new();
    for participant in 0..PEOPLE {
        for statement in 0..STATEMENTS {
            if random.unit() < 0.5 {
                continue;
            }
            let leaning = leanings[(participant % groups * STATEMENTS + statement) as usize];
            let answer = if random.unit() < (1.0 + leaning) / 2.0 {
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

/// The number of groups found in each of ten conversations, and the worst agreement with the planted ones.
fn found(groups: u64) -> (Vec<usize>, f64) {
    let opinions =
        (1..=10).map(|seed| compute(&conversation(groups, seed), &Settings::default(), None));
    let opinions: Vec<Opinion> = opinions.collect();
    let numbers: Vec<usize> = opinions
        .iter()
        .map(|opinion| opinion.groups.len())
        .collect();
    let agreement = |opinion: &Opinion| {
        let people = opinion
            .participants
            .iter()
            .filter_map(|person| Some((person.group?, person.id % groups)));
        let (ours, planted): (Vec<u32>, Vec<u64>) = people.unzip();
        adjusted_rand_index(&ours, &planted)
    };
    let agreements: Vec<f64> = opinions.iter().map(agreement).collect();
    println!("{groups} planted: {numbers:?} found, agreement {agreements:.2?}");
    (numbers, agreements.into_iter().fold(1.0, f64::min))
}

#[test]
fn two_planted_groups_are_found() {
    let (numbers, worst) = found(2);
    assert_eq!(numbers, [2; 10]);
    assert!(worst > 0.7, "{worst}");
}

#[test]
fn three_planted_groups_are_mostly_found() {
    let (numbers, _) = found(3);
    let right = numbers.iter().filter(|number| **number == 3).count();
    assert!(right >= 8, "{numbers:?}");
}
