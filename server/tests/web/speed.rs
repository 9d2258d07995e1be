//! Requests that come too fast or are too large: they are refused, with a way back, and no input is lost.

use crate::support::{Browser, Page, Setup, TestApp};
use axum::http::{StatusCode, header};
use cabildo_domain::Role;
use cabildo_store::suite;

/// Presses until this browser is too fast.
pub async fn hurry(browser: &mut Browser) {
    for _ in 0..500 {
        if browser.post_only("/act/none", &[]).await.status == StatusCode::TOO_MANY_REQUESTS {
            return;
        }
    }
    panic!("nobody was too fast");
}

/// A page that a form was sent from: requests say so.
fn from(page: &str) -> String {
    format!("http://city.example{page}")
}

fn has_way_back(page: &Page, to: &str) -> bool {
    page.has(&format!("main a.button[href='{to}']"))
}

suite! {
    async fn a_form_that_comes_too_fast_comes_back_to_be_sent_again(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let mut ana = app.resident("Ana").await;
        hurry(&mut ana).await;
        let body = "Ficus,\n</textarea><script>alert(1)</script> \"and\" limes.";
        let fields = [("slug", "imagine"), ("title", "Trees along the canal"), ("body", body)];
        let page = ana.post_from("/act/proposal/propose", &fields, &from("/c/imagine/propose")).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.headers.contains_key(header::RETRY_AFTER));
        assert!(page.text("main").contains("What you typed is kept."));
        assert!(has_way_back(&page, "/c/imagine/propose") && !page.body.contains("<script>alert"));
        let again = page.form("/act/proposal/propose");
        assert!(again.contains(&("body".into(), body.into())) && again.contains(&("slug".into(), "imagine".into())), "{again:?}");
    }

    async fn a_password_that_comes_too_fast_is_not_written_into_a_page(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        hurry(&mut ana).await;
        let fields = [("current", "a secret of mine"), ("new", "another secret")];
        let page = ana.post_from("/act/account/password", &fields, "https://evil.example/account").await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!page.body.contains("secret") && !page.text("main").contains("is kept"), "{}", page.body);
        assert!(!page.body.contains("evil.example"));
    }

    async fn made_up_passes_buy_no_speed(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut last = StatusCode::OK;
        for n in 0..70 {
            let pass = format!("{n:0>43}");
            let mut browser = app.browser().with_cookie("cabildo_pass_cars", &pass);
            last = browser.post_only("/act/none", &[]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "they count as the network that they come from");
    }

    async fn forms_refused_without_a_cookie_stay_within_what_a_network_may_keep(store: TestStore) {
        let app = TestApp::made(store, Setup { unhurried: true, ..Setup::default() });
        let long = "x".repeat(60_000);
        for _ in 0..150 {
            let fields = [("display_name", &*long), ("email", "x"), ("password", "short")];
            app.browser().post_only("/act/sign-up", &fields).await;
        }
        let rows = app.store.row_counts(&["form_state"]).await[0];
        assert!((1..=70).contains(&rows), "{rows} forms of 60 kB");
    }

    async fn an_island_that_is_too_fast_is_told_so_as_data(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        hurry(&mut ana).await;
        let page = ana.post_as_island("/act/proposal/support", &[("slug", "imagine"), ("number", "1")]).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(page.headers[header::CONTENT_TYPE], "application/json");
        assert!(page.headers.contains_key(header::RETRY_AFTER) && page.body.contains("\"too_fast\""), "{}", page.body);
    }

    async fn the_longest_texts_of_a_consultation_fit_through_the_door(store: TestStore) {
        let app = TestApp::new(store).await;
        let lab = app.viewer("Lena", Role::Lab).await;
        app.draft(&lab, "long").await;
        let mut browser = app.lab().await;
        let page = browser.get("/lab/c/long").await;
        let (trees, letters) = ("🌳".repeat(20_000), "ش".repeat(20_000));
        let fields = [("description", trees.as_str()), ("promise", trees.as_str()), ("outcome", letters.as_str())];
        let page = browser.submit(&page, "/act/consultation/edit", &fields).await;
        assert_eq!(page.status, StatusCode::OK, "{:.300}", page.body);
        let kept = page.form("/act/consultation/edit");
        assert!(kept.contains(&("outcome".into(), letters)) && kept.contains(&("promise".into(), trees)));
        let mut much = "x".repeat(2_000_000);
        let page = browser.post_from("/act/consultation/edit", &[("description", &much)], &from("/lab/c/long")).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(has_way_back(&page, "/lab/c/long"));
        much.truncate(400_000);
        let mut ana = app.resident("Ana").await;
        let page = ana.post_from("/act/consultation/edit", &[("description", &much)], &from("/")).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE, "others have no such form");
    }
}
