//! One pass over the matches of a question: it collects the page, the total and the facets' counts.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::query::{Order, Position};
use crate::rank::KindWeights;
use crate::schema::{CONSULTATION_TITLE, FACET_COLUMNS, labels};
use crate::snapshot::FacetColumns;

/// The index of the consultation's slug in [`FACET_COLUMNS`].
pub(crate) const CONSULTATION: usize = 1;

/// The number of documents that are counted at once.
const BATCH: usize = 512;

/// The filters, the order and the limit of a pass.
pub(crate) struct Collect<'a> {
    pub columns: &'a [FacetColumns],
    /// The values to keep, in the order of [`FACET_COLUMNS`]; an empty list keeps all.
    pub filters: [Vec<String>; 5],
    pub order: Order,
    pub after: Option<Position>,
    /// The number of candidates to return.
    pub limit: usize,
}

/// A document with its place in the order: a greater place comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    pub key: u64,
    pub id: u128,
    pub address: DocAddress,
}

/// The findings of one segment, or of several added up.
#[derive(Default)]
pub(crate) struct Found {
    /// Documents that match the text, whatever the filters say.
    pub matched: usize,
    /// Documents that match the text and the filters.
    pub total: usize,
    pub candidates: Vec<Candidate>,
    /// Facet counts, one for each segment.
    pub counts: Vec<Counts>,
}

/// Facet counts in one segment, by ordinal.
pub(crate) struct Counts {
    pub segment: SegmentOrdinal,
    pub by_value: [Vec<u32>; 5],
    /// The ordinal of the title, for each consultation.
    pub titles: Vec<Option<u64>>,
}

impl Collector for Collect<'_> {
    type Fruit = Found;
    type Child = SegmentCollect;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentCollect> {
        let values = &self.columns[ordinal as usize].values;
        let fast = segment.fast_fields();
        let mut columns = Vec::with_capacity(FACET_COLUMNS.len());
        for name in FACET_COLUMNS {
            columns.push(fast.str(name)?.map(|column| column.ords().clone()));
        }
        let allowed = std::array::from_fn(|at| {
            let chosen = &self.filters[at];
            let allow = |value: &String| {
                labels(at, value).any(|label| chosen.iter().any(|chosen| chosen == label))
            };
            (!chosen.is_empty()).then(|| values[at].iter().map(allow).collect())
        });
        Ok(SegmentCollect {
            columns,
            allowed,
            consultation_titles: fast
                .str(CONSULTATION_TITLE)?
                .map(|column| column.ords().clone()),
            counts: Counts {
                segment: ordinal,
                by_value: std::array::from_fn(|at| vec![0; values[at].len()]),
                titles: vec![None; values[CONSULTATION].len()],
            },
            matched: 0,
            total: 0,
            uncounted: Vec::with_capacity(BATCH),
            values: vec![None; BATCH],
            best: Best::new(self, segment)?,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.order == Order::Relevance
    }

    fn merge_fruits(&self, segments: Vec<Found>) -> tantivy::Result<Found> {
        let mut all = Found::default();
        for segment in segments {
            all.matched += segment.matched;
            all.total += segment.total;
            all.candidates.extend(segment.candidates);
            all.counts.extend(segment.counts);
        }
        all.candidates.sort_unstable_by(|one, other| other.cmp(one));
        all.candidates.truncate(self.limit);
        Ok(all)
    }
}

/// The pass over one segment.
pub(crate) struct SegmentCollect {
    columns: Vec<Option<Column<u64>>>,
    allowed: [Option<Vec<bool>>; 5],
    consultation_titles: Option<Column<u64>>,
    counts: Counts,
    matched: usize,
    total: usize,
    /// Documents that pass all filters and are not counted in a facet yet; columns are quicker to read in batches.
    uncounted: Vec<DocId>,
    /// A buffer for the values of a batch.
    values: Vec<Option<u64>>,
    best: Best,
}

impl SegmentCollect {
    fn value(&self, at: usize, doc: DocId) -> Option<usize> {
        self.columns[at]
            .as_ref()
            .and_then(|column| column.first(doc))
            .map(|value| value as usize)
    }

    /// The only filter that refuses a document: `Ok(None)` if none does, `Err` if several do.
    fn refusing_filter(&self, doc: DocId) -> Result<Option<usize>, ()> {
        let mut refusing = None;
        for (at, allowed) in self.allowed.iter().enumerate() {
            let Some(allowed) = allowed else { continue };
            let passes = self.value(at, doc).is_some_and(|value| allowed[value]);
            if !passes && refusing.replace(at).is_some() {
                return Err(());
            }
        }
        Ok(refusing)
    }

    /// Counts a document in one facet.
    fn count(&mut self, at: usize, doc: DocId) {
        let Some(value) = self.value(at, doc) else {
            return;
        };
        self.counts.by_value[at][value] += 1;
        self.name(at, value, doc);
    }

    /// Counts the batch in every facet.
    fn count_batch(&mut self) {
        let docs = std::mem::take(&mut self.uncounted);
        let mut values = std::mem::take(&mut self.values);
        for at in 0..FACET_COLUMNS.len() {
            let Some(column) = &self.columns[at] else {
                continue;
            };
            column.first_vals(&docs, &mut values[..docs.len()]);
            for (doc, value) in docs.iter().zip(&values) {
                if let Some(value) = value.map(|value| value as usize) {
                    self.counts.by_value[at][value] += 1;
                    self.name(at, value, *doc);
                }
            }
            values.fill(None);
        }
        self.values = values;
        self.uncounted = docs;
        self.uncounted.clear();
    }

    /// Notes a consultation's title when its first document is seen.
    fn name(&mut self, at: usize, value: usize, doc: DocId) {
        if at == CONSULTATION && self.counts.titles[value].is_none() {
            self.counts.titles[value] = self
                .consultation_titles
                .as_ref()
                .and_then(|titles| titles.first(doc));
        }
    }
}

impl SegmentCollector for SegmentCollect {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.matched += 1;
        match self.refusing_filter(doc) {
            Ok(None) => {
                self.total += 1;
                self.best.offer(doc, score);
                self.uncounted.push(doc);
                if self.uncounted.len() == BATCH {
                    self.count_batch();
                }
            }
            Ok(Some(at)) => self.count(at, doc),
            Err(()) => {}
        }
    }

    fn harvest(mut self) -> Found {
        self.count_batch();
        let segment = self.counts.segment;
        let candidate = |(key, id, doc)| Candidate {
            key,
            id,
            address: DocAddress::new(segment, doc),
        };
        let candidates = self.best.kept.into_iter().map(candidate).collect();
        Found {
            matched: self.matched,
            total: self.total,
            candidates,
            counts: vec![self.counts],
        }
    }
}

