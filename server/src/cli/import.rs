//! `cabildo import`: content of other platforms, one file for each of them.

mod consul;
mod polis;

use crate::config::DataArgs;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Import {
    /// Bring in an export of CONSUL (Decide Madrid): proposals and their threaded comments
    Consul(consul::Consul),
    /// Bring in an export of Polis: statements, people under pseudonyms, and their votes
    Polis(polis::Polis),
}

impl Import {
    pub(super) async fn run(&self, data: &DataArgs) -> anyhow::Result<ExitCode> {
        match self {
            Self::Consul(consul) => consul.run(data).await,
            Self::Polis(polis) => polis.run(data).await,
        }
    }
}
