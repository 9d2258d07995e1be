//! The mark of a list in a cursor: a few bytes that show when a cursor belongs to another list.

/// The number of bytes of a mark in a cursor.
pub(crate) const LENGTH: usize = 4;

/// The mark of the list that these parts name (FNV-1a of 32 bits, the same on every machine). It prevents mistakes; it
/// is not a secret.
pub(crate) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; LENGTH] {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_other_parts_have_other_marks() {
        let lists: [&[&[u8]]; 6] = [
            &[],
            &[b""],
            &[b"ab", b"c"],
            &[b"a", b"bc"],
            &[b"abc"],
            &[b"c", b"ab"],
        ];
        let marks = lists.map(|parts| of(parts.iter().copied()));
        for (n, mark) in marks.iter().enumerate() {
            assert!(!marks[..n].contains(mark), "{:?}", lists[n]);
        }
    }

    #[test]
    fn a_mark_is_the_same_in_every_version() {
        assert_eq!(of([]), [0x81, 0x1c, 0x9d, 0xc5]);
    }
}
