//! How the author of something is shown today: names are joined when they are read, never copied.

use cabildo_domain::{text::DisplayName, words};
use cabildo_store::proposal::Author;
use serde::Serialize;

/// What stands beside a name, so that nobody is taken for staff who is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// Works for the city: a moderator, the lab, an administrator.
    Staff,
    /// Does not, though the name looks like it.
    Resident,
}

words!(Badge { Staff = "staff", Resident = "resident" });

/// Who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "author", rename_all = "snake_case")]
pub enum AuthorView {
    /// A person with an account here.
    Known {
        /// The name people see.
        name: DisplayName,
        /// What stands beside it.
        badge: Option<Badge>,
    },
    /// A pseudonym from where the content was imported from.
    Imported {
        /// The pseudonym.
        name: DisplayName,
    },
    /// Somebody who deleted their account.
    Erased,
}

impl AuthorView {
    /// The name and what stands beside it; nothing of a deleted account.
    pub fn named(self) -> Option<(DisplayName, Option<Badge>)> {
        match self {
            Self::Known { name, badge } => Some((name, badge)),
            Self::Imported { name } => Some((name, None)),
            Self::Erased => None,
        }
    }
}

impl From<Author> for AuthorView {
    fn from(author: Author) -> Self {
        if author.erased {
            Self::Erased
        } else if author.imported {
            Self::Imported { name: author.name }
        } else {
            let badge = match (author.staff, author.flagged) {
                (true, _) => Some(Badge::Staff),
                (false, true) => Some(Badge::Resident),
                (false, false) => None,
            };
            Self::Known {
                name: author.name,
                badge,
            }
        }
    }
}
