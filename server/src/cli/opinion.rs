//! `cabildo opinion`: computes an opinion map of a consultation or of files, and prints it.

use super::output::{self, complain};
use crate::config::DataArgs;
use anyhow::Context;
use cabildo_domain::{
    Clock, Refusal, address, consultation::Slug, opinion::group_letter, time::Span,
};
use cabildo_insight::{
    Answer, Opinion as Outcome, Settings, compute,
    dialect::Dialect,
    polis::{latest_votes, read_comments, read_published, read_usable_votes},
};
use cabildo_service::{Error, clock::SystemClock};
use clap::Args;
use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Compute an opinion map and print its groups, their typical answers, and the statements that unite them.
///
/// The answers are those of a consultation, whose published map does not change, or of a folder in the export format of
/// Polis, for which no database is needed. The same votes give the same result, to the last digit.
///
/// The output of --json lists every participant: do not publish it. Participants have the ids of the export, or numbers
/// that no page shows; "group" is null for a participant who is in no group.
#[derive(Args)]
pub(super) struct Opinion {
    /// The address of a consultation: /c/SLUG
    #[arg(required_unless_present = "polis", conflicts_with = "polis")]
    slug: Option<String>,
    /// A folder with the files comments.csv and votes.csv of an export of Polis (without the latter, participants-votes.csv)
    #[arg(long, value_name = "DIR")]
    polis: Option<PathBuf>,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
}

impl Opinion {
    pub(super) async fn run(self, data: &DataArgs) -> anyhow::Result<ExitCode> {
        let (opinion, texts) = match (&self.polis, &self.slug) {
            (Some(folder), _) => of_export(folder)?,
            (None, Some(slug)) => of_consultation(data, slug).await?,
            (None, None) => anyhow::bail!("neither a consultation nor an export"),
        };
        let mut out = BufWriter::new(io::stdout().lock());
        let written = if self.json {
            print(&mut out, &opinion)
        } else {
            tell(&mut out, &opinion, &texts)
        };
        output::written(written.and_then(|()| out.flush()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The texts of the statements, by their ids.
type Texts = HashMap<u64, String>;

fn of_export(folder: &Path) -> anyhow::Result<(Outcome, Texts)> {
    let (comments_file, comments_input) = open(folder, "comments.csv")?;
    let comments = read_comments(&comments_file, comments_input)?;
    let casts = if folder.join("votes.csv").exists() {
        let (file, input) = open(folder, "votes.csv")?;
        // A day of grace for clocks that were ahead.
        let latest = (SystemClock.now() + Span::days(1)).0;
        read_usable_votes(&file, input, &comments, 0..=latest, &mut Err)?
    } else {
        let (file, input) = open(folder, "participants-votes.csv")
            .with_context(|| format!("there is no votes.csv in {}", folder.display()))?;
        complain(format_args!(
            "there is no votes.csv: the answers are those of {file}, without times and changes"
        ));
        read_published(&file, input)?.casts(0)
    };
    let votes = latest_votes(&comments, &casts)?;
    let texts = comments
        .into_iter()
        .map(|comment| (comment.id, comment.body))
        .collect();
    Ok((compute(&votes, &Settings::default(), None), texts))
}

/// A file of an export in UTF-8, with its name; how it was saved is told where that is not as usual.
fn open(folder: &Path, name: &str) -> anyhow::Result<(String, impl io::Read)> {
    let path = folder.join(name);
    let told = path.display().to_string();
    let open = || {
        File::open(&path)
            .map(BufReader::new)
            .with_context(|| told.clone())
    };
    let dialect = Dialect::of(open()?).with_context(|| told.clone())?;
    if !dialect.is_plain() {
        complain(format_args!("{told}: read as {dialect}"));
    }
    Ok((told.clone(), dialect.decode(open()?)))
}

async fn of_consultation(data: &DataArgs, slug: &str) -> anyhow::Result<(Outcome, Texts)> {
    let unknown = || {
        let page = address::CONSULTATION.replace("{slug}", slug);
        anyhow::anyhow!("there is no consultation at {page}")
    };
    let slug = Slug::parse(slug).map_err(|_| unknown())?;
    let service = super::existing(data).await?;
    let outcome = service.opinion().operator_view(&slug).await;
    let mut texts = Texts::new();
    if outcome.is_ok() {
        let mut tx = service.store().read().await?;
        if let Some(row) = cabildo_store::consultation::by_slug(&mut tx, &slug).await? {
            let statements = cabildo_store::opinion::statement::all(&mut tx, row.id).await?;
            texts.extend(
                statements
                    .into_iter()
                    .map(|found| (found.number as u64, found.text.to_string())),
            );
        }
    }
    service.store().close().await;
    match outcome {
        Ok(opinion) => Ok((opinion, texts)),
        Err(Error::Refused(Refusal::NotFound)) => Err(unknown()),
        Err(error) => Err(error.into()),
    }
}

/// How many of those who answered, as `87 % (13 of 15)`. The estimate that ranks statements is lower, and not told here.
fn share(successes: u32, seen: u32) -> String {
    let percent = f64::from(successes) / f64::from(seen.max(1)) * 100.0;
    format!("{percent:>3.0} % ({successes} of {seen})")
}

fn print(out: &mut impl Write, opinion: &Outcome) -> io::Result<()> {
    serde_json::to_writer(&mut *out, opinion)?;
    writeln!(out)
}

fn tell(out: &mut impl Write, opinion: &Outcome, texts: &Texts) -> io::Result<()> {
    let people = opinion.participants.len();
    let grouped = opinion
        .participants
        .iter()
        .filter(|person| person.group.is_some())
        .count();
    let votes: usize = opinion.participants.iter().map(|person| person.votes).sum();
    let statements = opinion.statements.len();
    writeln!(
        out,
        "{people} people gave {votes} answers to {statements} statements; {grouped} of them are grouped."
    )?;
    let apart = opinion.participants.iter().filter(|person| person.apart);
    match apart.count() {
        0 => {}
        1 => writeln!(out, "1 is in none of these groups: farther away than any.")?,
        some => writeln!(
            out,
            "{some} are in none of these groups: farther away than any."
        )?,
    }
    let said = |statement: u64| texts.get(&statement).map_or("", |text| text.trim());
    for group in &opinion.groups {
        writeln!(
            out,
            "\nGroup {}, {} people:",
            group_letter(group.id),
            group.size
        )?;
        for found in &group.representative {
            let verb = if found.answer == Answer::Agree {
                "agree"
            } else {
                "disagree"
            };
            let (share, statement) = (share(found.successes, found.seen), found.statement);
            writeln!(
                out,
                "  {share:<22} {verb:8} {statement:>5}  {}",
                said(statement)
            )?;
        }
    }
    for (title, found) in [
        ("Most agree", &opinion.consensus.agree),
        ("Most disagree", &opinion.consensus.disagree),
    ] {
        if !found.is_empty() {
            writeln!(out, "\n{title}:")?;
        }
        for consent in found {
            let (share, statement) = (share(consent.successes, consent.seen), consent.statement);
            writeln!(out, "  {share:<31} {statement:>5}  {}", said(statement))?;
        }
    }
    Ok(())
}
