//! Where a page of comments begins, as an address carries it: opaque to everyone else.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use cabildo_domain::{CommentId, comment::Sort};
use cabildo_store::comment::list::{After, Listed};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A place in a list of comments. One that cannot be read, or belongs to another order, means the beginning.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// The order's letter, the key, the id.
const LENGTH: usize = 1 + 8 + 16;

const fn letter(sort: Sort) -> u8 {
    match sort {
        Sort::Best => b'b',
        Sort::Newest => b'n',
        Sort::Oldest => b'o',
    }
}

impl Cursor {
    /// The cursor after a comment in an order.
    pub(crate) fn after(sort: Sort, listed: &Listed) -> Self {
        let key = match sort {
            Sort::Best => listed.comment.best,
            Sort::Newest | Sort::Oldest => listed.comment.created_at.0,
        };
        Self::at(sort, After { key, id: listed.comment.id })
    }

    fn at(sort: Sort, after: After) -> Self {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(letter(sort));
        bytes.extend(after.key.to_be_bytes());
        bytes.extend(after.id.0.as_bytes());
        Self(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Whether it is a place in this order.
    pub fn fits(&self, sort: Sort) -> bool {
        self.read(sort).is_some()
    }

    /// The place, if it is one in this order.
    pub(crate) fn read(&self, sort: Sort) -> Option<After> {
        let bytes: [u8; LENGTH] = BASE64_URL_SAFE_NO_PAD.decode(&self.0).ok()?.try_into().ok()?;
        if bytes[0] != letter(sort) {
            return None;
        }
        let key = i64::from_be_bytes(bytes[1..9].try_into().ok()?);
        Some(After { key, id: CommentId(Uuid::from_slice(&bytes[9..]).ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_is_read_in_its_own_order_alone(key: i64, id: u128) {
            let after = After { key, id: CommentId(Uuid::from_u128(id)) };
            for sort in Sort::ALL {
                for other in Sort::ALL {
                    prop_assert_eq!(Cursor::at(*sort, after).read(*other), (sort == other).then_some(after));
                }
            }
        }

        #[test]
        fn anything_else_is_no_cursor(text in ".{0,33}|.{35,60}") {
            prop_assert_eq!(Cursor(text).read(Sort::Best), None);
        }
    }
}
