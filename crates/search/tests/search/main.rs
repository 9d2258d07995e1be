//! Tests of the index through its public functions: which documents a query finds, in which order, and what a commit
//! keeps after a restart. This file has the functions that the tests share: sample documents, an index in memory, a
//! query.

mod durability;
mod facets;
mod odd_input;
mod paging;
mod ranking;
mod suggestions;
mod words;

use cabildo_domain::SubjectKind;
use cabildo_search::{Document, Index, Page, Query};
use uuid::Uuid;

/// A proposal in Spanish with the given number, title and body; each test sets the fields it is about.
fn proposal(number: i64, title: &str, body: &str) -> Document {
    Document {
        kind: SubjectKind::Proposal,
        id: Uuid::from_u128(number as u128),
        consultation: Uuid::from_u128(1 << 100),
        consultation_slug: "la-ciudad".to_owned(),
        consultation_title: "Imagina la ciudad".to_owned(),
        number: Some(number),
        parent_kind: None,
        parent_number: None,
        title: title.to_owned(),
        body: body.to_owned(),
        passages: Vec::new(),
        language: "es".to_owned(),
        theme: None,
        area_path: Vec::new(),
        status: Some("published".to_owned()),
        supports: 0,
        imported_supports: 0,
        created_at: 1_700_000_000_000 + number,
    }
}

/// An index in memory that holds the given documents.
fn index_of(documents: &[Document]) -> Index {
    let index = Index::in_memory().expect("an index");
    let mut writer = index.writer().expect("the writer");
    for document in documents {
        writer.put(document).expect("put");
    }
    writer.commit(1).expect("commit");
    index
}

/// A question in Spanish with only a text.
fn question(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        language: "es".to_owned(),
        limit: 20,
        ..Query::default()
    }
}

fn ask(index: &Index, text: &str) -> Page {
    index.search(&question(text)).expect("an answer")
}

/// The numbers of the proposals on a page, sorted.
fn numbers(page: &Page) -> Vec<i64> {
    let mut numbers: Vec<i64> = page.hits.iter().filter_map(|hit| hit.number).collect();
    numbers.sort_unstable();
    numbers
}
