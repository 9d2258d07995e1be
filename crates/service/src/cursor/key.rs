//! The values of which the keys of lists are made, in bytes of fixed length.

use cabildo_domain::Timestamp;
use uuid::Uuid;

/// A value that a cursor can hold.
pub(crate) trait Key: Sized {
    /// Appends its bytes.
    fn write(&self, bytes: &mut Vec<u8>);

    /// Takes its bytes from the beginning; `None` when there are too few.
    fn read(bytes: &mut &[u8]) -> Option<Self>;
}

fn take<const LENGTH: usize>(bytes: &mut &[u8]) -> Option<[u8; LENGTH]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

impl Key for i64 {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_be_bytes());
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        take(bytes).map(Self::from_be_bytes)
    }
}

impl Key for u64 {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_be_bytes());
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        take(bytes).map(Self::from_be_bytes)
    }
}

impl Key for Timestamp {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.0.write(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        i64::read(bytes).map(Self)
    }
}

impl Key for Uuid {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.as_bytes());
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        take(bytes).map(Self::from_bytes)
    }
}

macro_rules! tuples {
    ($(($($key:ident),+))+) => { $(
        impl<$($key: Key),+> Key for ($($key,)+) {
            fn write(&self, bytes: &mut Vec<u8>) {
                #[expect(non_snake_case, reason = "each value is named as its type")]
                let ($($key,)+) = self;
                $($key.write(bytes);)+
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                Some(($($key::read(bytes)?,)+))
            }
        }
    )+ };
}

tuples! { (A, B) (A, B, C) (A, B, C, D) }
