//! `/api/v1`: public data, read-only, with the same visibility rules as the pages. One file per resource.

mod comment;
pub mod consultation;
mod description;
pub mod etag;
pub mod opinion;
pub mod problem;
pub mod proposal;
pub mod search;
mod value;

use crate::state::AppState;
use axum::{
    Json, Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::get,
};
use cabildo_domain::Refusal;
pub use problem::{ApiResult, Problem};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(info(
    title = "Cabildo",
    version = "1",
    description = "Public data of a participation platform: consultations, proposals, comments, opinion maps, search.",
    license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
), servers((url = "/api/v1")))]
struct Description;

/// The API's addresses, and their description generated from the code. A resource adds its
/// `.merge(<resource>::routes())`, an `OpenApiRouter<AppState>` of its own.
pub fn routes() -> Router<AppState> {
    let (router, mut description) = OpenApiRouter::<AppState>::with_openapi(Description::openapi())
        .merge(consultation::routes())
        .merge(comment::routes())
        .merge(opinion::routes())
        .merge(proposal::routes())
        .merge(search::routes())
        .split_for_parts();
    description::tell_of_tags(&mut description);
    let (streams, described) = opinion::streams().split_for_parts();
    description.merge(described);
    description::tell_of_problems(&mut description);
    description::tell_of_limits(&mut description);
    router
        .route("/", get(index))
        .route(
            "/openapi.json",
            get(move || async move { Json(description) }),
        )
        .fallback(|| async { Problem::from(Refusal::NotFound) })
        .method_not_allowed_fallback(|| async { problem::method_not_allowed() })
        .layer(from_fn(explain))
        .layer(from_fn(etag::tag))
        .merge(streams.layer(from_fn(explain)))
        .layer(from_fn(open_to_all))
}

/// Where to begin.
pub async fn index() -> Json<serde_json::Value> {
    Json(serde_json::json!({
        "description": "/api/v1/openapi.json",
        "consultations": "/api/v1/consultations",
        "search": "/api/v1/search",
    }))
}

/// Answers with a problem in JSON when an address cannot be read (a parameter twice, bytes that are no text).
async fn explain(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_explained = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.contains("json")));
    if response.status() == StatusCode::BAD_REQUEST && !is_explained {
        return Problem::from(Refusal::Malformed).into_response();
    }
    response
}

/// The data is public: pages of other sites may read it too.
async fn open_to_all(request: Request, next: Next) -> impl IntoResponse {
    let mut response = next.run(request).await;
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}
