//! What every address of the API has in common.

use crate::support::TestApp;
use axum::http::StatusCode;
use cabildo_store::suite;

suite! {
    async fn the_description_is_there_and_is_tagged(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.browser().get("/api/v1/openapi.json").await;
        assert_eq!(page.status, StatusCode::OK);
        let description: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        assert!(description["openapi"].as_str().unwrap().starts_with("3.1"), "{}", description["openapi"]);
        assert!(page.headers.contains_key("etag"));
    }

    async fn an_unknown_address_is_a_problem_in_json(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.browser().get("/api/v1/nothing").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(page.headers["content-type"], "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!(problem["code"], "not_found");
        let page = app.browser().post_only("/api/v1/openapi.json", &[]).await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(page.headers["content-type"], "application/problem+json");
    }
}
