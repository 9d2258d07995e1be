//! The kinds of subjects that take comments, and the addresses of their discussions.
//!
//! To add a kind: the compiler asks for it here, in `store/src/commentable.rs` (its rows), in
//! `store/src/comment/place.rs` (its counter) and in `app/src/comment/address.rs` (the name of its refused forms).

use super::{Numbered, SubjectKind, UnknownWord};
use crate::{CommentId, address, consultation::Slug, proposal, words};
use serde::{Deserialize, Serialize};

/// A kind of subject that takes comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Commentable {
    /// A proposal.
    Proposal,
}

words!(Commentable { Proposal = "proposal" });

impl SubjectKind {
    /// The kind as one that takes comments; `None` when it takes none.
    pub const fn commentable(self) -> Option<Commentable> {
        match self {
            Self::Proposal => Some(Commentable::Proposal),
            Self::Consultation | Self::Comment | Self::Statement | Self::Account => None,
        }
    }
}

impl From<Commentable> for SubjectKind {
    fn from(kind: Commentable) -> Self {
        match kind {
            Commentable::Proposal => Self::Proposal,
        }
    }
}

impl Commentable {
    /// The subject of this kind with this number in a consultation.
    pub fn at(self, slug: &Slug, number: i64) -> Numbered<Self> {
        Numbered {
            kind: self,
            slug: slug.clone(),
            number,
        }
    }

    /// The routes of a subject's own page, of its discussion and of a thread.
    pub const fn routes(self) -> Routes {
        match self {
            Self::Proposal => Routes {
                page: address::PROPOSAL,
                discussion: address::DISCUSSION,
                thread: address::THREAD,
            },
        }
    }

    /// Whether a subject of this kind in this status can be discussed.
    ///
    /// # Errors
    /// [`UnknownWord`] for a status that the kind does not have.
    pub fn takes_comments(self, status: &str) -> Result<bool, UnknownWord> {
        match self {
            Self::Proposal => Ok(status.parse::<proposal::Status>()?.takes_comments()),
        }
    }
}

/// The patterns under which the pages of a kind's discussions are registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Routes {
    /// The page of the subject.
    pub page: &'static str,
    /// Its discussion.
    pub discussion: &'static str,
    /// One thread of it.
    pub thread: &'static str,
}

impl Numbered<Commentable> {
    /// The page of the subject.
    pub fn page(&self) -> String {
        match self.kind {
            Commentable::Proposal => address::proposal(&self.slug, self.number),
        }
    }

    /// The page of its discussion.
    pub fn discussion(&self) -> String {
        match self.kind {
            Commentable::Proposal => address::discussion(&self.slug, self.number),
        }
    }

    /// The page of the thread in which a comment stands.
    pub fn thread(&self, comment: CommentId) -> String {
        match self.kind {
            Commentable::Proposal => address::thread(&self.slug, self.number, comment),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_kind_that_takes_comments_has_addresses_below_its_page_and_the_word_of_its_subject() {
        let slug = Slug::trusted("city".to_owned());
        for kind in SubjectKind::ALL.iter().copied() {
            let Some(commentable) = kind.commentable() else {
                continue;
            };
            assert_eq!(commentable.as_str(), kind.as_str());
            let about = commentable.at(&slug, 7);
            let (page, discussion) = (about.page(), about.discussion());
            let thread = about.thread(CommentId(Uuid::from_u128(7)));
            assert!(discussion.starts_with(&format!("{page}/")), "{discussion}");
            assert!(thread.starts_with(&format!("{discussion}/")), "{thread}");
            let routes = commentable.routes();
            for (address, route) in [
                (&page, routes.page),
                (&discussion, routes.discussion),
                (&thread, routes.thread),
            ] {
                assert_eq!(address::below(route, address), Some(address.as_str()));
            }
        }
        let found = SubjectKind::ALL
            .iter()
            .filter_map(|kind| kind.commentable());
        assert!(found.eq(Commentable::ALL.iter().copied()));
    }

    #[test]
    fn withdrawn_and_merged_proposals_take_no_comments() {
        for status in proposal::Status::ALL.iter().copied() {
            let expected = !matches!(
                status,
                proposal::Status::Withdrawn | proposal::Status::Merged
            );
            let found = Commentable::Proposal.takes_comments(status.as_str());
            assert_eq!(found, Ok(expected), "{status}");
        }
        assert_eq!(
            Commentable::Proposal.takes_comments("new"),
            Err(UnknownWord)
        );
    }
}
