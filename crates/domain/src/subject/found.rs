//! Which subjects people find with the search, and what of them is searched.

use super::SubjectKind;

/// What the search reads of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Its title and its text.
    TitleAndText,
    /// Its text alone: the title that is shown with it belongs to what it stands under.
    TextUnderATitle,
    /// Its title, which is all of its text.
    TitleAsText,
}

impl SubjectKind {
    /// What the search reads of a thing of this kind; `None` for a kind that nobody finds.
    pub const fn searched(self) -> Option<Searched> {
        match self {
            Self::Consultation | Self::Proposal => Some(Searched::TitleAndText),
            Self::Comment => Some(Searched::TextUnderATitle),
            Self::Statement => Some(Searched::TitleAsText),
            Self::Account => None,
        }
    }

    /// The kinds that people find, in the order pages list them.
    pub fn findable() -> impl Iterator<Item = Self> {
        let kinds = Self::ALL.iter().copied();
        kinds.filter(|kind| kind.searched().is_some())
    }
}
