//! The parts that `cargo xtask bench` needs besides the program itself: a big made-up city and opinion mappings, a bare
//! handler to compare with, clients that ask at a fixed rate or answer statements, the agreement of groups, and
//! ballots to count.

mod agreement;
mod ballots;
mod bare;
mod city;
mod client;
mod counting;
mod mapping;
mod pace;
mod update;
mod words;

use clap::{Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

#[derive(Parser)]
#[command(about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fill an empty database with the city, and write the tokens of its people's sessions into a file
    City {
        /// sqlite:FILE or postgres://...
        #[arg(long)]
        database: cabildo_store::Database,
        /// One token a line
        #[arg(long)]
        tokens: PathBuf,
    },
    /// Answer every request with the bytes of a file, and do nothing else
    Bare {
        #[arg(long)]
        listen: SocketAddr,
        #[arg(long)]
        file: PathBuf,
    },
    /// Ask for a page so many times a second, and print the times until its last byte
    Pace {
        /// HOST:PORT
        #[arg(long)]
        host: String,
        #[arg(long)]
        path: String,
        #[arg(long, default_value_t = 20)]
        rate: u32,
        #[arg(long, default_value_t = 10)]
        seconds: u32,
    },
    /// Write the files of an opinion mapping with planted groups
    Mapping(mapping::Plan),
    /// Have people answer statements, and wait until the map includes the answers
    Ballots(ballots::Ballots),
    /// Print how long it takes to count made-up ballots, and write them into files
    Count(counting::Counting),
    /// Print the time of a map: from the database, and after new answers
    Update(update::Update),
    /// Print how well the groups of a result agree with those of a file
    Agreement {
        /// The output of `cabildo opinion --json`
        #[arg(long)]
        outcome: PathBuf,
        /// A participants-votes.csv, or any file with the columns participant and group-id
        #[arg(long)]
        groups: PathBuf,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::City { database, tokens } => city::fill(&database, &tokens).await,
        Command::Bare { listen, file } => bare::serve(listen, &file).await,
        Command::Pace {
            host,
            path,
            rate,
            seconds,
        } => pace::run(&host, &path, rate, seconds).await,
        Command::Mapping(plan) => plan.write(),
        Command::Ballots(ballots) => ballots.cast().await,
        Command::Count(counting) => counting.run(),
        Command::Update(update) => update.run().await,
        Command::Agreement { outcome, groups } => agreement::tell(&outcome, &groups),
    }
}
