//! Requests that no page of ours sends. A client's mistake is never reported as a failure of the server.

use crate::{
    comment::a_proposal,
    support::{Browser, Page, TestApp},
};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use cabildo_store::suite;
use leptos::server_fn::axum::server_fn_paths;

pub const FORM: &str = "application/x-www-form-urlencoded";

pub(super) async fn send(
    browser: &mut Browser,
    method: Method,
    path: &str,
    kind: &str,
    body: impl Into<Body>,
) -> Page {
    let request = browser
        .request(method, path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, kind)
        .body(body.into())
        .expect("a request");
    browser.send(request).await
}

/// The addresses that forms post to, as the program registered them.
pub fn actions() -> Vec<&'static str> {
    let mut paths: Vec<_> = server_fn_paths().map(|(path, _)| path).collect();
    paths.sort_unstable();
    paths
}

suite! {
    async fn a_missing_page_is_not_found_and_offers_a_way_on(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let id = "01900000-0000-7000-8000-000000000000";
        let mut staff = app.admin().await;
        let odd = [
            "/%00".to_owned(), "/%FF%FE".into(), "/../../etc/passwd".into(), "//".into(), "/c/".into(), "/c/UPPER%20CASE".into(),
            "/c/imagine/p/0".into(), "/c/imagine/p/-1".into(), "/c/imagine/p/1e3".into(), "/c/imagine/p/18446744073709551616".into(),
            format!("{path}/comments/{id}"), format!("{path}/comments/x"), "/c/imagine/p/2/edit".into(),
            "/c/imagine/p/2/history".into(), "/c/imagine/p/2/answer".into(), "/c/nowhere/propose".into(), "/lab/c/nowhere".into(),
            format!("/report/proposal/{id}"), format!("/report/dragon/{id}"), "/report/proposal/x".into(),
            format!("/desk/hide/comment/{id}"), format!("/desk/burn/comment/{id}"), format!("/{}", "x".repeat(8_000)),
            "/c/%F0%9F%8C%B3".into(), "/pkg-not".into(),
        ];
        for path in odd {
            let page = staff.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path:.60}");
            assert!(page.has("main form[role=search]") && page.has("main a[href='/consultations']"), "{path:.60}: {}", page.body);
        }
        for path in ["/c/%C3%28/p/1", "/desk/hide/comment/%FF"] {
            let page = staff.get(path).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
            assert!(page.has("main a[href='/']"), "{path}");
        }
        let page = staff.get("/api/v1/consultations/%FF").await;
        assert_eq!(page.headers["content-type"], "application/problem+json", "{}", page.body);
        for path in ["/api/v1/none", "/api/v1/consultations/imagine/proposals/x/comments"] {
            let page = staff.get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(page.headers["content-type"], "application/problem+json", "{path}");
        }
    }

    async fn odd_queries_and_cursors_are_answered(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let mut staff = app.admin().await;
        let huge = "9".repeat(5_000);
        for path in [
            "/", "/consultations", "/c/imagine", "/c/imagine/proposals", "/search", "/desk/reports", "/desk/log", "/admin/accounts",
            "/log-in", "/account", "/lab/c/imagine", "/c/imagine/propose", &path, &format!("{path}/comments"), &format!("{path}/history"),
            &format!("{path}/answer"), "/api/v1/consultations", "/api/v1/consultations/imagine/proposals", "/api/v1/search",
            "/api/v1/consultations/imagine/proposals/1/comments", "/act/search/complete", "/act/search/similar",
        ] {
            for query in [
                "a=%FF&b=%", "after=%00", &format!("after={huge}&cursor={huge}&before={huge}"), "after=-1&cursor=AAAA&version=-1", "=&&=&?",
                "q=%FF&q=2&sort=1&sort=2&after=1&after=2&title=a&title=b&kind=x&kind=y", "sort[]=x&sort[a][b]=y&more=x&response=x&again=x",
            ] {
                let page = staff.get(&format!("{path}?{query}")).await;
                assert!(!page.status.is_server_error(), "{path}?{query:.60}: {}", page.status);
                let unread = page.status.is_client_error() && page.headers["content-type"].to_str().unwrap().starts_with("text/plain");
                assert!(!unread, "{path}?{query:.60}: {} {}", page.status, page.body);
            }
        }
    }

    async fn a_wrong_method_is_told_so(store: TestStore) {
        let app = TestApp::new(store).await;
        a_proposal(&app).await;
        let mut ana = app.resident("Ben").await;
        for path in ["/", "/about", "/c/imagine", "/c/imagine/p/1", "/search", "/account/data.json", "/api/v1/consultations", "/api/v1/search"] {
            for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
                let page = send(&mut ana, method.clone(), path, FORM, "").await;
                assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            }
        }
        for path in actions() {
            let page = send(&mut ana, Method::DELETE, path, FORM, "").await;
            assert!(page.status.is_client_error(), "DELETE {path}: {}", page.status);
        }
    }

    async fn no_body_is_our_failure(store: TestStore) {
        let app = TestApp::new(store).await;
        a_proposal(&app).await;
        let long = format!("title={}", "x".repeat(500_000));
        let deep = format!("phases{}=x", "[a]".repeat(2_000));
        for action in actions() {
            // A person each: nobody may send so much so fast.
            let mut ben = app.resident("Ben").await;
            for (kind, body) in [
                (FORM, b"\xFF\xFE\x00%ZZ=%".to_vec()), (FORM, b"".to_vec()), (FORM, deep.clone().into_bytes()),
                (FORM, b"slug=imagine&number=1&slug=x&number=y&id=%00&body=%FF".to_vec()),
                (FORM, b"slug=imagine&number=1&body=%00&title=%00&id=x&kind=x&reason=x&parent=x&submit_key=x&revision=x&theme=x&account=x&role=x&at=x".to_vec()),
                ("application/json", b"{\"slug\":[]}".to_vec()), ("text/plain", b"slug=imagine".to_vec()), ("multipart/form-data", b"--".to_vec()),
            ] {
                let page = send(&mut ben, Method::POST, action, kind, body.clone()).await;
                let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
                assert!(!page.status.is_server_error(), "{action} {kind} {shown}: {} {}", page.status, page.body);
            }
            let page = send(&mut ben, Method::POST, action, FORM, long.clone()).await;
            assert!(page.status == StatusCode::PAYLOAD_TOO_LARGE || page.status == StatusCode::METHOD_NOT_ALLOWED, "{action}: {}", page.status);
        }
        // After all these requests, the discussion and the account are unchanged.
        assert_eq!(app.browser().get("/c/imagine/p/1").await.texts(".comment").len(), 0);
    }

    async fn odd_cookies_are_as_good_as_none(store: TestStore) {
        let app = TestApp::new(store).await;
        for (name, value) in [
            ("cabildo_session", "x"), ("cabildo_session", "\"><script>"), ("cabildo_form", "../../x"), ("cabildo_locale", "xx-<script>"),
            ("cabildo_flash", "e30"), ("cabildo_flash", "%FF"), ("cabildo_flash", "{\"kind\":\"success\"}"), ("cabildo_form", ""),
        ] {
            let page = app.browser().with_cookie(name, value).get("/log-in").await;
            assert_eq!(page.status, StatusCode::OK, "{name}={value}");
            crate::hostile::check::page(&page);
        }
    }

    async fn a_form_of_another_site_is_refused_with_a_way_back_wherever_it_is_sent(store: TestStore) {
        let app = TestApp::new(store).await;
        a_proposal(&app).await;
        let mut ben = app.resident("Ben").await;
        for action in actions().into_iter().chain(["/about", "/nowhere"]) {
            let request = ben
                .request(Method::POST, action)
                .header("sec-fetch-site", "cross-site")
                .header(header::CONTENT_TYPE, FORM)
                .body(Body::from("slug=imagine&number=1"))
                .expect("a request");
            let page = ben.send(request).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{action}");
            assert!(page.has("main a[href='/']"), "{action}");
        }
    }
}
