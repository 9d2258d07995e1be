//! Texts whose stored HTML was made by older rules: finds them in batches, and stores the HTML of today's rules.

use crate::{Error, Tx};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A table that stores HTML beside its Markdown, with one version for the whole row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    name: &'static str,
    /// The columns of Markdown; the HTML of each is in the column with `_html` behind its name.
    columns: &'static [&'static str],
}

impl Table {
    /// The columns of Markdown.
    pub fn columns(self) -> &'static [&'static str] {
        self.columns
    }
}

/// Every table that stores HTML. A test compares this list with the columns of the database.
pub const TABLES: [Table; 4] = [
    Table {
        name: "consultation",
        columns: &["description", "promise", "outcome"],
    },
    Table {
        name: "proposal",
        columns: &["body"],
    },
    Table {
        name: "comment",
        columns: &["body"],
    },
    Table {
        name: "response",
        columns: &["body"],
    },
];

/// The most columns of Markdown in one table.
const MOST: usize = 3;

/// A row whose HTML is older than a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// The row.
    pub id: Uuid,
    /// Its Markdown, in the order of the table's columns.
    pub sources: Vec<String>,
}

/// The rows after `after` whose HTML was made before `version`, in the order of their ids.
pub async fn outdated(
    tx: &mut Tx,
    table: Table,
    version: i64,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Outdated>, Error> {
    let columns: Vec<&str> = (0..MOST)
        .map(|at| table.columns.get(at).copied().unwrap_or("''"))
        .collect();
    let sql = format!(
        "SELECT id, {} FROM {} WHERE id > $1 AND sanitizer < $2 ORDER BY id LIMIT $3 + 0",
        columns.join(", "),
        table.name
    );
    let rows: Vec<(Uuid, String, String, String)> =
        all!(tx, AssertSqlSafe(sql), after, version, limit)?;
    Ok(rows
        .into_iter()
        .map(|(id, first, second, third)| {
            let mut sources = vec![first, second, third];
            sources.truncate(table.columns.len());
            Outdated { id, sources }
        })
        .collect())
}

/// Stores the HTML that the rules of `version` make of a row's Markdown. A row that was edited meanwhile keeps its own
/// HTML: an edit writes the present version with it.
pub async fn keep(
    tx: &mut Tx,
    table: Table,
    version: i64,
    id: Uuid,
    html: &[String],
) -> Result<(), Error> {
    let columns: Vec<String> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| format!("{column}_html = ${}", at + 3))
        .collect();
    let sql = format!(
        "UPDATE {} SET sanitizer = $2, {} WHERE id = $1 AND sanitizer < $2",
        table.name,
        columns.join(", ")
    );
    Ok(on!(tx, |conn| {
        let mut statement = sqlx::query(AssertSqlSafe(sql)).bind(id).bind(version);
        for html in html {
            statement = statement.bind(html);
        }
        statement.execute(conn).await.map(drop)
    })?)
}
