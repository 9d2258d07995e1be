//! Installs system packages that the tests need, if the user is root and has apt-get. Otherwise it fails and prints the
//! command to type.

use anyhow::{Result, bail};

use crate::tools;

/// Something a test needs from the system.
pub struct Need {
    /// Its purpose, as it is printed.
    pub what: &'static str,
    /// Debian's package.
    pub package: &'static str,
    /// Whether it is there already.
    pub present: bool,
}

/// Installs the missing packages, or names them for the reader to install.
pub fn ensure(needs: &[Need]) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !need.present).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let names = missing
        .iter()
        .map(|need| need.what)
        .collect::<Vec<_>>()
        .join(", ");
    if !tools::is_root() || tools::find_program(&["apt-get"]).is_none() {
        bail!(
            "The tests need {names}. Install them (on Debian or Ubuntu: sudo apt-get install {}), \
             or leave those tests out with --only.",
            packages.join(" ")
        );
    }
    tools::step(format!("installing {names} (apt-get)"));
    let apt = || {
        let mut apt = tools::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        apt
    };
    tools::run(apt().arg("update"))?;
    tools::run(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(&packages),
    )
}
