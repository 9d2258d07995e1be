//! The city: 12,000 proposals, 20,000 comments, 165,000 supports, 8,000 people, in one server.
//!
//! To add a page: a line in [`PAGES`].

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{Bench, http, server::Server};
use crate::tools;

/// The measured pages: name and address. `bench-city` has 10,000 proposals; 1 has 1,000 comments, 2 has 100.
pub(super) const PAGES: [(&str, &str); 7] = [
    ("home", "/"),
    ("proposal list, fair order", "/c/bench-city/proposals"),
    ("proposal, 100 comments", "/c/bench-city/p/2"),
    ("proposal, 1,000 comments", "/c/bench-city/p/1"),
    ("search, common word", "/search?q=bench"),
    ("search, rare word", "/search?q=zarzaparrilla"),
    (
        "API, proposals",
        "/api/v1/consultations/bench-city/proposals",
    ),
];

impl Bench<'_> {
    /// Makes the city, measures, and says what came out.
    pub(super) fn city(&self) -> Result<String> {
        self.fill()?;
        tools::step("starting the server for the first time: it builds its search index");
        let (server, indexing) = Server::start(&self.program, self.folder)?;
        server.stop()?;
        let (server, start) = Server::start(&self.program, self.folder)?;
        let idle = server.memory()?;
        let mut report = "\n## The city\n".to_owned();
        report += &self.pages(&server)?;
        report += &self.supports(&server, &self.tokens())?;
        report += "\n| | measured | goal |\n|---|---:|---:|\n";
        report += &format!(
            "| start until ready | {:.0} ms | under 1,000 ms |\n",
            start.as_secs_f64() * 1e3
        );
        report += &format!(
            "| first start, which builds the index | {:.1} s | |\n",
            indexing.as_secs_f64()
        );
        report += &format!("| resident memory, idle | {:.0} MB | |\n", idle.resident);
        let after = server.memory()?;
        report += &format!(
            "| resident memory after all this | {:.0} MB | under 150 MB |\n",
            after.resident
        );
        report += &format!(
            "| resident memory at most | {:.0} MB | under 150 MB |\n",
            after.most
        );
        report += &first_visit(server.host())?;
        server.stop()?;
        let mut check = tools::command(&self.program);
        tools::run(check.args(["check", "--data"]).arg(self.folder))
            .context("after the benchmark")?;
        Ok(report)
    }

    fn pages(&self, server: &Server) -> Result<String> {
        let head = "\n| page | pages/s | bare axum, same bytes | ratio | kB of HTML | p50 / p95 at 20/s, ms |\n\
                    |---|---:|---:|---:|---:|---:|\n";
        let mut table = head.to_owned();
        for (name, path) in PAGES {
            tools::step(format!("{name}: {path}"));
            let answer = http::get(server.host(), path, "identity")?;
            ensure!(answer.status == 200, "{path} answers {}", answer.status);
            let file = self.folder.join("page");
            fs::write(&file, &answer.body)?;
            let pages = self.wrk.get(server.host(), path)?;
            let paced = self.pace(server.host(), path)?;
            let bare = Server::bare(&self.helper, &file)?;
            let bare_pages = self.wrk.get(bare.host(), path)?;
            bare.stop()?;
            let (ratio, size) = (bare_pages / pages, answer.body.len() as f64 / 1e3);
            table += &format!(
                "| {name} | {pages:.0} | {bare_pages:.0} | 1 : {ratio:.0} | {size:.1} | {paced} |\n"
            );
        }
        Ok(table)
    }

    /// The median and the 95th percentile in milliseconds.
    fn pace(&self, host: &str, path: &str) -> Result<String> {
        let mut pace = tools::command(&self.helper);
        let said = tools::capture(pace.args(["pace", "--host", host, "--path", path]))?;
        let times: Vec<&str> = said.split_whitespace().collect();
        ensure!(times.len() == 3, "pace said {said:?}");
        Ok(format!("{} / {}", times[0], times[1]))
    }

    fn supports(&self, server: &Server, tokens: &Path) -> Result<String> {
        tools::step("support posts by distinct people");
        let posts = self.wrk.post(server.host(), "support", tokens)?;
        Ok(format!(
            "\n| | posts/s | goal |\n|---|---:|---:|\n| support posts, durable when acknowledged | {posts:.0} | over 1,000 |\n"
        ))
    }
}

/// The downloads of a browser on its first visit, compressed.
fn first_visit(host: &str) -> Result<String> {
    let html = http::get(host, "/", "identity")?;
    let text = String::from_utf8_lossy(&html.body).into_owned();
    let mut rows = String::new();
    let mut row = |name: &str, path: &str| -> Result<usize> {
        let size = http::get(host, path, "br, gzip")?.body.len();
        rows += &format!("| {name} | {:.1} kB | |\n", size as f64 / 1e3);
        Ok(size)
    };
    let mut both = row("first visit: HTML of the home page", "/")?;
    for path in http::links(&text, ".css") {
        both += row("first visit: style sheet", &path)?;
    }
    for path in http::links(&text, ".js")
        .into_iter()
        .chain(http::links(&text, ".wasm"))
    {
        row(
            &format!(
                "apart, for the islands: {}",
                path.rsplit('.').next().unwrap_or_default()
            ),
            &path,
        )?;
    }
    rows += &format!(
        "| first visit: HTML and style sheet | {:.1} kB | |\n",
        both as f64 / 1e3
    );
    Ok(rows)
}
