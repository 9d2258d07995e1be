//! How well the groups of a result agree with those of a file: the adjusted Rand index over those whom both have
//! grouped.

use anyhow::Context;
use cabildo_insight::rand_index::adjusted_rand_index;
use serde::Deserialize;
use std::{collections::BTreeMap, fs::File, io::BufReader, path::Path};

/// The part of the output of `cabildo opinion --json` that is needed.
#[derive(Deserialize)]
struct Outcome {
    participants: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    id: u64,
    group: Option<i64>,
}

/// A row of a participants-votes.csv, as far as it is needed.
#[derive(Deserialize)]
struct Row {
    participant: u64,
    #[serde(rename = "group-id")]
    group: Option<i64>,
}

/// Prints the index, how many people it is over, and how many groups the result has.
pub(super) fn tell(outcome: &Path, groups: &Path) -> anyhow::Result<()> {
    let file = File::open(outcome).with_context(|| outcome.display().to_string())?;
    let outcome: Outcome = serde_json::from_reader(BufReader::new(file))?;
    let mut ours: BTreeMap<u64, i64> = BTreeMap::new();
    ours.extend(
        outcome
            .participants
            .iter()
            .filter_map(|person| Some((person.id, person.group?))),
    );
    let mut pairs = Vec::with_capacity(ours.len());
    for row in csv::Reader::from_path(groups)
        .with_context(|| groups.display().to_string())?
        .deserialize()
    {
        let row: Row = row?;
        pairs.extend(ours.get(&row.participant).copied().zip(row.group));
    }
    let (mine, theirs): (Vec<i64>, Vec<i64>) = pairs.into_iter().unzip();
    let found = ours
        .values()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    println!(
        "{:.4} {} {found}",
        adjusted_rand_index(&mine, &theirs),
        mine.len()
    );
    Ok(())
}
