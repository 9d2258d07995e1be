//! `/healthz`: the process answers. `/readyz`: the database is reachable and the index has caught up.

use crate::application::AppState;
use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};

/// Alive.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Ready to serve, else 503 with what is missing.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, Json<Value>) {
    let database = state.service.store().ping().await.is_ok();
    let index = state.service.index_has_caught_up().await.unwrap_or(false);
    let status = if database && index {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (
        status,
        Json(json!({ "database": database, "index": index })),
    )
}
