//! Errors as problem details (RFC 9457): a stable code, a title in English, the fields that were refused.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use cabildo_domain::{FieldErrors, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

/// What a handler of the API returns.
pub type ApiResult<T> = Result<T, Problem>;

/// Why a request was not answered (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A stable address of the kind of problem: `about:blank#code`.
    #[serde(rename = "type")]
    kind: String,
    /// The kind of problem in English.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The stable code.
    code: &'static str,
    /// The fields that were refused, each with a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    fields: Option<FieldErrors>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let code = refusal.code();
        let retry_after = match refusal {
            Refusal::TooFast { seconds } | Refusal::Busy { seconds } => Some(seconds),
            _ => None,
        };
        Self {
            kind: format!("about:blank#{code}"),
            title: refusal.to_string(),
            status: refusal.status(),
            code,
            retry_after,
            fields: match refusal {
                Refusal::Invalid { fields } => Some(fields),
                _ => None,
            },
        }
    }
}

impl From<cabildo_service::Error> for Problem {
    fn from(error: cabildo_service::Error) -> Self {
        Self::from(error.into_refusal())
    }
}

/// The answer to a method that an address does not take: everything here is read only.
pub fn method_not_allowed() -> Problem {
    let title = "method not allowed: this API only reads".to_owned();
    let code = "method_not_allowed";
    Problem { kind: format!("about:blank#{code}"), title, status: 405, code, fields: None, retry_after: None }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
