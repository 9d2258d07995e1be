//! What can be asked of the index and what it answers.

use std::fmt;
use std::str::FromStr;

use cabildo_domain::SubjectKind;
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
    /// What was typed: words, "quoted phrases", -excluded words; anything else is text. At most 200 characters count.
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
    /// The language the question is probably in (of the interface), ISO 639-1.
    pub language: String,
    /// Where the page before ended. One made for another order is ignored.
    pub after: Option<Cursor>,
    /// Hits on a page, 1 to 100.
    pub limit: usize,
}

/// What a question found.
#[derive(Clone, Debug)]
pub struct Page {
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// How many there are on all pages.
    pub total: usize,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// Counts over all pages.
    pub facets: Facets,
    /// The text with misspelt words corrected, when nothing had the words as typed and these hits have the corrected ones.
    pub corrected: Option<String>,
    /// True when nothing has all the words, and these hits have at least half of them.
    pub partly: bool,
    /// How the text was read.
    pub understood: Understood,
}

/// How the text of a question was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Understood {
    /// There was no text: everything that the filters let through is listed.
    Blank,
    /// There was text, but no letter or digit in it: nothing is found.
    Empty,
    /// Its words were searched.
    Words,
    /// Its words were all very common ones, searched as they stand.
    OnlyStopWords,
    /// It was too long; its beginning was searched.
    Cut,
}

/// Counts of the whole match set. Each list ignores its own filter and obeys all others, so that choosing one value still
/// shows how many the others have. Most frequent first.
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
    /// What goes into the filter.
    pub value: String,
    /// What people call it; the value itself but for consultations.
    pub label: String,
    /// How many matches have it.
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
    /// A comment's proposal's number.
    pub parent_number: Option<i64>,
    /// The title as plain text. A comment's is its proposal's, a statement's is what it says.
    pub title: String,
    /// The title, escaped, with `<mark>` around what matched.
    pub title_html: String,
    /// The part of the body, or of a further text, that matched best, escaped, with `<mark>` around what matched.
    pub snippet_html: String,
    /// The language of that part: the city may answer in another one than the author's.
    pub snippet_language: String,
    /// The author's language.
    pub language: String,
    /// The theme's label.
    pub theme: Option<String>,
    /// The status word.
    pub status: Option<String>,
    /// Supports when it was indexed.
    pub supports: i64,
    /// How many of them were brought in from elsewhere.
    pub imported_supports: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// How well it matches; comparable within one answer only. 0 where the order is not by relevance.
    pub score: f32,
}

/// Where a page ended: opaque, safe in an address. A reader who pages by relevance while documents change may see one twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) order: Order,
    pub(crate) key: u64,
    pub(crate) id: u128,
}

/// Text that is no cursor: an altered or cut address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the end of a page of results")]
pub struct MalformedCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.order {
            Order::Relevance => 'r',
            Order::Newest => 'n',
            Order::Supported => 's',
        };
        write!(f, "{letter}{:016x}{:032x}", self.key, self.id)
    }
}

impl FromStr for Cursor {
    type Err = MalformedCursor;

    fn from_str(text: &str) -> Result<Self, MalformedCursor> {
        if text.len() != 49
            || !text.is_ascii()
            || !text[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            return Err(MalformedCursor);
        }
        let order = match &text[..1] {
            "r" => Order::Relevance,
            "n" => Order::Newest,
            "s" => Order::Supported,
            _ => return Err(MalformedCursor),
        };
        let key = u64::from_str_radix(&text[1..17], 16).map_err(|_| MalformedCursor)?;
        let id = u128::from_str_radix(&text[17..], 16).map_err(|_| MalformedCursor)?;
        Ok(Self { order, key, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address() {
        let cursor = Cursor {
            order: Order::Supported,
            key: 77,
            id: u128::MAX,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }

    #[test]
    fn a_malformed_cursor_is_refused() {
        let odd = [
            "",
            "r",
            "x00",
            "é",
            "r🙂",
            &"z".repeat(49),
            &format!("é{}", "0".repeat(47)),
            &format!("r+{}", "0".repeat(47)),
        ];
        for text in odd {
            assert_eq!(text.parse::<Cursor>(), Err(MalformedCursor), "{text}");
        }
    }
}
