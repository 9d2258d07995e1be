//! What commands print. A reader may go away before the end, as in `cabildo user list | head -1`: then a command ends quietly,
//! where `println!` would panic.

use anyhow::Context;
use std::{
    fmt,
    io::{self, Write},
};

/// The code with which shells report a program that SIGPIPE ended, which is what happens to most programs then.
const BROKEN_PIPE: u8 = 141;

/// The reader of the output went away. An error of its own kind, since a lost connection to a database may be a broken pipe
/// too, and must not be passed over.
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

/// Prints a line to standard output in the middle of work that goes on also when nobody reads.
pub(super) fn remark(line: impl fmt::Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// What came of writing to standard output.
///
/// # Errors
/// When it could not be written; return it, so that the command ends.
pub(super) fn written(outcome: io::Result<()>) -> anyhow::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(NobodyReads.into()),
        outcome => outcome.context("cannot write the output"),
    }
}

/// Prints a line to standard error. That nobody reads it changes nothing.
pub(super) fn complain(line: impl fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The exit code of a command whose reader went away; nothing for any other failure.
pub(super) fn code_when_nobody_reads(error: &anyhow::Error) -> Option<u8> {
    error.is::<NobodyReads>().then_some(BROKEN_PIPE)
}
