//! Proves that the browser's half contains no server code.

use anyhow::{Result, bail};

use super::refuse;
use crate::target::WASM;
use crate::tools;
use crate::workspace::Workspace;

/// Crates that would mean that a `cfg` gate is missing.
const SERVER_ONLY: [&str; 10] = [
    "axum",
    "cabildo-search",
    "cabildo-service",
    "cabildo-store",
    "hyper",
    "leptos_axum",
    "libsqlite3-sys",
    "sqlx",
    "tantivy",
    "tokio",
];

/// Asks cargo what `frontend` is made of when it is built for the browser.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args([
        "tree",
        "--package",
        "frontend",
        "--target",
        WASM,
        "--edges",
        "normal",
        "--prefix",
        "none",
    ]);
    let tree = tools::capture(&mut cargo)?;
    if !tree.lines().any(|line| line.starts_with("cabildo-app ")) {
        bail!("the islands are not even linked: cargo tree shows no cabildo-app below frontend");
    }
    refuse(&intruders(&tree))
}

fn intruders(tree: &str) -> Vec<String> {
    let names = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let mut found: Vec<String> = names
        .filter(|name| SERVER_ONLY.contains(name) || name.starts_with("sqlx-"))
        .map(|name| format!("the browser's half depends on {name}"))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::intruders;

    #[test]
    fn a_server_crate_below_the_islands_is_found() {
        let tree =
            "frontend v0.1.0\nserde v1.0.0\nsqlx-core v0.9.0\ntokio v1.0.0\ntokio v1.0.0 (*)\n";
        assert_eq!(
            intruders(tree),
            [
                "the browser's half depends on sqlx-core",
                "the browser's half depends on tokio"
            ]
        );
    }

    #[test]
    fn a_crate_that_only_sounds_alike_is_not() {
        assert!(intruders("tokio-macros-like v1.0.0\nhyperscan v2.0.0\n").is_empty());
    }
}
