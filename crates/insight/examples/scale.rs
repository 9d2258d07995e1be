//! Measures the computation on large conversations with planted groups: time, peak memory, and whether the planted
//! groups are found. Three groups are planted, because a map of two components can tell no more apart for certain.
//! `cargo run --release --package cabildo-insight --example scale [large|wide]`

use std::time::{Duration, Instant};

use cabildo_insight::{
    Answer, Cast, Opinion, Settings, Standing, Statement, Votes, compute, rand_index::adjusted_rand_index,
    random::Random,
};

/// A made-up conversation.
struct Plan {
    name: &'static str,
    people: u64,
    statements: u64,
    votes: usize,
    groups: usize,
}

const PLANS: [Plan; 2] = [
    Plan { name: "large", people: 7_890, statements: 5_500, votes: 1_030_000, groups: 3 },
    Plan { name: "wide", people: 100_000, statements: 1_000, votes: 5_000_000, groups: 3 },
];

fn main() {
    let only = std::env::args().nth(1);
    for plan in PLANS.iter().filter(|plan| only.as_deref().is_none_or(|name| name == plan.name)) {
        measure(plan);
    }
}

fn measure(plan: &Plan) {
    let casts = casts(plan);
    println!("{}: {} people, {} statements, {} votes", plan.name, plan.people, plan.statements, casts.len());
    println!("  memory with the votes alone: {}", peak_memory());
    let statements = (0..plan.statements).map(|id| Statement { id, standing: Standing::Open });
    let mut votes = Votes::new(statements).expect("the ids are distinct");
    let (first, later) = casts.split_at(casts.len().saturating_sub(1_000));
    let (_, taken) = timed(|| votes.apply(first).expect("every statement is there"));
    let settings = Settings::default();
    let (opinion, computed) = timed(|| compute(&votes, &settings, None));
    println!("  matrix {taken}, opinion {computed}");
    report(plan, &opinion);
    let (_, updated) = timed(|| {
        votes.apply(later).expect("every statement is there");
        compute(&votes, &settings, Some(&opinion.next))
    });
    println!("  update after {} new votes {updated}", later.len());
    println!("  peak memory of the process: {}", peak_memory());
}

fn report(plan: &Plan, opinion: &Opinion) {
    let grouped = opinion.participants.iter().filter_map(|person| Some((person.group?, group_of(plan, person.id))));
    let (ours, planted): (Vec<u32>, Vec<usize>) = grouped.unzip();
    let sizes: Vec<usize> = opinion.groups.iter().map(|group| group.size).collect();
    let index = adjusted_rand_index(&ours, &planted);
    println!("  {} planted groups, found {sizes:?}, adjusted Rand index {index:.4}", plan.groups);
}

/// The result, and how long it took on the wall and on the processor.
fn timed<T>(work: impl FnOnce() -> T) -> (T, String) {
    let (wall, processor) = (Instant::now(), processor_time());
    let result = work();
    (result, format!("{:.2?} ({:.2?} of processor)", wall.elapsed(), processor_time() - processor))
}

/// Group 0 has the largest share, the last group the smallest.
fn group_of(plan: &Plan, person: u64) -> usize {
    let weights = plan.groups * (plan.groups + 1) / 2;
    let mut place = person as usize % weights;
    (0..plan.groups)
        .find(|group| {
            let size = plan.groups - group;
            let here = place < size;
            place = place.saturating_sub(size);
            here
        })
        .unwrap_or_default()
}

/// Each group has a leaning on each statement; a person follows it, with noise. Some are more active than others, and
/// early statements are seen more often.
fn casts(plan: &Plan) -> Vec<Cast> {
    let mut random = Random::new(2021);
    let leanings: Vec<f64> = (0..plan.groups * plan.statements as usize).map(|_| random.unit() * 1.6 - 0.8).collect();
    let mut casts = Vec::with_capacity(plan.votes);
    let mut seen = vec![u64::MAX; plan.statements as usize];
    // The most active vote three times as often as the least; the shares are stretched to the wanted sum.
    let mean = plan.votes as f64 / plan.people as f64;
    let mut total = 0.0;
    for person in 0..plan.people {
        total += mean * (0.5 + random.unit());
        let group = group_of(plan, person);
        while (casts.len() as f64) < total && casts.len() < plan.votes {
            let statement = (random.unit() * random.unit().sqrt() * plan.statements as f64) as usize;
            if seen[statement] == person {
                continue;
            }
            seen[statement] = person;
            let leaning = leanings[group * plan.statements as usize + statement];
            casts.push(Cast {
                participant: person,
                statement: statement as u64,
                answer: answer(leaning, &mut random),
                at: 0,
            });
        }
    }
    shuffle(&mut casts, &mut random);
    casts
}

fn answer(leaning: f64, random: &mut Random) -> Answer {
    if random.unit() < 0.15 {
        Answer::Pass
    } else if random.unit() < (1.0 + leaning) / 2.0 {
        Answer::Agree
    } else {
        Answer::Disagree
    }
}

fn shuffle(casts: &mut [Cast], random: &mut Random) {
    for index in (1..casts.len()).rev() {
        casts.swap(index, random.below(index + 1));
    }
}

/// The processor time that the process has had, as Linux tells it; zero elsewhere. On a busy machine it says more than
/// the time on the wall.
fn processor_time() -> Duration {
    let line = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    Duration::from_nanos(line.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or_default())
}

/// The most memory that the process has had, as Linux tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not known on this system".to_owned(), |value| value.trim().to_owned())
}
