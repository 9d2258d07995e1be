//! Identifiers: one newtype for each noun, so that a proposal's id cannot be passed for a comment's.
//!
//! Ids are UUIDs, version 7 by default (they sort by creation). When an id must not reveal its time, its creator draws
//! it at random. People never cite ids: they cite a consultation's slug and a number.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+ };
}

ids! {
    /// A person, or a pseudonymous author of imported content.
    AccountId,
    /// An award, for which a jury judges.
    AwardId,
    /// A secret link or a code by which somebody without an account writes; not the secret itself.
    AuthorSourceId,
    /// One signed-in browser; not the secret in its cookie.
    SessionId,
    /// One question put to the city.
    ConsultationId,
    /// A time-boxed step of a consultation.
    PhaseId,
    /// A topic that a proposal can have within a consultation.
    ThemeId,
    /// A part of the city, within a consultation.
    AreaId,
    /// One level of a consultation's ladder of thresholds.
    RungId,
    /// A proposal by a resident.
    ProposalId,
    /// The city's official answer to a proposal, owed or given.
    ResponseId,
    /// A remark on a subject.
    CommentId,
    /// A short statement that people agree or disagree with.
    StatementId,
    /// A participant who answers the statements of a consultation, with an account or under a pseudonym.
    OpinionParticipantId,
    /// A link that lets people without an account answer the statements of a consultation.
    InvitationId,
    /// A resident's notice to the moderators about a subject.
    ReportId,
    /// An e-mail waiting to be delivered.
    MessageId,
}
