//! A proposal as lists show it.

use crate::{author::AuthorView, markdown};
use cabildo_domain::{
    Language, ProposalId, Timestamp,
    proposal::Status,
    text::{Label, ProposalTitle},
};
use cabildo_store::proposal::list::Card;
use serde::Serialize;

/// A proposal as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalCard {
    /// Its id.
    pub id: ProposalId,
    /// Its number.
    pub number: i64,
    /// The title.
    pub title: ProposalTitle,
    /// The beginning of the text, without markup.
    pub excerpt: String,
    /// The language it is written in.
    pub language: Language,
    /// Who wrote it.
    pub author: AuthorView,
    /// What it is about.
    pub theme: Option<Label>,
    /// Which part of the city.
    pub area: Option<Label>,
    /// Where it stands.
    pub status: Status,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its text or status last changed.
    pub updated_at: Timestamp,
    /// Counted signatures.
    pub counted: i64,
    /// Supports from elsewhere without a known supporter.
    pub imported: i64,
    /// Both together.
    pub total: i64,
    /// Comments on it.
    pub comments: i64,
    /// Whether the viewer supports it.
    pub mine: bool,
    /// Until when the supports that reached a threshold are checked, while they are.
    pub checking_until: Option<Timestamp>,
}

/// Characters of an excerpt, at most.
const EXCERPT: usize = 220;

impl ProposalCard {
    /// A row of a list, at this moment.
    pub(super) fn new(card: Card, now: Timestamp) -> Self {
        Self {
            id: card.position.id,
            number: card.number,
            title: card.title,
            excerpt: markdown::summary(&card.beginning.text, EXCERPT, card.beginning.is_whole),
            language: card.language,
            author: card.author.into(),
            theme: card.theme.map(|(_, label)| label),
            area: card.area.map(|(_, label)| label),
            status: card.status,
            created_at: card.created_at,
            updated_at: card.updated_at,
            counted: card.counted,
            imported: card.imported,
            total: card.counted + card.imported,
            comments: card.comments,
            mine: card.mine,
            checking_until: card.checked_until.filter(|until| now < *until),
        }
    }
}
