//! The fields of the index, and the conversion of a [`Document`] into a row of the index.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{TantivyDocument, Term};
use uuid::Uuid;

use crate::document::{Document, Stored};
use crate::language;
use crate::tokenizer::{FOLDED, NUMBERED, numbered, stemmed};

/// The version of the schema. Raise it whenever fields, analysis or the kinds of documents change: it names the folder,
/// so that the new index grows beside the old one.
pub(crate) const VERSION: u32 = 4;

/// The columns for facet counts and filters.
pub(crate) const FACET_COLUMNS: [&str; 5] =
    ["kind", "consultation_slug", "theme", "area", "status"];
/// The separator of the areas in a path. Each column has exactly one value for every document (an empty one for none),
/// because the engine reads such columns much faster.
const AREA_SEPARATOR: &str = "\u{1f}";
/// The column with the label of `consultation_slug`.
pub(crate) const CONSULTATION_TITLE: &str = "consultation_title";

/// The labels of a value in a facet column: the value itself, nothing, or each area of a path once.
pub(crate) fn labels(column: usize, value: &str) -> impl Iterator<Item = &str> {
    let mut labels: Vec<&str> = if FACET_COLUMNS[column] == "area" {
        value.split(AREA_SEPARATOR).collect()
    } else {
        vec![value]
    };
    labels.sort_unstable();
    labels.dedup();
    labels.into_iter().filter(|label| !label.is_empty())
}

/// A pair of fields, one for titles and one for bodies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub title: Field,
    pub body: Field,
}

/// Every field by name.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub id: Field,
    pub kind: Field,
    pub consultation: Field,
    /// The words of every document, folded, with positions.
    pub folded: Pair,
    /// The stems, in the order of [`language::all`].
    pub stemmed: Vec<Pair>,
    pub stored: Field,
    facets: [Field; 5],
    consultation_title: Field,
    id_high: Field,
    id_low: Field,
    created_at: Field,
    supports: Field,
}

/// The schema and its fields.
pub(crate) fn build() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let column = || TextOptions::default().set_fast("raw");
    let words = |tokenizer: &str, record| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(record);
        TextOptions::default().set_indexing_options(indexing)
    };
    let kind = schema.add_text_field("kind", column() | STRING);
    let [slug, theme, area, status] =
        [1, 2, 3, 4].map(|at| schema.add_text_field(FACET_COLUMNS[at], column()));
    let fields = Fields {
        id: schema.add_text_field("id", STRING),
        kind,
        consultation: schema.add_text_field("consultation", STRING),
        facets: [kind, slug, theme, area, status],
        consultation_title: schema.add_text_field(CONSULTATION_TITLE, column()),
        id_high: schema.add_u64_field("id_high", FAST),
        id_low: schema.add_u64_field("id_low", FAST),
        created_at: schema.add_i64_field("created_at", FAST),
        supports: schema.add_i64_field("supports", FAST),
        folded: Pair {
            title: schema.add_text_field(
                "title",
                words(NUMBERED, IndexRecordOption::WithFreqsAndPositions),
            ),
            body: schema.add_text_field(
                "body",
                words(FOLDED, IndexRecordOption::WithFreqsAndPositions),
            ),
        },
        stemmed: Vec::new(),
        stored: schema.add_bytes_field("stored", STORED),
    };
    let pairs = language::all().iter().map(|language| {
        let words = || words(&stemmed(language.code), IndexRecordOption::WithFreqs);
        Pair {
            title: schema.add_text_field(&format!("title_{}", language.code), words()),
            body: schema.add_text_field(&format!("body_{}", language.code), words()),
        }
    });
    let fields = Fields {
        stemmed: pairs.collect(),
        ..fields
    };
    (schema.build(), fields)
}

impl Fields {
    /// The row of a document.
    pub fn row(&self, document: &Document) -> Result<TantivyDocument, serde_json::Error> {
        let mut row = TantivyDocument::default();
        row.add_text(self.id, document.id.simple().to_string());
        row.add_text(
            self.consultation,
            document.consultation.simple().to_string(),
        );
        self.add_columns(&mut row, document);
        self.add_words(&mut row, document);
        row.add_bytes(self.stored, &serde_json::to_vec(&Stored::from(document))?);
        Ok(row)
    }

    fn add_columns(&self, row: &mut TantivyDocument, document: &Document) {
        let [kind, slug, theme, area, status] = self.facets;
        row.add_text(kind, document.kind.as_str());
        row.add_text(slug, &document.consultation_slug);
        row.add_text(self.consultation_title, &document.consultation_title);
        row.add_text(theme, document.theme.as_deref().unwrap_or_default());
        row.add_text(area, document.area_path.join(AREA_SEPARATOR));
        row.add_text(status, document.status.as_deref().unwrap_or_default());
        let (high, low) = document.id.as_u64_pair();
        row.add_u64(self.id_high, high);
        row.add_u64(self.id_low, low);
        row.add_i64(self.created_at, document.created_at);
        row.add_i64(self.supports, document.supports);
    }

    fn add_words(&self, row: &mut TantivyDocument, document: &Document) {
        let (title, body) = document.searched();
        row.add_text(self.folded.title, numbered(title, document.number));
        row.add_text(self.folded.body, body);
        if let Some(place) = language::place(&document.language) {
            let pair = self.stemmed[place];
            row.add_text(pair.title, title);
            row.add_text(pair.body, body);
        }
        for passage in &document.passages {
            // A value of its own, so that no phrase matches across the end of the one before.
            row.add_text(self.folded.body, &passage.text);
            if let Some(place) = language::place(&passage.language) {
                row.add_text(self.stemmed[place].body, &passage.text);
            }
        }
    }

    /// Whether a field holds titles.
    pub fn is_title(&self, field: Field) -> bool {
        field == self.folded.title || self.stemmed.iter().any(|pair| pair.title == field)
    }

    /// The term that identifies a document.
    pub fn id_term(&self, id: Uuid) -> Term {
        Term::from_field_text(self.id, &id.simple().to_string())
    }

    /// The fields that a row keeps to be shown.
    pub fn stored(&self, row: &TantivyDocument) -> Result<Stored, serde_json::Error> {
        let bytes = row
            .get_first(self.stored)
            .and_then(|value| value.as_bytes())
            .unwrap_or_default();
        serde_json::from_slice(bytes)
    }
}
