//! Writes down what was refused because of who asked, what came too fast, and forms that no page of ours sent; and sees to
//! it that no browser stores a page of the private areas, whatever its status.

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, StatusCode, header},
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

/// The address as the program knows it, without what stands in for `{...}`: that may be a secret.
fn endpoint(request: &Request) -> String {
    let path = request.uri().path();
    if let Some((known, _)) = server_fn_paths().find(|(known, _)| *known == path) {
        return known.to_owned();
    }
    request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unknown".to_owned(), |path| path.as_str().to_owned())
}

/// The layer.
pub async fn watch(cx: Cx, request: Request, next: Next) -> Response {
    let is_private = is_private(request.uri().path());
    let endpoint = endpoint(&request);
    let mut response = next.run(request).await;
    if is_private {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    note(&cx, &endpoint, &response);
    response
}

fn note(cx: &Cx, endpoint: &str, response: &Response) {
    let account = cx.viewer.account();
    let is_foreign = response.extensions().get::<Failure>().is_some_and(
        |Failure(refusal)| matches!(refusal, Refusal::Forbidden { need } if *need == Need::OwnForm),
    );
    let event = match response.status() {
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
