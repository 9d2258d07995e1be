//! `cargo xtask migration NAME`: begins a migration, or writes the PostgreSQL half of one from its SQLite half.
//!
//! The SQLite file is the source. Run the command once to get the next number and two empty files; write the SQLite file;
//! run it again to get the other. `cargo xtask lint --only migrations` compares the two by the same translation.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::lint::migrations::translate;
use crate::workspace::Workspace;

#[derive(clap::Args)]
pub struct Arguments {
    /// The noun, such as `pilot`, or the number and noun of one that was begun, such as `0011_pilot`
    name: String,
}

/// Begins the migration, or translates the one that was begun.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let folder = workspace.root.join("migrations");
    let noun = arguments.name.trim_end_matches(".sql");
    if noun.is_empty()
        || !noun
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    {
        bail!("a migration's name has small letters, digits and underscores only");
    }
    let (sqlite, postgres) = match begun(&folder.join("sqlite"), noun)? {
        Some(file) => (
            folder.join("sqlite").join(&file),
            folder.join("postgres").join(&file),
        ),
        None => {
            let file = format!("{:04}_{noun}.sql", last_number(&folder.join("sqlite"))? + 1);
            let sqlite = folder.join("sqlite").join(&file);
            fs::write(&sqlite, "-- What this is for, in a sentence.\n")?;
            println!(
                "write {}, then run this command again",
                workspace.display(&sqlite)
            );
            (sqlite, folder.join("postgres").join(&file))
        }
    };
    let script =
        fs::read_to_string(&sqlite).with_context(|| format!("cannot read {}", sqlite.display()))?;
    fs::write(&postgres, translate(&script))?;
    println!("wrote {}", workspace.display(&postgres));
    Ok(())
}

/// The file of a migration of this name, with or without its number.
fn begun(folder: &Path, noun: &str) -> Result<Option<String>> {
    let is_it = |file: &String| {
        let stem = file.trim_end_matches(".sql");
        stem == noun || stem.split_once('_').is_some_and(|(_, rest)| rest == noun)
    };
    Ok(names(folder)?.into_iter().find(is_it))
}

fn last_number(folder: &Path) -> Result<u32> {
    let numbers = names(folder)?.into_iter().filter_map(|file| {
        file.split('_')
            .next()
            .and_then(|number| number.parse().ok())
    });
    Ok(numbers.max().unwrap_or(0))
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    Ok(entries
        .iter()
        .filter_map(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_is_found_with_and_without_its_number_and_numbers_go_on_from_the_last() {
        let folder = tempfile::tempdir().expect("a folder");
        for file in ["0001_event.sql", "0014_address.sql"] {
            fs::write(folder.path().join(file), "").expect("a file");
        }
        for name in ["address", "0014_address"] {
            assert_eq!(
                begun(folder.path(), name).expect("the folder is read"),
                Some("0014_address.sql".to_owned())
            );
        }
        assert_eq!(begun(folder.path(), "pilot").expect("read"), None);
        assert_eq!(last_number(folder.path()).expect("read"), 14);
    }
}
