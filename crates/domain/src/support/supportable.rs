//! The kinds of subjects that people can support.
//!
//! To add a kind: the compiler asks for it here and in `store/src/supportable.rs` (its rows and its counter); its counter
//! gets a line in `store/src/recount.rs`.

use crate::{
    SubjectKind,
    consultation::Slug,
    proposal,
    subject::{Numbered, UnknownWord},
    words,
};
use serde::{Deserialize, Serialize};

/// A kind of subject that people can support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Supportable {
    /// A proposal.
    Proposal,
}

words!(Supportable { Proposal = "proposal" });

impl SubjectKind {
    /// The kind as one that people can support; `None` when they cannot.
    pub const fn supportable(self) -> Option<Supportable> {
        match self {
            Self::Proposal => Some(Supportable::Proposal),
            Self::Consultation | Self::Comment | Self::Statement | Self::Account => None,
        }
    }
}

impl From<Supportable> for SubjectKind {
    fn from(kind: Supportable) -> Self {
        match kind {
            Supportable::Proposal => Self::Proposal,
        }
    }
}

impl Supportable {
    /// The subject of this kind with this number in a consultation.
    pub fn at(self, slug: &Slug, number: i64) -> Numbered<Self> {
        Numbered {
            kind: self,
            slug: slug.clone(),
            number,
        }
    }

    /// Whether a subject of this kind in this status takes new supports.
    ///
    /// # Errors
    /// [`UnknownWord`] for a status that the kind does not have.
    pub fn takes_support(self, status: &str) -> Result<bool, UnknownWord> {
        match self {
            Self::Proposal => Ok(status.parse::<proposal::Status>()?.takes_support()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_that_people_support_has_the_word_of_its_subject() {
        let found = SubjectKind::ALL
            .iter()
            .filter_map(|kind| Some((kind.as_str(), kind.supportable()?)));
        let expected = Supportable::ALL.iter().map(|kind| (kind.as_str(), *kind));
        assert!(found.eq(expected));
    }

    #[test]
    fn an_unknown_status_is_an_error_and_not_a_refusal() {
        assert_eq!(Supportable::Proposal.takes_support("published"), Ok(true));
        assert_eq!(Supportable::Proposal.takes_support("withdrawn"), Ok(false));
        assert_eq!(Supportable::Proposal.takes_support("new"), Err(UnknownWord));
    }
}
