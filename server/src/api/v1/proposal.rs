//! `/api/v1/consultations/{slug}/proposals`: the list with filters, orders and cursors; and one proposal with its
//! text, its support and the city's responses.

mod answer;

use super::{
    ApiResult, Problem,
    value::{instant, parameter},
};
use crate::state::AppState;
use answer::Response;
use axum::{
    Json,
    extract::{Path, Query, State},
};
use cabildo_domain::{Refusal, Viewer, consultation::Slug};
use cabildo_service::{
    author::{AuthorView, Badge},
    cursor::Cursor,
    proposal::{Anew, ProposalCard, ProposalFilter, ProposalList, ProposalPage},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
}

/// Filters, order and page of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The id of a theme.
    theme: String,
    /// The id of an area; those that lie in it are included.
    area: String,
    /// published, under_review, accepted, rejected, implemented, merged or withdrawn; the last two are in no list that
    /// does not ask for them.
    status: String,
    /// fair, newest, supported or discussed. Left out together with a given `after`, the order of that cursor holds.
    sort: String,
    /// `next` of the page before; left out for the first page.
    // Its name in the first versions.
    #[serde(alias = "cursor")]
    after: String,
}

impl Asked {
    fn filter(&self) -> ApiResult<ProposalFilter> {
        Ok(ProposalFilter {
            theme: parameter("theme", &self.theme)?,
            area: parameter("area", &self.area)?,
            status: parameter("status", &self.status)?,
            sort: parameter("sort", &self.sort)?,
            after: Cursor::given(&self.after),
            before: None,
        })
    }
}

/// Refuses a theme or area that the consultation does not have, and a cursor of another list: an empty list, or one that
/// begins anew, would hide the mistake.
fn check(filter: &ProposalFilter, list: &ProposalList) -> ApiResult<()> {
    let known = [
        (
            "theme",
            filter
                .theme
                .is_none_or(|id| list.themes.iter().any(|theme| theme.id == id)),
        ),
        (
            "area",
            filter
                .area
                .is_none_or(|id| list.areas.iter().any(|area| area.id == id)),
        ),
        ("after", list.has_place(filter)),
    ];
    known
        .into_iter()
        .find(|(_, is_known)| !is_known)
        .map_or(Ok(()), |(name, _)| Err(Problem::parameter(name)))
}

/// A page of proposals.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposals {
    items: Vec<ProposalSummary>,
    /// The order of this page.
    sort: &'static str,
    /// The cursor of the next page; null on the last one.
    next: Option<String>,
}

/// A proposal in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalSummary {
    /// Its id.
    id: String,
    /// Its number within the consultation: `/c/{slug}/p/{number}` for people.
    number: i64,
    /// The title.
    title: String,
    /// The beginning of the text, without markup.
    excerpt: String,
    /// The language of the text (ISO 639).
    language: String,
    /// The author's name; null when the account was deleted.
    author: Option<String>,
    /// `staff` when the author works for the city now, `resident` for a resident whose name could be taken for staff;
    /// null for everybody else.
    #[schema(example = "staff")]
    author_badge: Option<&'static str>,
    /// The theme's label.
    theme: Option<String>,
    /// The area's label.
    area: Option<String>,
    /// published, under_review, accepted, rejected, implemented, merged or withdrawn.
    status: &'static str,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    updated_at: String,
    supports: Supports,
    /// The end of the check of the supports that reached a threshold; null while none is checked.
    #[schema(format = DateTime)]
    checked_until: Option<String>,
    /// The number of its comments that are neither hidden nor deleted.
    comments: i64,
}

/// The support of a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Supports {
    /// Supports of accounts here, one an account. The ladder counts these.
    counted: i64,
    /// Supports brought in from elsewhere, whose supporters are not known.
    imported: i64,
}

/// A proposal with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalDetail {
    /// Its id.
    id: String,
    /// Its number within the consultation.
    number: i64,
    /// Its consultation's address.
    consultation: String,
    /// published, under_review, accepted, rejected, implemented, merged or withdrawn.
    status: &'static str,
    /// The present version of the text, from 1.
    revision: i64,
    #[schema(format = DateTime)]
    created_at: String,
    #[schema(format = DateTime)]
    updated_at: String,
    /// The reason that a moderator gave for hiding it; null when it is visible.
    hidden_reason: Option<String>,
    /// Its title, text and author; null while it is hidden.
    content: Option<Content>,
    /// The proposal into which this one was merged; if that one was merged too, the last of the chain. Null unless
    /// merged, and while the last one is hidden or withdrawn.
    merged_into: Option<Pointer>,
    /// `hidden` or `withdrawn` when that happened to the proposal into which this one was merged; else null.
    merged_into_gone: Option<&'static str>,
    /// The number of the proposal that staff merged it into, which may be merged itself by now; null unless merged.
    merged_first: Option<i64>,
    supports: Supports,
    /// The number of its comments that are neither hidden nor deleted.
    comments: i64,
    responses: Vec<Response>,
}

