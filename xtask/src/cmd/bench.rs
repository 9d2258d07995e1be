//! `cargo xtask bench`: the release program over made-up data, measured in one run and compared with baselines measured
//! beside it: for pages a bare axum handler that returns the same bytes, for opinion mappings PyPI's red-dwarf, for counting
//! ballots the time of reading them, and PyPI's pref_voting and pabutools.
//!
//! A page is added in [`city`], a mapping in [`opinion`], a kind of form in [`posts`], a rule of counting in [`counting`].

mod against;
mod city;
mod counting;
mod http;
mod machine;
mod opinion;
mod posts;
mod python;
mod red_dwarf;
mod server;
mod wrk;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::ValueEnum;

use self::wrk::Wrk;
use crate::apt::{self, Need};
use crate::workspace::Workspace;
use crate::{assets, tools};

/// The parts of the benchmark.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Pages, supports, memory and start of a large city
    City,
    /// The cost of large forms
    Posts,
    /// Opinion mappings: agreement with published groups, large ones, answers over HTTP
    Opinion,
    /// Counting ballots: rankings and a budget
    Ballots,
}

#[derive(clap::Args)]
pub struct Arguments {
    /// Measure these parts only (comma-separated or repeated)
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// How long each measurement with full load takes
    #[arg(long, default_value_t = 8)]
    seconds: u32,
    /// Connections of the load generator
    #[arg(long, default_value_t = 32)]
    connections: u32,
    /// Measure the last build, without building
    #[arg(long)]
    no_build: bool,
    /// Compare pages with an earlier program instead: a folder with its `cabildo` and `cabildo-bench`
    #[arg(long, value_name = "FOLDER")]
    against: Option<PathBuf>,
    /// Do not compare with red-dwarf, which takes a minute to install and minutes on the large mapping
    #[arg(long)]
    no_red_dwarf: bool,
    /// Do not compare with pref_voting and pabutools, which take minutes to install and minutes to count
    #[arg(long)]
    no_counting_libraries: bool,
}

/// Builds, fills, measures, prints.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let present = tools::find_program(&["wrk"]).is_some();
    apt::ensure(&[Need {
        what: "the load generator wrk",
        package: "wrk",
        present,
    }])?;
    if !arguments.no_build {
        assets::build(workspace)?;
        tools::step("building the release program (the first time takes many minutes)");
        let build = [
            "build",
            "--release",
            "--package",
            "server",
            "--package",
            "cabildo-bench",
        ];
        tools::run(workspace.cargo_for_release().args(build))?;
    }
    fs::create_dir_all(workspace.cache())?;
    let folder = tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(workspace.cache())?;
    let bench = Bench::new(workspace, arguments, folder.path())?;
    let wanted = |part| arguments.only.is_empty() || arguments.only.contains(&part);
    let mut report = machine::describe()?;
    if let Some(earlier) = &arguments.against {
        report += &bench.against(earlier)?;
        println!("\n{report}");
        return Ok(());
    }
    if wanted(Part::City) {
        report += &bench.city()?;
    }
    if wanted(Part::Posts) {
        report += &bench.posts(&workspace.root.join("app/src"))?;
    }
    if wanted(Part::Opinion) {
        report += &bench.opinion(workspace, !arguments.no_red_dwarf)?;
    }
    if wanted(Part::Ballots) {
        report += &bench.counting(workspace, !arguments.no_counting_libraries)?;
    }
    println!("\n{report}");
    Ok(())
}

/// Where things are.
struct Bench<'a> {
    program: PathBuf,
    helper: PathBuf,
    folder: &'a Path,
    wrk: Wrk,
}

impl<'a> Bench<'a> {
    fn new(workspace: &Workspace, arguments: &Arguments, folder: &'a Path) -> Result<Self> {
        let (program, helper) = (
            workspace.target.join("release/cabildo"),
            workspace.target.join("release/cabildo-bench"),
        );
        ensure!(
            program.is_file() && helper.is_file(),
            "nothing is built; run without --no-build"
        );
        Ok(Self {
            program,
            helper,
            folder,
            wrk: Wrk {
                seconds: arguments.seconds,
                connections: arguments.connections,
            },
        })
    }

    /// Makes the city, unless it is there.
    fn fill(&self) -> Result<()> {
        let file = self.folder.join("cabildo.db");
        if file.exists() {
            return Ok(());
        }
        tools::step(
            "making the city: 12,000 proposals, 20,000 comments, 165,000 supports, 8,000 people",
        );
        let database = format!("sqlite:{}", file.display());
        let mut city = tools::command(&self.helper);
        tools::run(
            city.args(["city", "--database", &database, "--tokens"])
                .arg(self.tokens()),
        )
    }

    /// The sessions of the city's people.
    fn tokens(&self) -> PathBuf {
        self.folder.join("tokens")
    }
}