/// The first documents in the order, among those after the cursor.
struct Best {
    order: Order,
    after: Option<(u64, u128)>,
    limit: usize,
    /// At least the first `limit` documents so far, unsorted.
    kept: Vec<(u64, u128, DocId)>,
    /// The order value that a document needs to be among them.
    least: u64,
    weights: KindWeights,
    number: Column<i64>,
    id_high: Column<u64>,
    id_low: Column<u64>,
}

impl Best {
    fn new(wanted: &Collect<'_>, segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let column = if wanted.order == Order::Supported {
            "supports"
        } else {
            "created_at"
        };
        Ok(Self {
            order: wanted.order,
            after: wanted
                .after
                .map(|position| (position.key, position.id.as_u128())),
            limit: wanted.limit,
            kept: Vec::with_capacity(2 * wanted.limit),
            least: 0,
            weights: KindWeights::of(segment)?,
            number: fast.i64(column)?,
            id_high: fast.u64("id_high")?,
            id_low: fast.u64("id_low")?,
        })
    }

    fn offer(&mut self, doc: DocId, score: Score) {
        let key = match self.order {
            Order::Relevance => u64::from(self.weights.weigh(doc, score).max(0.0).to_bits()),
            // Flipping the sign bit makes unsigned order the same as signed order.
            Order::Newest | Order::Supported => {
                self.number.first(doc).unwrap_or(0) as u64 ^ (1 << 63)
            }
        };
        if key < self.least || self.after.is_some_and(|(after, _)| key > after) {
            return;
        }
        let half = |column: &Column<u64>| u128::from(column.first(doc).unwrap_or(0));
        let id = half(&self.id_high) << 64 | half(&self.id_low);
        if self.after.is_some_and(|after| (key, id) >= after) {
            return;
        }
        self.kept.push((key, id, doc));
        if self.kept.len() == 2 * self.limit {
            self.prune();
        }
    }

    /// Keeps the first `limit` documents. Done once every `limit` documents, it costs less than keeping a heap.
    fn prune(&mut self) {
        let (_, last, _) = self
            .kept
            .select_nth_unstable_by(self.limit - 1, |one, other| other.cmp(one));
        self.least = last.0;
        self.kept.truncate(self.limit);
    }
}
