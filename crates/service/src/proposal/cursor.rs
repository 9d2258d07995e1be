//! Where a page of a list begins or ends, as an address carries it: opaque to everyone else.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use cabildo_domain::{ProposalId, proposal::Sort};
use cabildo_store::proposal::list::Position;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A place in a list of proposals. One that cannot be read, or belongs to another order, means the beginning.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// The order's letter, the key, the day of the ranks, the id.
const LENGTH: usize = 1 + 8 + 8 + 16;

const fn letter(sort: Sort) -> u8 {
    match sort {
        Sort::Fair => b'f',
        Sort::Newest => b'n',
        Sort::Supported => b's',
        Sort::Discussed => b'd',
    }
}

impl Cursor {
    /// The cursor for a place in an order.
    pub(crate) fn at(sort: Sort, position: Position) -> Self {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(letter(sort));
        bytes.extend(position.key.to_be_bytes());
        bytes.extend(position.day.to_be_bytes());
        bytes.extend(position.id.0.as_bytes());
        Self(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Whether it is a place in this order.
    pub fn fits(&self, sort: Sort) -> bool {
        self.read(sort).is_some()
    }

    /// The place, if it is one in this order.
    pub(crate) fn read(&self, sort: Sort) -> Option<Position> {
        let bytes: [u8; LENGTH] = BASE64_URL_SAFE_NO_PAD.decode(&self.0).ok()?.try_into().ok()?;
        let number = |from: usize| Some(i64::from_be_bytes(bytes[from..from + 8].try_into().ok()?));
        if bytes[0] != letter(sort) {
            return None;
        }
        let id = ProposalId(Uuid::from_slice(&bytes[17..]).ok()?);
        Some(Position { key: number(1)?, day: number(9)?, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_is_read_in_its_own_order_alone(key: i64, day: i64, id: u128) {
            let position = Position { key, day, id: ProposalId(Uuid::from_u128(id)) };
            for sort in Sort::ALL {
                let cursor = Cursor::at(*sort, position);
                for other in Sort::ALL {
                    prop_assert_eq!(cursor.read(*other), (sort == other).then_some(position));
                }
            }
        }

        #[test]
        fn anything_else_is_no_cursor(text in ".{0,60}") {
            // 33 bytes are 44 characters of this alphabet; nothing random is likely to be one.
            let _ = Cursor(text).read(Sort::Fair);
        }
    }
}
