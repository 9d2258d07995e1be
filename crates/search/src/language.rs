//! The languages whose words are stemmed, and a guess at the language of a text.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex};

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{
    Language as StopWords, RawTokenizer, StopWordFilter, TextAnalyzer, TokenStream,
};

use crate::text::{fold, lower};

/// A language with its stemmer and, where one exists, a list of words too common to search for.
pub(crate) struct Language {
    /// The ISO 639-1 code.
    pub code: &'static str,
    stemmer: Stemmer,
    stop_words: Option<Mutex<TextAnalyzer>>,
}

/// All stemmed languages: code, stemmer, stop words.
const TABLE: &[(&str, Algorithm, Option<StopWords>)] = &[
    ("ar", Algorithm::Arabic, None),
    ("ca", Algorithm::Catalan, None),
    ("da", Algorithm::Danish, Some(StopWords::Danish)),
    ("de", Algorithm::German, Some(StopWords::German)),
    ("el", Algorithm::Greek, None),
    ("en", Algorithm::English, Some(StopWords::English)),
    ("es", Algorithm::Spanish, Some(StopWords::Spanish)),
    ("eu", Algorithm::Basque, None),
    ("fi", Algorithm::Finnish, Some(StopWords::Finnish)),
    ("fr", Algorithm::French, Some(StopWords::French)),
    ("hu", Algorithm::Hungarian, Some(StopWords::Hungarian)),
    ("it", Algorithm::Italian, Some(StopWords::Italian)),
    ("nl", Algorithm::Dutch, Some(StopWords::Dutch)),
    ("no", Algorithm::Norwegian, Some(StopWords::Norwegian)),
    ("pl", Algorithm::Polish, None),
    ("pt", Algorithm::Portuguese, Some(StopWords::Portuguese)),
    ("ro", Algorithm::Romanian, None),
    ("ru", Algorithm::Russian, Some(StopWords::Russian)),
    ("sv", Algorithm::Swedish, Some(StopWords::Swedish)),
    ("ta", Algorithm::Tamil, None),
    ("tr", Algorithm::Turkish, None),
];

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let language =
        |&(code, algorithm, stop_words): &(&'static str, Algorithm, Option<StopWords>)| Language {
            code,
            stemmer: Stemmer::new(algorithm),
            stop_words: stop_words.and_then(StopWordFilter::new).map(|filter| {
                Mutex::new(
                    TextAnalyzer::builder(RawTokenizer::default())
                        .filter(filter)
                        .build(),
                )
            }),
        };
    TABLE.iter().map(language).collect()
});

/// All stemmed languages, in the order of their fields.
pub(crate) fn all() -> &'static [Language] {
    &LANGUAGES
}

/// The codes (ISO 639-1) of the stemmed languages; texts in others are found by their folded words.
pub fn stemmed_languages() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(code, ..)| *code)
}

/// The index of a language in [`all`], for a code such as `es`, `es-MX` or `nb`; `None` if it is not stemmed.
pub(crate) fn place(code: &str) -> Option<usize> {
    let primary = code
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let primary = if primary == "nb" || primary == "nn" {
        "no"
    } else {
        &primary
    };
    TABLE.iter().position(|(known, ..)| *known == primary)
}

impl Language {
    /// The folded stems of a word: of the word as written, and of the word without its accents where that differs.
    ///
    /// Folding first would damage the stemmer (`ación` is an ending, `acion` is not), yet people leave accents out.
    /// With both stems on both sides, either spelling finds the other.
    pub fn stems(&self, word: &str) -> Stems {
        let written = lower(word);
        let folded = fold(&written);
        let first = fold(&self.stemmer.stem(&written));
        let second = if written == folded {
            None
        } else {
            Some(fold(&self.stemmer.stem(&folded)))
        };
        let second = second.filter(|stem| *stem != first);
        Stems { first, second }
    }

    /// Whether a word (accents kept, any case) is too common in this language to search for.
    pub fn is_stop_word(&self, word: &str) -> bool {
        let Some(analyzer) = &self.stop_words else {
            return false;
        };
        let mut analyzer = analyzer
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        !analyzer.token_stream(&lower(word)).advance()
    }
}

/// One or two stems of one word.
pub(crate) struct Stems {
    first: String,
    second: Option<String>,
}

impl IntoIterator for Stems {
    type Item = String;
    type IntoIter = std::iter::Chain<std::iter::Once<String>, std::option::IntoIter<String>>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self.first).chain(self.second)
    }
}

impl Stems {
    /// Whether a set contains any of these stems.
    pub fn any_in(&self, set: &HashSet<String>) -> bool {
        set.contains(&self.first) || self.second.as_ref().is_some_and(|stem| set.contains(stem))
    }
}

/// Guesses the language of an author's text, as ISO 639-1 where there is such a code; `None` when the guess is unsure.
pub fn detect_language(text: &str) -> Option<String> {
    let guess = whatlang::detect(text)?;
    guess
        .is_reliable()
        .then(|| short_code(guess.lang().code()).to_owned())
}

/// The ISO 639-1 code for an ISO 639-3 code of the detector; other codes stay as they are.
fn short_code(code: &'static str) -> &'static str {
    const SHORT: &[(&str, &str)] = &[
        ("ara", "ar"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jpn", "ja"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nld", "nl"),
        ("nob", "no"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("vie", "vi"),
        ("yid", "yi"),
    ];
    SHORT
        .iter()
        .find(|(long, _)| *long == code)
        .map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(code: &str, one: &str, other: &str) -> bool {
        let language = &all()[place(code).expect("a stemmed language")];
        let stems: HashSet<String> = language.stems(one).into_iter().collect();
        language.stems(other).any_in(&stems)
    }

    #[test]
    fn a_word_meets_its_other_forms_with_and_without_accents() {
        let families = [
            ("es", vec!["canción", "canciones", "cancion", "CANCIÓN"]),
            (
                "es",
                vec![
                    "participación",
                    "participaciones",
                    "participacion",
                    "PARTICIPACIÓN",
                ],
            ),
            ("es", vec!["árbol", "árboles", "arbol", "arboles"]),
            ("es", vec!["niña", "niñas", "nina", "ninas"]),
            ("es", vec!["jardín", "jardines", "jardin"]),
            ("en", vec!["cycling", "cycled", "cycles"]),
            ("de", vec!["Bäume", "baume", "Baum"]),
            ("fr", vec!["écoles", "école", "ecole"]),
            ("pt", vec!["eleições", "eleicoes"]),
            ("it", vec!["città", "citta"]),
            ("sv", vec!["bilar", "bil", "bilarna"]),
            ("fi", vec!["puistot", "puisto"]),
            ("ru", vec!["деревья", "деревьям"]),
        ];
        for (code, words) in families {
            for word in &words {
                assert!(
                    meet(code, words[0], word),
                    "{code}: {} and {word}",
                    words[0]
                );
            }
        }
    }

    #[test]
    fn region_and_case_of_a_code_do_not_matter() {
        assert_eq!(place("es-MX"), place("ES"));
        assert_eq!(place("nb"), place("no"));
        assert_eq!(place("zh"), None);
        assert_eq!(place(""), None);
    }

    #[test]
    fn the_language_of_a_long_enough_text_is_guessed() {
        let text = "Queremos más árboles y bancos en las plazas de nuestro barrio, para que todos podamos sentarnos a la \
            sombra. Hoy los niños juegan al sol y los mayores no tienen dónde descansar cuando vuelven de hacer la compra.";
        assert_eq!(detect_language(text).as_deref(), Some("es"));
        assert_eq!(detect_language("ok"), None);
        assert_eq!(detect_language(""), None);
    }
}
