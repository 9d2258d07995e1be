//! All routes of the program and the layers around them.

use crate::{
    api, assets, feed, health,
    middleware::{csrf, encoding, headers, security, session, speed},
    security_txt,
    state::AppState,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderMap, Method, Uri},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use cabildo_app::document::{Failure, explain_failures};
use cabildo_domain::{Refusal, limits};
use std::{any::Any, time::Duration};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer,
    timeout::TimeoutLayer,
};

/// The whole router. Layers run from the last one added to the first.
pub fn build(state: AppState) -> Router {
    let pages = cabildo_app::routes::routes()
        .merge(feed::routes())
        .fallback(elsewhere)
        .layer(from_fn_with_state(state.speed.clone(), speed::limit))
        .layer(from_fn(session::known_only))
        .layer(from_fn(csrf::own_forms_only))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(RequestBodyLimitLayer::new(limits::EDITOR_BYTES))
        .layer(DefaultBodyLimit::max(limits::EDITOR_BYTES))
        .layer(from_fn(explain_failures))
        .layer(from_fn(security::watch))
        .layer(from_fn_with_state(state.clone(), session::open));
    Router::new()
        .nest("/api/v1", api::v1::routes())
        .route("/api/v1/", get(api::v1::index))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/pkg/{name}", get(assets::hashed))
        .route(
            "/favicon.svg",
            get(|headers: HeaderMap| async move { assets::top("favicon.svg", &headers) }),
        )
        .route(
            "/robots.txt",
            get(|headers: HeaderMap| async move { assets::top("robots.txt", &headers) }),
        )
        .route("/.well-known/security.txt", get(security_txt::show))
        .route(
            "/site.webmanifest",
            get(|headers: HeaderMap| async move { assets::top("site.webmanifest", &headers) }),
        )
        .merge(Router::new().fallback_service(pages))
        .layer(from_fn_with_state(
            headers::SecurityHeaders::new(&state.site),
            headers::add,
        ))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
        .layer(from_fn(encoding::choose))
        .layer(TimeoutLayer::with_status_code(
            http::StatusCode::REQUEST_TIMEOUT,
            Duration::from_secs(30),
        ))
        .with_state(state)
}

/// Redirects an address with a trailing slash to the one without; every other address is not found.
async fn elsewhere(method: Method, uri: Uri) -> Response {
    let path = uri.path();
    let shorter = path.trim_end_matches('/');
    // A path that begins with two slashes would name another site.
    let is_ours = !shorter.is_empty() && !path.starts_with("//") && !path.contains('\\');
    if !method.is_safe() || shorter == path || !is_ours {
        return Failure(Refusal::NotFound).into_response();
    }
    let query = uri
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    Redirect::permanent(&format!("{shorter}{query}")).into_response()
}

fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let message = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    let failure = cabildo_service::Error::Failed(format!("panic: {message}"));
    Failure::from(failure).into_response()
}
