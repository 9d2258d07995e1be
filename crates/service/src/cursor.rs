//! The start or the end of a page of a list, as an address carries it: one type for every list.
//!
//! A list gives its order and its parts to [`List::of`]. [`Cursor::at`] writes a position with the key of the list's
//! order, a tuple of [`Key`]s that names one row; [`Cursor::read`] gives it back to the same list alone.

mod key;

pub(crate) use key::Key;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A position in a list: the name of its order, a full stop, and the list's mark with the key in Base64. Everybody but
/// this file takes it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(String);

impl Cursor {
    /// The cursor in an address; `None` for the empty text of an address without one.
    pub fn given(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The text for an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text for an address, owned.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The cursor for a position in a list.
    pub(crate) fn at(list: List, key: impl Key) -> Self {
        let mut bytes = list.mark.to_vec();
        key.write(&mut bytes);
        Self(format!(
            "{}.{}",
            list.order,
            BASE64_URL_SAFE_NO_PAD.encode(bytes)
        ))
    }

    /// The position, if it belongs to this list.
    pub(crate) fn read<K: Key>(&self, list: List) -> Option<K> {
        let (order, mark, key) = self.parts()?;
        (order == list.order && mark == list.mark).then_some(key)
    }

    /// The order of the list that it belongs to, if it holds such a key.
    pub(crate) fn order<O: FromStr, K: Key>(&self) -> Option<O> {
        let (order, _, _) = self.parts::<K>()?;
        order.parse().ok()
    }

    fn parts<K: Key>(&self) -> Option<(&str, [u8; MARK], K)> {
        let (order, rest) = self.0.split_once('.')?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(rest).ok()?;
        let (mark, mut rest) = bytes.split_first_chunk::<MARK>()?;
        let key = K::read(&mut rest)?;
        rest.is_empty().then_some((order, *mark, key))
    }
}

/// The number of bytes of a list's mark.
const MARK: usize = 4;

/// The list that a position belongs to. The mark shows when a cursor belongs to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct List {
    order: &'static str,
    mark: [u8; MARK],
}

impl List {
    /// The list with the order of this name that these parts name: what it lists, of what, under which filters.
    pub(crate) fn of<'a>(order: &'static str, parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self {
            order,
            mark: mark(parts),
        }
    }
}

/// FNV-1a of 32 bits, the same on every machine. It prevents mistakes; it is not a secret.
fn mark<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; MARK] {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let mut hash = 0x811c_9dc5;
    for part in parts {
        // The length keeps "ab", "c" and "a", "bc" apart.
        hash = (part.len() as u64)
            .to_be_bytes()
            .into_iter()
            .chain(part.iter().copied())
            .fold(hash, mix);
    }
    hash.to_be_bytes()
}

/// Cuts a list that was read with one row more than `length`; returns its last row when there was more.
pub(crate) fn cut<T>(rows: &mut Vec<T>, length: i64) -> Option<&T> {
    let length = usize::try_from(length).unwrap_or_default();
    let more = rows.len() > length;
    rows.truncate(length);
    if more { rows.last() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::Timestamp;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn lists() -> [List; 5] {
        [
            List::of("fair", [b"proposals".as_slice()]),
            List::of("newest", [b"proposals".as_slice()]),
            List::of("newest", [b"comments".as_slice()]),
            List::of("newest", [b"comments".as_slice(), b"theme"]),
            List::of("new", []),
        ]
    }

    proptest! {
        #[test]
        fn a_cursor_is_read_in_its_own_list_alone(rank: i64, score: u64, at: i64, id: u128) {
            let key = (rank, score, Timestamp(at), Uuid::from_u128(id));
            for list in lists() {
                let cursor = Cursor::given(Cursor::at(list, key).as_str()).unwrap();
                for other in lists() {
                    prop_assert_eq!(cursor.read(other), (list == other).then_some(key));
                }
                let order: Option<String> = cursor.order::<_, (i64, u64, Timestamp, Uuid)>();
                prop_assert_eq!(order.as_deref(), Some(list.order));
            }
        }

        #[test]
        fn a_cursor_with_another_byte_is_another_place_or_none(at in 0..MARK + 24, change in 1_u8..) {
            let (list, key) = (lists()[1], (Timestamp(5), Uuid::from_u128(7)));
            let cursor = Cursor::at(list, key);
            let (order, rest) = cursor.as_str().split_once('.').unwrap();
            let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(rest).unwrap();
            bytes[at] ^= change;
            let changed = Cursor(format!("{order}.{}", BASE64_URL_SAFE_NO_PAD.encode(&bytes)));
            let read: Option<(Timestamp, Uuid)> = changed.read(list);
            prop_assert_eq!(read.is_some(), at >= MARK);
            prop_assert_ne!(read, Some(key));
        }

        #[test]
        fn any_other_text_is_no_cursor(text in ".{0,60}") {
            let cursor = Cursor(text);
            for list in lists() {
                prop_assert_eq!(cursor.read::<(i64, Uuid)>(list), None);
            }
        }
    }

    #[test]
    fn a_cursor_that_was_tampered_with_is_refused() {
        let (list, key) = (lists()[1], (7_i64, Uuid::from_u128(9)));
        let cursor = Cursor::at(list, key).into_string();
        assert_eq!(Cursor(cursor.clone()).read(list), Some(key));
        let (order, rest) = cursor.split_once('.').unwrap();
        let tampered = [
            ("nothing", String::new()),
            ("no order", rest.to_owned()),
            ("an empty order", format!(".{rest}")),
            ("another order", format!("fair.{rest}")),
            ("the beginning of an order", format!("new.{rest}")),
            ("an order in capitals", format!("NEWEST.{rest}")),
            ("no key", format!("{order}.")),
            ("a key cut short", cursor[..cursor.len() - 1].to_owned()),
            ("a key that goes on", format!("{cursor}AAAA")),
            ("a second part", format!("{cursor}.{rest}")),
            ("padding", format!("{cursor}==")),
            ("a space", format!(" {cursor}")),
            ("another alphabet", format!("{order}.+/{}", &rest[2..])),
            (
                "bits after the end",
                format!("{}B", &cursor[..cursor.len() - 1]),
            ),
            (
                "the form of earlier versions",
                "bgAAAAAAAAAAAAAABwAAAAAAAAAAAAAAAAAAAAk".to_owned(),
            ),
            (
                "their form for consultations",
                "newest.7.00000000000000000000000000000009".to_owned(),
            ),
        ];
        for (what, text) in tampered {
            assert_ne!(text, cursor, "{what}");
            assert_eq!(Cursor(text).read::<(i64, Uuid)>(list), None, "{what}");
        }
        assert_eq!(
            Cursor(cursor).read::<(i64, i64, Uuid)>(list),
            None,
            "the key of another list"
        );
    }

    #[test]
    fn lists_of_other_parts_have_other_marks() {
        let parts: [&[&[u8]]; 6] = [
            &[],
            &[b""],
            &[b"ab", b"c"],
            &[b"a", b"bc"],
            &[b"abc"],
            &[b"c", b"ab"],
        ];
        let marks = parts.map(|parts| mark(parts.iter().copied()));
        for (n, mark) in marks.iter().enumerate() {
            assert!(!marks[..n].contains(mark), "{:?}", parts[n]);
        }
    }

    #[test]
    fn a_cursor_is_the_same_in_every_version() {
        let list = List::of("newest", [b"log".as_slice()]);
        let cursor = Cursor::at(list, (Timestamp(1), Uuid::from_u128(2)));
        assert_eq!(
            cursor.as_str(),
            "newest.tGpfbgAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAg"
        );
    }
}
