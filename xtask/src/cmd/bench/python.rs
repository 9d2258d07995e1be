//! Python libraries with which the program is compared: each set in a virtual environment of its own, kept in the cache.

use std::path::PathBuf;

use anyhow::Result;

use crate::apt::{self, Need};
use crate::tools;
use crate::workspace::Workspace;

/// The interpreter of an environment with these packages of PyPI. It is made unless it is there; a mark says that the
/// packages are in it, so that an installation that was stopped is done again.
pub fn environment(workspace: &Workspace, name: &str, packages: &[&str]) -> Result<PathBuf> {
    let folder = workspace.cache().join(name);
    let (python, mark) = (folder.join("bin/python"), folder.join("installed"));
    let wanted = packages.join(" ");
    if std::fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let python3 = tools::find_program(&["python3"]);
    let has_venv =
        tools::succeeds(tools::command("python3").args(["-c", "import ensurepip, venv"]));
    apt::ensure(&[
        Need {
            what: "Python",
            package: "python3",
            present: python3.is_some(),
        },
        Need {
            what: "Python's virtual environments",
            package: "python3-venv",
            present: has_venv,
        },
    ])?;
    tools::step(format!("installing {wanted} (pip)"));
    tools::capture(tools::command("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    tools::capture(tools::command(&python).args(pip).args(packages))?;
    std::fs::write(&mark, wanted)?;
    Ok(python)
}
