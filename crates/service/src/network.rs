//! Keyed hashes of networks: they show that two requests came from the same network, and nothing without the
//! installation's key, which no backup contains ([`crate::keys`]).

use crate::keys::key::Key;
use cabildo_domain::{AccountId, ConsultationId};

/// Bytes of a hash that are kept: enough that no two networks of a city share one.
const KEPT: usize = 16;

/// The purpose of a hash. The hashes of one network for two purposes have nothing in common.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose<'a> {
    /// Limits the kept forms of people who are not logged in.
    KeptForms,
    /// Shows supports of a consultation's proposals that came from one place.
    Supports(ConsultationId),
    /// Shows participants of a map of opinions who joined from one place.
    Answers(ConsultationId),
    /// Recognises where an account logged in before; the bytes are the salt of that place.
    KnownPlace(AccountId, &'a [u8]),
}

/// The key for hashing networks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Networks(Key);

impl Networks {
    /// Hashes with this key.
    pub(crate) fn new(key: Key) -> Self {
        Self(key)
    }

    /// The hash of a network for a purpose (HMAC-SHA-256, its first 16 bytes). All requests without an address share
    /// one network, which is called "".
    pub(crate) fn hash(&self, purpose: Purpose<'_>, network: &str) -> Vec<u8> {
        let network = network.as_bytes();
        let code = match purpose {
            Purpose::KeptForms => self.0.code(&[b"kept forms", network]),
            Purpose::Supports(place) => self.0.code(&[b"supports", place.0.as_bytes(), network]),
            Purpose::Answers(place) => self.0.code(&[b"answers", place.0.as_bytes(), network]),
            Purpose::KnownPlace(account, salt) => {
                self.0
                    .code(&[b"known place", account.0.as_bytes(), salt, network])
            }
        };
        code[..KEPT].to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn a_network_has_another_hash_for_each_key_and_purpose() {
        let (one, other) = (Networks::new(Key::new()), Networks::new(Key::new()));
        let (place, account) = (ConsultationId(Uuid::nil()), AccountId(Uuid::nil()));
        let elsewhere = ConsultationId(Uuid::max());
        let purposes = [
            Purpose::KeptForms,
            Purpose::Supports(place),
            Purpose::Supports(elsewhere),
            Purpose::Answers(place),
            Purpose::KnownPlace(account, b"salt"),
            Purpose::KnownPlace(account, b"pepper"),
        ];
        let mut seen = BTreeSet::new();
        for purpose in purposes {
            for network in ["", "192.0.2.0/24", "2001:db8::/48"] {
                let hash = one.hash(purpose, network);
                assert_eq!(hash, one.hash(purpose, network), "{purpose:?}");
                assert_eq!(hash.len(), KEPT);
                assert!(seen.insert(hash), "{purpose:?} {network}");
                assert!(
                    seen.insert(other.hash(purpose, network)),
                    "{purpose:?} {network}"
                );
            }
        }
    }
}
