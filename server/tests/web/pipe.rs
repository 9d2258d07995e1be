//! A command whose output nobody reads to the end, as in `cabildo user list | head -1`.

use crate::support::{TestApp, people::PASSWORD};
use cabildo_domain::Role;
use cabildo_store::suite;
use std::{
    io::{Read, Write},
    path::Path,
    process::{Command, Stdio},
};

/// The code with which a shell reports a program that was ended by SIGPIPE.
const BROKEN_PIPE: i32 = 141;

/// Runs a command whose standard output is closed before it writes; its code, and what it complained of.
fn with_closed_pipe(folder: &Path, database: &str, arguments: &[&str]) -> (i32, String) {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut program = Command::new(env!("CARGO_BIN_EXE_cabildo"))
        .arg("--data")
        .arg(folder)
        .args(["--database", database])
        .args(arguments)
        .current_dir(folder)
        .env("CABILDO_LOG", "off")
        .stdin(Stdio::piped())
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = program.stdin.take().unwrap().write_all(PASSWORD.as_bytes());
    let mut said = String::new();
    program
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    (program.wait().unwrap().code().unwrap_or(-1), said)
}

suite! {
    async fn a_command_whose_reader_went_away_ends_quietly(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let database = store.address().to_owned();
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Admin).await;
        app.divided("city").await;
        for command in [
            &["user", "list"][..],
            &["user", "create", "ben@example.org", "--name", "Ben"],
            &["user", "role", "ben@example.org", "lab"],
            &["user", "password", "ben@example.org"],
            &["check"],
            &["recount"],
            &["migrate"],
            &["demo"],
            &["opinion", "city"],
            &["opinion", "city", "--json"],
            &["reindex"],
            &["--help"],
            &["--version"],
        ] {
            let (code, said) = with_closed_pipe(folder.path(), &database, command);
            assert_eq!(said, "", "{command:?}");
            // Output that clap prints itself ends with clap's own code.
            let expected = if command[0].starts_with("--") { 0 } else { BROKEN_PIPE };
            assert_eq!(code, expected, "{command:?}");
        }
        // The work is done all the same, before anything is printed.
        let made = Command::new(env!("CARGO_BIN_EXE_cabildo"))
            .args(["--database", &database, "user", "list", "--find", "ben@example.org"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(String::from_utf8_lossy(&made.stdout).starts_with("ben@example.org\tlab\tBen\t"), "{made:?}");
    }
}

#[test]
fn a_complaint_that_nobody_reads_does_not_end_in_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = Command::new(env!("CARGO_BIN_EXE_cabildo"))
        .args(["--database", "sqlite:nowhere.db", "check"])
        .current_dir(folder.path())
        .stderr(writer)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2), "the same code as with a reader");
}
