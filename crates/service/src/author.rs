//! The author of something, as shown today: names are joined when they are read, never copied.

use cabildo_domain::{text::DisplayName, words};
use cabildo_store::proposal::Author;
use serde::Serialize;

/// The badge beside a name, which keeps residents from passing as staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// Works for the city: a moderator, the lab, an administrator.
    Staff,
    /// Is not staff, though the name looks like it.
    Resident,
}

words!(Badge { Staff = "staff", Resident = "resident" });

/// The author of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "author", rename_all = "snake_case")]
pub enum AuthorView {
    /// A person with an account here.
    Known {
        /// The name people see.
        name: DisplayName,
        /// The badge beside it.
        badge: Option<Badge>,
    },
    /// A pseudonym from the source of an import.
    Imported {
        /// The pseudonym.
        name: DisplayName,
    },
    /// Somebody who deleted their account.
    Erased,
}

impl AuthorView {
    /// The name and the badge; `None` for a deleted account.
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
