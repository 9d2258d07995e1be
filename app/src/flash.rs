//! The message after an action: what happened, what comes next, and undo where undo exists. It contains a key of the
//! dictionary and its values, never markup. `act/message.rs` carries it across the redirect, `ui/flash.rs` shows it.

use serde::{Deserialize, Serialize};

/// A message for the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The kind of news.
    pub(crate) kind: Kind,
    /// The text `flash-<key>` of the dictionary.
    pub(crate) key: String,
    /// The values for the text.
    pub(crate) args: Vec<(String, String)>,
    /// The form behind the button that undoes it.
    pub(crate) undo: Option<Undo>,
}

/// The kind of news of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    Success,
    Info,
    Error,
}

/// The form behind a button that undoes something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Undo {
    /// The address that it posts to.
    pub(crate) action: String,
    /// Its fields.
    pub(crate) fields: Vec<(String, String)>,
}

impl Flash {
    /// A message that something was done. `key` names a text `flash-<key>` of the dictionary.
    pub fn success(key: &str) -> Self {
        Self {
            kind: Kind::Success,
            key: key.to_owned(),
            args: Vec::new(),
            undo: None,
        }
    }

    /// A message for information.
    pub fn info(key: &str) -> Self {
        Self {
            kind: Kind::Info,
            ..Self::success(key)
        }
    }

    /// A message that something was not done.
    pub fn error(key: &str) -> Self {
        Self {
            kind: Kind::Error,
            ..Self::success(key)
        }
    }

    /// Adds a value for the text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }
}
