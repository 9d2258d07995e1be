//! The weights of the order by relevance: for the field of a match, the usual length of texts, and the kind of thing.
//!
//! A match in the title of a consultation or a proposal comes before any match in a text. Comments and statements have
//! no title of their own: they are ranked by their text.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{DocId, Score, Searcher, SegmentReader, Term as Key};

use crate::schema::{FACET_COLUMNS, Fields};

/// The weights of a match: as written in the title, as written in the body, and by its stem in either.
pub(crate) const TITLE: f32 = 4.0;
pub(crate) const BODY: f32 = 1.0;
pub(crate) const TITLE_STEM: f32 = 3.0;
pub(crate) const BODY_STEM: f32 = 0.7;
/// How much the weaker of several matches of one word adds to the strongest.
pub(crate) const TIE_BREAKER: f32 = 0.2;
/// How much more a consultation or a proposal counts than a comment or a statement that matches as well.
const WEIGHTY: f32 = 1.5;
/// The usual number of words in a title.
const TITLE_WORDS: u64 = 8;

/// Statistics over all documents, with which the engine tells a good match from a poor one. The engine ranks a text
/// lower when it is longer than the average of its field. Comments and statements have no title, and each language has
/// few of the texts, so the average of such a field over all documents is close to zero. Every title would then count
/// as very long, and for less than a word in a comment.
pub(crate) struct Statistics<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        if self.fields.is_title(field) {
            return Ok(TITLE_WORDS * self.total_num_docs()?);
        }
        self.searcher.total_num_tokens(self.fields.folded.body)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Key) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}

/// The weights of the kinds in one segment.
pub(crate) struct KindWeights {
    kinds: Option<tantivy::columnar::Column<u64>>,
    by_ordinal: Vec<f32>,
}

impl KindWeights {
    /// Reads which kinds of documents a segment has.
    pub fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let Some(column) = segment.fast_fields().str(FACET_COLUMNS[0])? else {
            return Ok(Self {
                kinds: None,
                by_ordinal: Vec::new(),
            });
        };
        let mut by_ordinal = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            by_ordinal.push(match stream.key() {
                b"consultation" | b"proposal" => WEIGHTY,
                _ => 1.0,
            });
        }
        Ok(Self {
            kinds: Some(column.ords().clone()),
            by_ordinal,
        })
    }

    /// The score of a document, multiplied by the weight of its kind.
    pub fn weigh(&self, doc: DocId, score: Score) -> Score {
        let ordinal = self.kinds.as_ref().and_then(|kinds| kinds.first(doc));
        score
            * ordinal
                .and_then(|ordinal| self.by_ordinal.get(ordinal as usize))
                .copied()
                .unwrap_or(1.0)
    }
}
