//! A key: what it authenticates and hashes.

use crate::entropy::{self, SystemEntropy};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// A key: 256 bits, never printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// Draws the key from the system even where ids are seeded, because it must not be guessed.
    pub(crate) fn new() -> Self {
        Self(entropy::bytes::<32>(&SystemEntropy))
    }

    /// The bytes, to be stored where no backup takes them.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        for part in parts {
            // The length before each part makes different lists of parts differ.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }

    /// The authentication code of these parts (HMAC-SHA-256).
    pub fn code(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(parts).finalize().into_bytes().into()
    }

    /// Whether `code` is the code of these parts; takes the same time for every wrong code.
    pub fn confirms(&self, parts: &[&[u8]], code: &[u8]) -> bool {
        self.mac(parts).verify_slice(code).is_ok()
    }
}

impl From<[u8; 32]> for Key {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_of_its_parts_in_their_order_alone() {
        let key = Key::new();
        let code = key.code(&[b"ab", b"c"]);
        assert!(key.confirms(&[b"ab", b"c"], &code));
        for other in [[&b"a"[..], b"bc"], [b"c", b"ab"], [b"ab", b""]] {
            assert!(!key.confirms(&other, &code), "{other:?}");
        }
        assert!(!key.confirms(&[b"ab", b"c"], &code[..31]));
        assert!(!Key::new().confirms(&[b"ab", b"c"], &code));
        assert_eq!(format!("{key:?}"), "Key(…)");
    }
}
