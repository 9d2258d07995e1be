//! The matches of an excluded term, as a plain list of documents.
//!
//! The engine asks an excluded phrase for documents before the one it stands on, and phrase queries do not support
//! that: debug builds stop, and the result is undefined in release builds. A list supports any order of questions.

use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// Matches the same documents as the query inside, without scores.
#[derive(Debug)]
pub(crate) struct Exclusion(pub Box<dyn Query>);

impl Clone for Exclusion {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Exclusion {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ExclusionWeight(self.0.weight(scoring)?)))
    }
}

struct ExclusionWeight(Box<dyn Weight>);

impl Weight for ExclusionWeight {
    fn scorer(&self, segment: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut inner = self.0.scorer(segment, 1.0)?;
        let mut documents: Vec<DocId> = Vec::new();
        while inner.doc() != TERMINATED {
            documents.push(inner.doc());
            inner.advance();
        }
        Ok(Box::new(ConstScorer::new(Listed { documents, at: 0 }, 0.0)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "an exclusion has no score to explain".to_owned(),
        ))
    }
}

/// Documents in order, and the position reached.
struct Listed {
    documents: Vec<DocId>,
    at: usize,
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.documents.len() as u32
    }
}
