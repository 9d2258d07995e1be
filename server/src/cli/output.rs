//! Prints the output of commands. A reader may go away before the end, as in `cabildo user list | head -1`: then a
//! command ends quietly, where `println!` would panic.

use anyhow::Context;
use std::{
    fmt,
    io::{self, Write},
};

/// The code with which shells report a program that SIGPIPE ended, as most programs end in this case.
const BROKEN_PIPE: u8 = 141;

/// The error that the reader of the output went away. It has its own type, because a lost connection to a database may
/// be a broken pipe too, and must not be ignored.
#[derive(Debug, thiserror::Error)]
#[error("nobody reads the output")]
struct NobodyReads;

/// Prints a line to standard output.
///
/// # Errors
/// When it cannot be written; return it, so that the command ends.
pub(super) fn say(line: impl fmt::Display) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    written(writeln!(out, "{line}").and_then(|()| out.flush()))
}

/// Prints a line to standard output during work that goes on even when nobody reads.
pub(super) fn remark(line: impl fmt::Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Turns the result of writing to standard output into the command's error.
///
/// # Errors
/// When it could not be written; return it, so that the command ends.
pub(super) fn written(outcome: io::Result<()>) -> anyhow::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(NobodyReads.into()),
        outcome => outcome.context("cannot write the output"),
    }
}

/// Prints a line to standard error, and ignores that nobody may read it.
pub(super) fn complain(line: impl fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The exit code of a command whose reader went away; `None` for any other failure.
pub(super) fn code_when_nobody_reads(error: &anyhow::Error) -> Option<u8> {
    error.is::<NobodyReads>().then_some(BROKEN_PIPE)
}
