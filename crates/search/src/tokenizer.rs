//! The analysis as tokenizers of the engine: a text waits for the writer's thread as it was written, and becomes tokens
//! there. Tokens take thirty times the memory of the text, and thousands of texts may wait.

use tantivy::tokenizer::{PreTokenizedStream, TextAnalyzer, Tokenizer, TokenizerManager};

use crate::analysis::{folded_tokens, stemmed_tokens};
use crate::language;

/// The tokenizer of folded bodies.
pub(crate) const FOLDED: &str = "folded";
/// The tokenizer of folded titles with a number; see [`numbered`].
pub(crate) const NUMBERED: &str = "numbered";

/// The distance between the last word and a proposal's number, so that no phrase reaches from one to the other.
const NUMBER_GAP: usize = 1_000;
/// The separator between a title and its number.
const SEPARATOR: char = '\u{1f}';

/// The tokenizer of the stems of a language.
pub(crate) fn stemmed(code: &str) -> String {
    format!("stems-{code}")
}

/// A title with the number by which it can also be found, for the tokenizer [`NUMBERED`].
pub(crate) fn numbered(title: &str, number: Option<i64>) -> String {
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    format!("{title}{SEPARATOR}{number}")
}

/// Registers the tokenizers with an index.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(FOLDED, TextAnalyzer::from(Folded));
    tokenizers.register(NUMBERED, TextAnalyzer::from(Numbered));
    for (place, language) in language::all().iter().enumerate() {
        tokenizers.register(
            &stemmed(language.code),
            TextAnalyzer::from(Stemmed { place }),
        );
    }
}

#[derive(Clone)]
struct Folded;

impl Tokenizer for Folded {
    type TokenStream<'a> = PreTokenizedStream;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> PreTokenizedStream {
        folded_tokens(text).into()
    }
}

#[derive(Clone)]
struct Numbered;

impl Tokenizer for Numbered {
    type TokenStream<'a> = PreTokenizedStream;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> PreTokenizedStream {
        let (title, number) = text.rsplit_once(SEPARATOR).unwrap_or((text, ""));
        let mut tokens = folded_tokens(title);
        let place = tokens.tokens.len() + NUMBER_GAP;
        let number = folded_tokens(number).tokens.into_iter().map(|mut token| {
            token.position = place;
            token
        });
        tokens.tokens.extend(number);
        tokens.into()
    }
}

/// The tokenizer for the language with this index.
#[derive(Clone)]
struct Stemmed {
    place: usize,
}

impl Tokenizer for Stemmed {
    type TokenStream<'a> = PreTokenizedStream;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> PreTokenizedStream {
        stemmed_tokens(text, &language::all()[self.place]).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::tokenizer::TokenStream;

    #[test]
    fn a_number_stands_where_no_phrase_of_the_title_reaches_it() {
        let mut found = Vec::new();
        for (title, number) in [
            ("More trees", Some(214)),
            ("Odd\u{1f}title", Some(3)),
            ("Alone", None),
        ] {
            let text = numbered(title, number);
            let mut tokenizer = Numbered;
            let mut stream = tokenizer.token_stream(&text);
            while stream.advance() {
                found.push((stream.token().text.clone(), stream.token().position));
            }
        }
        let expected = [
            ("more", 0),
            ("trees", 1),
            ("214", 1_002),
            ("odd", 0),
            ("title", 1),
            ("3", 1_002),
            ("alone", 0),
        ];
        assert_eq!(
            found,
            expected.map(|(text, position)| (text.to_owned(), position))
        );
    }
}
