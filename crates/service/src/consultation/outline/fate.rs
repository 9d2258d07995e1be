//! What the editor asks about areas and themes that ideas bear and that are missing in their lists, and the answers.

use cabildo_domain::area::keep::Path;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What becomes of an area or theme that is missing in its list. Posted as `fates[0][id]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FateFields {
    /// The stored area or theme.
    pub id: String,
    /// The value of a [`Choice`]; empty until it is said.
    pub to: String,
}

/// What may become of an area or theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is this line now.
    Renamed(Path),
    /// It is gone; its ideas bear what this line is.
    Moved(Path),
    /// It is gone, and its ideas bear none.
    None,
}

impl Fate {
    /// As a form posts it.
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

/// One answer that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the form posts it.
    pub value: String,
    /// What it means.
    pub fate: Fate,
    /// The line it names, with those it lies in: `City / North`.
    pub line: String,
}

/// An area or theme that ideas bear and that is missing in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// `themes` or `areas`.
    pub field: &'static str,
    /// The stored area or theme.
    pub id: Uuid,
    /// Its name, with those of the areas it lies in.
    pub name: String,
    /// How many ideas bear it.
    pub ideas: i64,
    /// What may become of it: renamed to a new line, gone to a line, gone.
    pub choices: Vec<Choice>,
    /// The value of the likeliest.
    pub likely: Option<String>,
}

/// What the editor asks before it saves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// What is not said yet, a few at a time.
    pub open: Vec<Question>,
    /// What was said, to be posted again.
    pub said: Vec<FateFields>,
}