/// The title, text and author of a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Content {
    title: String,
    /// The text, Markdown.
    body: String,
    /// The text as safe HTML.
    body_html: String,
    /// The language of the text (ISO 639).
    language: String,
    /// The author's name; null when the account was deleted.
    author: Option<String>,
    /// `staff` when the author works for the city now, `resident` for a resident whose name could be taken for staff;
    /// null for everybody else.
    #[schema(example = "staff")]
    author_badge: Option<&'static str>,
    /// The theme's label.
    theme: Option<String>,
    /// The areas' labels, the outermost first.
    area: Vec<String>,
}

/// Another proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Pointer {
    consultation: String,
    number: i64,
}

/// The proposals of a consultation.
#[utoipa::path(get, path = "/consultations/{slug}/proposals", tag = "proposals",
    params(
        ("slug" = String, Path, description = "The consultation's address"),
        ("theme" = Option<String>, Query, description = "The id of a theme"),
        ("area" = Option<String>, Query, description = "The id of an area; those that lie in it are included"),
        ("status" = Option<String>, Query, description = "published, under_review, accepted, \
            rejected, implemented, merged or withdrawn; the last two are in no list that does not ask for them"),
        ("sort" = Option<String>, Query, description = "fair, newest, supported or discussed"),
        ("after" = Option<String>, Query, description = "`next` of the page before; left out for the first page"),
    ),
    responses((status = 200, body = Proposals), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn list(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> ApiResult<Json<Proposals>> {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let filter = asked.filter()?;
    let list = state
        .service
        .proposals()
        .list(&Viewer::Visitor, &slug, &filter)
        .await?;
    check(&filter, &list)?;
    if list.anew == Some(Anew::Ended) {
        return Ok(Json(Proposals {
            sort: list.sort.as_str(),
            next: None,
            items: Vec::new(),
        }));
    }
    Ok(Json(Proposals {
        sort: list.sort.as_str(),
        next: list.next.map(Cursor::into_string),
        items: list.items.into_iter().map(ProposalSummary::from).collect(),
    }))
}

/// One proposal.
#[utoipa::path(get, path = "/consultations/{slug}/proposals/{number}", tag = "proposals",
    params(("slug" = String, Path, description = "The consultation's address"),
        ("number" = i64, Path, description = "The proposal's number")),
    responses((status = 200, body = ProposalDetail), (status = 404, body = Problem)))]
async fn one(
    State(state): State<AppState>,
    Path((slug, number)): Path<(String, String)>,
) -> ApiResult<Json<ProposalDetail>> {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let number = number.parse().map_err(|_| Refusal::NotFound)?;
    let page = state
        .service
        .proposals()
        .page(&Viewer::Visitor, &slug, number)
        .await?;
    let versions = state.service.responses().versions(&page).await?;
    let mut detail = ProposalDetail::from(page);
    for (id, version) in versions {
        let id = id.to_string();
        let mut responses = detail.responses.iter_mut();
        if let Some(response) = responses.find(|response| response.id == id) {
            response.versions.push(version.into());
        }
    }
    Ok(Json(detail))
}

/// The name of an author, and what stands beside it.
pub(super) fn named(author: AuthorView) -> (Option<String>, Option<&'static str>) {
    match author.named() {
        Some((name, badge)) => (Some(name), badge.map(Badge::as_str)),
        None => (None, None),
    }
}

impl From<ProposalCard> for ProposalSummary {
    fn from(card: ProposalCard) -> Self {
        let (author, author_badge) = named(card.author);
        Self {
            id: card.id.to_string(),
            number: card.number,
            title: card.title.into_string(),
            excerpt: card.excerpt,
            language: card.language.to_string(),
            author,
            author_badge,
            theme: card.theme.map(|label| label.into_string()),
            area: card.area.map(|label| label.into_string()),
            status: card.status.as_str(),
            created_at: instant(card.created_at),
            updated_at: instant(card.updated_at),
            supports: Supports {
                counted: card.counted,
                imported: card.imported,
            },
            checked_until: card.checking_until.map(instant),
            comments: card.comments,
        }
    }
}

impl From<ProposalPage> for ProposalDetail {
    fn from(page: ProposalPage) -> Self {
        Self {
            id: page.id.to_string(),
            number: page.number,
            consultation: page.consultation.slug.to_string(),
            status: page.status.as_str(),
            revision: page.revision,
            created_at: instant(page.created_at),
            updated_at: instant(page.updated_at),
            hidden_reason: page.hidden.map(|hidden| hidden.reason.into_string()),
            content: page.content.map(|content| {
                let (author, author_badge) = named(content.author);
                Content {
                    title: content.said.title.into_string(),
                    body: content.said.body.into_string(),
                    body_html: content.body_html,
                    language: content.said.language.to_string(),
                    author,
                    author_badge,
                    theme: content.theme.map(|label| label.into_string()),
                    area: content
                        .area
                        .into_iter()
                        .map(|(_, label)| label.into_string())
                        .collect(),
                }
            }),
            merged_into_gone: page
                .merged
                .as_ref()
                .and_then(|merged| merged.gone)
                .map(|gone| gone.as_str()),
            merged_first: page.merged.as_ref().map(|merged| merged.first),
            merged_into: page.merged_into.map(|pointer| Pointer {
                consultation: pointer.slug.to_string(),
                number: pointer.number,
            }),
            supports: Supports {
                counted: page.support.counted,
                imported: page.support.imported,
            },
            comments: page.comments,
            responses: page.responses.into_iter().map(Response::from).collect(),
        }
    }
}
