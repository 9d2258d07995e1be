//! Text that tries to become markup, in every field, on every page: it is shown as text. Requests that no page of ours
//! sends: each is answered as the client's mistake, with a page that helps.

mod check;
mod costly;
mod refused;
pub mod requests;
mod role;
pub mod routes;
pub mod stage;

use crate::support::{Browser, TestApp};
use axum::http::StatusCode;
use cabildo_store::suite;
use std::collections::BTreeSet;

suite! {
    async fn hostile_text_in_every_field_is_shown_as_text_on_every_page(store: TestStore) {
        let app = TestApp::new(store).await;
        let place = stage::fill(&app).await;
        let paths = place.paths();
        let mut opened = BTreeSet::new();
        for mut browser in place.browsers {
            for path in &paths {
                if visit(&mut browser, path).await {
                    opened.insert(path.clone());
                }
            }
        }
        let idea = app.browser().get("/c/hostile/p/1").await;
        for shown in [idea.text("h1"), idea.text(".comment .author"), idea.text(".breadcrumbs")] {
            assert!(shown.contains("<script>alert(1)</script>") && shown.contains("{{7*7}}"), "{shown}");
        }
        let unopened: Vec<_> = paths.iter().filter(|path| !opened.contains(*path)).collect();
        assert!(unopened.is_empty(), "nobody could open {unopened:?}");
        let mut known = routes::pages();
        known.extend(routes::api(&mut app.browser()).await);
        let uncovered: Vec<_> = known.into_iter().filter(|route| !opened.iter().any(|path| routes::fits(route, path))).collect();
        assert!(uncovered.is_empty(), "add addresses of these new routes to stage.rs: {uncovered:?}");
    }

    async fn hostile_text_in_a_refused_form_comes_back_as_text(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut place = stage::fill(&app).await;
        for (who, page, action, fields) in refused::refused(&place) {
            let browser = &mut place.browsers[who];
            let form = browser.get(&page).await;
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.submit(&form, action, &fields).await;
            assert!(answer.has(".error-summary"), "{action} is refused: {} {}", answer.status, answer.path);
            check::page(&answer);
            let typed = answer.form(action).into_iter().any(|(_, value)| value.contains("<script>alert(1)</script>"));
            assert!(typed, "{action}: what was typed is kept");
        }
    }
}

/// Opens an address as one of the people; whether it showed something.
async fn visit(browser: &mut Browser, path: &str) -> bool {
    let page = if path.starts_with("/act/") {
        browser.ask(path).await
    } else {
        browser.get(path).await
    };
    assert!(!page.status.is_server_error(), "{path}: {}", page.status);
    let kind = page.headers["content-type"]
        .to_str()
        .unwrap_or_default()
        .to_owned();
    if page.body.starts_with("<!DOCTYPE") {
        check::page(&page);
    } else if kind.contains("json") {
        check::json(&page, &kind);
    } else if kind.starts_with("text/csv") {
        // Nothing reads it as a page: it is a file to be saved, and no browser may guess otherwise.
        assert!(
            page.headers["content-disposition"]
                .to_str()
                .unwrap_or_default()
                .starts_with("attachment"),
            "{path}"
        );
        assert_eq!(page.headers["x-content-type-options"], "nosniff", "{path}");
    } else {
        check::part(&page);
    }
    page.status == StatusCode::OK && page.path == path
}
