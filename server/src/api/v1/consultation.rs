//! `/api/v1/consultations`: the list with a cursor, and one with its phases, ladder and themes.

use super::{ApiResult, Problem, value::instant};
use crate::state::AppState;
use axum::{
    Json,
    extract::{Path, Query, State},
};
use cabildo_domain::{Refusal, Timestamp, Viewer, consultation::Slug, ladder::Rung, phase::Phase};
use cabildo_service::{
    consultation::{ConsultationCard, ConsultationPage, ListKind},
    cursor::Cursor,
};
use cabildo_store::area::Area;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
}

/// The page of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    // Its name in the first versions.
    #[serde(alias = "cursor")]
    after: String,
}

/// A page of consultations.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consultations {
    items: Vec<Consultation>,
    /// The cursor of the next page; null on the last one.
    next: Option<String>,
}

/// A consultation in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consultation {
    /// Its address: `/c/{slug}` for people, `/api/v1/consultations/{slug}` here.
    slug: String,
    /// The question.
    title: String,
    /// The question in one sentence.
    summary: String,
    /// The language of its texts (ISO 639).
    language: String,
    /// upcoming, open, closed or archived.
    standing: &'static str,
    /// When people can first take part.
    #[schema(format = DateTime)]
    opens_at: String,
    /// When people can no longer take part.
    #[schema(format = DateTime)]
    closes_at: String,
    counts: Counts,
    /// Its steps, by their dates.
    phases: Vec<PhaseDetail>,
}

/// The counts of a consultation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsultationCounts)]
pub struct Counts {
    /// Proposals put forward.
    proposals: i64,
    /// Comments.
    comments: i64,
    /// Counted supports.
    supports: i64,
    /// People who took part in any way, once each.
    participants: i64,
}

/// A consultation with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsultationDetail {
    #[serde(flatten)]
    consultation: Consultation,
    /// The description, HTML.
    description_html: String,
    /// The city's promise about the use of the answers, HTML.
    promise_html: String,
    /// The outcome, HTML; empty until the lab writes it.
    outcome_html: String,
    ladder: Vec<RungDetail>,
    themes: Vec<ThemeDetail>,
    /// The areas that proposals can be about, in the order of their outline.
    areas: Vec<AreaDetail>,
}

/// A dated step: open from its start until just before its end.
#[derive(Debug, Serialize, ToSchema)]
pub struct PhaseDetail {
    id: String,
    name: String,
    description: String,
    /// inform, propose, draft, map, vote, trial, survey or results.
    method: &'static str,
    /// past, current or future.
    tense: &'static str,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    /// Of propose, comment, support.
    allows: Vec<&'static str>,
}

/// A support level that owes a response.
#[derive(Debug, Serialize, ToSchema)]
pub struct RungDetail {
    /// The number of counted supports that reaches it.
    count: i64,
    /// The response that the city owes once it is reached.
    owes: String,
    /// The office that owes it.
    owner: String,
    /// The number of days within which it is owed.
    within_days: i64,
}

/// A theme that a proposal may have.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThemeDetail {
    id: String,
    label: String,
}

/// A part of the city.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaDetail {
    id: String,
    /// The area it lies in; null at the top.
    parent: Option<String>,
    label: String,
}

/// Every public consultation, the newest first.
#[utoipa::path(get, path = "/consultations", tag = "consultations",
    params(("after" = Option<String>, Query, description = "`next` of the page before; left out for the first page")),
    responses((status = 200, body = Consultations), (status = 400, body = Problem)))]
async fn list(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
) -> ApiResult<Json<Consultations>> {
    let after = Cursor::given(&asked.after);
    let list = state
        .service
        .consultations()
        .list(ListKind::Public, after.as_ref())
        .await
        .map_err(Problem::of_cursor)?;
    Ok(Json(Consultations {
        items: list.items.iter().map(Consultation::from).collect(),
        next: list.next.map(Cursor::into_string),
    }))
}

/// One public consultation.
#[utoipa::path(get, path = "/consultations/{slug}", tag = "consultations",
    params(("slug" = String, Path, description = "The consultation's address")),
    responses((status = 200, body = ConsultationDetail), (status = 404, body = Problem)))]
async fn one(
    State(state): State<AppState>,
    Path(slug): Path<String>,
) -> ApiResult<Json<ConsultationDetail>> {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let page = state
        .service
        .consultations()
        .page(&Viewer::Visitor, &slug)
        .await?;
    let areas = state.service.consultations().areas(page.id).await?;
    Ok(Json(ConsultationDetail::of(page, &areas)))
}

impl From<cabildo_store::consultation::Counts> for Counts {
    fn from(counts: cabildo_store::consultation::Counts) -> Self {
        Self {
            proposals: counts.proposals,
            comments: counts.comments,
            supports: counts.supports,
            participants: counts.participants,
        }
    }
}

impl From<&ConsultationCard> for Consultation {
    fn from(card: &ConsultationCard) -> Self {
        Self {
            slug: card.slug.to_string(),
            title: card.title.to_string(),
            summary: card.summary.to_string(),
            language: card.language.to_string(),
            standing: card.standing.as_str(),
            opens_at: instant(card.opens_at),
            closes_at: instant(card.closes_at),
            counts: card.counts.into(),
            phases: card
                .phases
                .iter()
                .map(|phase| PhaseDetail::at(phase, card.now))
                .collect(),
        }
    }
}

impl ConsultationDetail {
    fn of(page: ConsultationPage, areas: &[Area]) -> Self {
        let consultation = Consultation {
            slug: page.slug.to_string(),
            title: page.title.to_string(),
            summary: page.summary.to_string(),
            language: page.language.to_string(),
            standing: page.standing.as_str(),
            opens_at: instant(page.opens_at),
            closes_at: instant(page.closes_at),
            counts: page.counts.into(),
            phases: page
                .phases
                .iter()
                .map(|phase| PhaseDetail::at(phase, page.now))
                .collect(),
        };
        let theme = |theme: &cabildo_store::theme::Theme| ThemeDetail {
            id: theme.id.to_string(),
            label: theme.label.to_string(),
        };
        Self {
            consultation,
            description_html: page.description_html,
            promise_html: page.promise_html,
            outcome_html: page.outcome_html,
            ladder: page.ladder.iter().map(RungDetail::from).collect(),
            themes: page.themes.iter().map(theme).collect(),
            areas: areas.iter().map(AreaDetail::from).collect(),
        }
    }
}

impl From<&Area> for AreaDetail {
    fn from(area: &Area) -> Self {
        Self {
            id: area.id.to_string(),
            parent: area.parent.map(|id| id.to_string()),
            label: area.label.to_string(),
        }
    }
}

impl PhaseDetail {
    fn at(phase: &Phase, now: Timestamp) -> Self {
        use cabildo_domain::phase::{Activity, Tense};
        let tense = match phase.tense(now) {
            Tense::Past => "past",
            Tense::Current => "current",
            Tense::Future => "future",
        };
        let allowed = Activity::ALL
            .iter()
            .filter(|activity| phase.permits(**activity));
        Self {
            id: phase.id.to_string(),
            name: phase.name.to_string(),
            description: phase.description.to_string(),
            method: phase.method.as_str(),
            tense,
            starts_at: instant(phase.starts_at),
            ends_at: instant(phase.ends_at),
            allows: allowed.map(|activity| activity.as_str()).collect(),
        }
    }
}

impl From<&Rung> for RungDetail {
    fn from(rung: &Rung) -> Self {
        Self {
            count: rung.count,
            owes: rung.owes.to_string(),
            owner: rung.owner.to_string(),
            within_days: rung.within_days,
        }
    }
}
