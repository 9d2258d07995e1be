//! Recognises two posts as one: the same key of a form with the same content, by the same person.
//!
//! A page puts a key into its form, so that a double tap or a reload publishes once. A browser that goes back shows the
//! same page with the same key, but the text typed then is another one, so the key alone is not enough. The stored key
//! is therefore derived from the key and the content together, as first posted: later edits do not change it.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The key to keep for a form with this key that `who` posted with these fields; `None` when the form has no key.
pub(crate) fn of(form_key: &str, who: &[u8], fields: &[&str]) -> Option<Uuid> {
    let key = Uuid::parse_str(form_key.trim()).ok()?;
    let mut hash = Sha256::new().chain_update(key.as_bytes());
    let mut add = |part: &[u8]| {
        // Lengths keep lists of parts apart that would be equal when joined.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    add(who);
    for field in fields {
        // A script posts other line ends than a form does.
        add(field.replace("\r\n", "\n").trim().as_bytes());
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Some(Builder::from_custom_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_person_and_fields_are_the_same_post() {
        let key = Uuid::from_u128(7).to_string();
        let first = of(&key, b"ana", &["Trees", "More\r\nof them"]);
        assert!(first.is_some());
        assert_eq!(
            first,
            of(&format!(" {key} "), b"ana", &["Trees ", "More\nof them"])
        );
        for other in [
            of(
                &Uuid::from_u128(8).to_string(),
                b"ana",
                &["Trees", "More\nof them"],
            ),
            of(&key, b"bea", &["Trees", "More\nof them"]),
            of(&key, b"ana", &["Trees", "Fewer of them"]),
            of(&key, b"ana", &["TreesMore", "\nof them"]),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn a_form_without_a_key_is_never_a_second_post() {
        assert_eq!(of("", b"ana", &["Trees"]), None);
        assert_eq!(of("not a key", b"ana", &["Trees"]), None);
    }
}
