//! The questions to the index and their answers.

use cabildo_domain::{SubjectKind, subject::Commentable};
use uuid::Uuid;

/// The order of hits. Ties go to the newer id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best match first; with nothing to match, the newest.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The most supported first.
    Supported,
}

/// A question. Values within one filter are alternatives; the filters all apply. An empty filter lets everything through.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The text as typed: words, "quoted phrases", -excluded words; anything else is text. At most 200 characters
    /// count.
    pub text: String,
    /// Kinds to keep.
    pub kinds: Vec<SubjectKind>,
    /// Slugs of the consultations to keep.
    pub consultations: Vec<String>,
    /// Theme labels to keep.
    pub themes: Vec<String>,
    /// Area labels to keep; a city's label keeps its boroughs too.
    pub areas: Vec<String>,
    /// Status words to keep.
    pub statuses: Vec<String>,
    /// The order of hits.
    pub order: Order,
    /// The probable language of the question (that of the interface), ISO 639-1.
    pub language: String,
    /// The end of the page before. A position in another order is ignored.
    pub after: Option<Position>,
    /// The number of hits on a page, 1 to 100.
    pub limit: usize,
}

/// The answer to a question.
#[derive(Clone, Debug)]
pub struct Page {
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// The number of hits on all pages.
    pub total: usize,
    /// The start of the next page, if there is one.
    pub next: Option<Position>,
    /// Counts over all pages.
    pub facets: Facets,
    /// The text with misspelt words corrected, when nothing had the words as typed and these hits have the corrected ones.
    pub corrected: Option<String>,
    /// True when nothing has all the words, and these hits have at least half of them.
    pub partly: bool,
    /// How the text was interpreted.
    pub understood: Understood,
}

/// How the text of a question was interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Understood {
    /// There was no text: everything that the filters allow is listed.
    Blank,
    /// There was text, but no letter or digit in it: nothing is found.
    Empty,
    /// The words were searched.
    Words,
    /// All words were very common ones and were searched nevertheless.
    OnlyStopWords,
    /// The text was too long; its beginning was searched.
    Cut,
}

/// Counts over all matches. Each list ignores its own filter and obeys all others, so that the other values still show
/// their counts when one is chosen. Most frequent first.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// By kind (`proposal`).
    pub kinds: Vec<Facet>,
    /// By consultation: the slug, labelled with the title.
    pub consultations: Vec<Facet>,
    /// By theme.
    pub themes: Vec<Facet>,
    /// By area, every level.
    pub areas: Vec<Facet>,
    /// By status word.
    pub statuses: Vec<Facet>,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The value for the filter.
    pub value: String,
    /// The name for people: the title for a consultation, else the value itself.
    pub label: String,
    /// The number of matches with this value.
    pub count: usize,
}

/// One thing found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its kind.
    pub kind: SubjectKind,
    /// Its id.
    pub id: Uuid,
    /// Its consultation's id.
    pub consultation: Uuid,
    /// Its consultation's slug.
    pub consultation_slug: String,
    /// Its consultation's title.
    pub consultation_title: String,
    /// A proposal's or a statement's number.
    pub number: Option<i64>,
    /// For a comment, the kind of the subject under which it stands.
    pub parent_kind: Option<Commentable>,
    /// For a comment, the number of that subject.
    pub parent_number: Option<i64>,
    /// The title as plain text: for a comment its proposal's title, for a statement its text.
    pub title: String,
    /// The title, escaped, with `<mark>` around the matches.
    pub title_html: String,
    /// The part of the body, or of a further text, that matched best, escaped, with `<mark>` around the matches.
    pub snippet_html: String,
    /// The language of that part: the city may answer in another one than the author's.
    pub snippet_language: String,
    /// The author's language.
    pub language: String,
    /// The theme's label.
    pub theme: Option<String>,
    /// The status word.
    pub status: Option<String>,
    /// The number of supports when it was indexed.
    pub supports: i64,
    /// The number of these supports that were imported.
    pub imported_supports: i64,
    /// The time in Unix milliseconds.
    pub created_at: i64,
    /// How well it matches; comparable only within one answer. 0 where the order is not by relevance.
    pub score: f32,
}

/// The last result of a page. It belongs to the list of that page alone: the same words, filters and order, which the
/// caller compares. When documents change while somebody pages by relevance, one may appear twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its value in the order of the results.
    pub key: u64,
    /// Its id.
    pub id: Uuid,
}
