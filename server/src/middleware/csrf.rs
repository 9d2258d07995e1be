//! Cross-site request forgery: a request that changes something must come from a page of ours.
//!
//! The check uses fetch metadata: `Sec-Fetch-Site: same-origin` or `none`, or an `Origin` whose host is the requested
//! one. There is no token, so that pages stay the same for everyone.

use axum::{
    extract::Request,
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use cabildo_app::document::Failure;
use cabildo_domain::{Refusal, refusal::Need};

/// Refuses foreign forms with 403.
pub async fn own_forms_only(request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_ours(request.headers(), request.uri().host()) {
        next.run(request).await
    } else {
        Failure(Refusal::forbidden(Need::OwnForm)).into_response()
    }
}

fn is_ours(headers: &HeaderMap, authority: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let host = text(header::HOST.as_str()).or(authority);
    match (text(header::ORIGIN.as_str()), host) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, origin)| origin == host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_by_table() {
        let table = [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://city.example"),
                ],
                false,
            ),
            (vec![("origin", "https://city.example")], true),
            (vec![("origin", "https://evil.example")], false),
            (vec![("origin", "null")], false),
            (vec![], false),
        ];
        for (pairs, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert("host", "city.example".parse().unwrap());
            for (name, value) in &pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            assert_eq!(is_ours(&headers, None), expected, "{pairs:?}");
        }
    }
}
