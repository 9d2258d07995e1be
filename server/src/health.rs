//! `/healthz`: the process answers. `/readyz`: the database answers and takes writes, and the index has caught up.

use crate::state::AppState;
use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};

/// Alive.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Ready to serve, else 503 with the missing part and, when the database takes no writes, the reason.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, Json<Value>) {
    let store = state.service.store();
    let reads = store.ping().await.map_err(|error| error.trouble());
    let writes = match reads {
        Ok(()) => store.takes_writes().await,
        Err(trouble) => Err(trouble),
    };
    let index = state.service.index_has_caught_up().await.unwrap_or(false);
    let mut answer = json!({
        "database": reads.is_ok(),
        "writable": writes.is_ok(),
        "index": index,
    });
    if let Err(trouble) = writes {
        answer["reason"] = trouble.as_str().into();
    }
    let status = if writes.is_ok() && index {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(answer))
}
