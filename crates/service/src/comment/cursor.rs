//! The start of a page of comments, as an address carries it: opaque to everyone else.

use crate::mark;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use cabildo_domain::{CommentId, Subject, comment::Sort};
use cabildo_store::comment::list::{After, Listed};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A position in a list of comments. A cursor that cannot be read, or belongs to another list, means the beginning.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// The order's letter, the list's mark, the key, the id.
const LENGTH: usize = 1 + mark::LENGTH + 8 + 16;

/// The list that a position belongs to: its subject and its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct List {
    sort: Sort,
    mark: [u8; mark::LENGTH],
}

impl List {
    /// The list of threads about a subject.
    pub(crate) fn threads(subject: Subject, sort: Sort) -> Self {
        Self {
            sort,
            mark: mark::of([b"threads".as_slice(), subject.id.as_bytes()]),
        }
    }

    /// The list of all comments about a subject, oldest first.
    pub(crate) fn all(subject: Subject) -> Self {
        Self {
            sort: Sort::Oldest,
            mark: mark::of([b"all".as_slice(), subject.id.as_bytes()]),
        }
    }

    /// The list of replies in a comment's thread, oldest first.
    pub(crate) fn replies(top: CommentId) -> Self {
        Self {
            sort: Sort::Oldest,
            mark: mark::of([b"replies".as_slice(), top.0.as_bytes()]),
        }
    }
}

const fn letter(sort: Sort) -> u8 {
    match sort {
        Sort::Best => b'b',
        Sort::Newest => b'n',
        Sort::Oldest => b'o',
    }
}

impl Cursor {
    /// The cursor after a comment in a list.
    pub(crate) fn after(list: List, listed: &Listed) -> Self {
        let key = match list.sort {
            Sort::Best => listed.comment.best,
            Sort::Newest | Sort::Oldest => listed.comment.created_at.0,
        };
        Self::at(
            list,
            After {
                key,
                id: listed.comment.id,
            },
        )
    }

    fn at(list: List, after: After) -> Self {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(letter(list.sort));
        bytes.extend(list.mark);
        bytes.extend(after.key.to_be_bytes());
        bytes.extend(after.id.0.as_bytes());
        Self(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The position, if it belongs to this list.
    pub(crate) fn read(&self, list: List) -> Option<After> {
        let bytes: [u8; LENGTH] = BASE64_URL_SAFE_NO_PAD
            .decode(&self.0)
            .ok()?
            .try_into()
            .ok()?;
        let (head, id) = (1 + mark::LENGTH, 1 + mark::LENGTH + 8);
        if bytes[0] != letter(list.sort) || bytes[1..head] != list.mark {
            return None;
        }
        let key = i64::from_be_bytes(bytes[head..id].try_into().ok()?);
        Some(After {
            key,
            id: CommentId(Uuid::from_slice(&bytes[id..]).ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_is_read_in_its_own_list_alone(key: i64, id: u128) {
            let after = After { key, id: CommentId(Uuid::from_u128(id)) };
            let (one, two) = (Subject::proposal(Uuid::from_u128(1).into()), Subject::proposal(Uuid::from_u128(2).into()));
            let mut lists = vec![List::all(one), List::all(two), List::replies(CommentId(one.id))];
            lists.extend(Sort::ALL.iter().flat_map(|sort| [one, two].map(|subject| List::threads(subject, *sort))));
            for list in &lists {
                for other in &lists {
                    prop_assert_eq!(Cursor::at(*list, after).read(*other), (list == other).then_some(after));
                }
            }
        }

        #[test]
        fn anything_else_is_no_cursor(text in ".{0,38}|.{40,60}") {
            let list = List::all(Subject::proposal(Uuid::nil().into()));
            prop_assert_eq!(Cursor(text).read(list), None);
        }
    }
}
