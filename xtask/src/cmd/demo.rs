//! `cargo xtask demo`: from a fresh checkout to a running platform with content in it.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{assets, tools};

#[derive(clap::Args)]
pub struct Arguments {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: String,
    /// The folder of the database and the search index
    #[arg(long, default_value = "./data")]
    data: String,
    /// Another database: sqlite:FILE or postgres://...
    #[arg(long)]
    database: Option<String>,
}

/// Builds, fills an empty database, and becomes the server.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    assets::build(workspace)?;
    tools::step("building the server (the first time takes minutes)");
    tools::run(workspace.cargo().args(["build", "--package", "server"]))?;
    tools::step("filling the database where it is empty");
    tools::run(&mut program(workspace, arguments, "demo"))?;
    tools::step("starting the server; Ctrl-C ends it");
    // Replacing ourselves passes every signal straight to the server.
    let error = program(workspace, arguments, "serve")
        .args(["--listen", &arguments.listen])
        .exec();
    Err(error).context("cannot start the server")
}

fn program(workspace: &Workspace, arguments: &Arguments, command: &str) -> Command {
    let mut program = tools::command(workspace.debug_program());
    program.args([command, "--data", &arguments.data]);
    if let Some(database) = &arguments.database {
        program.args(["--database", database]);
    }
    program
}
