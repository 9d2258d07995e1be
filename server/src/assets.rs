//! The built assets: embedded in a release build, read from the built folder in a debug build.

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use cabildo_app::site::Assets;
use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "$CABILDO_SITE_DIR"]
struct Site;

#[derive(Deserialize)]
struct Manifest {
    output_name: String,
    css: String,
}

/// The names of the built assets; `None` when the program was built without them.
pub fn manifest() -> Option<Assets> {
    let file = Site::get("manifest.json")?;
    let manifest: Manifest = serde_json::from_slice(&file.data).ok()?;
    Some(Assets {
        output_name: manifest.output_name,
        css: manifest.css,
    })
}

/// `/pkg/{name}`: names contain a hash of the content, so browsers may keep the files for ever.
pub async fn hashed(Path(name): Path<String>, headers: HeaderMap) -> Response {
    serve(
        &format!("pkg/{name}"),
        &headers,
        "public, max-age=31536000, immutable",
    )
}

/// A file at the top, such as `/favicon.svg`.
pub fn top(name: &'static str, headers: &HeaderMap) -> Response {
    serve(name, headers, "public, max-age=86400")
}

fn serve(path: &str, headers: &HeaderMap, caching: &'static str) -> Response {
    // Only one coding is left, which `middleware::encoding` chose.
    let accepted = headers.get(header::ACCEPT_ENCODING);
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = if kind.type_() == "text" || path.ends_with(".js") {
        format!("{}; charset=utf-8", kind.essence_str())
    } else {
        kind.essence_str().to_owned()
    };
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepted.is_some_and(|accepted| accepted == encoding)
            && let Some(file) = Site::get(&format!("{path}{suffix}"))
        {
            let headers = [
                (header::CONTENT_TYPE, kind.as_str()),
                (header::CACHE_CONTROL, caching),
                (header::CONTENT_ENCODING, encoding),
                (header::VARY, "Accept-Encoding"),
            ];
            return (headers, Body::from(file.data)).into_response();
        }
    }
    match Site::get(path) {
        Some(file) => {
            let headers = [
                (header::CONTENT_TYPE, kind.as_str()),
                (header::CACHE_CONTROL, caching),
                (header::VARY, "Accept-Encoding"),
            ];
            (headers, Body::from(file.data)).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
