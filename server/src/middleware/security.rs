//! Logs requests that were refused because of their viewer, requests that came too fast, and forms that did not come
//! from a page of ours; and makes sure that no browser stores a page of the private areas, whatever its status.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, StatusCode, Uri, header},
    middleware::Next,
    response::Response,
};
use cabildo_app::{document::Failure, request::Cx};
use cabildo_domain::{Refusal, address, refusal::Need};
use cabildo_service::security::SecurityEvent;
use server_fn::axum::server_fn_paths;

/// Whether an address is of a private area.
fn is_private(path: &str) -> bool {
    address::PRIVATE.iter().any(|area| {
        path.strip_prefix(area)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The request, kept until it is known whether it must be logged: most need not be.
struct Asked {
    uri: Uri,
    matched: Option<MatchedPath>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        Self {
            uri: request.uri().clone(),
            matched: request.extensions().get().cloned(),
        }
    }

    /// The route's pattern, without the values in place of `{...}`, which may be secret.
    fn endpoint(&self) -> &str {
        let mut actions = server_fn_paths().map(|(known, _)| known);
        let matched = self.matched.as_ref().map_or("unknown", MatchedPath::as_str);
        actions
            .find(|known| *known == self.uri.path())
            .unwrap_or(matched)
    }
}

/// The layer.
pub async fn watch(cx: Cx, request: Request, next: Next) -> Response {
    let is_private = is_private(request.uri().path());
    let asked = Asked::of(&request);
    let mut response = next.run(request).await;
    if is_private {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    note(&cx, &asked, &response);
    response
}

fn note(cx: &Cx, asked: &Asked, response: &Response) {
    let status = response.status();
    if !status.is_client_error() {
        return;
    }
    let endpoint = asked.endpoint();
    let account = cx.viewer.account();
    let is_foreign = response.extensions().get::<Failure>().is_some_and(
        |Failure(refusal)| matches!(refusal, Refusal::Forbidden { need } if *need == Need::OwnForm),
    );
    let event = match status {
        StatusCode::FORBIDDEN if is_foreign => SecurityEvent::ForeignForm { account, endpoint },
        status @ (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => SecurityEvent::Refused {
            account,
            endpoint,
            status: status.as_u16(),
        },
        StatusCode::TOO_MANY_REQUESTS => SecurityEvent::Limited { account, endpoint },
        _ => return,
    };
    cx.service.note(&event);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_areas_by_table() {
        for (path, expected) in [
            ("/account", true),
            ("/account/data.json", true),
            ("/lab/c/city", true),
            ("/accounts", false),
            ("/c/lab", false),
            ("/", false),
        ] {
            assert_eq!(is_private(path), expected, "{path}");
        }
    }
}
