//! Security headers: a policy without nonces (a page is the same for everyone), no framing, no sniffing, and a
//! referrer only for ourselves (the redirect of a form needs it).

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use cabildo_app::{document::inline_script, site::Site};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The headers of an installation, made once.
#[derive(Clone)]
pub struct SecurityHeaders(Arc<Vec<(HeaderName, HeaderValue)>>);

impl SecurityHeaders {
    /// The headers for this installation.
    pub fn new(site: &Site) -> Self {
        let mut headers = vec![
            (
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ),
            (
                header::REFERRER_POLICY,
                HeaderValue::from_static("same-origin"),
            ),
            (
                HeaderName::from_static("permissions-policy"),
                HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()"),
            ),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                HeaderValue::from_static("same-origin"),
            ),
        ];
        if let Ok(policy) = HeaderValue::from_str(&content_security_policy(site)) {
            headers.push((header::CONTENT_SECURITY_POLICY, policy));
        }
        if site.is_secure() {
            // A year; for the hosts below this one only if the operator says so, who alone knows them.
            let transport = if site.hsts_include_subdomains {
                "max-age=31536000; includeSubDomains"
            } else {
                "max-age=31536000"
            };
            headers.push((
                header::STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static(transport),
            ));
        }
        Self(Arc::new(headers))
    }
}

fn content_security_policy(site: &Site) -> String {
    let script = inline_script(site)
        .map(|script| {
            format!(
                " 'sha256-{}'",
                STANDARD.encode(Sha256::digest(script.as_bytes()))
            )
        })
        .unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{script}; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

/// Adds the headers to every response.
pub async fn add(State(headers): State<SecurityHeaders>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in headers.0.iter() {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}
