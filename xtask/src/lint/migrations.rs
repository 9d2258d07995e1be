//! Checks that SQLite and PostgreSQL have the same migrations, and in each the same tables with the same columns.
//!
//! The statements are read roughly (names, not types), which is enough to notice a part that was added on one side
//! only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::refuse;
use crate::workspace::Workspace;

/// The tables that one migration makes or changes, with their columns in order.
type Tables = BTreeMap<String, Vec<String>>;

/// Migrations whose halves need statements of their own, so only tables and columns are compared.
// 0011 counts bytes, for which the engines have different functions.
const OWN_WORDS: [&str; 1] = ["0011_kept_forms.sql"];

/// Columns of bytes that hold an identifier, besides `id` and those that end in `_id` or refer to another table.
const IDENTIFIERS: [&str; 4] = ["created_by", "answered_by", "merged_into", "submit_key"];

/// The PostgreSQL half of a migration that is written for SQLite: INTEGER is BIGINT, a BLOB is a UUID where it holds an
/// identifier and BYTEA elsewhere. Everything else is the same in both.
pub fn translate(sqlite: &str) -> String {
    sqlite.split_inclusive('\n').map(translate_line).collect()
}

fn translate_line(line: &str) -> String {
    let (code, comment) = match line.find("--") {
        Some(at) => line.split_at(at),
        None => (line, ""),
    };
    let bytes = if holds_identifier(code) {
        "UUID"
    } else {
        "BYTEA"
    };
    let code = replace_word(&replace_word(code, "INTEGER", "BIGINT"), "BLOB", bytes);
    format!("{code}{comment}")
}

/// Whether the column that a line declares is an identifier: by its name, or because it refers to another table.
fn holds_identifier(code: &str) -> bool {
    let words: Vec<&str> = code.split_whitespace().collect();
    let column = words
        .iter()
        .position(|word| word.trim_end_matches([',', ';']) == "BLOB")
        .and_then(|at| at.checked_sub(1))
        .map(|at| words[at])
        .unwrap_or_default();
    column == "id"
        || column.ends_with("_id")
        || IDENTIFIERS.contains(&column)
        || code.contains(" REFERENCES ")
}

fn replace_word(text: &str, word: &str, by: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let is_part =
            |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
        let alone = !is_part(rest[..at].chars().next_back())
            && !is_part(rest[at + word.len()..].chars().next());
        replaced.push_str(&rest[..at]);
        replaced.push_str(if alone { by } else { word });
        rest = &rest[at + word.len()..];
    }
    replaced.push_str(rest);
    replaced
}

/// The first line in which the PostgreSQL half is not what the SQLite half translates to.
fn strays(migration: &str, sqlite: &str, postgres: &str) -> Option<String> {
    let expected = translate(sqlite);
    let at = expected
        .lines()
        .zip(postgres.lines())
        .position(|(expected, found)| expected != found)
        .or_else(|| {
            let (one, other) = (expected.lines().count(), postgres.lines().count());
            (one != other).then_some(one.min(other))
        })?;
    let line = |text: &str| text.lines().nth(at).unwrap_or_default().trim().to_owned();
    Some(format!(
        "postgres/{migration}:{}: `{}`, where the sqlite half says `{}`: run `cargo xtask migration {}`",
        at + 1,
        line(postgres),
        line(&expected),
        migration.trim_end_matches(".sql")
    ))
}

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
        let sqlite = fs::read_to_string(sqlite.join(name))?;
        let postgres = fs::read_to_string(postgres.join(name))?;
        findings.extend(differences(name, &tables(&sqlite), &tables(&postgres)));
        if !OWN_WORDS.contains(&name.as_str()) {
            findings.extend(strays(name, &sqlite, &postgres));
        }
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
    use super::{differences, strays, tables, translate};

    #[test]
    fn the_postgres_half_follows_from_the_sqlite_half() {
        let sqlite = "-- INTEGER in a comment stays.\nCREATE TABLE a (\n    id     BLOB PRIMARY KEY,\n    \
            owner  BLOB REFERENCES b (id),\n    c_hash BLOB NOT NULL, -- a BLOB\n    n      INTEGER NOT NULL DEFAULT 0\n);\n\
            ALTER TABLE b ADD COLUMN a_id BLOB;\nALTER TABLE b ADD COLUMN integer_sum INTEGER;\n";
        assert_eq!(
            translate(sqlite),
            "-- INTEGER in a comment stays.\nCREATE TABLE a (\n    id     UUID PRIMARY KEY,\n    \
            owner  UUID REFERENCES b (id),\n    c_hash BYTEA NOT NULL, -- a BLOB\n    n      BIGINT NOT NULL DEFAULT 0\n);\n\
            ALTER TABLE b ADD COLUMN a_id UUID;\nALTER TABLE b ADD COLUMN integer_sum BIGINT;\n"
        );
    }

    #[test]
    fn a_postgres_half_that_says_something_else_is_told_with_its_line() {
        let sqlite = "CREATE TABLE a (\n    n INTEGER\n);\n";
        assert_eq!(strays("1.sql", sqlite, &translate(sqlite)), None);
        let told = strays("1.sql", sqlite, "CREATE TABLE a (\n    n INT\n);\n").unwrap_or_default();
        assert!(told.starts_with("postgres/1.sql:2:"), "{told}");
        let told = strays("1.sql", sqlite, "CREATE TABLE a (\n    n BIGINT\n);\nx;\n");
        assert!(told.is_some_and(|told| told.starts_with("postgres/1.sql:4:")));
    }

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
