//! Suggestions while people type: matches of the unfinished search, and proposals like the one being written.

use cabildo_domain::SubjectKind;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, Term as Key};
use uuid::Uuid;

use crate::analysis::folded_word;
use crate::highlight::Needles;
use crate::parse::{Parsed, Term, Wanted, parse};
use crate::plan::{Plan, Planner, best_of};
use crate::query::Hit;
use crate::rank::{BODY, KindWeights, Statistics, TITLE};
use crate::search::{hit, read};
use crate::snapshot::Snapshot;
use crate::{Error, Index};

/// The most completions of the last word that are searched, the most frequent ones.
const MOST_COMPLETIONS: usize = 24;
/// The most words of the dictionary that are read to find those.
const MOST_LOOKED_AT: usize = 2_000;
/// The most suggestions.
const MOST_SUGGESTIONS: usize = 50;

impl Index {
    /// Proposals with a similar title, the most similar first, within one consultation if given.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Disk`] when the index cannot be read.
    pub fn similar(
        &self,
        title: &str,
        consultation: Option<Uuid>,
        language: &str,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let snapshot = self.snapshot();
        let fields = &self.shared.fields;
        let planner = Planner::new(fields, &snapshot, language);
        let title = telling_terms(&planner, title);
        let Some(alike) = alike(&planner, &title)? else {
            return Ok(Vec::new());
        };
        let mut clauses = vec![
            (Occur::Must, alike),
            (
                Occur::Must,
                only(fields.kind, SubjectKind::Proposal.as_str()),
            ),
        ];
        if let Some(id) = consultation {
            clauses.push((
                Occur::Must,
                only(fields.consultation, &id.simple().to_string()),
            ));
        }
        self.best(
            &snapshot,
            &BooleanQuery::new(clauses),
            limit,
            Needles::new(&title, None),
        )
    }

    /// The matches of a search while its last word is still being typed.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Disk`] when the index cannot be read.
    pub fn complete(&self, text: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let snapshot = self.snapshot();
        let planner = Planner::new(&self.shared.fields, &snapshot, "");
        let Parsed { mut terms, cut } = parse(text);
        let unfinished = !cut && text.ends_with(char::is_alphanumeric);
        let last = terms
            .pop_if(|term| unfinished && !term.excluded && matches!(term.wanted, Wanted::Word(_)));
        let prefix = last.map(|term| folded_word(term.wanted.text()));
        terms.retain(|term| !planner.is_common(term));
        let mut clauses = Vec::new();
        if let Some(prefix) = &prefix {
            let Some(plan) = words_beginning(&planner, prefix)? else {
                return Ok(Vec::new());
            };
            clauses.push((Occur::Must, plan));
        }
        if !terms.is_empty() && (prefix.is_some() || terms.iter().any(|term| !term.excluded)) {
            let Some(plan) = planner.all(&terms)? else {
                return Ok(Vec::new());
            };
            clauses.push((Occur::Must, plan));
        }
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        self.best(
            &snapshot,
            &BooleanQuery::new(clauses),
            limit,
            Needles::new(&terms, prefix),
        )
    }

    fn best(
        &self,
        snapshot: &Snapshot,
        query: &BooleanQuery,
        limit: usize,
        mut needles: Needles,
    ) -> Result<Vec<Hit>, Error> {
        let (searcher, fields) = (&snapshot.searcher, &self.shared.fields);
        let best = TopDocs::with_limit(limit.clamp(1, MOST_SUGGESTIONS)).tweak_score(
            |segment: &SegmentReader| {
                let weights = KindWeights::of(segment).ok();
                move |doc: DocId, score: Score| {
                    weights
                        .as_ref()
                        .map_or(score, |weights| weights.weigh(doc, score))
                }
            },
        );
        let mut hits = Vec::new();
        let statistics = Statistics { searcher, fields };
        for (score, address) in
            searcher.search_with_statistics_provider(query, &best, &statistics)?
        {
            hits.push(hit(&read(snapshot, fields, address)?, score, &mut needles));
        }
        Ok(hits)
    }
}

/// The words of a text that say what it is about. Quotation marks and minus signs are ignored.
fn telling_terms(planner: &Planner<'_>, text: &str) -> Vec<Term> {
    let plain = text.replace(
        |char: char| !char.is_alphanumeric() && !char.is_whitespace(),
        " ",
    );
    let mut terms = parse(&plain).terms;
    terms.retain(|term| !planner.is_common(term));
    terms
}

/// Documents with two fifths of the title's words.
fn alike(planner: &Planner<'_>, title: &[Term]) -> Result<Option<Plan>, Error> {
    let mut clauses: Vec<(Occur, Plan)> = Vec::new();
    for term in title {
        clauses.extend(
            planner
                .wanted(&term.wanted)?
                .map(|plan| (Occur::Should, plan)),
        );
    }
    if clauses.is_empty() {
        return Ok(None);
    }
    let least = (title.len() * 2).div_ceil(5).clamp(1, clauses.len());
    Ok(Some(Box::new(BooleanQuery::with_minimum_required_clauses(
        clauses, least,
    ))))
}

/// Documents with a value, without a score for it.
fn only(field: Field, value: &str) -> Plan {
    let term = TermQuery::new(Key::from_field_text(field, value), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(term), 0.0))
}

/// Documents with a word that begins like this; `None` if there are no such documents.
fn words_beginning(planner: &Planner<'_>, prefix: &str) -> Result<Option<Plan>, Error> {
    let mut options = Vec::new();
    for (field, weight) in [
        (planner.fields.folded.title, TITLE),
        (planner.fields.folded.body, BODY),
    ] {
        let mut words = Vec::new();
        for segment in planner.snapshot.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().range().ge(prefix).into_stream()?;
            let mut looked_at = 0;
            while stream.advance()
                && stream.key().starts_with(prefix.as_bytes())
                && looked_at < MOST_LOOKED_AT
            {
                looked_at += 1;
                words.push((
                    stream.value().doc_freq,
                    String::from_utf8_lossy(stream.key()).into_owned(),
                ));
            }
        }
        words.sort_unstable_by(|one, other| other.cmp(one));
        let mut chosen: Vec<&str> = Vec::new();
        for (_, word) in &words {
            if chosen.len() < MOST_COMPLETIONS && !chosen.contains(&word.as_str()) {
                chosen.push(word);
            }
        }
        for word in chosen {
            planner.option(
                &mut options,
                field,
                word,
                if word == prefix { weight * 2.0 } else { weight },
            )?;
        }
    }
    Ok(best_of(options))
}
