//! The checks that are our own, one file each.

pub mod addresses;
pub mod circles;
pub mod deny;
mod kinds;
pub mod locales;
pub mod migrations;
pub mod scan;
pub mod tree;
pub mod unused;

use anyhow::{Result, bail};

/// Prints each finding on a line of its own; an error when there is any.
fn refuse(findings: &[String]) -> Result<()> {
    for finding in findings {
        eprintln!("    {finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => bail!("1 finding"),
        n => bail!("{n} findings"),
    }
}
