//! Reads folders in the Polis export format and tells how well the groups agree with the published ones, and what the
//! computation took. `cargo run --release --package cabildo-insight --example agreement DIR...`

use std::{collections::BTreeMap, error::Error, fs::File, path::Path, time::Instant};

use cabildo_insight::{
    Settings, compute,
    pca::components,
    polis::{cell_differences, latest_votes, read_comments, read_published, read_votes},
    rand_index::adjusted_rand_index,
    ratings::Ratings,
};

fn main() -> Result<(), Box<dyn Error>> {
    for folder in std::env::args().skip(1) {
        report(Path::new(&folder))?;
    }
    Ok(())
}

fn report(folder: &Path) -> Result<(), Box<dyn Error>> {
    let open = |name: &str| File::open(folder.join(name));
    let start = Instant::now();
    let comments = read_comments("comments.csv", open("comments.csv")?)?;
    let casts = read_votes("votes.csv", open("votes.csv")?, &comments)?;
    let votes = latest_votes(&comments, &casts)?;
    let read = start.elapsed();
    let settings = Settings::default();
    let opinion = compute(&votes, &settings, None);
    let computed = start.elapsed() - read;

    let published = read_published("participants-votes.csv", open("participants-votes.csv")?)?;
    let differing = cell_differences(&votes, &published).len();
    let ours: BTreeMap<u64, u32> =
        opinion.participants.iter().filter_map(|person| Some((person.id, person.group?))).collect();
    let both = published.participants.iter().filter_map(|person| Some((*ours.get(&person.id)?, person.group?)));
    let (ours, theirs): (Vec<u32>, Vec<u32>) = both.unzip();
    let sizes: Vec<usize> = opinion.groups.iter().map(|group| group.size).collect();
    let rounds =
        components(&Ratings::new(&votes), settings.seed, settings.most_rounds, &|| true).map(|found| found.rounds);
    println!("{}", folder.display());
    println!("  {} votes, {differing} cells differ from the published matrix", casts.len());
    println!(
        "  groups of {sizes:?}; adjusted Rand index {:.4} over {} people",
        adjusted_rand_index(&ours, &theirs),
        ours.len()
    );
    println!(
        "  read in {read:.2?}, computed in {computed:.2?}; rounds for each component {:?}",
        rounds.unwrap_or_default()
    );
    Ok(())
}
