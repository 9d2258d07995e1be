//! The operator's commands, one file each. To add a command: its file, its `mod` line, and its variant of `Command`
//! below.
//!
//! Exit codes: 0 the command is done; 1 it found a fault (differences, rejected rows); 2 it could not run; 141 the
//! reader of its output went away before the end.

mod check;
mod demo;
mod import;
mod migrate;
mod opinion;
mod output;
mod progress;
mod recount;
mod reindex;
mod serve;
mod user;

use crate::{
    config::{Config, Data, DataArgs, file},
    telemetry,
};
use cabildo_service::{Limits, Parts, Service, clock::SystemClock, entropy::SystemEntropy};
use cabildo_store::{Database, Store};
use clap::{Parser, Subcommand};
use output::complain;
use std::{process::ExitCode, sync::Arc};

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
    /// Bring in content from another platform
    #[command(subcommand)]
    Import(import::Import),
    /// Look for damage in the database, its counters and the search index; exit code 1 if there is any
    Check,
    /// Compute an opinion mapping, of a consultation or of an export of Polis, and print the result
    Opinion(opinion::Opinion),
    /// Bring the database up to this version
    Migrate,
    /// Count everything again and list every wrong counter; exit code 1 if there is one
    Recount(recount::Recount),
    /// Rebuild the search index; a running server goes on serving
    Reindex,
    /// Create and list accounts, change their roles, offices and passwords
    User(user::User),
}

/// Runs the command line.
pub fn run() -> ExitCode {
    telemetry::start();
    let cli = match file::command_line(|cli: &Cli| &cli.data) {
        Ok(cli) => cli,
        Err(error) => {
            complain(format_args!("cabildo: {error:#}"));
            return ExitCode::from(2);
        }
    };
    // Each blocking thread has memory of its own. So instead of the default of 512, allow as many as the longest kinds
    // of work (maps, passwords, the index) can take at once, and some for the short ones (searches).
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = match runtime
        .enable_all()
        .max_blocking_threads(8 + 4 * cores)
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(format_args!("cannot start: {error}"));
            return ExitCode::from(2);
        }
    };
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run(&cli.data).await,
            Command::Demo => demo::run(&cli.data).await,
            Command::Import(import) => import.run(&cli.data).await,
            Command::Check => check::run(&cli.data).await,
            Command::Opinion(opinion) => opinion.run(&cli.data).await,
            Command::Migrate => migrate::run(&cli.data).await,
            Command::Recount(recount) => recount.run(&cli.data).await,
            Command::Reindex => reindex::run(&cli.data).await,
            Command::User(user) => user.run(&cli.data).await,
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => match output::code_when_nobody_reads(&error) {
            Some(code) => ExitCode::from(code),
            None => {
                complain(format_args!("cabildo: {error:#}"));
                ExitCode::from(2)
            }
        },
    }
}

/// The same over a database that must be there: a command that reads does not make an empty one at a mistyped address and
/// find it in order.
async fn existing(args: &DataArgs) -> anyhow::Result<Service> {
    require(&Data::settle(args)?.database)?;
    service(args).await
}

/// Refuses an address where there is no database.
fn require(database: &Database) -> anyhow::Result<()> {
    if let Database::Sqlite(path) = database {
        anyhow::ensure!(path.exists(), "there is no database at {}", path.display());
    }
    Ok(())
}

/// The use-cases over the database that a command is to work on, brought up to this version.
async fn service(args: &DataArgs) -> anyhow::Result<Service> {
    let config = Config::without_flags(args)?;
    let store = Store::connect(&config.data.database).await?;
    store.migrate().await?;
    let service = Service::new(Parts {
        store,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        config: cabildo_service::Config {
            time_zone: config.time_zone,
            limits: Limits::none(),
            ..cabildo_service::Config::default()
        },
    });
    service.accounts().settle().await?;
    Ok(service)
}
