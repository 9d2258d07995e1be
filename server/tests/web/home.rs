//! The home page and the list of consultations.

use crate::support::TestApp;
use axum::http::{StatusCode, header};
use cabildo_domain::{Role, time::Span};
use cabildo_store::suite;

suite! {
    async fn a_slash_too_many_leads_to_the_page(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.browser();
        for (path, onward) in [("/about/", "/about"), ("/search/?q=tree", "/search?q=tree"), ("/c/none//", "/c/none")] {
            let page = browser.ask(path).await;
            assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT, "{path}");
            assert_eq!(page.headers[header::LOCATION], onward);
        }
        for path in ["//", "//evil.example/", "/none"] {
            assert_eq!(browser.ask(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(browser.post_only("/about/", &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_empty_platform_says_what_comes(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.browser().get("/").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text("main .empty p"), "Nothing is open right now.");
        assert!(page.has("main form[role=search][action='/search'] input[name=q]"));
        assert!(!page.has("main a[href='/lab/new']"));
        assert!(app.lab().await.get("/").await.has("main a[href='/lab/new']"));
    }

    async fn home_tells_what_is_open_and_until_when(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let page = app.browser().get("/").await;
        let card = page.text(".card");
        for part in [
            "Imagine the city",
            "Until 11 March, 12:00 you can propose ideas",
            "10 days left",
            "What happens with it: The city answers every idea.",
            "Be the first to take part",
        ] {
            assert!(card.contains(part), "{part} not in {card}");
        }
        assert_eq!(page.attribute(".card h3 a", "href").as_deref(), Some("/c/imagine"));
        let spanish = app.browser().speaking("es").get("/").await;
        assert!(spanish.text(".card").contains("Hasta el 11 de marzo, 12:00 puedes proponer ideas"), "{}", spanish.text(".card"));
    }

    async fn home_moves_on_with_the_clock_alone(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        app.later(Span::days(11));
        assert!(app.browser().get("/").await.text(".card").contains("Until 21 March, 12:00 you can support ideas"));
        app.later(Span::days(10));
        let page = app.browser().get("/").await;
        assert!(!page.has(".card"));
        let row = page.text(".rows .row");
        assert!(row.contains("Closed on 21 March, 12:00") && row.contains("The outcome is not written yet."), "{row}");
    }

    async fn the_list_keeps_what_is_open_coming_and_over_apart(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let lab = app.viewer("Lab", Role::Lab).await;
        app.draft(&lab, "secret").await;
        let mut browser = app.browser();
        let page = browser.get("/consultations").await;
        assert_eq!(page.texts(".card h3").len(), 1);
        assert_eq!(page.text(".tabs [aria-current=page]"), "Open");
        assert!(browser.get("/consultations?show=upcoming").await.has(".empty"));
        assert!(browser.get("/consultations?show=past").await.has(".empty"));
        app.later(Span::days(30));
        assert_eq!(browser.get("/consultations?show=past").await.texts(".row h3").len(), 1);
        assert_eq!(browser.get("/consultations?show=nonsense").await.status, StatusCode::OK);
        assert_eq!(browser.get("/consultations?after=nonsense").await.status, StatusCode::BAD_REQUEST);
    }

    async fn home_takes_few_statements_and_is_the_same_for_every_visitor(store: TestStore) {
        let app = TestApp::new(store).await;
        for n in 0..8 {
            app.open_call(&format!("call-{n}")).await;
        }
        let mut browser = app.browser();
        let (page, statements) = app.statements(browser.get("/")).await;
        assert_eq!((page.texts(".card").len(), statements), (8, 4));
        assert_eq!(page.body, app.browser().get("/").await.body);
    }
}
