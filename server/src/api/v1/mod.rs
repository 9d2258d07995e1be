//! `/api/v1`: public data, read only, by the same visibility rules as the pages. One file a resource.

pub mod problem;

use crate::application::AppState;
use axum::{Json, Router, routing::get};
pub use problem::{ApiResult, Problem};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(info(
    title = "Cabildo",
    version = "1",
    description = "Public data of a participation platform: consultations, proposals, comments, search.",
    license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
))]
struct Description;

/// The API's addresses, and their description generated from the code.
pub fn routes(state: AppState) -> Router<AppState> {
    let (router, description) = OpenApiRouter::with_openapi(Description::openapi()).split_for_parts();
    let _ = &state;
    router
        .route("/openapi.json", get(move || async move { Json(description) }))
        .fallback(|| async { Problem::from(cabildo_domain::Refusal::NotFound) })
}
