//! `summary.csv`: the topic and the description of the conversation.

use std::{collections::BTreeMap, io::Read};

use super::table::{PolisError, Problem, Table};

/// The rows of the summary, by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    values: BTreeMap<String, String>,
}

impl Summary {
    /// The value of a key, for example `topic`, `url` or `conversation-description`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }
}

/// Reads the summary.
///
/// # Errors
/// [`PolisError`] for a row that is not a key and a value, or a key that is there twice.
pub fn read_summary(file: &str, input: impl Read) -> Result<Summary, PolisError> {
    let mut table = Table::of_pairs(file, input)?;
    let mut summary = Summary::default();
    while table.next_row()? {
        let key = table.text(0).to_owned();
        if summary.values.contains_key(&key) {
            return Err(table.error(Problem::Duplicate(format!("{key:?}"))));
        }
        summary.values.insert(key, table.text(1).to_owned());
    }
    Ok(summary)
}
