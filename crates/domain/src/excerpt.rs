//! The beginning of a text, cut where a reader would cut it: between grapheme clusters (UAX 29), which people see as
//! one character (a family emoji, a Thai or Devanagari letter with its marks), and at the end of a word where one is
//! near.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The first `most` characters of a text at most. A grapheme cluster that would fit only in part is left out.
///
/// A single cluster may be longer than `most` (a letter under a hundred marks). It is cut between its characters, so
/// that the limit holds.
#[must_use]
pub fn beginning(text: &str, most: usize) -> &str {
    let end = fitting(text, most);
    if end > 0 || most == 0 {
        return &text[..end];
    }
    let cut = text.char_indices().nth(most).map(|(at, _)| at);
    &text[..cut.unwrap_or(text.len())]
}

/// The beginning of a text as lists show it: at most `most` characters, and "…" exactly when something was cut.
/// `is_whole` is false for a text that is itself only a beginning: its last cluster may be incomplete.
#[must_use]
pub fn excerpt(text: &str, most: usize, is_whole: bool) -> Cow<'_, str> {
    let kept = beginning(text, most);
    let cut = match (kept.len() == text.len(), is_whole) {
        (true, true) => return Cow::Borrowed(text),
        (true, false) => without_last(kept),
        (false, _) => kept,
    };
    let end = word_end(text, cut.len(), most / 3);
    let shown = text[..end].trim_end_matches([',', '.', ';', ':', '…', ' ', '\n', '\t']);
    Cow::Owned(format!("{shown}…"))
}

/// The end of the clusters that fit into so many characters.
///
/// Characters that [`stands_alone`] are counted one by one, which is many times faster. Clusters are searched from the
/// character before the first other one, because the two may join.
fn fitting(text: &str, most: usize) -> usize {
    let (mut end, mut count) = (0, 0);
    for (at, char) in text.char_indices() {
        if !stands_alone(char) {
            return clusters_that_fit(text, end, count, most);
        }
        if count == most {
            return at;
        }
        (end, count) = (at, count + 1);
    }
    text.len()
}

/// The end of the clusters that fit, searched from `end`. `count` characters were counted before it (the one at `end`
/// among them).
fn clusters_that_fit(text: &str, mut end: usize, count: usize, most: usize) -> usize {
    let (from, mut count) = (end, count.saturating_sub(1));
    for (at, cluster) in text[from..].grapheme_indices(true) {
        count += cluster.chars().count();
        if count > most {
            break;
        }
        end = from + at + cluster.len();
    }
    end
}

/// Whether a character never shares a cluster with another of these: letters, digits and punctuation of Latin, Greek
/// and Cyrillic, and Chinese characters, whose property Grapheme_Cluster_Break is Other (UAX 29, table 2), and the line
/// feed. A test checks each against the library.
const fn stands_alone(char: char) -> bool {
    matches!(
        char,
        '\n' | ' '..='~'
            | '\u{A1}'..='\u{AC}'
            | '\u{AE}'..='\u{2FF}'
            | '\u{370}'..='\u{482}'
            | '\u{2010}'..='\u{2027}'
            | '\u{4E00}'..='\u{9FFF}'
    )
}

fn without_last(text: &str) -> &str {
    let last = text.grapheme_indices(true).next_back();
    &text[..last.map_or(0, |(at, _)| at)]
}

/// The end of the last whole word at or before `end`, unless it is more than `near` characters away. In scripts without
/// spaces there is no such end, and `end` stays.
fn word_end(text: &str, end: usize, near: usize) -> usize {
    if text[end..].starts_with(char::is_whitespace) {
        return end;
    }
    let space = text[..end].rfind(char::is_whitespace);
    space
        .filter(|&space| space > 0 && text[space..end].chars().count() <= near + 1)
        .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FAMILY: &str = "👨\u{200D}👩\u{200D}👧\u{200D}👦";

    #[test]
    fn no_cluster_is_cut_in_half() {
        let families = FAMILY.repeat(5);
        // Each has seven characters: only a part of the third would fit.
        assert_eq!(
            excerpt(&families, 20, true),
            format!("{}…", FAMILY.repeat(2))
        );
        for (text, most, expected) in [
            // Thai: a letter with vowel and tone mark.
            ("ที่นี่มีต้นไม้", 4, "ที่…"),
            // Devanagari: conjuncts and vowel signs.
            ("नमस्ते दुनिया", 5, "नम…"),
            ("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}…"),
            ("🇪🇸🇫🇷🇩🇪", 3, "🇪🇸…"),
            ("👍🏽👍🏽", 3, "👍🏽…"),
        ] {
            assert_eq!(excerpt(text, most, true), expected, "{text}");
        }
    }

    #[test]
    fn characters_that_stand_alone_do_not_join() {
        let alone = |char: &char| stands_alone(*char);
        for char in ('\0'..=char::MAX).filter(alone) {
            for text in [
                format!("a{char}a"),
                format!("{char}{char}"),
                format!("©{char}©"),
            ] {
                assert_eq!(
                    text.graphemes(true).count(),
                    text.chars().count(),
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn an_excerpt_ends_with_a_word_where_one_ends_near() {
        assert_eq!(
            excerpt("Trees and benches for all", 20, true),
            "Trees and benches…"
        );
        assert_eq!(
            excerpt("Trees and benches, for all", 18, true),
            "Trees and benches…"
        );
        assert_eq!(
            excerpt("A Donaudampfschifffahrt", 12, true),
            "A Donaudampf…"
        );
        assert_eq!(
            excerpt("東京都の公園に木を植える", 6, true),
            "東京都の公園…"
        );
    }

    #[test]
    fn dots_stand_exactly_where_something_was_cut() {
        assert_eq!(excerpt("Exactly ten", 11, true), "Exactly ten");
        assert_eq!(excerpt("Exactly ten", 10, true), "Exactly…");
        assert_eq!(excerpt("A part of it al", 200, false), "A part of it…");
        assert_eq!(excerpt("", 200, true), "");
    }

    #[test]
    fn a_letter_under_too_many_marks_does_not_break_the_limit() {
        let zalgo = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(beginning(&zalgo, 10).chars().count(), 10);
        assert_eq!(beginning(FAMILY, 0), "");
    }

    proptest! {
        #[test]
        fn the_quick_way_ends_where_the_clusters_do(text in "([a-zé\r\n]|[ก-๛]|[👨👩\u{200D}🇪🇸\u{301}한ᄀ ]){0,40}", most in 0_usize..40) {
            prop_assert_eq!(fitting(&text, most), clusters_that_fit(&text, 0, 1, most));
        }

        #[test]
        fn an_excerpt_is_a_beginning_between_clusters(text in "([a-z]|[ก-๛]|[ा-्क-ह]|[👨👩👧\u{200D}🇪🇸\u{301} ]){0,60}", most in 1_usize..40) {
            let shown = excerpt(&text, most, true);
            prop_assert!(shown.chars().count() <= most + 1);
            if text.chars().count() <= most {
                prop_assert_eq!(&*shown, &text);
            } else {
                let kept = shown.strip_suffix('…').unwrap_or("no dots");
                prop_assert!(text.starts_with(kept));
                let is_between = text.grapheme_indices(true).any(|(at, _)| at == kept.len());
                let is_too_long = |cluster: &str| cluster.chars().count() > most;
                prop_assert!(is_between || text.graphemes(true).any(is_too_long), "{:?}", kept);
            }
        }
    }
}
