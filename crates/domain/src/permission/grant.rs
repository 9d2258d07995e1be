//! A capability that one account has besides those of its role, and where it holds.

use super::Capability;
use crate::{text::Owed, words};

/// What the place of a [`Scope`] is, as the database keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// An office.
    Office,
}

words!(ScopeKind { Office = "office" });

/// Where a granted capability holds. What a role may do holds everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// For what one office owes: the owner that the rung of a ladder names.
    Office(Owed),
}

impl Scope {
    /// What kind of place it is, and which.
    pub fn parts(&self) -> (ScopeKind, &str) {
        match self {
            Self::Office(office) => (ScopeKind::Office, office.as_str()),
        }
    }

    /// The scope of these parts, as they were kept.
    pub fn kept(kind: ScopeKind, place: String) -> Self {
        match kind {
            ScopeKind::Office => Self::Office(Owed::trusted(place)),
        }
    }
}

/// A capability and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What the account may do.
    pub capability: Capability,
    /// Where.
    pub scope: Scope,
}

impl Grant {
    /// Answering for an office.
    pub const fn answering_for(office: Owed) -> Self {
        Self {
            capability: Capability::Answer,
            scope: Scope::Office(office),
        }
    }
}
