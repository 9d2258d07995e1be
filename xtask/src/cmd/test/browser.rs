//! The browser journeys (Playwright) and the validity of the HTML they meet (the Nu checker).

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::assets::files;
use crate::kept::Kept;
use crate::postgres::Cluster;
use crate::tools;
use crate::workspace::Workspace;

/// The system's Chromium: `CHROMIUM_PATH`, or the first that `PATH` has.
pub fn chromium() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM_PATH") {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => tools::find_program(&["chromium", "chromium-browser", "google-chrome"]),
    }
}

/// Whether `CABILDO_BIN` names the program to test, say the release one; else the dev build is tested.
pub fn names_program() -> bool {
    std::env::var_os("CABILDO_BIN").is_some_and(|program| !program.is_empty())
}

/// Every journey on SQLite, in every project of playwright.config.ts.
pub fn journeys(workspace: &Workspace, kept: &Kept, arguments: &[String]) -> Result<()> {
    tools::step("running the browser journeys");
    files::empty(&saved_pages(workspace))?;
    let mut playwright = playwright(workspace);
    playwright
        .env("CABILDO_SAVE_PAGES", saved_pages(workspace))
        .args(arguments);
    kept.run(&mut playwright)
}

/// The journeys tagged @postgres, each worker on a database of its own.
pub fn journeys_on_postgres(
    workspace: &Workspace,
    cluster: &Cluster,
    kept: &Kept,
    arguments: &[String],
) -> Result<()> {
    tools::step("running the journeys tagged @postgres on PostgreSQL");
    let mut playwright = playwright(workspace);
    playwright
        .env("CABILDO_TEST_POSTGRES", cluster.url())
        .env("CABILDO_PSQL", cluster.psql());
    playwright.args([
        "--grep",
        "@postgres",
        "--project",
        "desktop",
        "--project",
        "desktop-plain",
    ]);
    kept.run(playwright.args(arguments))
}

/// Checks the pages that the journeys saved; runs them once, without JavaScript, if they did not run just now.
pub fn check_html(workspace: &Workspace, kept: &Kept, journeys_ran: bool) -> Result<()> {
    let journeys = if journeys_ran {
        Ok(())
    } else {
        journeys(workspace, kept, &["--project=desktop-plain".into()])
    };
    tools::step("checking the HTML of the visited pages");
    let pages = std::fs::read_dir(saved_pages(workspace))?.count();
    if pages == 0 {
        bail!("the journeys saved no page");
    }
    let checker = workspace
        .end2end()
        .join("node_modules/vnu-jar/build/dist/vnu.jar");
    let mut java = tools::command("java");
    java.arg("-jar")
        .arg(checker)
        .args(["--stdout", "--format", "gnu", "--skip-non-html"]);
    // Leptos marks where hydration begins with `<!>`, which every parser reads as an empty comment. A resident's comment
    // is an article of its own and has an author and a time, not a heading: a hundred of them would hide what matters.
    java.args([
        "--filterpattern",
        ".*Bogus comment.*|.*(Article|Section) lacks heading.*",
    ]);
    kept.run(java.arg(saved_pages(workspace)))?;
    tools::step(format!("{pages} pages are valid HTML"));
    journeys
}

fn saved_pages(workspace: &Workspace) -> PathBuf {
    workspace.cache().join("pages")
}

fn playwright(workspace: &Workspace) -> Command {
    let folder = workspace.end2end();
    let mut playwright = tools::command(folder.join("node_modules/.bin/playwright"));
    playwright.current_dir(&folder).arg("test");
    if !names_program() {
        playwright.env("CABILDO_BIN", workspace.debug_program());
    }
    if let Some(chromium) = chromium() {
        playwright.env("CHROMIUM_PATH", chromium);
    }
    playwright
}
