//! The Rust tests, through cargo-nextest where it is installed, else through `cargo test`.

use std::process::Command;

use anyhow::{Context, Result};

use crate::kept::Kept;
use crate::postgres::Cluster;
use crate::tools;
use crate::workspace::Workspace;

/// A choice among the tests that run on both databases.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Both,
    Sqlite,
    Postgres,
}

impl Engine {
    /// The module that the store's suite puts an engine's tests in; its name selects them.
    fn module(self) -> Option<&'static str> {
        match self {
            Self::Both => None,
            Self::Sqlite => Some("sqlite"),
            Self::Postgres => Some("postgres"),
        }
    }
}

/// Runs the tests, and the examples in the documentation when all are asked for.
pub fn run(
    workspace: &Workspace,
    engine: Engine,
    cluster: Option<&Cluster>,
    kept: &Kept,
    packages: &[String],
    filters: &[String],
) -> Result<()> {
    let nextest = tools::succeeds(tools::cargo().args(["nextest", "--version"]));
    tools::step(if nextest {
        "running the Rust tests (cargo nextest)"
    } else {
        "running the Rust tests (cargo test)"
    });
    let mut tests = workspace.cargo();
    let command: &[&str] = if nextest {
        &["nextest", "run", "--no-fail-fast"]
    } else {
        &["test", "--no-fail-fast"]
    };
    tests.args(command);
    if packages.is_empty() {
        // The islands' half is compiled for the browser; here it would only switch the wrong features on.
        tests.args(["--workspace", "--exclude", "frontend"]);
    }
    packages
        .iter()
        .for_each(|package| _ = tests.args(["--package", package]));
    if !nextest {
        tests.args(["--lib", "--bins", "--tests"]);
    }
    if nextest && tools::plain_output() {
        tests.args(["--show-progress", "none", "--status-level", "fail"]);
    }
    let data = workspace.public_data();
    match &data {
        Some(folder) => _ = tests.env("CABILDO_SHARED_DATA", folder),
        None => tools::step(NO_PUBLIC_DATA),
    }
    if nextest && data.is_some() {
        tests.args(["--run-ignored", "all"]);
    }
    let ignored: &[&str] = if data.is_some() {
        &["--include-ignored"]
    } else {
        &[]
    };
    match (engine.module(), nextest) {
        (Some(module), true) => {
            _ = tests.args(both(&format!("test(/(^|::){module}(::|$)/)"), filters))
        }
        (Some(module), false) => _ = tests.args(["--", module]).args(ignored).args(filters),
        (None, true) => _ = tests.args(filters),
        (None, false) => _ = tests.arg("--").args(ignored).args(filters),
    }
    tell_engine(&mut tests, cluster);
    kept.run(&mut tests)?;
    if engine == Engine::Both && packages.is_empty() && filters.is_empty() {
        documentation(workspace, cluster, kept)?;
    }
    Ok(())
}

/// Said where the public data sets are missing, and again in the table at the end.
pub const NO_PUBLIC_DATA: &str = "the tests of public data sets are left out: CABILDO_SHARED_DATA names no folder, and there is no ../shared/data";

/// nextest runs what any one of its expressions names; who asks for an engine and a name means both.
fn both(engine: &str, filters: &[String]) -> Vec<String> {
    let mut filters = filters.iter();
    let mut arguments = Vec::new();
    let mut expression = engine.to_owned();
    while let Some(filter) = filters.next() {
        match (filter.as_str(), filters.clone().next()) {
            ("-E", Some(asked)) => {
                expression = format!("({expression}) and ({asked})");
                filters.next();
            }
            _ => arguments.push(filter.clone()),
        }
    }
    arguments.extend(["-E".to_owned(), expression]);
    arguments
}

/// Examples are compiled one by one, so this waits only where there are any.
fn documentation(workspace: &Workspace, cluster: Option<&Cluster>, kept: &Kept) -> Result<()> {
    let examples = tools::succeeds(Command::new("grep").current_dir(&workspace.root).args([
        "-rqE",
        r"^\s*//[/!] ```(rust|should_panic|no_run|compile_fail)?$",
        "--include=*.rs",
        "app",
        "crates",
        "server",
    ]));
    if !examples {
        return Ok(());
    }
    tools::step("running the examples in the documentation");
    let mut tests = workspace.cargo();
    tests.args([
        "test",
        "--doc",
        "--workspace",
        "--exclude",
        "frontend",
        "--exclude",
        "xtask",
    ]);
    tell_engine(&mut tests, cluster);
    kept.run(&mut tests)
        .context("examples in the documentation")
}

fn tell_engine(tests: &mut Command, cluster: Option<&Cluster>) {
    if let Some(cluster) = cluster {
        tests.env("CABILDO_TEST_POSTGRES", cluster.url());
    }
}
