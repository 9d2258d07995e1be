//! Cuts text into words and folds them, in the same way for documents, questions and highlights.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word that is indexed, in characters; the rest of a longer one is ignored in documents and questions
/// alike.
const LONGEST_WORD: usize = 40;

/// A stretch of text that is searched as one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Byte offset of its first character.
    pub from: usize,
    /// Byte offset after its last character.
    pub to: usize,
    /// Whether its script writes no spaces, so that it is searched by pairs of characters.
    pub dense: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Gap,
    Word,
    Dense,
}

/// The words and the runs of dense script in a text, in order.
pub(crate) fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<Span> = None;
    for (at, char) in text.char_indices() {
        let class = class(char, open.as_ref());
        let to = at + char.len_utf8();
        match open.as_mut() {
            Some(span) if class != Class::Gap && span.dense == (class == Class::Dense) => {
                span.to = to
            }
            _ => {
                spans.extend(open.take());
                if class != Class::Gap {
                    open = Some(Span {
                        from: at,
                        to,
                        dense: class == Class::Dense,
                    });
                }
            }
        }
    }
    spans.extend(open);
    spans
}

fn class(char: char, open: Option<&Span>) -> Class {
    if let Some(span) = open
        && (is_combining_mark(char) || matches!(char, '\u{200C}' | '\u{200D}'))
    {
        return if span.dense {
            Class::Dense
        } else {
            Class::Word
        };
    }
    match char {
        _ if !char.is_alphanumeric() => Class::Gap,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => Class::Dense,
        '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{FF66}'..='\u{FF9D}' => Class::Dense,
        '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Class::Dense,
        _ => Class::Word,
    }
}

/// The text in lower case and composed, with its accents, as a stemmer expects it.
pub(crate) fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word
            .chars()
            .take(LONGEST_WORD)
            .map(|char| char.to_ascii_lowercase())
            .collect();
    }
    word.nfkc()
        .flat_map(char::to_lowercase)
        .nfkc()
        .take(LONGEST_WORD)
        .collect()
}

/// Folds text so that case, accents and compatibility forms make no difference: `PARTICIPACIÓN` gives `participacion`.
///
/// Only marks that are accents are removed (Latin, Greek, Cyrillic, Arabic, Hebrew); the vowel signs of other scripts
/// are letters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for char in text
        .nfkc()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|char| !is_accent(*char))
        .nfc()
    {
        push_plain(&mut folded, char);
    }
    folded
}

fn is_accent(char: char) -> bool {
    matches!(char, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// Replaces letters that do not decompose, and that people type otherwise when their keyboard lacks the key.
fn push_plain(folded: &mut String, char: char) {
    match char {
        'ł' => folded.push('l'),
        'ø' => folded.push('o'),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ŧ' => folded.push('t'),
        'ς' => folded.push('σ'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        '\u{200C}' | '\u{200D}' => {}
        _ => folded.push(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        spans(text)
            .into_iter()
            .map(|span| &text[span.from..span.to])
            .collect()
    }

    #[test]
    fn folding_ignores_case_accents_and_width() {
        let pairs = [
            ("PARTICIPACIÓN", "participacion"),
            ("niña", "nina"),
            ("participacio\u{301}n", "participacion"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Ａｂｃ", "abc"),
            ("ΚΑΛΗΜΈΡΑ", "καλημερα"),
            ("İstanbul", "istanbul"),
            ("مُشَارَكَة", "مشاركة"),
            ("தமிழ்", "தமிழ்"),
        ];
        for (text, folded) in pairs {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn words_are_cut_at_whatever_is_no_letter() {
        assert_eq!(
            words("¿Más árboles, en l'Eixample_nord?"),
            ["Más", "árboles", "en", "l", "Eixample", "nord"]
        );
        assert_eq!(
            words("cafe\u{301} தமிழ் 🙂 \u{7}x"),
            ["cafe\u{301}", "தமிழ்", "x"]
        );
        assert_eq!(words("東京2024年 hello"), ["東京", "2024", "年", "hello"]);
        assert!(words("?!… \"\" — 🙂\u{0}").is_empty());
    }
}
