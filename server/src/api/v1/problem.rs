//! Errors as problem details (RFC 9457): a stable code, a sentence in English, the parameter or the fields that were
//! refused.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use cabildo_domain::{FieldErrors, Refusal, phase::Closed, refusal::Need};
use serde::Serialize;
use utoipa::ToSchema;

/// The media type of a problem.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// The result of a handler of the API.
pub type ApiResult<T> = Result<T, Problem>;

/// The reason why a request was not answered (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status and the code name the kind of the problem.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The name of the status.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// The problem in one English sentence.
    #[schema(value_type = String)]
    detail: Box<str>,
    /// The stable code.
    code: &'static str,
    /// The parameter of the address that cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<&'static str>,
    /// The fields that were refused, each with a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    fields: Option<FieldErrors>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

impl Problem {
    fn new(status: u16, code: &'static str, detail: impl Into<Box<str>>) -> Self {
        let known = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let title = known.canonical_reason().unwrap_or("Error");
        Self {
            kind: "about:blank",
            title,
            status: known.as_u16(),
            detail: detail.into(),
            code,
            parameter: None,
            fields: None,
            retry_after: None,
        }
    }

    /// A parameter of the address cannot be read.
    pub fn parameter(name: &'static str) -> Self {
        let detail = format!("The parameter `{name}` has a value that is not understood.");
        Self {
            parameter: Some(name),
            ..Self::new(400, "malformed", detail)
        }
    }

    /// Why a list refused, of which the cursor alone can be unreadable.
    pub fn of_cursor(error: cabildo_service::Error) -> Self {
        match error.into_refusal() {
            Refusal::Malformed => Self::parameter("after"),
            refusal => refusal.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let mut problem = Self::new(refusal.status(), refusal.code(), sentence(&refusal));
        match refusal {
            Refusal::TooFast { seconds } | Refusal::Busy { seconds } => {
                problem.retry_after = Some(seconds)
            }
            Refusal::Invalid { fields } => problem.fields = Some(fields),
            _ => {}
        }
        problem
    }
}

impl From<cabildo_service::Error> for Problem {
    fn from(error: cabildo_service::Error) -> Self {
        Self::from(error.into_refusal())
    }
}

/// The problem in one English sentence, for people; programs read the code.
fn sentence(refusal: &Refusal) -> String {
    let fixed = match refusal {
        Refusal::NotFound => "There is nothing at this address, or it is not public.",
        Refusal::SignInRequired => "This needs an account.",
        Refusal::WrongCredentials => "The e-mail address and the password fit no account.",
        Refusal::Forbidden {
            need: Need::Readable,
        } => {
            "A moderator has hidden this proposal. Its own address tells the reason (`hidden_reason`)."
        }
        Refusal::Forbidden {
            need: Need::Visible,
        } => "A moderator has hidden this.",
        Refusal::Forbidden { .. } => "This is not public.",
        Refusal::Closed {
            closed: Closed::Opens(_),
            ..
        } => "This is not open yet.",
        Refusal::Closed { .. } => "This is not open.",
        Refusal::Enough { .. } => "This was done as often as one person may.",
        Refusal::Invalid { .. } => "Some fields were refused.",
        Refusal::Outdated { .. } => "Somebody changed this meanwhile.",
        Refusal::Malformed => "The request cannot be read.",
        Refusal::TooFast { seconds } => {
            return format!("Too many requests: try again in {seconds} seconds.");
        }
        Refusal::Busy { seconds } => {
            return format!("The server is busy: try again in {seconds} seconds.");
        }
        Refusal::Internal { reference } => {
            return format!("Something failed here; its reference is {reference}.");
        }
    };
    fixed.to_owned()
}

/// The answer to a method that an address does not take: everything here is read only.
pub fn method_not_allowed() -> Problem {
    Problem::new(405, "method_not_allowed", "This API only reads: use GET.")
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
