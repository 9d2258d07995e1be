//! The operator's commands, one file each.
//!
//! Exit codes: 0 done; 1 it ran and found something wrong (differences, rejected rows); 2 it could not run.

mod demo;
mod migrate;
mod progress;
mod serve;

use crate::{config::DataArgs, telemetry};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Cabildo, a participation platform for cities.
///
/// `cabildo serve` with no configuration starts on an embedded SQLite in ./data. Every flag can also be given as an
/// environment variable CABILDO_* or as a line of cabildo.toml.
#[derive(Parser)]
#[command(name = "cabildo", version, about, long_about, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    data: DataArgs,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the platform until SIGTERM or Ctrl-C
    Serve(serve::Serve),
    /// Fill an empty database with demo content; a database with content is kept
    Demo,
    /// Bring the database up to this version
    Migrate,
}

/// Runs the command line.
pub fn run() -> ExitCode {
    telemetry::start();
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("cannot start: {error}");
            return ExitCode::from(2);
        }
    };
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run(&cli.data).await,
            Command::Demo => demo::run(&cli.data).await,
            Command::Migrate => migrate::run(&cli.data).await,
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cabildo: {error:#}");
            ExitCode::from(2)
        }
    }
}
