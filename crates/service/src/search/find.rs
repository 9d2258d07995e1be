//! Questions to the index: a page of results, suggestions while somebody types, and proposals like the one being
//! written. None of them asks the database, except to find the consultation of an address.

use crate::{
    Error, Search,
    cursor::{Cursor, List},
};
use cabildo_domain::{
    ConsultationId, Locale, Subject, SubjectKind, consultation::Slug, proposal::Status,
};
pub use cabildo_search::{Facet, Facets, Hit, Understood};
use cabildo_search::{Index, Order, Position, Query};
use cabildo_store::consultation;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Results on a page.
const PAGE: usize = 20;
/// Suggestions under a search box.
const SUGGESTIONS: usize = 7;
/// Similar proposals under a title.
const SIMILAR: usize = 5;

/// A search as its form sends it. Every form gets an answer: values that are not understood are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// The typed text.
    pub q: String,
    /// Kinds to keep: `consultation`, `proposal`, `comment`, `statement`.
    pub kind: Vec<String>,
    /// Slugs of consultations to keep.
    pub consultation: Vec<String>,
    /// Themes to keep.
    pub theme: Vec<String>,
    /// Areas to keep.
    pub area: Vec<String>,
    /// Statuses to keep.
    pub status: Vec<String>,
    /// `relevance`, `newest` or `supported`.
    pub order: String,
    /// The `next` of the page before.
    pub after: String,
}

/// The results of a search.
#[derive(Clone, Debug)]
pub struct SearchPage {
    /// The part of the form that was understood.
    pub form: SearchForm,
    /// The results on this page.
    pub hits: Vec<Hit>,
    /// The number of results on all pages.
    pub total: i64,
    /// The `after` of the next page, if there is one.
    pub next: Option<String>,
    /// The number of results for each kind, consultation, theme, area and status.
    pub facets: Facets,
    /// The text with misspelt words corrected, when the results are those of the corrected words.
    pub corrected: Option<String>,
    /// Whether the results have at least half of the words, but not all.
    pub partly: bool,
    /// How the text was interpreted.
    pub understood: Understood,
}

impl SearchForm {
    /// The form of name and value pairs, as in an address.
    pub fn of_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "q" => form.q = value,
                "order" => form.order = value,
                "after" => form.after = value,
                other => {
                    if let Some(list) = form
                        .list_mut(other)
                        .filter(|list| list.len() < Self::MOST_VALUES && !list.contains(&value))
                    {
                        list.push(value);
                    }
                }
            }
        }
        form.without_nonsense()
    }

    /// The first filter, order or page value in `pairs` that this form left out because it has no meaning; for callers
    /// who report it.
    pub fn left_out(&self, pairs: &[(String, String)]) -> Option<&'static str> {
        let names = [
            "kind",
            "consultation",
            "theme",
            "area",
            "status",
            "order",
            "after",
        ];
        let is_lost = |name: &str, value: &String| match name {
            "order" => order(value) == Order::Relevance && value != "relevance",
            "after" => self.after.is_empty(),
            filter => {
                let is_unknown = filter == "status" && value.parse::<Status>().is_err();
                is_unknown || !self.chosen(filter).contains(value)
            }
        };
        let lost = |name: &&str| {
            pairs
                .iter()
                .any(|(given, value)| given == name && !value.is_empty() && is_lost(name, value))
        };
        names.into_iter().find(lost)
    }

    /// Most values of one filter.
    pub const MOST_VALUES: usize = 50;
    /// Most characters of a value.
    pub const LONGEST_VALUE: usize = 200;
    /// The names of the filters, in the order pages show them.
    pub const FILTERS: [&'static str; 5] = ["kind", "consultation", "theme", "area", "status"];

    /// The values chosen of a filter.
    pub fn chosen(&self, filter: &str) -> &[String] {
        match filter {
            "kind" => &self.kind,
            "consultation" => &self.consultation,
            "theme" => &self.theme,
            "area" => &self.area,
            "status" => &self.status,
            _ => &[],
        }
    }

    /// How many filter values are chosen.
    pub fn filters(&self) -> usize {
        Self::FILTERS
            .iter()
            .map(|filter| self.chosen(filter).len())
            .sum()
    }

    fn list_mut(&mut self, filter: &str) -> Option<&mut Vec<String>> {
        match filter {
            "kind" => Some(&mut self.kind),
            "consultation" => Some(&mut self.consultation),
            "theme" => Some(&mut self.theme),
            "area" => Some(&mut self.area),
            "status" => Some(&mut self.status),
            _ => None,
        }
    }

    fn without_nonsense(mut self) -> Self {
        for filter in Self::FILTERS {
            if let Some(list) = self.list_mut(filter) {
                list.retain(|value| {
                    !value.trim().is_empty() && value.chars().count() <= Self::LONGEST_VALUE
                });
            }
        }
        self.kind.retain(|kind| {
            kind.parse::<SubjectKind>()
                .is_ok_and(|kind| kind.searched().is_some())
        });
        self.order = match order(&self.order) {
            Order::Relevance => String::new(),
            other => name(other).to_owned(),
        };
        if self.place().is_none() {
            self.after.clear();
        }
        self
    }

    /// The list of these results: the words, the filters and the order.
    fn list(&self) -> List {
        let mut parts = vec![b"search".as_slice(), self.q.trim().as_bytes()];
        for filter in Self::FILTERS {
            parts.push(filter.as_bytes());
            let mut values: Vec<_> = self.chosen(filter).iter().map(String::as_bytes).collect();
            values.sort_unstable();
            parts.extend(values);
        }
        List::of(name(order(&self.order)), parts)
    }

    /// The start of the page, if `after` is a position in this list of results.
    fn place(&self) -> Option<Position> {
        let (key, id): (u64, Uuid) = Cursor::given(&self.after)?.read(self.list())?;
        Some(Position { key, id })
    }

    fn query(&self, language: Locale) -> Query {
        Query {
            // A colon inside a word is not a letter: `title:park` asks for two words, each of which may be misspelt.
            text: self.q.replace(':', " "),
            kinds: self
                .kind
                .iter()
                .filter_map(|kind| kind.parse().ok())
                .collect(),
            consultations: self.consultation.clone(),
            themes: self.theme.clone(),
            areas: self.area.clone(),
            statuses: self.status.clone(),
            order: order(&self.order),
            language: primary(language).to_owned(),
            after: self.place(),
            limit: PAGE,
        }
    }
}

