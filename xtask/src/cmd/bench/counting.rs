//! Measures the counting of ballots: 100,000 rankings and 100,000 approvals of a budget, all made up.
//!
//! The report compares the time with reading the same ballots from text, and with PyPI's pref_voting and pabutools on
//! the same files.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Bench, python};
use crate::tools;
use crate::workspace::Workspace;

const PACKAGES: [&str; 2] = ["pref_voting==1.18.2", "pabutools==1.2.3"];
const SCRIPT: &str = include_str!("counting.py");
/// The name of each kind in the table, and its goal in seconds.
const KINDS: [(&str, &str, &str); 5] = [
    ("runoff-10", "instant runoff, 10 options, all ranked", "1"),
    ("schulze-10", "Schulze, 10 options, all ranked", "1"),
    ("schulze-100", "Schulze, 100 options, all ranked", "2"),
    ("greedy", "budget by votes, 300 projects, 10 approved", ""),
    (
        "equal-shares",
        "budget by equal shares, 300 projects, 10 approved",
        "5",
    ),
];

impl Bench<'_> {
    /// Counts everything, and says what came out.
    pub(super) fn counting(&self, workspace: &Workspace, compare: bool) -> Result<String> {
        tools::step("counting 100,000 ballots of each kind");
        let folder = self.folder.join("ballots");
        let mut helper = tools::command(&self.helper);
        let said = tools::capture(helper.args(["count", "--folder"]).arg(&folder))?;
        let theirs = if compare {
            rivals(workspace, &folder).map_err(|error| format!("{error:#}"))
        } else {
            Err("left out".to_owned())
        };
        let mut report = "\n## Counting ballots\n\n\
            100,000 made-up ballots of each kind, medians of three, in ms. Counting has gathering equal ballots in it; nearly \
            all of these ballots are different, which is the worst case. The ratio is to reading the same ballots from their \
            text in the same process. The libraries count ballots that are in memory; pabutools one run of equal shares \
            without completion, ours all runs.\n\n\
            | kind | reading | counting | ratio | goal | outcome | pref_voting, pabutools |\n\
            |---|---:|---:|---:|---:|---|---|\n"
            .to_owned();
        for line in said.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[name, reading, gathering, counting, _different, outcome] = fields.as_slice()
            else {
                anyhow::bail!("the helper said {line:?}");
            };
            let (_, what, goal) = KINDS
                .iter()
                .find(|kind| kind.0 == name)
                .with_context(|| format!("an unknown kind {name}"))?;
            let reading: f64 = reading.parse()?;
            let counting = gathering.parse::<f64>()? + counting.parse::<f64>()?;
            let other = theirs.as_ref().ok().and_then(|theirs| theirs.get(name));
            let other = other.map_or("", String::as_str);
            let goal = if goal.is_empty() {
                String::new()
            } else {
                format!("{goal} s")
            };
            report += &format!(
                "| {what} | {reading:.0} | {counting:.0} | {:.1} : 1 | {goal} | {outcome} | {other} |\n",
                counting / reading
            );
        }
        if let Err(reason) = theirs {
            let reason = reason.lines().next().unwrap_or_default();
            report += &format!("\nNo comparison with pref_voting and pabutools: {reason}.\n");
        }
        Ok(report)
    }
}

/// The time of the libraries for each kind, in words.
fn rivals(workspace: &Workspace, folder: &Path) -> Result<HashMap<String, String>> {
    let python = python::environment(workspace, "counting", &PACKAGES)?;
    let script = workspace.cache().join("counting/run.py");
    std::fs::write(&script, SCRIPT)?;
    tools::step(
        "counting the same ballots with pref_voting and pabutools (at most two minutes each)",
    );
    let mut program = tools::command(&python);
    let said = tools::capture(program.arg(&script).arg(folder))?;
    let pairs = said.lines().filter_map(|line| line.split_once('\t'));
    Ok(pairs
        .map(|(name, took)| (name.into(), took.into()))
        .collect())
}
