//! SQLite and PostgreSQL tell the same story: the same migrations, and in each the same tables with the same columns.
//!
//! The statements are read crudely (names, not types), which is enough to notice what was added on one side only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::refuse;
use crate::workspace::Workspace;

/// What one migration makes or changes: each table's columns, in order.
type Tables = BTreeMap<String, Vec<String>>;

/// Compares the two folders.
pub fn check(workspace: &Workspace) -> Result<()> {
    let sqlite = workspace.root.join("migrations/sqlite");
    let postgres = workspace.root.join("migrations/postgres");
    let (in_sqlite, in_postgres) = (names(&sqlite)?, names(&postgres)?);
    let mut findings = Vec::new();
    for name in in_sqlite.symmetric_difference(&in_postgres) {
        let missing = if in_sqlite.contains(name) {
            "postgres"
        } else {
            "sqlite"
        };
        findings.push(format!("migrations/{missing} has no {name}"));
    }
    for name in in_sqlite.intersection(&in_postgres) {
        let sqlite = tables(&fs::read_to_string(sqlite.join(name))?);
        let postgres = tables(&fs::read_to_string(postgres.join(name))?);
        findings.extend(differences(name, &sqlite, &postgres));
    }
    refuse(&findings)
}

fn names(folder: &Path) -> Result<BTreeSet<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}

fn differences(migration: &str, sqlite: &Tables, postgres: &Tables) -> Vec<String> {
    let tables: BTreeSet<&String> = sqlite.keys().chain(postgres.keys()).collect();
    let none = Vec::new();
    let mut found = Vec::new();
    for table in tables {
        let (left, right) = (
            sqlite.get(table).unwrap_or(&none),
            postgres.get(table).unwrap_or(&none),
        );
        if left != right {
            found.push(format!(
                "{migration}: table {table} has ({}) in sqlite and ({}) in postgres",
                left.join(", "),
                right.join(", ")
            ));
        }
    }
    found
}

/// The tables that a script creates or adds columns to.
fn tables(script: &str) -> Tables {
    let mut found = Tables::new();
    let plain: Vec<&str> = script
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect();
    for statement in plain.join("\n").split(';') {
        let words: Vec<&str> = statement.split_whitespace().collect();
        let upper: Vec<String> = words
            .iter()
            .take(8)
            .map(|word| word.to_uppercase())
            .collect();
        if upper.starts_with(&["CREATE".into(), "TABLE".into()]) {
            if let Some((head, body)) = statement.split_once('(') {
                let name = head.split_whitespace().last().unwrap_or_default();
                found.insert(name.to_lowercase(), columns(body));
            }
        } else if let ["ALTER", "TABLE", _, "ADD", "COLUMN", ..] =
            upper.iter().map(String::as_str).collect::<Vec<_>>()[..]
        {
            let column = words.get(5).copied().unwrap_or_default().to_lowercase();
            found
                .entry(words[2].to_lowercase())
                .or_default()
                .push(column);
        }
    }
    found
}

/// The first word of each top-level part of a table's body, unless the part is a constraint.
fn columns(body: &str) -> Vec<String> {
    const CONSTRAINTS: [&str; 5] = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"];
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for character in body.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {}
        }
        if depth < 0 {
            break;
        }
        if let (Some(part), false) = (parts.last_mut(), character == ',' && depth == 0) {
            part.push(character);
        }
    }
    let first_words = parts
        .iter()
        .filter_map(|part| part.split_whitespace().next());
    first_words
        .map(|word| word.split('(').next().unwrap_or_default())
        .filter(|word| !CONSTRAINTS.contains(&word.to_uppercase().as_str()))
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{differences, tables};

    #[test]
    fn constraints_comments_and_types_are_not_columns() {
        let script = "CREATE TABLE support (\n  id BLOB PRIMARY KEY, -- one, per person\n  amount NUMERIC(10, 2),\n\
                      CHECK (amount > 0),\n  UNIQUE (id, amount)\n) STRICT;\nCREATE INDEX a ON support (id);";
        assert_eq!(tables(script)["support"], ["id", "amount"]);
    }

    #[test]
    fn a_column_on_one_side_only_is_a_difference() {
        let sqlite = tables("CREATE TABLE a (id BLOB, extra TEXT);");
        let postgres = tables("CREATE TABLE a (id UUID);");
        assert_eq!(differences("1.sql", &sqlite, &postgres).len(), 1);
        assert!(differences("1.sql", &postgres, &postgres).is_empty());
    }

    #[test]
    fn an_added_column_counts() {
        let sqlite = tables("ALTER TABLE a ADD COLUMN extra TEXT;");
        assert_eq!(sqlite["a"], ["extra"]);
        assert_eq!(differences("2.sql", &sqlite, &tables("")).len(), 1);
    }
}
