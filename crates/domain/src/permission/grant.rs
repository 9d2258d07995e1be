//! A capability that one account has besides those of its role, and the place where it holds.

use super::Capability;
use crate::{text::Owed, words};

/// The kind of place of a [`Scope`], as the database stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// An office.
    Office,
}

words!(ScopeKind { Office = "office" });

/// Where a granted capability holds. The capabilities of a role hold everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The responses that one office owes: the owner that the rung of a ladder names.
    Office(Owed),
}

impl Scope {
    /// The kind of the place, and its name.
    pub fn parts(&self) -> (ScopeKind, &str) {
        match self {
            Self::Office(office) => (ScopeKind::Office, office.as_str()),
        }
    }

    /// The scope made of stored parts.
    pub fn kept(kind: ScopeKind, place: String) -> Self {
        match kind {
            ScopeKind::Office => Self::Office(Owed::trusted(place)),
        }
    }
}

/// A capability and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The capability.
    pub capability: Capability,
    /// The place where it holds.
    pub scope: Scope,
}

impl Grant {
    /// The grant to answer for an office.
    pub const fn answering_for(office: Owed) -> Self {
        Self {
            capability: Capability::Answer,
            scope: Scope::Office(office),
        }
    }
}
