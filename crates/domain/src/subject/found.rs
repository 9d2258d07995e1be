//! The kinds of subjects that the search finds, and which of their texts it reads.

use super::SubjectKind;

/// The texts of a subject that the search reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Its title and its text.
    TitleAndText,
    /// The text alone: the title shown with it belongs to the subject under which it stands.
    TextUnderATitle,
    /// The title, which is all of the text.
    TitleAsText,
}

impl SubjectKind {
    /// The texts of a subject of this kind that the search reads; `None` for a kind that the search does not find.
    pub const fn searched(self) -> Option<Searched> {
        match self {
            Self::Consultation | Self::Proposal => Some(Searched::TitleAndText),
            Self::Comment => Some(Searched::TextUnderATitle),
            Self::Statement => Some(Searched::TitleAsText),
            Self::Account => None,
        }
    }

    /// The kinds that the search finds, in the order pages list them.
    pub fn findable() -> impl Iterator<Item = Self> {
        let kinds = Self::ALL.iter().copied();
        kinds.filter(|kind| kind.searched().is_some())
    }
}
