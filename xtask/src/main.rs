//! `cargo xtask ...`: everything that is done to the project, one file per command in `cmd/`.
//!
//! To add a command: a file in `cmd/` with an `Arguments` struct and a `run` function, and a line in the enum below.

mod apt;
mod assets;
mod cmd;
mod interrupt;
mod kept;
mod lint;
mod node;
mod postgres;
mod target;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, shows, tests and checks Cabildo"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, fill ./data with demo content and serve it at http://127.0.0.1:3000
    Demo(cmd::demo::Arguments),
    /// Build the islands and the style sheet into the site folder
    Assets,
    /// Build the release program: one file, with assets and migrations inside
    Build,
    /// Measure the release program over a big made-up city, and compare it with a bare handler
    Bench(cmd::bench::Arguments),
    /// Install the tools of the tests, and run all tests, or some with --only
    Test(cmd::test::Arguments),
    /// Begin a migration, or write its PostgreSQL file from the SQLite one
    Migration(cmd::migration::Arguments),
    /// Check form, lints, licences, translations, migrations and sizes, or some with --only
    Lint(cmd::lint::Arguments),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // Printed here rather than returned, since anyhow would add a backtrace that helps nobody.
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    tools::start_clock();
    interrupt::listen()?;
    let workspace = Workspace::find()?;
    match arguments.command {
        Command::Demo(arguments) => cmd::demo::run(&workspace, &arguments),
        Command::Assets => assets::build(&workspace).map(drop),
        Command::Build => cmd::build::run(&workspace),
        Command::Bench(arguments) => cmd::bench::run(&workspace, &arguments),
        Command::Test(arguments) => cmd::test::run(&workspace, &arguments),
        Command::Migration(arguments) => cmd::migration::run(&workspace, &arguments),
        Command::Lint(arguments) => cmd::lint::run(&workspace, &arguments),
    }
}