fn order(word: &str) -> Order {
    match word {
        "newest" => Order::Newest,
        "supported" => Order::Supported,
        _ => Order::Relevance,
    }
}

/// The word of an order.
const fn name(order: Order) -> &'static str {
    match order {
        Order::Relevance => "relevance",
        Order::Newest => "newest",
        Order::Supported => "supported",
    }
}

/// The language of an interface, without its region.
fn primary(locale: Locale) -> &'static str {
    let tag = locale.tag();
    tag.split_once('-').map_or(tag, |(language, _)| language)
}

/// The path of the page that shows a result.
pub fn path_of(hit: &Hit) -> String {
    let subject = Subject {
        kind: hit.kind,
        id: hit.id,
    };
    // A consultation has no number, and needs none.
    let number = hit.number.or(hit.parent_number).unwrap_or_default();
    let slug = Slug::trusted(hit.consultation_slug.clone());
    subject.path(&slug, number, hit.parent_kind)
}

/// A facet's values.
pub fn values<'a>(facets: &'a Facets, filter: &str) -> &'a [Facet] {
    match filter {
        "kind" => &facets.kinds,
        "consultation" => &facets.consultations,
        "theme" => &facets.themes,
        "area" => &facets.areas,
        "status" => &facets.statuses,
        _ => &[],
    }
}

impl Search<'_> {
    /// A page of results. No SQL statement.
    ///
    /// # Errors
    /// [`Error::Index`] when the index fails; nothing in the form causes one.
    pub async fn find(self, form: SearchForm, language: Locale) -> Result<SearchPage, Error> {
        let form = form.without_nonsense();
        let (query, list) = (form.query(language), form.list());
        let page = self.ask(move |index| index.search(&query)).await?;
        Ok(SearchPage {
            form,
            hits: page.hits,
            total: page.total as i64,
            next: page
                .next
                .map(|last| Cursor::at(list, (last.key, last.id)).into_string()),
            facets: page.facets,
            corrected: page.corrected,
            partly: page.partly,
            understood: page.understood,
        })
    }

    /// The matches of a search while its last word is still being typed. No SQL statement.
    ///
    /// # Errors
    /// [`Error::Index`] when the index fails.
    pub async fn complete(self, text: String) -> Result<Vec<Hit>, Error> {
        self.ask(move |index| index.complete(&text, SUGGESTIONS))
            .await
    }

    /// Proposals of a consultation with a similar title, the most similar first. No SQL statement.
    ///
    /// # Errors
    /// [`Error::Index`] when the index fails.
    pub async fn similar(
        self,
        consultation: ConsultationId,
        title: &str,
        language: Locale,
    ) -> Result<Vec<Hit>, Error> {
        let title = title.to_owned();
        self.ask(move |index| {
            index.similar(&title, Some(consultation.0), primary(language), SIMILAR)
        })
        .await
    }

    /// As [`Search::similar`] for the consultation at this address; empty when there is no consultation. One
    /// statement.
    ///
    /// # Errors
    /// [`Error::Index`] when the index fails.
    pub async fn similar_at(
        self,
        slug: &Slug,
        title: &str,
        language: Locale,
    ) -> Result<Vec<Hit>, Error> {
        let found = consultation::by_slug(&mut self.store().read().await?, slug).await?;
        match found {
            Some(row) => self.similar(row.id, title, language).await,
            None => Ok(Vec::new()),
        }
    }

    async fn ask<T: Send + 'static>(
        self,
        question: impl FnOnce(&Index) -> Result<T, cabildo_search::Error> + Send + 'static,
    ) -> Result<T, Error> {
        let index = self.index()?.clone();
        let _room = self.inner.searching.enter().await;
        let asked = tokio::task::spawn_blocking(move || question(&index)).await;
        Ok(
            asked
                .map_err(|error| Error::Failed(format!("a search was interrupted: {error}")))??,
        )
    }
}
