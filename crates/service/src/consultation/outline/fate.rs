//! The editor's questions about areas and themes that have proposals and are missing in their lists, and the answers.

use cabildo_domain::area::keep::Path;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The fate of an area or theme that is missing in its list. Posted as `fates[0][id]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FateFields {
    /// The stored area or theme.
    pub id: String,
    /// The value of a [`Choice`]; empty until one is chosen.
    pub to: String,
}

/// The fate of an area or theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was renamed to this line.
    Renamed(Path),
    /// It is removed; its proposals get the area or theme of this line.
    Moved(Path),
    /// It is removed, and its proposals get none.
    None,
}

impl Fate {
    /// The fate as a form posts it.
    pub(super) fn value(&self) -> String {
        let path = |path: &Path| serde_json::to_string(path).unwrap_or_default();
        match self {
            Self::Renamed(to) => format!("renamed:{}", path(to)),
            Self::Moved(to) => format!("moved:{}", path(to)),
            Self::None => "none".to_owned(),
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let path = |json: &str| serde_json::from_str(json).ok();
        match text.split_once(':') {
            None => (text == "none").then_some(Self::None),
            Some(("renamed", json)) => path(json).map(Self::Renamed),
            Some(("moved", json)) => path(json).map(Self::Moved),
            Some(_) => None,
        }
    }
}

/// One choice that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value that the form posts.
    pub value: String,
    /// The fate that it means.
    pub fate: Fate,
    /// The line it names, with its parents: `City / North`.
    pub line: String,
}

/// An area or theme with proposals that is missing in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// `themes` or `areas`.
    pub field: &'static str,
    /// The stored area or theme.
    pub id: Uuid,
    /// Its name, with those of its parents.
    pub name: String,
    /// The number of its proposals.
    pub ideas: i64,
    /// The possible fates: renamed to a new line, replaced by a line, removed.
    pub choices: Vec<Choice>,
    /// The value of the likeliest choice.
    pub likely: Option<String>,
}

/// The questions that the editor asks before it saves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// The open questions, a few at a time.
    pub open: Vec<Question>,
    /// The fates chosen before, to be posted again.
    pub said: Vec<FateFields>,
}
