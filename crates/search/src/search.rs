//! Answers a question: with all words first, then with corrected words, then with half of the words.

use cabildo_domain::subject::Searched;
use tantivy::DocAddress;
use uuid::Uuid;

use crate::collect::{Candidate, Collect, Found};
use crate::correct::{Correction, correct, rewritten};
use crate::document::Stored;
use crate::facet::facets;
use crate::highlight::{Needles, unmarked};
use crate::parse::{Parsed, Term, considered, parse};
use crate::plan::{Plan, Planner};
use crate::query::{Facets, Hit, Order, Page, Position, Query, Understood};
use crate::rank::Statistics;
use crate::schema::Fields;
use crate::snapshot::Snapshot;
use crate::{Error, Index};

/// The most hits on a page.
const LARGEST_PAGE: usize = 100;

impl Index {
    /// Answers a question. Takes a few milliseconds at most and does not wait for the disk once the index is in memory.
    ///
    /// # Errors
    /// [`Error::Engine`] or [`Error::Disk`] when the index cannot be read; nothing in the question causes one.
    pub fn search(&self, query: &Query) -> Result<Page, Error> {
        let snapshot = self.snapshot();
        let fields = &self.shared.fields;
        let planner = Planner::new(fields, &snapshot, &query.language);
        let Parsed { terms, cut } = parse(&query.text);
        let blank = query.text.trim().is_empty();
        if terms.is_empty() && !blank {
            return Ok(Page::empty(Understood::Empty));
        }
        let (terms, only_common) = without_common_words(&planner, terms);
        let understood = match (blank, cut, only_common) {
            (true, ..) => Understood::Blank,
            (_, true, _) => Understood::Cut,
            (.., true) => Understood::OnlyStopWords,
            _ => Understood::Words,
        };
        let search = Search::new(query, &snapshot, fields, understood);
        match search.answer(&planner, terms)? {
            Some(answer) => search.page(answer),
            None => Ok(Page::empty(understood)),
        }
    }
}

/// Leaves very common words out, unless there are no others; the result tells which was done.
pub(crate) fn without_common_words(planner: &Planner<'_>, terms: Vec<Term>) -> (Vec<Term>, bool) {
    let (common, rest): (Vec<Term>, Vec<Term>) = terms
        .into_iter()
        .partition(|term| !term.excluded && planner.is_common(term));
    if common.is_empty() || rest.iter().any(|term| !term.excluded) {
        return (rest, false);
    }
    (common.into_iter().chain(rest).collect(), true)
}

/// One question to one commit of the index.
struct Search<'a> {
    text: &'a str,
    collect: Collect<'a>,
    snapshot: &'a Snapshot,
    fields: &'a Fields,
    understood: Understood,
}

/// An interpretation of the question that finds something.
struct Answer {
    found: Found,
    terms: Vec<Term>,
    corrections: Vec<Correction>,
    partly: bool,
}

impl<'a> Search<'a> {
    fn new(
        query: &'a Query,
        snapshot: &'a Snapshot,
        fields: &'a Fields,
        understood: Understood,
    ) -> Self {
        let Query {
            kinds,
            consultations,
            themes,
            areas,
            statuses,
            ..
        } = query;
        let kinds = kinds.iter().map(ToString::to_string).collect();
        let newest = understood == Understood::Blank && query.order == Order::Relevance;
        let collect = Collect {
            columns: &snapshot.columns,
            filters: [
                kinds,
                consultations.clone(),
                themes.clone(),
                areas.clone(),
                statuses.clone(),
            ],
            order: if newest { Order::Newest } else { query.order },
            after: query.after,
            // Ask for one hit more than the page has, to know whether there is a next page.
            limit: query.limit.clamp(1, LARGEST_PAGE) + 1,
        };
        Self {
            text: considered(&query.text),
            collect,
            snapshot,
            fields,
            understood,
        }
    }

    /// The first interpretation of the question that finds something, whatever the filters say: when a filter leaves
    /// nothing over, the words are still right.
    fn answer(&self, planner: &Planner<'_>, terms: Vec<Term>) -> Result<Option<Answer>, Error> {
        if let Some(found) = self.found(planner.all(&terms)?)? {
            return Ok(Some(Answer {
                found,
                terms,
                corrections: Vec::new(),
                partly: false,
            }));
        }
        let (terms, corrections) = correct(planner, &terms)?;
        if !corrections.is_empty()
            && let Some(found) = self.found(planner.all(&terms)?)?
        {
            return Ok(Some(Answer {
                found,
                terms,
                corrections,
                partly: false,
            }));
        }
        let found = self.found(planner.half(&terms)?)?;
        Ok(found.map(|found| Answer {
            found,
            terms,
            corrections,
            partly: true,
        }))
    }

