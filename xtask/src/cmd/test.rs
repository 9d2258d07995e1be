//! `cargo xtask test`: installs the tools of the tests, runs the parts one after the other, and prints the result of each.

mod browser;
mod rust;

use std::time::Duration;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::apt::Need;
use crate::kept::Kept;
use crate::postgres::{self, Cluster};
use crate::workspace::Workspace;
use crate::{apt, assets, interrupt, node, tools};

#[derive(clap::Args)]
pub struct Arguments {
    /// Run these parts only (comma-separated or repeated)
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Run the Rust tests of these packages only
    #[arg(long, short)]
    package: Vec<String>,
    /// Passed on to the test runner: a filter for Rust tests, Playwright's arguments for journeys
    #[arg(last = true)]
    runner: Vec<String>,
}

/// A kind of test, in the order they run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Part {
    /// All Rust tests, the store's on both databases
    Rust,
    /// The Rust tests that use SQLite by name
    Sqlite,
    /// The Rust tests that use PostgreSQL by name
    Postgres,
    /// The browser journeys, each with and without JavaScript, with axe
    E2e,
    /// The journeys tagged @postgres, against PostgreSQL
    E2ePostgres,
    /// The HTML of every page that the journeys visit, through the Nu checker
    Html,
}

impl Part {
    const EVERYTHING: [Self; 4] = [Self::Rust, Self::E2e, Self::E2ePostgres, Self::Html];

    fn is_browser(self) -> bool {
        matches!(self, Self::E2e | Self::E2ePostgres | Self::Html)
    }

    fn is_rust(self) -> bool {
        matches!(self, Self::Rust | Self::Sqlite | Self::Postgres)
    }

    fn needs_postgres(self) -> bool {
        matches!(self, Self::Rust | Self::Postgres | Self::E2ePostgres)
    }

    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }
}

/// Runs every part, also after one failed.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut parts = if arguments.only.is_empty() {
        Part::EVERYTHING.to_vec()
    } else {
        arguments.only.clone()
    };
    parts.sort();
    parts.dedup();
    prepare(workspace, &parts, arguments)?;
    let cluster = parts
        .iter()
        .any(|part| part.needs_postgres())
        .then(Cluster::start)
        .transpose()?;
    let mut results = Vec::new();
    for &part in &parts {
        interrupt::check()?;
        let kept = Kept::begin(workspace.cache().join(format!("{}.log", part.name())))?;
        let (result, time) =
            tools::timed(|| run_part(workspace, part, &parts, cluster.as_ref(), &kept, arguments));
        if let Err(error) = &result {
            tools::step(format!("{} failed: {error:#}", part.name()));
        }
        results.push(Outcome {
            part,
            passed: result.is_ok(),
            time,
            kept,
        });
    }
    drop(cluster);
    interrupt::check()?;
    report(&results, &left_out(workspace, &parts))
}

/// The tests that did not run although their part did.
fn left_out(workspace: &Workspace, parts: &[Part]) -> Vec<&'static str> {
    let rust = parts.iter().any(|part| part.is_rust());
    let missing = rust && workspace.public_data().is_none();
    missing
        .then_some(rust::NO_PUBLIC_DATA)
        .into_iter()
        .collect()
}

fn prepare(workspace: &Workspace, parts: &[Part], arguments: &Arguments) -> Result<()> {
    let browser = parts.iter().any(|part| part.is_browser());
    let mut needs = Vec::new();
    if parts.iter().any(|part| part.needs_postgres()) {
        needs.push(Need {
            what: "PostgreSQL",
            package: "postgresql",
            present: postgres::programs().is_some(),
        });
    }
    if browser {
        needs.push(Need {
            what: "Node",
            package: "nodejs",
            present: tools::find_program(&["node"]).is_some(),
        });
        needs.push(Need {
            what: "npm",
            package: "npm",
            present: tools::find_program(&["npm"]).is_some(),
        });
        needs.push(Need {
            what: "Chromium",
            package: "chromium",
            present: browser::chromium().is_some(),
        });
    }
    if parts.contains(&Part::Html) {
        let java = tools::find_program(&["java"]).is_some();
        needs.push(Need {
            what: "a Java runtime",
            package: "default-jre-headless",
            present: java,
        });
    }
    apt::ensure(&needs)?;
    if browser {
        node::require()?;
        node::install_end2end(workspace)?;
    }
    // For Rust tests alone, a site built earlier is enough, so that frequent runs need not wait for wasm.
    if browser || (arguments.package.is_empty() && !assets::is_complete(&workspace.site())) {
        assets::build(workspace)?;
    }
    if browser && !browser::names_program() {
        tools::step("building the server for the journeys");
        tools::run(workspace.cargo().args(["build", "--package", "server"]))?;
    }
    Ok(())
}

fn run_part(
    workspace: &Workspace,
    part: Part,
    parts: &[Part],
    cluster: Option<&Cluster>,
    kept: &Kept,
    arguments: &Arguments,
) -> Result<()> {
    let rust = |engine| {
        rust::run(
            workspace,
            engine,
            cluster,
            kept,
            &arguments.package,
            &arguments.runner,
        )
    };
    match part {
        Part::Rust => rust(rust::Engine::Both),
        Part::Sqlite => rust(rust::Engine::Sqlite),
        Part::Postgres => rust(rust::Engine::Postgres),
        Part::E2e => browser::journeys(workspace, kept, &arguments.runner),
        Part::E2ePostgres => match cluster {
            Some(cluster) => {
                browser::journeys_on_postgres(workspace, cluster, kept, &arguments.runner)
            }
            None => bail!("no PostgreSQL was started"),
        },
        Part::Html => browser::check_html(workspace, kept, parts.contains(&Part::E2e)),
    }
}

/// How one part went.
struct Outcome {
    part: Part,
    passed: bool,
    time: Duration,
    kept: Kept,
}

/// Prints the failures again at the very end, because readers of a long log read the end first.
fn report(results: &[Outcome], left_out: &[&str]) -> Result<()> {
    let failed = || results.iter().filter(|outcome| !outcome.passed);
    for outcome in failed() {
        tools::step(format!(
            "{} failed; its last lines again:",
            outcome.part.name()
        ));
        outcome
            .kept
            .last_lines()
            .iter()
            .for_each(|line| eprintln!("    {line}"));
    }
    tools::step("tests:");
    for Outcome {
        part, passed, time, ..
    } in results
    {
        let verdict = if *passed { "passed" } else { "FAILED" };
        eprintln!(
            "    {:<14} {verdict}  {:>7.1} s",
            part.name(),
            time.as_secs_f32()
        );
    }
    left_out.iter().for_each(|note| eprintln!("    {note}"));
    match failed().count() {
        0 => Ok(()),
        count => bail!("{count} of {} parts failed", results.len()),
    }
}
