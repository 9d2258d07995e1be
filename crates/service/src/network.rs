//! Keyed hashes of networks: they show that two people came from the same network, and nothing without the key.

use sha2::{Digest, Sha256};

/// Bytes of a hash that are kept: enough that no two networks of a city share one.
const KEPT: usize = 16;

/// The hash of a network with a consultation's key.
pub(crate) fn hash(key: &[u8], network: &str) -> Vec<u8> {
    let inner = Sha256::new()
        .chain_update(key)
        .chain_update(network)
        .finalize();
    // Hash twice, so that nobody can append to the hashed input.
    Sha256::new()
        .chain_update(key)
        .chain_update(inner)
        .finalize()[..KEPT]
        .to_vec()
}
