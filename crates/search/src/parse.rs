//! Reads the text of the search box. No text is an error: characters that are not operators are read as text.

use crate::text::spans;

/// The number of characters of a question that count.
const LONGEST: usize = 200;
/// The number of terms of a question that count.
const MOST_TERMS: usize = 16;

/// A question after parsing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub terms: Vec<Term>,
    /// Whether the end of the question was left out.
    pub cut: bool,
}

/// One thing to find or to exclude.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub wanted: Wanted,
    /// Whether documents with this term are left out.
    pub excluded: bool,
}

/// The thing that a term looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// One word, as typed.
    Word(String),
    /// A run of a script without spaces, as typed.
    Run(String),
    /// The text between quotation marks, as typed: several words or runs in this order.
    Phrase(String),
}

impl Wanted {
    /// The text as typed.
    pub fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Run(text) | Self::Phrase(text) => text,
        }
    }
}

/// The beginning of a question that counts.
pub(crate) fn considered(text: &str) -> &str {
    &text[..text
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |(at, _)| at)]
}

/// Reads a question: words, "phrases" (with any quotation marks, closed or not), -excluded ones.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut rest = considered(text);
    let mut parsed = Parsed {
        terms: Vec::new(),
        cut: rest.len() < text.len(),
    };
    let mut before = ' ';
    while let Some(char) = rest.chars().next() {
        let excluded = is_minus(char) && before.is_whitespace();
        let start = if excluded {
            &rest[char.len_utf8()..]
        } else {
            rest
        };
        let (length, phrase) = piece(start);
        let piece = &start[..length];
        add(&mut parsed, piece, phrase, excluded && !piece.is_empty());
        let used = &rest[..rest.len() - start.len() + length];
        before = used.chars().next_back().unwrap_or(' ');
        rest = &rest[used.len()..];
        if used.is_empty() {
            before = char;
            rest = &rest[char.len_utf8()..];
        }
    }
    parsed
}

/// The length of the piece at the start of a text, and whether it is a phrase: a quotation, or everything up to a
/// space.
fn piece(text: &str) -> (usize, bool) {
    let mut chars = text.char_indices();
    let quoted = chars.next().is_some_and(|(_, char)| is_quote(char));
    if quoted {
        return (
            chars
                .find(|(_, char)| is_quote(*char))
                .map_or(text.len(), |(at, char)| at + char.len_utf8()),
            true,
        );
    }
    let ends = |char: char| char.is_whitespace() || is_quote(char);
    (text.find(ends).unwrap_or(text.len()), false)
}

/// Adds the words of a piece; an excluded or quoted piece of several words stays together.
fn add(parsed: &mut Parsed, piece: &str, phrase: bool, excluded: bool) {
    let found = spans(piece);
    let Some((first, last)) = found.first().zip(found.last()) else {
        return;
    };
    if found.len() > 1 && (phrase || excluded) {
        push(
            parsed,
            Term {
                wanted: Wanted::Phrase(piece[first.from..last.to].to_owned()),
                excluded,
            },
        );
        return;
    }
    for span in found {
        let text = piece[span.from..span.to].to_owned();
        let wanted = if span.dense {
            Wanted::Run(text)
        } else {
            Wanted::Word(text)
        };
        push(parsed, Term { wanted, excluded });
    }
}

fn push(parsed: &mut Parsed, term: Term) {
    if parsed.terms.contains(&term) {
        return;
    }
    if parsed.terms.len() == MOST_TERMS {
        parsed.cut = true;
        return;
    }
    parsed.terms.push(term);
}

fn is_minus(char: char) -> bool {
    matches!(char, '-' | '\u{2212}')
}

fn is_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A readable form: words plain, phrases in brackets, excluded terms with a minus.
    fn read(text: &str) -> Vec<String> {
        let show = |term: &Term| {
            let sign = if term.excluded { "-" } else { "" };
            match &term.wanted {
                Wanted::Phrase(text) => format!("{sign}[{text}]"),
                other => format!("{sign}{}", other.text()),
            }
        };
        parse(text).terms.iter().map(show).collect()
    }

    #[test]
    fn words_phrases_and_exclusions_are_told_apart() {
        let cases: [(&str, &[&str]); 14] = [
            ("más árboles", &["más", "árboles"]),
            ("\"carril bici\" centro", &["[carril bici]", "centro"]),
            ("\"carril bici", &["[carril bici]"]),
            (
                "«carril bici» “plaza mayor”",
                &["[carril bici]", "[plaza mayor]"],
            ),
            ("bici -moto", &["bici", "-moto"]),
            (
                "bici -\"patinete eléctrico\"",
                &["bici", "-[patinete eléctrico]"],
            ),
            ("low-cost", &["low", "cost"]),
            ("-low-cost", &["-[low-cost]"]),
            ("- bici", &["bici"]),
            (
                "title:foo AND (bar)^2*",
                &["title", "foo", "AND", "bar", "2"],
            ),
            ("\"bici\"", &["bici"]),
            ("a\"b c\"d", &["a", "[b c]", "d"]),
            ("bici bici", &["bici"]),
            ("東京 park", &["東京", "park"]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn text_without_a_letter_has_no_terms() {
        for text in ["", "   ", "?!", "\"\"", "- -- \"", "🙂🙂", "\u{0}\u{7}"] {
            assert_eq!(parse(text).terms, [], "{text:?}");
        }
    }

    #[test]
    fn too_much_text_is_cut_and_said_to_be() {
        assert!(!parse("una pregunta corta").cut);
        let long = parse(&"palabra ".repeat(2_000));
        assert!(long.cut);
        assert_eq!(long.terms.len(), 1);
        let many: String = (0..40).map(|number| format!("w{number} ")).collect();
        let many = parse(&many);
        assert_eq!((many.terms.len(), many.cut), (MOST_TERMS, true));
    }
}
