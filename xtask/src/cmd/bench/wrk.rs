//! The load generator wrk: as many requests as possible.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::tools;

/// Threads of wrk.
const THREADS: &str = "2";

/// How hard and how long.
pub struct Wrk {
    pub seconds: u32,
    pub connections: u32,
}

impl Wrk {
    /// Pages a second.
    pub fn get(&self, host: &str, path: &str) -> Result<f64> {
        self.run(&[&format!("http://{host}{path}")])
    }

    /// Posts a second that were acknowledged: of a `kind` that the script `posts.lua` knows, by the people of these tokens.
    pub fn post(&self, host: &str, kind: &str, tokens: &Path) -> Result<f64> {
        let script = tokens.with_file_name("posts.lua");
        std::fs::write(&script, include_str!("posts.lua"))?;
        let (script, tokens) = (script.to_string_lossy(), tokens.to_string_lossy());
        self.run(&[
            "--script",
            &script,
            &format!("http://{host}"),
            "--",
            &tokens,
            THREADS,
            kind,
        ])
    }

    fn run(&self, arguments: &[&str]) -> Result<f64> {
        let mut wrk = tools::command("wrk");
        wrk.args(["--threads", THREADS, "--timeout", "10s"]);
        wrk.args([
            "--connections",
            &self.connections.to_string(),
            "--duration",
            &format!("{}s", self.seconds),
        ]);
        let said = tools::capture(wrk.args(arguments))?;
        for trouble in ["Non-2xx or 3xx responses", "Socket errors"] {
            if let Some(line) = said.lines().find(|line| line.contains(trouble)) {
                bail!("{}: {}", arguments.join(" "), line.trim());
            }
        }
        let rate = said
            .lines()
            .find_map(|line| line.trim().strip_prefix("Requests/sec:"));
        rate.and_then(|rate| rate.trim().parse().ok())
            .with_context(|| format!("wrk said\n{said}"))
    }
}
