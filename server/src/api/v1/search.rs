//! `/api/v1/search`: the search of the pages as JSON.

use super::{ApiResult, Problem, value::instant};
use crate::state::AppState;
use axum::{
    Json,
    extract::{Query, State},
};
use cabildo_domain::{Locale, Timestamp};
use cabildo_service::search::find::{self, Facet, Hit, SearchForm, SearchPage};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(search))
}

/// The parameters, for the description; they are read by hand, since filters may repeat.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters")]
struct Parameters {
    /// Words, "quoted phrases", -excluded words; at most 200 characters count, the rest is cut off.
    q: Option<String>,
    /// `consultation`, `proposal`, `comment` or `statement`; may repeat.
    kind: Option<Vec<String>>,
    /// Slugs of consultations; may repeat.
    consultation: Option<Vec<String>>,
    /// Themes; may repeat.
    theme: Option<Vec<String>>,
    /// Areas; may repeat. An area keeps what lies in it.
    area: Option<Vec<String>>,
    /// Statuses of proposals; may repeat.
    status: Option<Vec<String>>,
    /// `relevance`, `newest` or `supported`.
    order: Option<String>,
    /// The language the words are probably in: `en` or `es`.
    language: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// The results of a search.
#[derive(Serialize, ToSchema)]
pub struct SearchResults {
    /// The results on this page.
    items: Vec<SearchResult>,
    /// The number of results on all pages.
    total: i64,
    /// The cursor of the next page; null on the last one.
    next: Option<String>,
    /// The corrected words, when nothing matches the words as typed; else null.
    corrected: Option<String>,
    /// Whether no result has all words, so that results with at least half of them are shown.
    partly: bool,
    /// The number of results for each value of each filter. The values chosen in a filter do not narrow its own counts.
    facets: BTreeMap<&'static str, Vec<FacetValue>>,
}

/// One result.
#[derive(Serialize, ToSchema)]
pub struct SearchResult {
    /// `consultation`, `proposal`, `comment` or `statement`.
    kind: &'static str,
    /// Its id.
    id: Uuid,
    /// The path of its page.
    path: String,
    /// Its consultation's slug.
    consultation: String,
    /// Its consultation's title.
    consultation_title: String,
    /// The number of the proposal or statement; for a comment, of its proposal.
    number: Option<i64>,
    /// The title; for a comment, its proposal's; for a statement, its text.
    title: String,
    /// The title, escaped, with `<mark>` around the matching words.
    title_html: String,
    /// The best matching part of the text, escaped, with `<mark>` around the matching words.
    snippet_html: String,
    /// The author's language.
    language: String,
    /// The theme.
    theme: Option<String>,
    /// A proposal's status.
    status: Option<String>,
    /// Supports, those brought in from elsewhere too; a few seconds old at most.
    supports: i64,
    /// How many of them were brought in from elsewhere.
    imported_supports: i64,
    /// When it was written or published.
    #[schema(format = DateTime)]
    created_at: String,
}

/// One value of a filter.
#[derive(Serialize, ToSchema)]
pub struct FacetValue {
    /// The value to send.
    value: String,
    /// The value as people read it.
    label: String,
    /// The number of results with this value.
    count: i64,
}

/// Search everything public.
#[utoipa::path(get, path = "/search", params(Parameters), 
    responses((status = 200, body = SearchResults), (status = 400, body = Problem)))]
async fn search(
    State(state): State<AppState>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> ApiResult<Json<SearchResults>> {
    let language = match pairs
        .iter()
        .find(|(name, tag)| name == "language" && !tag.is_empty())
    {
        Some((_, tag)) => {
            Some(Locale::from_tag(tag).ok_or_else(|| Problem::parameter("language"))?)
        }
        None => None,
    };
    let form = SearchForm::of_pairs(pairs.iter().cloned());
    if let Some(name) = form.left_out(&pairs) {
        return Err(Problem::parameter(name));
    }
    let page = state
        .service
        .search()
        .find(form, language.unwrap_or_default())
        .await?;
    Ok(Json(page.into()))
}

impl From<SearchPage> for SearchResults {
    fn from(page: SearchPage) -> Self {
        let facet = |filter: &'static str| {
            (
                filter,
                find::values(&page.facets, filter)
                    .iter()
                    .map(FacetValue::from)
                    .collect(),
            )
        };
        Self {
            total: page.total,
            facets: SearchForm::FILTERS.into_iter().map(facet).collect(),
            next: page.next,
            corrected: page.corrected,
            partly: page.partly,
            items: page.hits.into_iter().map(SearchResult::from).collect(),
        }
    }
}

impl From<&Facet> for FacetValue {
    fn from(facet: &Facet) -> Self {
        Self {
            value: facet.value.clone(),
            label: facet.label.clone(),
            count: facet.count as i64,
        }
    }
}

impl From<Hit> for SearchResult {
    fn from(hit: Hit) -> Self {
        Self {
            kind: hit.kind.as_str(),
            id: hit.id,
            path: find::path_of(&hit),
            consultation: hit.consultation_slug,
            consultation_title: hit.consultation_title,
            number: hit.number.or(hit.parent_number),
            title: hit.title,
            title_html: hit.title_html,
            snippet_html: hit.snippet_html,
            language: hit.language,
            theme: hit.theme,
            status: hit.status,
            supports: hit.supports,
            imported_supports: hit.imported_supports,
            created_at: instant(Timestamp(hit.created_at)),
        }
    }
}
