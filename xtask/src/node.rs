//! Node.js: optional for the build (wasm-opt), needed for the browser journeys.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tools;
use crate::workspace::Workspace;

/// Playwright refuses anything older.
const OLDEST: u32 = 20;
const BINARYEN: &str = "132.0.0";

/// The major version of the installed Node, if npm is there as well.
pub fn version() -> Option<u32> {
    tools::find_program(&["npm"])?;
    let version = tools::capture(tools::command("node").arg("--version")).ok()?;
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// An error that says what to install, unless a Node that Playwright runs on is there.
pub fn require() -> Result<()> {
    match version() {
        Some(version) if version >= OLDEST => Ok(()),
        Some(version) => {
            bail!("The browser journeys need Node {OLDEST} or newer; here is Node {version}.")
        }
        None => bail!(
            "The browser journeys need Node {OLDEST} or newer with npm; install both (https://nodejs.org)."
        ),
    }
}

/// npm, without what nobody reads and without a browser: the journeys use the system's Chromium.
fn npm(folder: &Path) -> Command {
    let mut npm = tools::command("npm");
    npm.current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    npm.args([
        "--no-audit",
        "--no-fund",
        "--no-progress",
        "--loglevel",
        "error",
    ]);
    npm
}

/// Installs exactly what the lock file names, unless that was done already.
pub fn install_end2end(workspace: &Workspace) -> Result<()> {
    let folder = workspace.end2end();
    let lock = std::fs::read(folder.join("package-lock.json"))
        .context("end2end/package-lock.json is missing")?;
    let stamp = folder.join("node_modules/.cabildo-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    tools::step("installing the browser journeys' packages (npm ci)");
    tools::run(npm(&folder).args(["ci", "--ignore-scripts"]))?;
    Ok(std::fs::write(stamp, lock)?)
}

/// wasm-opt's script, installed on first use; `None` says why on the screen and costs only bytes.
pub fn wasm_opt(workspace: &Workspace) -> Option<PathBuf> {
    if version().is_none() {
        tools::step(
            "no Node here: the wasm is not run through wasm-opt and stays larger than it could be",
        );
        return None;
    }
    let folder = workspace.cache().join(format!("binaryen-{BINARYEN}"));
    let script = folder.join("node_modules/binaryen/bin/wasm-opt");
    if script.is_file() {
        return Some(script);
    }
    tools::step("installing wasm-opt (npm package binaryen)");
    let installed = std::fs::create_dir_all(&folder)
        .map_err(anyhow::Error::from)
        .and_then(|()| {
            tools::run(npm(&folder).args([
                "install",
                "--ignore-scripts",
                "--prefix",
                ".",
                &format!("binaryen@{BINARYEN}"),
            ]))
        });
    match installed {
        Ok(()) => Some(script),
        Err(error) => {
            tools::step(format!(
                "wasm-opt could not be installed, so the wasm stays larger than it could be: {error}"
            ));
            None
        }
    }
}
