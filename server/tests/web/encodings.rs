//! Compressed answers: `Accept-Encoding` is honoured with its weights, on pages, in the API and for assets.

use crate::support::{Page, TestApp};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use cabildo_store::suite;

/// The answer of this address to this `Accept-Encoding`.
async fn answer(app: &TestApp, path: &str, accepts: &str) -> Page {
    let mut browser = app.browser();
    let request = browser
        .request(Method::GET, path)
        .header(header::ACCEPT_ENCODING, accepts);
    browser.send(request.body(Body::empty()).unwrap()).await
}

fn coding(page: &Page) -> &str {
    page.headers
        .get(header::CONTENT_ENCODING)
        .map_or("none", |value| value.to_str().unwrap())
}

suite! {
    async fn a_coding_that_is_excluded_is_never_sent(store: TestStore) {
        let app = TestApp::new(store).await;
        let style = server::assets::manifest().expect("`cargo xtask assets` built the assets").css;
        for path in ["/about", "/api/v1/openapi.json", "/favicon.svg", &format!("/pkg/{style}")] {
            let plain = app.browser().get(path).await;
            assert_eq!((plain.status, coding(&plain)), (StatusCode::OK, "none"), "{path}");
            for (accepts, expected) in [
                ("gzip, deflate, br", "br"),
                ("br;q=0", "none"),
                ("br;q=0, gzip", "gzip"),
                ("gzip, br;q=0.5", "gzip"),
                ("identity, br;q=0.5", "none"),
                ("*", "br"),
                ("*, br;q=0", "gzip"),
                ("identity;q=0, gzip", "gzip"),
                ("identity, *;q=0", "none"),
            ] {
                let page = answer(&app, path, accepts).await;
                assert_eq!((page.status, coding(&page)), (StatusCode::OK, expected), "{path}: {accepts}");
                assert!(page.headers.contains_key(header::VARY), "{path}: {accepts}");
                assert_eq!(page.body == plain.body, expected == "none", "{path}: {accepts}");
            }
            for accepts in ["*;q=0", "identity;q=0", "identity;q=0, br;q=0"] {
                let page = answer(&app, path, accepts).await;
                assert_eq!((page.status, page.body.as_str()), (StatusCode::NOT_ACCEPTABLE, ""), "{path}: {accepts}");
            }
        }
    }
}
