//! Runs other programs, with a line for each step, so that people who wait know the reason.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::interrupt;

static STARTED: OnceLock<Instant> = OnceLock::new();

/// Starts the clock that every step line shows. Later calls change nothing.
pub fn start_clock() {
    STARTED.get_or_init(Instant::now);
}

/// Prints one line: the seconds since the command began, and what happens now.
pub fn step(what: impl AsRef<str>) {
    let seconds = STARTED.get_or_init(Instant::now).elapsed().as_secs_f32();
    if plain_output() {
        eprintln!("[{seconds:6.1} s] {}", what.as_ref());
    } else {
        eprintln!(
            "\x1b[1;36m[{seconds:6.1} s]\x1b[0m \x1b[1m{}\x1b[0m",
            what.as_ref()
        );
    }
}

/// Whether colours and moving progress would be noise: in CI, with `NO_COLOR`, or when nobody watches a terminal.
pub fn plain_output() -> bool {
    use std::io::IsTerminal;
    let asked = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    asked("CI") || asked("NO_COLOR") || !std::io::stderr().is_terminal()
}

/// A command without the environment variables that `cargo run` sets for xtask. Some build scripts (ring's) watch these
/// variables, so a cargo that inherits them would recompile everything.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_")
            || name == "CARGO_MANIFEST_DIR"
            || name == "CARGO_MANIFEST_PATH"
        {
            command.env_remove(name.as_ref());
        }
    }
    if plain_output() {
        command
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_TERM_PROGRESS_WHEN", "never")
            .env("NO_COLOR", "1");
    }
    command
}

/// The cargo that started us.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with its output visible; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let status = wait(command)?;
    if !status.success() {
        bail!("{} failed ({status})", describe(command));
    }
    Ok(())
}

/// Runs to the end silently and returns its standard output; an error, with what it said, unless it succeeds.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{} failed ({})\n{text}{errors}",
            describe(command),
            output.status
        );
    }
    Ok(text)
}

/// Runs silently and says whether it succeeded; a program that cannot be started did not.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

fn wait(command: &mut Command) -> Result<ExitStatus> {
    interrupt::check()?;
    let mut child = command
        .process_group(0)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let guard = interrupt::forward_to(child.id());
    let status = child.wait();
    drop(guard);
    interrupt::check()?;
    Ok(status?)
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start {}", command.get_program().to_string_lossy())
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first of these programs that `PATH` has.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// Whether this process is root. Then it may install packages, and PostgreSQL must run as another user.
pub fn is_root() -> bool {
    capture(command("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0")
}

/// The time that something took, and its result.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    (work(), began.elapsed())
}
