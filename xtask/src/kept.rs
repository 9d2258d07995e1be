//! Runs a program of whose output people may only see the end, as in CI: the output is shown as it comes and kept in a
//! file, so that the last lines of a failure can be printed again when everything has run.

use std::fs::File;
use std::io::{BufRead, BufReader, PipeReader, Write};
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::tools;

/// Test runners name what failed in their last lines; this many have held the longest list so far.
const LAST_LINES: usize = 30;
/// A line of a list, not of a page's HTML.
const LINE_LENGTH: usize = 240;
/// How long to wait, after a program's end, for output of processes that it left running.
const PATIENCE: Duration = Duration::from_secs(5);

/// The output of one part of a run.
pub struct Kept {
    path: PathBuf,
}

impl Kept {
    /// Begins an empty file.
    pub fn begin(path: PathBuf) -> Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { path })
    }

    /// Like [`tools::run`]. On a terminal the program gets the terminal, for its colours and progress, and nothing is kept.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        if !tools::plain_output() {
            return tools::run(command);
        }
        let (reader, writer) = std::io::pipe()?;
        command.stdout(writer.try_clone()?).stderr(writer);
        let file = File::options().append(true).open(&self.path)?;
        let (ended, end) = mpsc::channel();
        std::thread::spawn(move || _ = ended.send(copy(reader, file)));
        let result = tools::run(command);
        // The command holds our ends of the pipe, and the copy ends when the last of them is closed.
        command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        _ = end.recv_timeout(PATIENCE);
        result
    }

    /// The last lines, shortened, or nothing where nothing was kept.
    pub fn last_lines(&self) -> Vec<String> {
        let text = std::fs::read(&self.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let last = lines.iter().skip(lines.len().saturating_sub(LAST_LINES));
        last.map(|line| line.chars().take(LINE_LENGTH).collect())
            .collect()
    }
}

fn copy(reader: PipeReader, mut file: File) -> std::io::Result<()> {
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        std::io::stderr().write_all(&line)?;
        file.write_all(&line)?;
        line.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_failed_output_can_be_printed_again() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::begin(folder.path().join("deep/part.log")).unwrap();
        let script = "for n in $(seq 100); do echo line $n; done; echo the end >&2; exit 3";
        let result = kept.run(Command::new("sh").args(["-c", script]));
        assert!(result.is_err());
        if tools::plain_output() {
            let lines = kept.last_lines();
            assert_eq!(lines.len(), LAST_LINES);
            assert_eq!(lines.last().unwrap(), "the end");
        } else {
            eprintln!("nothing is kept on a terminal");
        }
    }
}
