//! `/.well-known/security.txt` (RFC 9116): the address for reports of weaknesses.

use crate::state::AppState;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use cabildo_domain::{Locale, time::Span};

/// How long the file is valid; the RFC advises less than a year. The date moves with each request.
const BELIEVED: Span = Span::days(300);

/// The file; 404 unless the operator names a contact.
pub async fn show(State(state): State<AppState>) -> Response {
    let Some(contact) = &state.site.security_contact else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Round to a whole day, so that the file does not change with every request.
    let day = 24 * 60 * 60 * 1_000;
    let expires = (state.service.now() + BELIEVED).0 / day * day;
    let expires = jiff::Timestamp::from_millisecond(expires).unwrap_or_default();
    let languages: Vec<&str> = Locale::OFFERED.iter().map(|locale| locale.tag()).collect();
    let text = format!(
        "Contact: {}\nExpires: {expires}\nPreferred-Languages: {}\nCanonical: {}/.well-known/security.txt\n",
        contact.as_str(),
        languages.join(", "),
        state.site.public_url,
    );
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (headers, text).into_response()
}
