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
    pub id: ProposalId,
    pub number: i64,
    pub title: ProposalTitle,
    /// The beginning of the text, without markup.
    pub excerpt: String,
    /// The language it is written in.
    pub language: Language,
    pub author: AuthorView,
    pub theme: Option<Label>,
    pub area: Option<Label>,
    pub status: Status,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its text or status last changed.
    pub updated_at: Timestamp,
    /// The number of counted supports.
    pub counted: i64,
    /// Imported supports, whose supporters are not known.
    pub imported: i64,
    /// Both numbers together.
    pub total: i64,
    /// Comments on it.
    pub comments: i64,
    /// Whether the viewer supports it.
    pub mine: bool,
    /// The end of the check of a threshold, while supports are checked.
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
