//! Opinion mappings: how well the groups of public data agree with the published ones, the time of a large mapping from
//! the database to the published map, the number of answers per second that are taken meanwhile, and red-dwarf on the
//! same files.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::{Bench, http, red_dwarf::RedDwarf, server::Server};
use crate::tools;
use crate::workspace::Workspace;

/// Runs of each small mapping, of which the median counts.
const RUNS: usize = 5;
/// Like the largest public conversation: people, statements, answers.
const LARGE: [usize; 3] = [7_890, 5_500, 1_030_000];
/// Many people, each of whom answered a twentieth.
const WIDE: [usize; 3] = [100_000, 1_000, 5_000_000];
/// Answers in an update.
const UPDATE: usize = 1_000;
/// The address of the large mapping.
const SLUG: &str = "mapping";

/// The program's result for a folder.
struct Run {
    took: Duration,
    /// Megabytes at most.
    memory: f64,
}

impl Bench<'_> {
    /// Measures everything, and says what came out.
    pub(super) fn opinion(&self, workspace: &Workspace, compare: bool) -> Result<String> {
        let rival = if compare {
            RedDwarf::ensure(workspace).map_err(|error| format!("{error:#}"))
        } else {
            Err("left out".to_owned())
        };
        let mut report = "\n## Opinion mapping\n".to_owned();
        if let Err(reason) = &rival {
            report += &format!(
                "\nNo comparison with red-dwarf: {}.\n",
                reason.lines().next().unwrap_or_default()
            );
        }
        let rival = rival.ok();
        report += &self.public(workspace, rival.as_ref())?;
        report += &self.large(rival.as_ref())?;
        report += &self.wide()?;
        Ok(report)
    }

    /// The shared data sets.
    fn public(&self, workspace: &Workspace, rival: Option<&RedDwarf>) -> Result<String> {
        let Some(data) = workspace.public_data().map(|folder| folder.join("polis")) else {
            return Ok(
                "\nNo agreement with published groups: the public data sets are not there.\n"
                    .into(),
            );
        };
        let mut table = "\nFrom the files to the printed result, medians. ARI: the adjusted Rand index against the \
             published groups, over the people whom both have grouped.\n\n\
             | data | ARI | groups | people | cabildo, ms | red-dwarf, ms (computing alone) | ratio | ARI of red-dwarf |\n\
             |---|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
        let mut folders: Vec<PathBuf> = fs::read_dir(&data)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        folders.retain(|folder| folder.join("votes.csv").is_file());
        folders.sort();
        for folder in folders {
            let name = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            tools::step(format!("{name}: {RUNS} runs"));
            table += &self.compared(
                &name,
                &folder,
                &folder.join("participants-votes.csv"),
                rival,
                RUNS,
            )?;
        }
        Ok(table)
    }

    /// One line of the table: ours and theirs in turn, so that both have the same machine.
    fn compared(
        &self,
        name: &str,
        folder: &Path,
        groups: &Path,
        rival: Option<&RedDwarf>,
        runs: usize,
    ) -> Result<String> {
        let (ours, theirs) = (
            self.folder.join("ours.json"),
            self.folder.join("theirs.json"),
        );
        let (mut mine, mut whole, mut computing) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..runs {
            mine.push(self.outcome(folder, &ours)?.took.as_secs_f64() * 1e3);
            if let Some(rival) = rival {
                let took = rival.run(folder, &theirs)?;
                whole.push(took.whole.as_secs_f64() * 1e3);
                computing.push(took.computing * 1e3);
            }
        }
        let (ari, people, found) = self.agreement(&ours, groups)?;
        let mine = median(mine);
        let line = format!("| {name} | {ari} | {found} | {people} | {mine:.0} |");
        if rival.is_none() {
            return Ok(format!("{line} | | |\n"));
        }
        let (whole, computing) = (median(whole), median(computing));
        let (other, ..) = self.agreement(&theirs, groups)?;
        Ok(format!(
            "{line} {whole:.0} ({computing:.0}) | 1 : {:.0} | {other} |\n",
            whole / mine
        ))
    }

    /// `cabildo opinion --polis DIR --json`, from start to end.
    fn outcome(&self, folder: &Path, outcome: &Path) -> Result<Run> {
        let mut program = tools::command(&self.program);
        program
            .args(["opinion", "--json", "--polis"])
            .arg(folder)
            .stdout(File::create(outcome)?);
        let began = Instant::now();
        let mut child = program.spawn().context("cannot start the program")?;
        let mut memory: f64 = 0.0;
        loop {
            if let Ok(now) = super::server::memory_of(child.id()) {
                memory = memory.max(now.most);
            }
            if let Some(status) = child.try_wait()? {
                ensure!(
                    status.success(),
                    "the program could not read {}",
                    folder.display()
                );
                return Ok(Run {
                    took: began.elapsed(),
                    memory,
                });
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The index, the people it is over, and the number of groups.
    fn agreement(&self, outcome: &Path, groups: &Path) -> Result<(String, String, String)> {
        let mut agreement = tools::command(&self.helper);
        let said = tools::capture(
            agreement
                .arg("agreement")
                .arg("--outcome")
                .arg(outcome)
                .arg("--groups")
                .arg(groups),
        )?;
        let words: Vec<&str> = said.split_whitespace().collect();
        let [ari, people, found] = words[..] else {
            anyhow::bail!("agreement said {said:?}")
        };
        Ok((ari.to_owned(), people.to_owned(), found.to_owned()))
    }

    fn plan(&self, name: &str, [people, statements, votes]: [usize; 3]) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        tools::step(format!(
            "making a mapping: {people} people, {statements} statements, {votes} answers"
        ));
        let mut plan = tools::command(&self.helper);
        plan.arg("mapping").arg("--folder").arg(&folder);
        for (name, value) in [
            ("--people", people),
            ("--statements", statements),
            ("--votes", votes),
        ] {
            plan.arg(name).arg(value.to_string());
        }
        tools::run(&mut plan)?;
        Ok(folder)
    }

    fn large(&self, rival: Option<&RedDwarf>) -> Result<String> {
        let folder = self.plan("large", LARGE)?;
        let mut report = "\nA mapping like the largest public one: 7,890 people, 5,500 statements, 1,030,000 answers, \
             three planted groups.\n\n\
             | data | ARI with the planted groups | groups | people | cabildo, ms | red-dwarf, ms (computing alone) | \
             ratio | ARI of red-dwarf |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
        tools::step("from the files to the result");
        report += &self.compared(
            "large, from its files",
            &folder,
            &folder.join("planted.csv"),
            rival,
            1,
        )?;
        self.fill()?;
        tools::step("importing it into the city");
        let mut import = tools::command(&self.program);
        import.args(["import", "polis"]).arg(&folder).args([
            "--consultation",
            SLUG,
            "--language",
            "en",
            "--data",
        ]);
        let (done, importing) = tools::timed(|| tools::run(import.arg(self.folder)));
        done?;
        report +=
            "\n| the same, in the database of the city | measured | goal |\n|---|---:|---:|\n";
        report += &format!(
            "| import, with the history of its answers | {:.1} s | |\n",
            importing.as_secs_f64()
        );
        report += &self.served()?;
        Ok(report)
    }

    /// The map in the server that people use.
    fn served(&self) -> Result<String> {
        tools::step("from the database to the published map, in the server");
        let (server, start) = Server::start(&self.program, self.folder)?;
        let known = current(&server, Duration::from_secs(120))?;
        let first = server.memory()?;
        let mut report = format!(
            "| from the start of the server to the published map | {:.2} s | under 5 s |\n",
            (start + known).as_secs_f64()
        );
        report += &format!(
            "| memory of that server at most | {:.0} MB | under 500 MB |\n",
            first.most
        );
        tools::step(format!(
            "{UPDATE} answers of distinct people, and the map that knows them"
        ));
        let (sent, update, before) = self.ballots(&server)?;
        report += &format!("| {UPDATE} answers over HTTP, 32 at once | {sent:.2} s | |\n");
        report += &format!(
            "| from the last of them to the map that knows them | {update:.2} s | under 5 s |\n"
        );
        tools::step("answers by distinct people, while the map is computed");
        let rate = self.wrk.post(server.host(), "vote", &self.tokens())?;
        report += &format!(
            "| answers a second, durable, with the mapping running | {rate:.0} | over 1,000 |\n"
        );
        current(&server, Duration::from_secs(120))?;
        let counted = votes(&server)?;
        ensure!(counted > before, "no answer was counted");
        tools::step("the same answers again");
        let again = super::Wrk {
            seconds: 1,
            connections: self.wrk.connections,
        };
        let repeated = again.post(server.host(), "vote", &self.tokens())?;
        ensure!(
            repeated < rate * f64::from(self.wrk.seconds),
            "more was sent again than before"
        );
        let replayed = votes(&server)?;
        report += &format!(
            "| answers counted twice, of those sent again | {} | 0 |\n",
            replayed - counted
        );
        let after = server.memory()?;
        report += &format!(
            "| memory of that server at most, after all this | {:.0} MB | |\n",
            after.most
        );
        server.stop()?;
        let mut recount = tools::command(&self.program);
        tools::run(recount.args(["recount", "--data"]).arg(self.folder))
            .context("after the answers")?;
        report += "| differences that `cabildo recount` finds | 0 | 0 |\n";
        report += &self.update()?;
        Ok(report)
    }

    /// The computation alone, without a server.
    fn update(&self) -> Result<String> {
        tools::step("computing and publishing alone");
        let database = format!("sqlite:{}", self.folder.join("cabildo.db").display());
        let mut update = tools::command(&self.helper);
        update.args([
            "update",
            "--database",
            &database,
            "--slug",
            SLUG,
            "--count",
            &UPDATE.to_string(),
        ]);
        let said = tools::capture(&mut update)?;
        let words: Vec<&str> = said.split_whitespace().collect();
        let [whole, update] = words[..] else {
            anyhow::bail!("update said {said:?}")
        };
        Ok(format!(
            "| computed and published from the database, alone | {whole} s | under 5 s |\n\
             | an update after {UPDATE} new answers, computed and published | {update} s | under 1 s |\n"
        ))
    }

    /// Seconds until the last acknowledgement, from there until the map knew, and the answers that count.
    fn ballots(&self, server: &Server) -> Result<(f64, f64, i64)> {
        let mut ballots = tools::command(&self.helper);
        ballots.args([
            "ballots",
            "--host",
            server.host(),
            "--slug",
            SLUG,
            "--count",
            &UPDATE.to_string(),
            "--tokens",
        ]);
        let said = tools::capture(ballots.arg(self.tokens()))?;
        let words: Vec<&str> = said.split_whitespace().collect();
        let [sent, update, votes] = words[..] else {
            anyhow::bail!("ballots said {said:?}")
        };
        Ok((sent.parse()?, update.parse()?, votes.parse()?))
    }

    fn wide(&self) -> Result<String> {
        let folder = self.plan("wide", WIDE)?;
        tools::step("from the files to the result");
        let outcome = self.folder.join("ours.json");
        let run = self.outcome(&folder, &outcome)?;
        let (ari, ..) = self.agreement(&outcome, &folder.join("planted.csv"))?;
        Ok(format!(
            "\n| 100,000 people, 1,000 statements, 5,000,000 answers (5%) | measured | goal |\n|---|---:|---:|\n\
             | from its files to the printed result | {:.1} s | under 60 s |\n| memory at most | {:.0} MB | |\n\
             | ARI with the planted groups | {ari} | |\n",
            run.took.as_secs_f64(),
            run.memory
        ))
    }
}

/// How long it takes from now until the published map knows every answer.
fn current(server: &Server, patience: Duration) -> Result<Duration> {
    let began = Instant::now();
    loop {
        let asked = began.elapsed();
        if mapping(server)?
            .get("is_current")
            .and_then(serde_json::Value::as_bool)
            == Some(true)
        {
            return Ok(asked);
        }
        ensure!(
            asked < patience,
            "the map was not current after {} s",
            patience.as_secs()
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Answers that count.
fn votes(server: &Server) -> Result<i64> {
    mapping(server)?
        .get("votes")
        .and_then(serde_json::Value::as_i64)
        .context("a mapping without votes")
}

fn mapping(server: &Server) -> Result<serde_json::Value> {
    let answer = http::get(
        server.host(),
        &format!("/api/v1/consultations/{SLUG}/opinion"),
        "identity",
    )?;
    ensure!(answer.status == 200, "the map answers {}", answer.status);
    Ok(serde_json::from_slice(&answer.body)?)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
