//! Private pages: what a browser may store, and that it forgets them at log-out.

use super::{hostile::routes, speed::hurry};
use crate::support::{
    Page, TestApp,
    people::{PASSWORD, address},
};
use axum::http::{StatusCode, header};
use cabildo_domain::Role;
use cabildo_store::suite;

/// Where everything is private: one's account, the desk, the lab, administration.
const AREAS: [&str; 4] = ["/account", "/admin", "/desk", "/lab"];

fn is_private(route: &str) -> bool {
    AREAS
        .iter()
        .any(|area| route == *area || route.starts_with(&format!("{area}/")))
}

fn caching(page: &Page) -> &str {
    page.headers
        .get(header::CACHE_CONTROL)
        .map_or("", |value| value.to_str().unwrap())
}

/// An address of this route; some exist in the city that the test made, some do not.
fn filled(route: &str) -> Vec<String> {
    let parts = |slug: &str| {
        route
            .split('/')
            .map(|part| match part {
                "{slug}" => slug,
                part if part.starts_with('{') => "1",
                part => part,
            })
            .collect::<Vec<_>>()
            .join("/")
    };
    vec![parts("city"), parts("nowhere")]
}

suite! {
    async fn no_browser_keeps_a_page_of_account_desk_lab_or_administration(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let private: Vec<String> = routes::pages().into_iter().filter(|route| is_private(route)).collect();
        for area in AREAS {
            assert!(private.iter().any(|route| route.starts_with(area)), "{area} has routes: {private:?}");
        }
        let people = [app.browser(), app.resident("Ana").await, app.moderator().await, app.admin().await];
        let mut seen = Vec::new();
        for mut browser in people {
            for path in private.iter().flat_map(|route| filled(route)).chain(AREAS.map(|area| format!("{area}/none"))) {
                let page = browser.ask_for_page(&path).await;
                assert_eq!(caching(&page), "no-store", "{path} {}", page.status);
                seen.push(page.status);
            }
        }
        for status in [StatusCode::OK, StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND] {
            assert!(seen.contains(&status), "no page answered {status}");
        }
    }

    async fn forms_with_what_somebody_typed_are_not_kept_by_the_browser_either(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        for path in ["/c/city/propose", "/log-in", "/sign-up"] {
            let page = if path.starts_with("/c/") { ana.get(path).await } else { app.browser().get(path).await };
            assert_eq!((page.status, caching(&page)), (StatusCode::OK, "no-store"), "{path}");
        }
        assert_eq!(caching(&ana.get("/c/city").await), "private, no-cache", "public pages go back at once");
    }

    async fn a_browser_is_told_to_forget_its_pages_when_somebody_leaves(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        let mut ben = app.resident("Ben").await;
        let out = ana.post_only("/act/log-out", &[]).await;
        assert_eq!(out.headers.get("clear-site-data").map(|value| value.to_str().unwrap()), Some("\"cache\""));
        let erased = ben.post_only("/act/account/erase", &[("password", PASSWORD), ("confirm", "yes")]).await;
        assert!(erased.headers.contains_key("clear-site-data"), "{:?}", erased.headers);
        let mut back = app.browser();
        let into = back.post_only("/act/log-in", &[("email", &*address("Ana")), ("password", PASSWORD)]).await;
        assert!(!into.headers.contains_key("clear-site-data"), "only when somebody leaves");
        assert!(!back.get("/account").await.headers.contains_key("clear-site-data"));
    }

    async fn a_changed_password_gives_this_browser_another_token(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut here = app.person("Ana", Role::Resident).await;
        let old = here.clone();
        let fields = [("current", PASSWORD), ("new", "four dry cats")];
        let page = here.post("/act/account/password", &fields).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text("#flash").contains("Your password is changed."));
        assert_ne!(here.cookie_header(), old.cookie_header());
        assert_eq!(old.clone().get("/account").await.status, StatusCode::UNAUTHORIZED, "the token before is worth nothing");
        assert_eq!(here.get("/account").await.status, StatusCode::OK);
    }

    async fn a_known_address_leads_to_the_log_in_form_with_the_address_in_it(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        for (language, sentence) in [("en", "Log in with this address"), ("es", "Inicia sesión con este correo")] {
            let mut browser = app.browser().speaking(language);
            let page = browser.get("/sign-up?back=/about").await;
            let email = address("Ana");
            let fields = [("display_name", "Other"), ("email", &*email), ("password", "four dry cats")];
            let page = browser.submit(&page, "/act/sign-up", &fields).await;
            assert!(page.has("#email-error"), "{}", page.body);
            let link = page.attribute("main a#known-address", "href").unwrap_or_else(|| panic!("no link: {}", page.body));
            assert_eq!(page.text("main a#known-address"), sentence);
            assert!(!link.contains("example") && !link.contains('@'), "no address in an address: {link}");
            let door = browser.get(&link).await;
            assert_eq!(door.attribute("#email", "value").as_deref(), Some(&*email));
            assert!(!door.has(".error-summary"), "nothing is wrong there");
            let page = browser.submit(&door, "/act/log-in", &[("password", PASSWORD)]).await;
            assert_eq!(page.path, "/about", "the way back is not lost");
        }
        assert!(!app.browser().get("/log-in?known=1").await.body.contains("example.org"), "another browser sees nothing");
    }

    async fn every_field_for_a_password_can_be_shown_by_a_button_that_scripts_bring(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        for (page, fields) in [
            (app.browser().get("/log-in").await, vec!["password"]),
            (app.browser().get("/sign-up").await, vec!["password"]),
            (ana.get("/account").await, vec!["current", "new"]),
            (ana.get("/account/erase").await, vec!["password"]),
        ] {
            for field in fields {
                let button = format!("button[type='button'][aria-controls='{field}'][hidden]");
                assert_eq!(page.texts(&button), ["Show password"], "{field} on {}", page.path);
                assert_eq!(page.attribute(&format!("#{field}"), "type").as_deref(), Some("password"));
                assert_eq!(page.attribute(&format!("#{field}"), "spellcheck").as_deref(), Some("false"));
            }
        }
    }

    async fn strangers_who_are_too_fast_do_not_keep_others_of_their_network_from_logging_in(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        hurry(&mut app.browser()).await;
        let mut ana = app.browser();
        let page = ana.post("/act/log-in", &[("email", &*address("Ana")), ("password", PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.has(".account a.who"));
    }

    async fn the_browser_keeps_a_cookie_by_which_the_account_knows_it(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        let mut browser = app.browser();
        let fields = [("email", &*address("Ana")), ("password", PASSWORD)];
        let mut known = Vec::new();
        for _ in 0..2 {
            let answer = browser.post_only("/act/log-in", &fields).await;
            let sets = answer.headers.get_all(header::SET_COOKIE).iter().map(|set| set.to_str().unwrap());
            let cookie = sets.into_iter().find(|set| set.starts_with("cabildo_browser=")).expect("a cookie").to_owned();
            assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Max-Age=7776000"), "{cookie}");
            known.push(cookie);
            browser.post("/act/log-out", &[]).await;
        }
        assert_eq!(known[0], known[1], "it is known again after it logged out");
    }

    async fn the_account_page_says_when_sessions_end(store: TestStore) {
        let app = TestApp::new(store).await;
        let page = app.resident("Ana").await.get("/account").await;
        assert!(page.text("#sessions ~ p").contains("90 days"), "{}", page.text("#sessions ~ p"));
        assert!(!page.text("#sessions ~ p").contains("12 hours"));
        let page = app.moderator().await.get("/account").await;
        assert!(page.text("#sessions ~ p").contains("12 hours"), "{}", page.text("#sessions ~ p"));
    }

    async fn somebody_whose_role_was_raised_is_logged_out_after_twelve_hours_of_the_same_session(store: TestStore) {
        let app = TestApp::new(store).await;
        let (mut ana, viewer) = app.person_and_viewer("Ana", Role::Resident).await;
        let admin = app.viewer("Admin", Role::Admin).await;
        app.later(cabildo_domain::time::Span::hours(11));
        assert_eq!(ana.get("/account").await.status, StatusCode::OK);
        app.service.accounts().set_role(admin.admin().unwrap(), viewer.account().unwrap(), Role::Lab, None).await.unwrap();
        assert_eq!(ana.get("/lab").await.status, StatusCode::OK, "the role holds from the next click on");
        app.later(cabildo_domain::time::Span::hours(1));
        assert_eq!(ana.get("/lab").await.status, StatusCode::UNAUTHORIZED);
    }
}
