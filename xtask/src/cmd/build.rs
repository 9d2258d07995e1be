//! `cargo xtask build`: the release program, one file.

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{assets, tools};

/// Builds the program with the assets inside and says where it is.
pub fn run(workspace: &Workspace) -> Result<()> {
    let site = assets::build(workspace)?;
    tools::step("building the release program (the first time takes many minutes)");
    tools::run(
        workspace
            .cargo_for_release()
            .args(["build", "--release", "--package", "server"]),
    )?;
    let program = workspace.target.join("release/cabildo");
    let bytes = std::fs::metadata(&program)
        .context("cargo built no program")?
        .len();
    tools::step(format!(
        "built {} ({:.1} MB)",
        workspace.display(&program),
        bytes as f64 / 1e6
    ));
    tools::step(format!(
        "islands: {:.1} kB of wasm as a browser downloads it",
        site.wasm_brotli_bytes as f64 / 1e3
    ));
    Ok(())
}
