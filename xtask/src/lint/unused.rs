//! Dependencies that a crate names and never uses, found by cargo-machete.
//!
//! If the machine has no cargo-machete, it is installed once into the target folder: a minute, against years of
//! needless compiling.

use anyhow::Result;

use crate::tools;
use crate::workspace::Workspace;

/// The version that is installed where there is none.
const VERSION: &str = "0.9.2";

/// Runs cargo-machete over the workspace.
pub fn check(workspace: &Workspace) -> Result<()> {
    let program = match tools::find_program(&["cargo-machete"]) {
        Some(program) => program,
        None => install(workspace)?,
    };
    tools::run(
        tools::command(program)
            .current_dir(&workspace.root)
            .arg("--skip-target-dir")
            .arg("."),
    )
}

fn install(workspace: &Workspace) -> Result<std::path::PathBuf> {
    let root = workspace.cache().join("tools");
    let program = root.join("bin/cargo-machete");
    if !program.is_file() {
        tools::step("installing cargo-machete into the target folder");
        tools::run(
            workspace
                .cargo_for_release()
                .args(["install", "--locked", "--quiet", "cargo-machete"])
                .args(["--version", VERSION, "--root"])
                .arg(&root)
                .arg("--target-dir")
                .arg(root.join("build")),
        )?;
    }
    Ok(program)
}
