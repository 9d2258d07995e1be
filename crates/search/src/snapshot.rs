//! One commit as searches see it, with values that are computed once per commit instead of once per search.

use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader};

use crate::Error;
use crate::language;
use crate::schema::{CONSULTATION_TITLE, FACET_COLUMNS, Fields};

/// The number of languages besides the reader's own for which a question is stemmed, the most written ones first.
const OTHER_LANGUAGES: usize = 3;

/// A commit of the index.
pub(crate) struct Snapshot {
    pub searcher: Searcher,
    /// The last event in it.
    pub applied: i64,
    /// Indexes (see [`language::all`]) of the languages that have stems in it, the most written first.
    pub languages: Vec<usize>,
    /// The facet columns, one entry for each segment of the searcher.
    pub columns: Vec<FacetColumns>,
}

/// The values of a segment's facet columns, by their ordinal in the segment.
pub(crate) struct FacetColumns {
    /// In the order of [`FACET_COLUMNS`].
    pub values: [Vec<String>; 5],
    /// Consultation titles by ordinal.
    pub titles: Vec<String>,
}

impl Snapshot {
    pub fn take(searcher: Searcher, applied: i64, fields: &Fields) -> Result<Self, Error> {
        let languages = languages(&searcher, fields)?;
        let columns = searcher
            .segment_readers()
            .iter()
            .map(FacetColumns::read)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            searcher,
            applied,
            languages,
            columns,
        })
    }

    /// The languages for which a question is stemmed: the given one if the index has it, then the most written others.
    pub fn languages_for(&self, code: &str) -> Vec<usize> {
        let own = language::place(code).filter(|place| self.languages.contains(place));
        let others = self
            .languages
            .iter()
            .copied()
            .filter(|place| Some(*place) != own)
            .take(OTHER_LANGUAGES);
        own.into_iter().chain(others).collect()
    }
}

fn languages(searcher: &Searcher, fields: &Fields) -> Result<Vec<usize>, Error> {
    let mut counted = Vec::new();
    for (place, pair) in fields.stemmed.iter().enumerate() {
        let mut tokens = 0;
        for segment in searcher.segment_readers() {
            tokens += segment.inverted_index(pair.title)?.total_num_tokens();
            tokens += segment.inverted_index(pair.body)?.total_num_tokens();
        }
        if tokens > 0 {
            counted.push((tokens, place));
        }
    }
    counted.sort_by(|one, other| other.cmp(one));
    Ok(counted.into_iter().map(|(_, place)| place).collect())
}

impl FacetColumns {
    fn read(segment: &SegmentReader) -> Result<Self, Error> {
        let mut values: [Vec<String>; 5] = Default::default();
        for (values, name) in values.iter_mut().zip(FACET_COLUMNS) {
            *values = dictionary(segment.fast_fields().str(name)?)?;
        }
        Ok(Self {
            values,
            titles: dictionary(segment.fast_fields().str(CONSULTATION_TITLE)?)?,
        })
    }
}

fn dictionary(column: Option<StrColumn>) -> Result<Vec<String>, Error> {
    let Some(column) = column else {
        return Ok(Vec::new());
    };
    let mut values = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        values.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(values)
}
