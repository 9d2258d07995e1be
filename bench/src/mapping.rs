//! A made-up opinion mapping with planted groups, as files in the export format of Polis: the program imports or reads
//! them, and whatever else reads such files can be measured with the same ones.
//!
//! Three groups are planted, because a map of two components can tell no more apart for certain.

use super::words::Dice;
use anyhow::Context;
use cabildo_insight::random::Random;
use clap::Args;
use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

const GROUPS: usize = 3;
/// Share of answers that are a pass.
const PASSES: f64 = 0.15;
/// When the first answer was given; one more comes each 100 ms.
const BEGAN: i64 = 1_600_000_000_000;

/// How large it is.
#[derive(Args)]
pub(super) struct Plan {
    /// Where the files go: comments.csv, votes.csv, summary.csv, and planted.csv with everybody's group
    #[arg(long)]
    folder: PathBuf,
    #[arg(long)]
    people: usize,
    #[arg(long)]
    statements: usize,
    /// Distinct answers
    #[arg(long)]
    votes: usize,
}

/// An answer: who, to what, and +1, 0 or -1.
#[derive(Clone, Copy)]
struct Vote {
    person: usize,
    statement: usize,
    value: i8,
}

impl Plan {
    pub fn write(&self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let votes = self.votes();
        self.comments(&votes)?;
        let mut file = create(&self.folder, "votes.csv")?;
        writeln!(file, "timestamp,datetime,comment-id,voter-id,vote")?;
        for (index, vote) in votes.iter().enumerate() {
            let at = BEGAN + 100 * index as i64;
            writeln!(
                file,
                "{at},,{},{},{}",
                vote.statement, vote.person, vote.value
            )?;
        }
        file.flush()?;
        let mut file = create(&self.folder, "planted.csv")?;
        writeln!(file, "participant,group-id")?;
        for person in 0..self.people {
            writeln!(file, "{person},{}", group_of(person))?;
        }
        file.flush()?;
        Ok(fs::write(
            self.folder.join("summary.csv"),
            "topic,What should change in the made-up city\n",
        )?)
    }

    fn comments(&self, votes: &[Vote]) -> anyhow::Result<()> {
        let mut tallies = vec![(0, 0); self.statements];
        for vote in votes {
            let (agrees, disagrees) = &mut tallies[vote.statement];
            *agrees += i64::from(vote.value == 1);
            *disagrees += i64::from(vote.value == -1);
        }
        let dice = Dice::new();
        let mut file = create(&self.folder, "comments.csv")?;
        writeln!(
            file,
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body"
        )?;
        for (statement, (agrees, disagrees)) in tallies.iter().enumerate() {
            // The number makes each text another one, as the texts of people are.
            let body = format!("{} {statement}", dice.words(8));
            writeln!(file, "{BEGAN},,{statement},0,{agrees},{disagrees},1,{body}")?;
        }
        Ok(file.flush()?)
    }

    /// Each group has a leaning on each statement; a person follows it, with noise. Some are more active than others,
    /// and early statements are seen more often.
    fn votes(&self) -> Vec<Vote> {
        let mut random = Random::new(2021);
        let leanings: Vec<f64> = (0..GROUPS * self.statements)
            .map(|_| random.unit() * 1.6 - 0.8)
            .collect();
        let mut votes = Vec::with_capacity(self.votes);
        let mut seen = vec![usize::MAX; self.statements];
        // The most active vote three times as often as the least; the shares are stretched to the wanted sum.
        let mean = self.votes as f64 / self.people as f64;
        let mut total = 0.0;
        for person in 0..self.people {
            total += mean * (0.5 + random.unit());
            // Nobody can answer more statements than there are.
            let most = votes.len() + self.statements / 2;
            while (votes.len() as f64) < total && votes.len() < self.votes.min(most) {
                let statement =
                    (random.unit() * random.unit().sqrt() * self.statements as f64) as usize;
                if seen[statement] == person {
                    continue;
                }
                seen[statement] = person;
                let leaning = leanings[group_of(person) * self.statements + statement];
                votes.push(Vote {
                    person,
                    statement,
                    value: answer(leaning, &mut random),
                });
            }
        }
        for index in (1..votes.len()).rev() {
            votes.swap(index, random.below(index + 1));
        }
        votes
    }
}

/// Half of the people are in group 0, a third in group 1, a sixth in group 2.
const fn group_of(person: usize) -> usize {
    match person % 6 {
        0..3 => 0,
        3..5 => 1,
        _ => 2,
    }
}

fn answer(leaning: f64, random: &mut Random) -> i8 {
    if random.unit() < PASSES {
        0
    } else if random.unit() < (1.0 + leaning) / 2.0 {
        1
    } else {
        -1
    }
}

fn create(folder: &Path, name: &str) -> anyhow::Result<BufWriter<File>> {
    let path = folder.join(name);
    Ok(BufWriter::new(
        File::create(&path).with_context(|| path.display().to_string())?,
    ))
}
