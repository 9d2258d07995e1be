//! The start or the end of a page of a list, as an address carries it: opaque to everyone else.

use super::ProposalFilter;
use crate::mark;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use cabildo_domain::{ConsultationId, ProposalId, proposal::Sort};
use cabildo_store::proposal::list::Position;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A position in a list of proposals. A cursor that cannot be read, or belongs to another list, means the beginning.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// The order's letter, the list's mark, the key, the day of the ranks, the id.
const LENGTH: usize = 1 + mark::LENGTH + 8 + 8 + 16;

/// The list that a position belongs to: its consultation, its filters and its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct List {
    sort: Sort,
    mark: [u8; mark::LENGTH],
}

impl List {
    pub(crate) fn of(consultation: ConsultationId, filter: &ProposalFilter, sort: Sort) -> Self {
        let theme = filter.theme.map(|id| id.0.into_bytes());
        let area = filter.area.map(|id| id.0.into_bytes());
        let status = filter
            .status
            .map_or(&[][..], |status| status.as_str().as_bytes());
        let parts = [
            consultation.0.as_bytes().as_slice(),
            theme.as_ref().map_or(&[][..], <[u8; 16]>::as_slice),
            area.as_ref().map_or(&[][..], <[u8; 16]>::as_slice),
            status,
        ];
        Self {
            sort,
            mark: mark::of(parts),
        }
    }
}

const fn letter(sort: Sort) -> u8 {
    match sort {
        Sort::Fair => b'f',
        Sort::Newest => b'n',
        Sort::Supported => b's',
        Sort::Discussed => b'd',
    }
}

impl Cursor {
    /// The cursor for a place in a list.
    pub(crate) fn at(list: List, position: Position) -> Self {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(letter(list.sort));
        bytes.extend(list.mark);
        bytes.extend(position.key.to_be_bytes());
        bytes.extend(position.day.to_be_bytes());
        bytes.extend(position.id.0.as_bytes());
        Self(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The order of the list it belongs to, if it can be read.
    pub(crate) fn sort(&self) -> Option<Sort> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(&self.0).ok()?;
        let [first, ..] = <[u8; LENGTH]>::try_from(bytes).ok()?;
        Sort::ALL
            .iter()
            .copied()
            .find(|sort| letter(*sort) == first)
    }

    /// The position, if it belongs to this list.
    pub(crate) fn read(&self, list: List) -> Option<Position> {
        let bytes: [u8; LENGTH] = BASE64_URL_SAFE_NO_PAD
            .decode(&self.0)
            .ok()?
            .try_into()
            .ok()?;
        let number = |from: usize| Some(i64::from_be_bytes(bytes[from..from + 8].try_into().ok()?));
        let (head, place) = (1 + mark::LENGTH, 1 + mark::LENGTH + 16);
        if bytes[0] != letter(list.sort) || bytes[1..head] != list.mark {
            return None;
        }
        let id = ProposalId(Uuid::from_slice(&bytes[place..]).ok()?);
        Some(Position {
            key: number(head)?,
            day: number(head + 8)?,
            id,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::{AreaId, ThemeId, proposal::Status};
    use proptest::prelude::*;

    /// Every order of two consultations, and of one under each filter.
    fn some_lists() -> Vec<List> {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let all = ProposalFilter::default();
        let filters = [
            all.clone(),
            ProposalFilter {
                theme: Some(ThemeId(two)),
                ..all.clone()
            },
            ProposalFilter {
                area: Some(AreaId(two)),
                ..all.clone()
            },
            ProposalFilter {
                status: Some(Status::Accepted),
                ..all.clone()
            },
        ];
        let of = |sort: Sort| {
            let first = filters
                .iter()
                .map(move |filter| List::of(ConsultationId(one), filter, sort));
            first
                .chain([List::of(ConsultationId(two), &all, sort)])
                .collect::<Vec<_>>()
        };
        Sort::ALL.iter().flat_map(|sort| of(*sort)).collect()
    }

    proptest! {
        #[test]
        fn a_cursor_is_read_in_its_own_list_alone(key: i64, day: i64, id: u128) {
            let position = Position { key, day, id: ProposalId(Uuid::from_u128(id)) };
            let lists = some_lists();
            for list in &lists {
                let cursor = Cursor::at(*list, position);
                for other in &lists {
                    prop_assert_eq!(cursor.read(*other), (list == other).then_some(position));
                }
            }
        }

        #[test]
        // A cursor has 50 characters: 37 bytes in this alphabet.
        #[test]
        fn anything_else_is_no_cursor(text in ".{0,49}|.{51,80}") {
            let cursor = Cursor(text);
            prop_assert_eq!(cursor.sort(), None);
            for list in some_lists() {
                prop_assert_eq!(cursor.read(list), None);
            }
        }

        #[test]
        fn a_cursor_with_another_byte_is_another_place_or_none(at in 0..LENGTH, change in 1_u8..) {
            let list = some_lists()[0];
            let position = Position { key: 5, day: 6, id: ProposalId(Uuid::from_u128(7)) };
            let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(Cursor::at(list, position).0).unwrap();
            bytes[at] ^= change;
            let read = Cursor(BASE64_URL_SAFE_NO_PAD.encode(&bytes)).read(list);
            prop_assert_eq!(read.is_some(), at > mark::LENGTH);
            prop_assert_ne!(read, Some(position));
        }
    }
}
