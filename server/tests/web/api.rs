//! Properties that all addresses of the API share.

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

    async fn the_description_says_where_it_lives_and_names_no_two_things_alike(store: TestStore) {
        let app = TestApp::new(store).await;
        let description = app.browser().json("/api/v1/openapi.json").await;
        assert_eq!(description["servers"][0]["url"], "/api/v1");
        let schemas = &description["components"]["schemas"];
        let names = |name: &str| schemas[name]["properties"].as_object().map(|all| all.contains_key("participants"));
        assert_eq!((names("ConsultationCounts"), names("AnswerCounts")), (Some(true), Some(false)));
        for index in ["/api/v1", "/api/v1/"] {
            assert_eq!(app.browser().json(index).await["description"], "/api/v1/openapi.json", "{index}");
        }
    }

    async fn the_description_tells_of_tags_where_there_are_some(store: TestStore) {
        let app = TestApp::new(store).await;
        let description = app.browser().json("/api/v1/openapi.json").await;
        for (path, item) in description["paths"].as_object().unwrap() {
            let streams = path.ends_with("{file}");
            assert_eq!(item["get"]["responses"].get("304").is_some(), !streams, "{path}");
        }
    }

    async fn a_problem_speaks_in_sentences(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.browser().get("/api/v1/consultations/none").await;
        let problem: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        let expected = serde_json::json!({
            "type": "about:blank", "title": "Not Found", "status": 404, "code": "not_found",
            "detail": "There is nothing at this address, or it is not public.",
        });
        assert_eq!(problem, expected);
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
