//! This program beside an earlier one: each page in turn from both, on the same city, median of five.
//!
//! The earlier helper makes the city; the present program works on a copy, which it brings up to its own schema. The two
//! take turns page by page, since the speed of a shared machine changes from minute to minute.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::city::PAGES;
use super::server::Server;
use super::{Bench, http};
use crate::tools;

/// How often each page is measured from each program.
const ROUNDS: usize = 5;
/// The least share of the earlier program's speed that a page may have.
const LEAST: f64 = 0.95;

impl Bench<'_> {
    /// Compares with the program and the helper in the folder `earlier`, and says what came out.
    pub(super) fn against(&self, earlier: &Path) -> Result<String> {
        let (old_data, new_data) = (self.folder.join("earlier"), self.folder.join("present"));
        fs::create_dir_all(&old_data)?;
        fs::create_dir_all(&new_data)?;
        let database = old_data.join("cabildo.db");
        tools::step("the earlier helper makes the city");
        let mut fill = tools::command(program_in(earlier, "cabildo-bench")?);
        tools::run(
            fill.args([
                "city",
                "--database",
                &format!("sqlite:{}", database.display()),
            ])
            .arg("--tokens")
            .arg(old_data.join("tokens")),
        )?;
        fs::copy(&database, new_data.join("cabildo.db"))?;
        tools::step("both programs build their index");
        let (old_program, new_program) = (program_in(earlier, "cabildo")?, self.program.clone());
        for (program, data) in [(&old_program, &old_data), (&new_program, &new_data)] {
            let (server, _) = Server::start(program, data)?;
            // The present one may render kept texts by rules of its own, too.
            server.until_at_rest()?;
            server.stop()?;
        }
        // Measured after another start, as the city is: an index that was just filled is in more pieces.
        let (old, _) = Server::start(&old_program, &old_data)?;
        let (new, _) = Server::start(&new_program, &new_data)?;
        let mut table =
            "\n## Beside the earlier program\n\n| page | earlier, pages/s | present, pages/s | ratio of the medians |\n|---|---:|---:|---:|\n"
                .to_owned();
        for (name, path) in PAGES {
            tools::step(format!("{name}: {path}"));
            let (before, after) = self.turns(&old, &new, path)?;
            let ratio = after / before;
            let verdict = if ratio < LEAST { " (too slow)" } else { "" };
            table += &format!("| {name} | {before:.0} | {after:.0} | {ratio:.2}{verdict} |\n");
        }
        old.stop()?;
        new.stop()?;
        Ok(table)
    }

    /// The medians of both, measured in turn.
    fn turns(&self, old: &Server, new: &Server, path: &str) -> Result<(f64, f64)> {
        for server in [old, new] {
            let answer = http::get(server.host(), path, "identity")?;
            ensure!(answer.status == 200, "{path} answers {}", answer.status);
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            before.push(self.wrk.get(old.host(), path)?);
            after.push(self.wrk.get(new.host(), path)?);
        }
        Ok((median(before), median(after)))
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn program_in(folder: &Path, name: &str) -> Result<PathBuf> {
    let program = folder.join(name);
    ensure!(
        program.is_file(),
        "there is no {name} in {}",
        folder.display()
    );
    program
        .canonicalize()
        .with_context(|| format!("cannot find {}", program.display()))
}
