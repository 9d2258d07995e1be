//! The author of something, as shown today: names are joined when they are read, never copied.

use cabildo_domain::{
    Author,
    text::{DisplayName, Label},
    words,
};
use cabildo_store::author::Byline;
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
    /// A person who is shown as a role only. The name is not told.
    Role {
        /// The role in words.
        label: Label,
    },
    /// Somebody who holds a secret link.
    SecretLink,
    /// Somebody who was given a code at a place.
    WalkUpCode,
    /// Somebody who wrote on paper.
    Paper,
    /// Somebody on the platform of an import.
    Imported {
        /// The pseudonym; `None` when the import did not name its authors.
        name: Option<DisplayName>,
    },
    /// Somebody who deleted their account.
    Erased,
}

impl AuthorView {
    /// The name or role, and the badge; `None` where neither is known.
    pub fn named(self) -> Option<(String, Option<Badge>)> {
        match self {
            Self::Known { name, badge } => Some((name.into_string(), badge)),
            Self::Role { label } => Some((label.into_string(), None)),
            Self::Imported { name } => Some((name?.into_string(), None)),
            Self::SecretLink | Self::WalkUpCode | Self::Paper | Self::Erased => None,
        }
    }
}

impl From<Byline> for AuthorView {
    fn from(byline: Byline) -> Self {
        match byline.author {
            Author::Account(_) => {
                let badge = match (byline.staff, byline.flagged) {
                    (true, _) => Some(Badge::Staff),
                    (false, true) => Some(Badge::Resident),
                    (false, false) => None,
                };
                match byline.name.filter(|_| !byline.erased) {
                    Some(name) => Self::Known { name, badge },
                    None => Self::Erased,
                }
            }
            Author::Role { label, .. } => Self::Role { label },
            Author::SecretLink(_) => Self::SecretLink,
            Author::WalkUpCode(_) => Self::WalkUpCode,
            Author::Paper => Self::Paper,
            Author::Import(_) if byline.erased => Self::Erased,
            Author::Import(_) => Self::Imported { name: byline.name },
        }
    }
}
