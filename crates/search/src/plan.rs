//! Turns a parsed question into queries of the engine.

use tantivy::Term as Key;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::Error;
use crate::analysis::{dense_characters, folded_word};
use crate::exclusion::Exclusion;
use crate::language::{self, Language};
use crate::parse::{Term, Wanted};
use crate::rank::{BODY, BODY_STEM, TIE_BREAKER, TITLE, TITLE_STEM};
use crate::schema::{Fields, Pair};
use crate::snapshot::Snapshot;
use crate::text::spans;

/// Plans questions against one commit.
pub(crate) struct Planner<'a> {
    pub fields: &'a Fields,
    pub snapshot: &'a Snapshot,
    /// The indexes of the languages for which words are stemmed.
    pub languages: Vec<usize>,
    /// The languages whose very common words are left out.
    common: Vec<&'static Language>,
}

/// A query of the engine.
pub(crate) type Plan = Box<dyn Query>;

impl<'a> Planner<'a> {
    /// A planner for questions that are probably in the language with the given code.
    pub fn new(fields: &'a Fields, snapshot: &'a Snapshot, code: &str) -> Self {
        let common = language::place(code)
            .into_iter()
            .chain(snapshot.languages.first().copied());
        let common = common.map(|place| &language::all()[place]).collect();
        Self {
            fields,
            snapshot,
            languages: snapshot.languages_for(code),
            common,
        }
    }

    /// Whether a term is a word too common to search for.
    pub fn is_common(&self, term: &Term) -> bool {
        matches!(&term.wanted, Wanted::Word(word) if self.common.iter().any(|language| language.is_stop_word(word)))
    }

    /// Documents with all terms and without the excluded ones; `None` if a word is in no document.
    pub fn all(&self, terms: &[Term]) -> Result<Option<Plan>, Error> {
        let mut clauses = self.exclusions(terms)?;
        for term in terms.iter().filter(|term| !term.excluded) {
            match self.wanted(&term.wanted)? {
                Some(plan) => clauses.push((Occur::Must, plan)),
                None => return Ok(None),
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Some(Box::new(BooleanQuery::new(clauses))))
    }

    /// Documents with at least half of the terms and without the excluded ones; `None` if that is impossible.
    pub fn half(&self, terms: &[Term]) -> Result<Option<Plan>, Error> {
        let mut clauses = self.exclusions(terms)?;
        let mut wanted = 0;
        let mut found = 0;
        for term in terms.iter().filter(|term| !term.excluded) {
            wanted += 1;
            if let Some(plan) = self.wanted(&term.wanted)? {
                found += 1;
                clauses.push((Occur::Should, plan));
            }
        }
        let least = usize::div_ceil(wanted, 2);
        if wanted < 2 || found < least {
            return Ok(None);
        }
        Ok(Some(Box::new(BooleanQuery::with_minimum_required_clauses(
            clauses, least,
        ))))
    }

    fn exclusions(&self, terms: &[Term]) -> Result<Vec<(Occur, Plan)>, Error> {
        let mut clauses = Vec::new();
        for term in terms.iter().filter(|term| term.excluded) {
            if let Some(plan) = self.wanted(&term.wanted)? {
                clauses.push((Occur::MustNot, Box::new(Exclusion(plan)) as Plan));
            }
        }
        Ok(clauses)
    }

    /// Documents with one wanted thing; `None` if there are no such documents.
    pub fn wanted(&self, wanted: &Wanted) -> Result<Option<Plan>, Error> {
        match wanted {
            Wanted::Word(word) => self.word(word),
            Wanted::Run(text) | Wanted::Phrase(text) => self.phrase(text),
        }
    }

    /// Documents with a word as written or by its stem; `None` if there are no such documents.
    pub fn word(&self, word: &str) -> Result<Option<Plan>, Error> {
        let mut options = Vec::new();
        let folded = folded_word(word);
        self.option(&mut options, self.fields.folded.title, &folded, TITLE)?;
        self.option(&mut options, self.fields.folded.body, &folded, BODY)?;
        for place in &self.languages {
            let Pair { title, body } = self.fields.stemmed[*place];
            for stem in language::all()[*place].stems(word) {
                self.option(&mut options, title, &stem, TITLE_STEM)?;
                self.option(&mut options, body, &stem, BODY_STEM)?;
            }
        }
        Ok(best_of(options))
    }

    /// Adds a term of the index, if any document has it.
    pub fn option(
        &self,
        options: &mut Vec<Plan>,
        field: Field,
        text: &str,
        weight: f32,
    ) -> Result<(), Error> {
        let key = Key::from_field_text(field, text);
        if self.snapshot.searcher.doc_freq(&key)? > 0 {
            let term = TermQuery::new(key, IndexRecordOption::WithFreqs);
            options.push(Box::new(BoostQuery::new(Box::new(term), weight)));
        }
        Ok(())
    }

    /// Documents with these words and characters exactly one after the other.
    fn phrase(&self, text: &str) -> Result<Option<Plan>, Error> {
        let sequence = sequence(text);
        let mut options = Vec::new();
        for (field, weight) in [
            (self.fields.folded.title, TITLE),
            (self.fields.folded.body, BODY),
        ] {
            match sequence.as_slice() {
                [] => {}
                [(_, only)] => self.option(&mut options, field, only, weight)?,
                several => {
                    let keys = several
                        .iter()
                        .map(|(at, text)| (*at, Key::from_field_text(field, text)))
                        .collect();
                    let phrase = PhraseQuery::new_with_offset(keys);
                    options.push(Box::new(BoostQuery::new(Box::new(phrase), weight)));
                }
            }
        }
        Ok(best_of(options))
    }
}

/// The folded tokens of a phrase with their distance from its beginning; a dense run by its pairs.
pub(crate) fn sequence(text: &str) -> Vec<(usize, String)> {
    let mut sequence = Vec::new();
    let mut position = 0;
    for span in spans(text) {
        let written = &text[span.from..span.to];
        if !span.dense {
            sequence.push((position, folded_word(written)));
            position += 1;
            continue;
        }
        let characters = dense_characters(written);
        if let [(.., only)] = characters.as_slice() {
            sequence.push((position, only.clone()));
        }
        for (at, pair) in characters.windows(2).enumerate() {
            sequence.push((position + at, format!("{}{}", pair[0].2, pair[1].2)));
        }
        position += characters.len();
    }
    sequence.retain(|(_, text)| !text.is_empty());
    sequence
}

/// The best of several ways to match; `None` if there is no way.
pub(crate) fn best_of(mut options: Vec<Plan>) -> Option<Plan> {
    match options.len() {
        0 => None,
        1 => options.pop(),
        _ => Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(
            options,
            TIE_BREAKER,
        ))),
    }
}
