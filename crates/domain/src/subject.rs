//! A subject: anything that can be commented on, supported, reported or found.
//!
//! Each question about a kind of subject is answered by one exhaustive `match` in one file, so that the compiler names
//! the questions that a new kind leaves open; `cargo xtask lint --only scan` refuses a wildcard on a kind:
//!
//! | question | file |
//! |---|---|
//! | where is it read? | `domain/src/subject/address.rs` |
//! | is it found, and by what? | `domain/src/subject/found.rs` |
//! | what does the index hold of it after an event? | `service/src/search/changes.rs` |
//! | what do moderators see of it? | `store/src/moderation/exhibit.rs`, `service/src/moderation.rs` |
//! | how is it hidden and reported? | `service/src/moderation/kind.rs` |
//! | what is told to its author? | `store/src/moderation/own.rs` |
//! | can it be commented on, and where is that read? | `domain/src/subject/commentable.rs` |
//! | can it be supported? | `domain/src/support/supportable.rs` |
//! | do its supports make the city owe a response? | `domain/src/ladder.rs` |
//! | where does it stand in one's own data? | `store/src/own_data.rs` |
//! | what is it called on the desk? | `app/src/moderation/tools.rs` |
//! | what is told of it in results and suggestions? | `app/src/search/result.rs`, `app/src/search/piece.rs` |
//! | does a map of opinions depend on it? | `service/src/opinion/behind.rs` |

mod address;
mod commentable;
mod found;
mod numbered;

pub use commentable::{Commentable, Routes};
pub use found::Searched;
pub use numbered::Numbered;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of a subject. Later features add their kinds here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A consultation.
    Consultation,
    /// A proposal.
    Proposal,
    /// A comment.
    Comment,
    /// A statement that people agree or disagree with.
    Statement,
    /// An account.
    Account,
}

crate::words!(SubjectKind {
    Consultation = "consultation", Proposal = "proposal", Comment = "comment", Statement = "statement",
    Account = "account",
});

/// The error for a word from outside that names nothing we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an unknown word")]
pub struct UnknownWord;

/// One subject, by kind and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// Its kind.
    pub kind: SubjectKind,
    /// Its id among the subjects of that kind.
    pub id: Uuid,
}

impl Subject {
    /// A proposal as a subject.
    pub fn proposal(id: crate::ProposalId) -> Self {
        Self {
            kind: SubjectKind::Proposal,
            id: id.0,
        }
    }
    /// A comment as a subject.
    pub fn comment(id: crate::CommentId) -> Self {
        Self {
            kind: SubjectKind::Comment,
            id: id.0,
        }
    }
    /// A consultation as a subject.
    pub fn consultation(id: crate::ConsultationId) -> Self {
        Self {
            kind: SubjectKind::Consultation,
            id: id.0,
        }
    }
    /// A statement as a subject.
    pub fn statement(id: crate::StatementId) -> Self {
        Self {
            kind: SubjectKind::Statement,
            id: id.0,
        }
    }
    /// An account as a subject.
    pub fn account(id: crate::AccountId) -> Self {
        Self {
            kind: SubjectKind::Account,
            id: id.0,
        }
    }
}

/// Implements `as_str`, `ALL`, `Display` and `FromStr` for a field-less enum whose words are its database values.
#[macro_export]
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order pages list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the database, in addresses and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::subject::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text).ok_or($crate::subject::UnknownWord)
            }
        }
    };
}
