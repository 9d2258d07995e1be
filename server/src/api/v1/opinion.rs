//! `/api/v1/consultations/{slug}/opinion`: the published map of a mapping, and its export in the files of Polis.

mod model;

use super::{ApiResult, Problem};
use crate::state::AppState;
use axum::{
    Json,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use cabildo_domain::{Refusal, Viewer, address, consultation::Slug};
use cabildo_service::opinion::ExportFile;
use futures::stream;
use model::OpinionMap;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The addresses of this resource that answer with JSON.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(map))
}

/// The addresses of this resource that stream: they are not read whole for a tag.
pub fn streams() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(export))
}

/// The published map: groups, what unites, what divides, what is uncertain. Groups of fewer than five people are
/// counted and not described. `map` is null until the first one is published.
#[utoipa::path(get, path = "/consultations/{slug}/opinion", tag = "opinion",
    params(("slug" = String, Path, description = "The consultation's address")),
    responses((status = 200, body = OpinionMap), (status = 404, body = Problem)))]
async fn map(
    State(state): State<AppState>,
    Path(slug): Path<String>,
) -> ApiResult<Json<OpinionMap>> {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let page = state
        .service
        .opinion()
        .page(&Viewer::Visitor, &slug)
        .await?;
    if page.texts.is_empty() && page.map.is_none() {
        // No mapping has begun.
        return Err(Refusal::NotFound.into());
    }
    Ok(Json(OpinionMap::from(page)))
}

/// The export that a file belongs to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    export: Option<String>,
}

/// A file of the export in the format of Polis: comments.csv, votes.csv, participants-votes.csv or summary.csv. Ids of
/// participants are drawn anew for each export.
#[utoipa::path(get, path = "/consultations/{slug}/opinion/{file}", tag = "opinion",
    params(("slug" = String, Path, description = "The consultation's address"),
        ("file" = String, Path, description = "comments.csv, votes.csv, participants-votes.csv or summary.csv"),
        ("export" = Option<String>, Query,
            description = "Any word of up to 64 characters: files asked for with the same one on the same day (UTC) \
                share their ids")),
    responses((status = 200, description = "The file", content_type = "text/csv", body = String),
        (status = 404, body = Problem)))]
async fn export(
    State(state): State<AppState>,
    Path((slug, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> ApiResult<Response> {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let file: ExportFile = name
        .strip_suffix(".csv")
        .and_then(|name| name.parse().ok())
        .ok_or(Refusal::NotFound)?;
    let url = address::absolute(&state.site.public_url, &address::consultation(&slug));
    let export = state
        .service
        .opinion()
        .export(&Viewer::Visitor, &slug, file, asked.export.as_deref(), &url)
        .await?;
    // Each chunk is read when the one before was sent; an error ends the transfer early, which clients notice.
    let chunks = stream::try_unfold(export, |mut export| async move {
        match export.next_chunk().await {
            Ok(chunk) => Ok(chunk.map(|chunk| (chunk, export))),
            Err(error) => {
                tracing::error!(?error, "an export ended early");
                Err(std::io::Error::other("the export broke off"))
            }
        }
    });
    let disposition = format!("attachment; filename=\"{slug}-{file}.csv\"");
    let mut response = (
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        Body::from_stream(chunks),
    )
        .into_response();
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
