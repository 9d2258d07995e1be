//! Measures red-dwarf (a Python package) on the same data as `cabildo opinion`, for comparison. The package is installed from
//! PyPI into a virtual environment of its own, which is kept in the cache.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::python;
use crate::tools;
use crate::workspace::Workspace;

const PACKAGE: &str = "red-dwarf==0.4.0";
const SCRIPT: &str = include_str!("red_dwarf.py");

/// An interpreter that has it.
pub struct RedDwarf {
    python: PathBuf,
    script: PathBuf,
}

/// The cost of a run.
pub struct Took {
    /// From start to end of the process.
    pub whole: Duration,
    /// Of it, seconds for computing: without loading the library and reading the files.
    pub computing: f64,
}

impl RedDwarf {
    /// Installs it, unless it is there.
    pub fn ensure(workspace: &Workspace) -> Result<Self> {
        let python = python::environment(workspace, "red-dwarf", &[PACKAGE])?;
        let script = workspace.cache().join("red-dwarf/run.py");
        std::fs::write(&script, SCRIPT)?;
        Ok(Self { python, script })
    }

    /// Computes the mapping of a folder; who is in which group goes to `outcome`.
    pub fn run(&self, folder: &Path, outcome: &Path) -> Result<Took> {
        let mut python = tools::command(&self.python);
        let (said, whole) =
            tools::timed(|| tools::capture(python.arg(&self.script).arg(folder).arg(outcome)));
        let said = said?;
        let seconds: Vec<f64> = said
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        ensure!(seconds.len() == 3, "red-dwarf said {said:?}");
        Ok(Took {
            whole,
            computing: *seconds.last().context("no seconds")?,
        })
    }
}
