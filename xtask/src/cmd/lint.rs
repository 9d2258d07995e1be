//! `cargo xtask lint`: the checks that a program can make, so that reviewers need not.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::target::{self, WASM};
use crate::workspace::Workspace;
use crate::{assets, interrupt, lint, tools};

/// The most wasm of a first visit: 100 KiB as a browser downloads it (brotli).
// The islands take half of it (docs/OPERATIONS.md); docs/adr/0005 says which parts are large.
const WASM_BUDGET_BYTES: u64 = 100 * 1024;

#[derive(clap::Args)]
pub struct Arguments {
    /// Run these checks only (comma-separated or repeated)
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Check>,
}

/// A check, in the order they run: the quick ones first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Check {
    /// The code is formatted (cargo fmt)
    Fmt,
    /// The house rules that no compiler knows: escaped forms, named endpoints, addresses in one place, file length
    Scan,
    /// No files import each other in a circle, no two features of the app import each other
    Circles,
    /// Both databases have the same migrations, tables and columns
    Migrations,
    /// Every language has every message, and every message that the code asks for exists
    Locales,
    /// The browser's half depends on neither sqlx nor tokio
    Tree,
    /// Every dependency that a crate names is used (cargo-machete)
    Unused,
    /// Licences, banned crates and sources, as deny.toml says
    Deny,
    /// Clippy, the server's half, no warning
    Clippy,
    /// Clippy, the browser's half on wasm32, no warning
    Hydrate,
    /// The documentation builds without a warning
    Doc,
    /// The wasm fits its budget
    Budget,
}

/// Runs every check, also after one failed.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut checks = if arguments.only.is_empty() {
        Check::value_variants().to_vec()
    } else {
        arguments.only.clone()
    };
    checks.sort();
    checks.dedup();
    let mut results = Vec::new();
    for &check in &checks {
        interrupt::check()?;
        tools::step(format!("checking: {}", name(check)));
        let (result, time) = tools::timed(|| run_check(workspace, check));
        if let Err(error) = &result {
            tools::step(format!("{} failed: {error:#}", name(check)));
        }
        results.push((check, result.is_ok(), time));
    }
    report(&results)
}

fn run_check(workspace: &Workspace, check: Check) -> Result<()> {
    match check {
        Check::Fmt => tools::run(workspace.cargo().args(["fmt", "--all", "--check"])),
        Check::Scan => lint::scan::check(workspace).and(lint::addresses::check(workspace)),
        Check::Circles => lint::circles::check(workspace),
        Check::Migrations => lint::migrations::check(workspace),
        Check::Locales => lint::locales::check(workspace),
        Check::Tree => lint::tree::check(workspace),
        Check::Unused => lint::unused::check(workspace),
        Check::Deny => lint::deny::check(workspace),
        // The server switches the app's ssr feature on; `frontend` would switch hydrate on as well.
        Check::Clippy => tools::run(workspace.cargo().args([
            "clippy",
            "--workspace",
            "--exclude",
            "frontend",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])),
        Check::Hydrate => {
            target::ensure_wasm(workspace)?;
            tools::run(workspace.cargo().args([
                "clippy",
                "--package",
                "frontend",
                "--target",
                WASM,
                "--",
                "-D",
                "warnings",
            ]))
        }
        Check::Doc => {
            tools::run(
                workspace
                    .cargo()
                    .env(
                        "RUSTDOCFLAGS",
                        "-D warnings -A rustdoc::private-intra-doc-links",
                    )
                    .args([
                        "doc",
                        "--no-deps",
                        // Readers of these docs work on the project, and the module comments mention private modules.
                        "--document-private-items",
                        "--workspace",
                        "--exclude",
                        "frontend",
                        "--exclude",
                        "xtask",
                    ]),
            )
        }
        Check::Budget => budget(workspace),
    }
}

fn budget(workspace: &Workspace) -> Result<()> {
    let bytes = assets::build(workspace)?.wasm_brotli_bytes;
    if bytes > WASM_BUDGET_BYTES {
        bail!(
            "the wasm has {bytes} bytes (brotli), which is over the budget of {WASM_BUDGET_BYTES}"
        );
    }
    eprintln!("    {bytes} of {WASM_BUDGET_BYTES} bytes (brotli)");
    Ok(())
}

fn report(results: &[(Check, bool, Duration)]) -> Result<()> {
    tools::step("checks:");
    for (check, passed, time) in results {
        let verdict = if *passed { "passed" } else { "FAILED" };
        eprintln!(
            "    {:<14} {verdict}  {:>7.1} s",
            name(*check),
            time.as_secs_f32()
        );
    }
    let failed = results.iter().filter(|(_, passed, _)| !passed).count();
    if failed > 0 {
        bail!("{failed} of {} checks failed", results.len());
    }
    Ok(())
}

fn name(check: Check) -> String {
    check
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}
