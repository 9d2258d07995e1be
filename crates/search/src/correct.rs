//! Corrects words of a question that no document contains.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::{Searcher, Term as Key};

use crate::Error;
use crate::analysis::folded_word;
use crate::parse::{Term, Wanted};
use crate::plan::Planner;
use crate::text::spans;

/// The most words of one question that are corrected; searching for more would take too long.
const MOST_CORRECTIONS: usize = 4;
/// The fewest letters of a word that may differ in one letter, and of one that may differ in two.
const ONE_LETTER: usize = 4;
const TWO_LETTERS: usize = 8;

/// A word as typed and the folded word that documents have instead.
pub(crate) struct Correction {
    pub typed: String,
    pub known: String,
}

/// Replaces words that no document has by the most frequent similar word that some document has.
pub(crate) fn correct(
    planner: &Planner<'_>,
    terms: &[Term],
) -> Result<(Vec<Term>, Vec<Correction>), Error> {
    let mut corrected = terms.to_vec();
    let mut corrections = Vec::new();
    for term in corrected.iter_mut().filter(|term| !term.excluded) {
        let Wanted::Word(word) = &mut term.wanted else {
            continue;
        };
        if corrections.len() == MOST_CORRECTIONS || planner.word(word)?.is_some() {
            continue;
        }
        if let Some(known) = similar_word(planner, word)? {
            let typed = std::mem::replace(word, known.clone());
            corrections.push(Correction { typed, known });
        }
    }
    Ok((corrected, corrections))
}

/// The question with its corrected words in place; `spelling` restores the accents of a folded word.
pub(crate) fn rewritten(
    text: &str,
    corrections: &[Correction],
    spelling: impl Fn(&str) -> Option<String>,
) -> String {
    let mut rewritten = String::new();
    let mut done = 0;
    for span in spans(text) {
        let word = &text[span.from..span.to];
        if let Some(correction) = corrections
            .iter()
            .find(|correction| correction.typed == word)
        {
            rewritten.push_str(&text[done..span.from]);
            rewritten
                .push_str(&spelling(&correction.known).unwrap_or_else(|| correction.known.clone()));
            done = span.to;
        }
    }
    rewritten.push_str(&text[done..]);
    rewritten.trim().to_owned()
}

fn similar_word(planner: &Planner<'_>, word: &str) -> Result<Option<String>, Error> {
    let folded = folded_word(word);
    let letters = folded.chars().count();
    // Another number means something else; it is not another spelling of this one.
    if letters < ONE_LETTER || !folded.chars().all(char::is_alphabetic) {
        return Ok(None);
    }
    for distance in 1..=if letters < TWO_LETTERS { 1 } else { 2 } {
        let found = words_within(planner, &folded, distance)?;
        let initial = folded.chars().next();
        // People rarely mistype the first letter, so a word that keeps it goes first.
        let best = found.into_iter().max_by_key(|(known, frequency)| {
            (known.chars().next() == initial, *frequency, known.clone())
        });
        if let Some((known, _)) = best {
            return Ok(Some(known));
        }
    }
    Ok(None)
}

fn words_within(
    planner: &Planner<'_>,
    folded: &str,
    distance: u8,
) -> Result<HashMap<String, u32>, Error> {
    let mut found = HashMap::new();
    for field in [planner.fields.folded.title, planner.fields.folded.body] {
        let searcher: &Searcher = &planner.snapshot.searcher;
        for segment in searcher.segment_readers() {
            let automaton =
                FuzzyTermQuery::new(Key::from_field_text(field, folded), distance, true)
                    .automaton()?;
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().search(automaton).into_stream()?;
            while stream.advance() {
                let frequency = stream.value().doc_freq;
                *found
                    .entry(String::from_utf8_lossy(stream.key()).into_owned())
                    .or_default() += frequency;
            }
        }
    }
    Ok(found)
}