    /// The matches of a plan, if there are any.
    fn found(&self, plan: Option<Plan>) -> Result<Option<Found>, Error> {
        let Some(plan) = plan else { return Ok(None) };
        let searcher = &self.snapshot.searcher;
        let statistics = Statistics {
            searcher,
            fields: self.fields,
        };
        let found = searcher.search_with_statistics_provider(&plan, &self.collect, &statistics)?;
        Ok((found.matched > 0).then_some(found))
    }

    fn page(&self, answer: Answer) -> Result<Page, Error> {
        let Answer {
            found:
                Found {
                    total,
                    mut candidates,
                    counts,
                    ..
                },
            terms,
            corrections,
            partly,
        } = answer;
        let order = self.collect.order;
        let more = candidates.len() == self.collect.limit;
        candidates.truncate(self.collect.limit - 1);
        let last = candidates.last().filter(|_| more);
        let next = last.map(|&Candidate { key, id, .. }| Position {
            key,
            id: Uuid::from_u128(id),
        });
        let mut needles = Needles::new(&terms, None);
        let mut hits = Vec::with_capacity(candidates.len());
        let mut texts = Vec::new();
        for candidate in &candidates {
            let score = if order == Order::Relevance {
                f32::from_bits(candidate.key as u32)
            } else {
                0.0
            };
            let stored = read(self.snapshot, self.fields, candidate.address)?;
            hits.push(hit(&stored, score, &mut needles));
            if !corrections.is_empty() {
                texts.extend([stored.title, stored.body]);
                texts.extend(stored.passages.into_iter().map(|passage| passage.text));
            }
        }
        let spelling = |folded: &str| {
            texts
                .iter()
                .find_map(|text| Needles::spelling(text, folded))
        };
        let corrected =
            (!corrections.is_empty()).then(|| rewritten(self.text, &corrections, spelling));
        let facets = facets(&counts, &self.snapshot.columns, &self.collect.filters);
        Ok(Page {
            hits,
            total,
            next,
            facets,
            corrected,
            partly,
            understood: self.understood,
        })
    }
}

impl Page {
    fn empty(understood: Understood) -> Self {
        let (hits, facets) = (Vec::new(), Facets::default());
        Self {
            hits,
            total: 0,
            next: None,
            facets,
            corrected: None,
            partly: false,
            understood,
        }
    }
}

/// The stored fields of a document.
pub(crate) fn read(
    snapshot: &Snapshot,
    fields: &Fields,
    address: DocAddress,
) -> Result<Stored, Error> {
    Ok(fields.stored(&snapshot.searcher.doc(address)?)?)
}

/// A document as a hit.
pub(crate) fn hit(stored: &Stored, score: f32, needles: &mut Needles) -> Hit {
    let (snippet_html, snippet_language) = excerpt(stored, needles);
    Hit {
        kind: stored.kind,
        id: stored.id,
        consultation: stored.consultation,
        consultation_slug: stored.consultation_slug.clone(),
        consultation_title: stored.consultation_title.clone(),
        number: stored.number,
        parent_kind: stored.parent_kind,
        parent_number: stored.parent_number,
        title: stored.title.clone(),
        title_html: match stored.kind.searched() {
            // The title belongs to the thing above it, which is not what matched.
            Some(Searched::TextUnderATitle) => unmarked(&stored.title),
            Some(Searched::TitleAndText | Searched::TitleAsText) | None => {
                needles.whole(&stored.title, &stored.language)
            }
        },
        snippet_html,
        snippet_language,
        language: stored.language.clone(),
        theme: stored.theme.clone(),
        status: stored.status.clone(),
        supports: stored.supports,
        imported_supports: stored.imported_supports,
        created_at: stored.created_at,
        score,
    }
}

/// The best part of the first text with a match, and its language; the beginning of the body when no text has one.
fn excerpt(stored: &Stored, needles: &mut Needles) -> (String, String) {
    let passages = stored
        .passages
        .iter()
        .map(|passage| (&passage.text, &passage.language));
    for (text, language) in std::iter::once((&stored.body, &stored.language)).chain(passages) {
        if needles.match_in(text, language) {
            return (needles.snippet(text, language), language.clone());
        }
    }
    (
        needles.snippet(&stored.body, &stored.language),
        stored.language.clone(),
    )
}
