//! Lays out the tokens of a text for the index, and reads the words of a question in the same way.

use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::language::Language;
use crate::text::{Span, fold, lower, spans};

/// The folded form of one word, as the folded fields contain it.
pub(crate) fn folded_word(word: &str) -> String {
    fold(&lower(word))
}

/// The characters of a run without spaces, each folded, with its byte offsets in the run.
pub(crate) fn dense_characters(run: &str) -> Vec<(usize, usize, String)> {
    let folded = |(at, char): (usize, char)| {
        (
            at,
            at + char.len_utf8(),
            fold(char.encode_utf8(&mut [0; 4])),
        )
    };
    run.char_indices()
        .map(folded)
        .filter(|(.., text)| !text.is_empty())
        .collect()
}

/// The tokens of the folded fields: one for each word, and in runs without spaces one for every character and every
/// pair.
pub(crate) fn folded_tokens(text: &str) -> PreTokenizedString {
    let mut tokens = Vec::new();
    let mut position = 0;
    for span in spans(text) {
        let written = &text[span.from..span.to];
        if !span.dense {
            push(&mut tokens, span, position, folded_word(written));
            position += 1;
            continue;
        }
        let characters = dense_characters(written);
        for (index, (from, to, character)) in characters.iter().enumerate() {
            let at = Span {
                from: span.from + from,
                to: span.from + to,
                dense: true,
            };
            push(&mut tokens, at, position, character.clone());
            if let Some((_, end, next)) = characters.get(index + 1) {
                push(
                    &mut tokens,
                    Span {
                        to: span.from + end,
                        ..at
                    },
                    position,
                    format!("{character}{next}"),
                );
            }
            position += 1;
        }
    }
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}

/// The tokens of a language's stemmed fields: the stems of each word that is not too common.
pub(crate) fn stemmed_tokens(text: &str, language: &Language) -> PreTokenizedString {
    let mut tokens = Vec::new();
    for (position, span) in spans(text).into_iter().enumerate() {
        let word = &text[span.from..span.to];
        if span.dense || language.is_stop_word(word) {
            continue;
        }
        for stem in language.stems(word) {
            push(&mut tokens, span, position, stem);
        }
    }
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}

fn push(tokens: &mut Vec<Token>, span: Span, position: usize, text: String) {
    if !text.is_empty() {
        tokens.push(Token {
            offset_from: span.from,
            offset_to: span.to,
            position,
            text,
            position_length: 1,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{all, place};

    fn texts(tokens: PreTokenizedString) -> Vec<(usize, String)> {
        tokens
            .tokens
            .into_iter()
            .map(|token| (token.position, token.text))
            .collect()
    }

    #[test]
    fn a_run_without_spaces_gives_characters_and_pairs() {
        let expected =
            [(0, "東"), (0, "東京"), (1, "京"), (2, "ok")].map(|(at, text)| (at, text.to_owned()));
        assert_eq!(texts(folded_tokens("東京 OK")), expected);
    }

    #[test]
    fn common_words_are_not_stemmed() {
        let spanish = &all()[place("es").expect("Spanish")];
        let stems: Vec<String> = stemmed_tokens("los árboles de la plaza", spanish)
            .tokens
            .into_iter()
            .map(|token| token.text)
            .collect();
        assert_eq!(stems, ["arbol", "plaz"]);
    }
}
