//! How the author of something is shown today: names are joined when they are read, never copied.

use cabildo_domain::text::DisplayName;
use cabildo_store::proposal::Author;
use serde::Serialize;

/// Who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "author", rename_all = "snake_case")]
pub enum AuthorView {
    /// A person with an account here.
    Known {
        /// The name people see.
        name: DisplayName,
    },
    /// A pseudonym from where the content was imported from.
    Imported {
        /// The pseudonym.
        name: DisplayName,
    },
    /// Somebody who deleted their account.
    Erased,
}

impl From<Author> for AuthorView {
    fn from(author: Author) -> Self {
        if author.erased {
            Self::Erased
        } else if author.imported {
            Self::Imported { name: author.name }
        } else {
            Self::Known { name: author.name }
        }
    }
}
