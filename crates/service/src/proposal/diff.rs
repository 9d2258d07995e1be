//! The differences between two texts, word by word.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// The fate of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DiffKind {
    /// In both.
    Same,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
}

/// A run of words with one fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffPiece {
    /// Its fate.
    pub kind: DiffKind,
    /// The words, with the spaces around them.
    pub text: String,
}

/// Longer comparisons become coarser rather than slower.
const PATIENCE: Duration = Duration::from_millis(200);

/// The pieces that make up both texts: without the added ones they give `old`, without the removed ones `new`.
pub fn word_diff(old: &str, new: &str) -> Vec<DiffPiece> {
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_unicode_words(old, new);
    let mut pieces: Vec<DiffPiece> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => DiffKind::Same,
            ChangeTag::Insert => DiffKind::Added,
            ChangeTag::Delete => DiffKind::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => pieces.push(DiffPiece {
                kind,
                text: change.value().to_owned(),
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn without(pieces: &[DiffPiece], kind: DiffKind) -> String {
        pieces
            .iter()
            .filter(|piece| piece.kind != kind)
            .map(|piece| piece.text.as_str())
            .collect()
    }

    #[test]
    fn a_changed_word_is_removed_and_added() {
        let pieces = word_diff("Más árboles en la calle", "Más fuentes en la calle");
        let flat: Vec<(DiffKind, &str)> = pieces
            .iter()
            .map(|piece| (piece.kind, piece.text.as_str()))
            .collect();
        assert_eq!(
            flat,
            [
                (DiffKind::Same, "Más "),
                (DiffKind::Removed, "árboles"),
                (DiffKind::Added, "fuentes"),
                (DiffKind::Same, " en la calle"),
            ]
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_the_pieces(old in "[a-dñ \n]{0,80}", new in "[a-dñ \n]{0,80}") {
            let pieces = word_diff(&old, &new);
            prop_assert_eq!(without(&pieces, DiffKind::Added), old);
            prop_assert_eq!(without(&pieces, DiffKind::Removed), new);
        }
    }
}
