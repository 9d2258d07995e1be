//! Counting ballots: made-up rankings and a made-up budget, how long it takes to read them and to count them. The same
//! ballots are written into files, so that other programs can count them, too.

use anyhow::Context;
use cabildo_insight::ballot::{
    Ballot, Budget, BudgetRule, Item, Order, Pile, Rule, Tally, Vote, pabulib::PbFile,
    pabulib::write, paper::items, tally,
};
use cabildo_insight::random::Random;
use clap::Args;
use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

const BALLOTS: usize = 100_000;
/// Options that a short ranking ranks, and projects that a ballot approves.
const SHORT: usize = 10;
/// Options of the long rankings.
const LONG: u16 = 100;
const PROJECTS: u16 = 300;
/// A hundred for each voter.
const MONEY: u64 = 10_000_000;
/// Counts of each kind, of which the median is told.
const RUNS: usize = 3;

/// The ballots to count.
#[derive(Args)]
pub(super) struct Counting {
    /// Where the ballots are written: ranked-10.txt, ranked-100.txt, budget.pb
    #[arg(long)]
    folder: PathBuf,
}

impl Counting {
    /// Prints a line for each kind: name, different ballots, milliseconds for reading the text, for gathering equal ballots,
    /// for counting; what came out.
    pub fn run(&self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut random = Random::new(2026);
        let ten = SHORT as u16;
        let short = rankings(ten, &mut random);
        self.measure(
            "runoff-10",
            &Vote::new(ten, 1, Rule::InstantRunoff { most: ten })?,
            &short,
        )?;
        self.measure(
            "schulze-10",
            &Vote::new(ten, 1, Rule::Schulze { most: ten })?,
            &short,
        )?;
        save(&self.folder.join("ranked-10.txt"), &short)?;
        let long = rankings(LONG, &mut random);
        self.measure(
            "schulze-100",
            &Vote::new(LONG, 1, Rule::Schulze { most: LONG })?,
            &long,
        )?;
        save(&self.folder.join("ranked-100.txt"), &long)?;

        let costs: Vec<u64> = (0..PROJECTS)
            .map(|_| 5_000 + (random.unit().powi(3) * 400_000.0) as u64)
            .collect();
        let approvals = approvals(&mut random);
        for (name, rule) in [
            ("greedy", BudgetRule::Greedy),
            ("equal-shares", BudgetRule::EqualShares { step: 1 }),
        ] {
            let budget = Budget {
                money: MONEY,
                costs: costs.clone(),
                most: SHORT as u16,
                within_money: false,
                rule,
            };
            let vote = Vote::new(PROJECTS, 1, Rule::Budget(budget))?;
            self.measure(name, &vote, &approvals)?;
            let names: Vec<String> = (1..=PROJECTS)
                .map(|number| format!("Project {number}"))
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let pile = Pile::of(approvals.iter().cloned())?;
            let file = PbFile::of("A made-up city", &vote, &names, &pile).context("no budget")?;
            fs::write(self.folder.join("budget.pb"), write(&file))?;
        }
        Ok(())
    }

    fn measure(&self, name: &str, vote: &Vote, ballots: &[Ballot]) -> anyhow::Result<()> {
        let texts: Vec<String> = ballots.iter().map(Ballot::to_string).collect();
        // A tie must not end it: options in their order.
        let order = Order::of(&items(vote.options()).collect::<Vec<_>>());
        let (mut reading, mut gathering, mut counting) = (Vec::new(), Vec::new(), Vec::new());
        let mut told = String::new();
        for _ in 0..RUNS {
            let began = Instant::now();
            let read = texts
                .iter()
                .map(|text| vote.read(text))
                .collect::<Result<Vec<_>, _>>()?;
            reading.push(began.elapsed());
            let began = Instant::now();
            let pile = Pile::of(read)?;
            gathering.push(began.elapsed());
            let began = Instant::now();
            let found = black_box(tally(vote, &pile, Some(&order)));
            counting.push(began.elapsed());
            told = format!("{}\t{}", pile.groups().len(), describe(&found));
        }
        let milliseconds = |mut times: Vec<std::time::Duration>| {
            times.sort_unstable();
            format!("{:.1}", times[RUNS / 2].as_secs_f64() * 1e3)
        };
        println!(
            "{name}\t{}\t{}\t{}\t{told}",
            milliseconds(reading),
            milliseconds(gathering),
            milliseconds(counting)
        );
        Ok(())
    }
}

fn describe(tally: &Tally) -> String {
    let winners = tally.outcome().winners();
    match tally {
        Tally::EqualShares(shares) => format!(
            "{} projects after run {}, {} left",
            winners.len(),
            shares.run,
            shares.left
        ),
        Tally::Greedy(greedy) => format!("{} projects, {} left", winners.len(), greedy.left),
        Tally::Runoff(runoff) => format!("{} rounds", runoff.rounds.len()),
        Tally::Schulze(_) | Tally::Sums(_) => {
            let names: Vec<String> = winners.iter().map(Item::to_string).collect();
            format!("option {} wins", names.join(", "))
        }
    }
}

/// Full rankings in which the first options are liked a little more.
fn rankings(options: u16, random: &mut Random) -> Vec<Ballot> {
    (0..BALLOTS)
        .map(|_| {
            let mut order: Vec<(f64, Item)> = items(options)
                .map(|item| {
                    (
                        random.unit() + f64::from(item.0) / f64::from(options) / 4.0,
                        item,
                    )
                })
                .collect();
            order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            Ballot::Ranked(order.into_iter().map(|(_, item)| item).collect())
        })
        .collect()
}

/// Ten projects each, some far more often than others.
fn approvals(random: &mut Random) -> Vec<Ballot> {
    (0..BALLOTS)
        .map(|_| {
            let mut chosen = Vec::with_capacity(SHORT);
            while chosen.len() < SHORT {
                let item =
                    Item((random.unit() * random.unit().sqrt() * f64::from(PROJECTS)) as u16);
                if !chosen.contains(&item) {
                    chosen.push(item);
                }
            }
            chosen.sort_unstable();
            Ballot::Chosen(chosen)
        })
        .collect()
}

fn save(path: &Path, ballots: &[Ballot]) -> anyhow::Result<()> {
    let lines: String = ballots.iter().map(|ballot| format!("{ballot}\n")).collect();
    fs::write(path, lines).with_context(|| path.display().to_string())
}
