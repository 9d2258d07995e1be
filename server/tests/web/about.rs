//! Tests of headers, languages and error pages, which all pages share.

use crate::support::TestApp;
use axum::http::{Method, Request, StatusCode, header};
use cabildo_store::suite;

suite! {
    async fn a_page_speaks_the_readers_language(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.browser().get("/about").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text("h1"), "What this place is");
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
        assert_eq!(app.browser().speaking("es-MX").get("/about").await.text("h1"), "Qué es este lugar");
    }

    async fn a_chosen_language_stays_and_returns_to_the_page(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.browser();
        let page = browser.get("/about").await;
        let page = browser.submit(&page, "/act/locale", &[("locale", "es")]).await;
        assert_eq!(page.path, "/about");
        assert_eq!(page.text("h1"), "Qué es este lugar");
        assert_eq!(browser.get("/about").await.text("h1"), "Qué es este lugar");
    }

    async fn a_visitors_page_takes_no_statement_it_does_not_need_and_is_the_same_for_everyone(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.browser();
        let (first, statements) = app.statements(browser.get("/about")).await;
        assert_eq!(statements, 0);
        assert_eq!(first.body, app.browser().get("/about").await.body);
    }

    async fn an_unknown_address_gets_help(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.browser().get("/nowhere/at/all").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.has("form[role=search][action='/search'] input[name=q]"));
        let page = app.browser().post_only("/act/nothing", &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }

    async fn a_foreign_form_is_refused_with_a_way_back(store: TestStore) {
        let app = TestApp::new(store).await;
        let request = Request::builder()
            .method(Method::POST)
            .uri("/act/locale")
            .header(header::HOST, "city.example")
            .header(header::ORIGIN, "https://evil.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body("locale=es".into())
            .unwrap();
        let page = app.browser().send(request).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.has("main a[href='/']"));
    }

    async fn an_unreadable_request_is_the_clients_mistake(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.browser();
        assert_eq!(browser.post_only("/act/locale", &[("other", "x")]).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(browser.post_only("/about", &[]).await.status, StatusCode::METHOD_NOT_ALLOWED);
        let long = "x".repeat(300_000);
        assert_eq!(browser.post_only("/act/locale", &[("locale", &long)]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    async fn every_page_carries_the_security_headers(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.browser().get("/about").await;
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
    }
}
