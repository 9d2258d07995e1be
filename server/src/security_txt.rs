//! `/.well-known/security.txt` (RFC 9116): where somebody who found a weakness tells of it.

use crate::state::AppState;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use cabildo_domain::{Locale, time::Span};

/// How long what is told is to be believed; the RFC advises less than a year. It is told anew each time.
const BELIEVED: Span = Span::days(300);

/// The file; there is none unless the operator names a contact.
pub async fn show(State(state): State<AppState>) -> Response {
    let Some(contact) = &state.site.security_contact else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // To a whole day, so that the file does not change with every look.
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
