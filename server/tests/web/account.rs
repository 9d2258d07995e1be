//! Accounts as people use them: signing up, logging in and out, one's own page, deleting it all.

use crate::support::{
    TestApp,
    people::{PASSWORD, address},
};
use axum::http::{StatusCode, header};
use cabildo_domain::{Role, Subject, support::Supportable, time::Span};
use cabildo_service::{moderation::ReasonForm, proposal::ProposalForm};
use cabildo_store::suite;

const SCRIPT: &str = "</title><script>alert(1)</script>";

suite! {
    async fn a_new_person_signs_up_and_returns_to_where_they_came_from(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.browser();
        let page = browser.get("/sign-up?back=/about").await;
        assert_eq!(page.status, StatusCode::OK);
        let fields = [("display_name", "Ana"), ("email", "ana@example.org"), ("password", PASSWORD)];
        let page = browser.submit(&page, "/act/sign-up", &fields).await;
        assert_eq!((page.path.as_str(), page.text(".account .who")), ("/about", "Ana".to_owned()));
        assert!(page.text("#flash").starts_with("Welcome!"));
        assert!(!browser.get("/about").await.has("#flash"), "shown once");
    }

    async fn a_refused_sign_up_comes_back_with_everything_typed_but_the_password(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.browser();
        let page = browser.get("/sign-up?back=/about").await;
        let fields = [("display_name", SCRIPT), ("email", "no address"), ("password", "short")];
        let page = browser.submit(&page, "/act/sign-up", &fields).await;
        assert_eq!(page.texts(".error-summary li").len(), 2, "{}", page.body);
        assert_eq!(page.attribute("#display_name", "value").as_deref(), Some(SCRIPT));
        assert_eq!(page.attribute("#email", "value").as_deref(), Some("no address"));
        assert_eq!(page.attribute("#email", "aria-describedby").as_deref(), Some("email-hint email-error"));
        assert_eq!(page.attribute("#password", "value").unwrap_or_default(), "");
        assert!(page.text(".error-summary > p").contains("passwords never are"), "nobody is told that it was kept");
        assert!(page.texts(".remaining").contains(&"254 characters at most".into()), "{:?}", page.texts(".remaining"));
        assert!(!page.has("script"), "{}", page.body);
        let fields = [("display_name", "Ana"), ("email", "ana@example.org"), ("password", PASSWORD)];
        let page = browser.submit(&page, "/act/sign-up", &fields).await;
        assert_eq!(page.path, "/about", "the way back is not lost");
        assert!(!app.browser().get("/sign-up?again=1").await.has(".error-summary"), "another browser sees nothing");
    }

    async fn a_taken_address_is_named_on_its_field(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        let mut browser = app.browser();
        let page = browser.get("/sign-up").await;
        let email = address("Ana").to_uppercase();
        let fields = [("display_name", "Other"), ("email", &*email), ("password", PASSWORD)];
        let page = browser.submit(&page, "/act/sign-up", &fields).await;
        assert_eq!(page.text("#email-error"), "This is already in use.");
    }

    async fn a_filled_trap_field_creates_no_account(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.browser();
        let fields = [("display_name", "Bot"), ("email", "bot@example.org"), ("password", PASSWORD), ("website", "x")];
        assert_eq!(browser.post("/act/sign-up", &fields).await.status, StatusCode::BAD_REQUEST);
        assert!(!browser.get("/about").await.has(".account .who"));
    }

    async fn logging_in_never_tells_whether_an_account_exists(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        let mut answers = Vec::new();
        for name in ["Ana", "Nobody"] {
            let mut browser = app.browser();
            let email = address(name);
            let page = browser.get("/log-in").await;
            let fields = [("email", &*email), ("password", "wrong password")];
            let page = browser.submit(&page, "/act/log-in", &fields).await;
            assert_eq!(page.attribute("#email", "value").as_deref(), Some(&*email));
            answers.push((page.status, page.text(".error-summary h2"), page.body.replace(&email, "")));
        }
        assert_eq!(answers[0].1, "The e-mail address and password do not fit together. Please try again.");
        assert_eq!(answers[0], answers[1]);
    }

    async fn after_logging_in_one_is_sent_to_pages_of_ours_alone(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        for (back, expected) in [
            ("/about?x=1", "/about?x=1"), ("https://evil.example/", "/"), ("//evil.example", "/"),
            ("/\\evil.example", "/"), ("/log-in?back=/about", "/"), ("", "/"),
        ] {
            let mut browser = app.browser();
            let fields = [("email", &*address("Ana")), ("password", PASSWORD), ("back", back)];
            let answer = browser.post_only("/act/log-in", &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert_eq!(answer.headers[header::LOCATION], expected, "{back}");
        }
    }

    async fn the_sessions_cookie_is_for_this_site_and_no_script(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        let fields = [("email", &*address("Ana")), ("password", PASSWORD)];
        let answer = app.browser().post_only("/act/log-in", &fields).await;
        let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
        let cookie = cookies.map(|c| c.to_str().unwrap()).find(|c| c.starts_with("cabildo_session=")).unwrap();
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
        assert!(cookie.contains("; Path=/") && cookie.contains("; Max-Age=5184000"), "{cookie}");
    }

    async fn the_cookie_of_a_session_in_use_is_prolonged_and_an_unused_session_ends(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        let sets_session = |page: &crate::support::Page| {
            page.headers.get_all(header::SET_COOKIE).iter().any(|c| c.as_bytes().starts_with(b"cabildo_session="))
        };
        assert!(!sets_session(&ana.get("/about").await));
        app.later(Span::days(29));
        let mut unused = app.log_in("Ana").await;
        assert!(sets_session(&ana.get("/about").await));
        app.later(Span::days(59));
        assert!(ana.get("/about").await.has(".account .who"));
        app.later(Span::days(1));
        assert!(!unused.get("/about").await.has(".account .who"), "sixty days without use");
        app.later(Span::days(1));
        assert!(!ana.get("/about").await.has(".account .who"), "ninety days in all");
    }

    async fn logging_out_leaves_nothing_to_the_next_person_at_this_computer(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.resident("Ana").await;
        let page = browser.get("/account").await;
        browser.submit(&page, "/act/account/profile", &[("display_name", &"x".repeat(81))]).await;
        let before = browser.clone();
        let page = browser.get("/about").await;
        let page = browser.submit(&page, "/act/log-out", &[]).await;
        assert!(page.has(".account a[href='/log-in']"));
        assert_eq!(browser.clone().get("/account").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(before.clone().get("/account").await.status, StatusCode::UNAUTHORIZED, "the session is over");
        assert!(!browser.post("/act/log-out", &[]).await.has(".account .who"), "twice does no harm");
    }

    async fn a_visitor_is_led_to_the_door_and_back(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        let mut browser = app.browser();
        let page = browser.get("/account").await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert_eq!(page.text("main .lead"), "Please log in first.");
        assert!(page.has("main a[href='/sign-up?back=%2Faccount']"));
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        let asked = browser.get("/log-in?back=%2Fc%2Fcity%2Fp%2F1").await;
        assert_eq!(asked.text("main .lead"), "To take part, log in. You come back to the page you were on.");
        assert_eq!(asked.texts("main a[href='/sign-up?back=%2Fc%2Fcity%2Fp%2F1']").len(), 1);
        let page = browser.submit(&page, "/act/log-in", &[("email", &*address("Ana")), ("password", PASSWORD)]).await;
        assert_eq!(page.path, "/account");
        assert_eq!(browser.get("/log-in?back=/account").await.path, "/account", "who is in needs no door");
    }

    async fn the_account_page_takes_few_statements(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        for _ in 0..5 {
            app.log_in("Ana").await;
        }
        let (page, statements) = app.statements(ana.get("/account")).await;
        assert_eq!(page.texts("#sessions ~ .rows li").len(), 6);
        assert!(page.text("#sessions ~ .hint").contains("Beside this browser they are 5."), "{}", page.text("#sessions ~ .hint"));
        assert!(statements <= 6, "{statements}");
    }

    async fn the_account_page_leads_to_ones_own_ideas_hidden_ones_too(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let bea = app.viewer("Bea", Role::Resident).await;
        let moderator = app.viewer("Mod", Role::Moderator).await;
        let mut ids = Vec::new();
        for (author, title) in [(&ana, "More trees"), (&bea, "More lamps"), (&ana, "More benches")] {
            let (title, body) = (format!("{title} in the square"), "So that people stay a while.".to_owned());
            let form = ProposalForm { title, body, ..ProposalForm::default() };
            ids.push(app.service.proposals().propose(author.resident().unwrap(), &slug, form).await.unwrap().id);
            app.later(Span::minutes(1));
        }
        let reason = ReasonForm { reason: "It names a neighbour.".into() };
        app.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(ids[0]), reason).await.unwrap();
        let page = app.log_in("Ana").await.get("/account").await;
        assert_eq!(page.texts("#ideas ~ .rows h3"), ["More benches in the square", "More trees in the square"]);
        assert_eq!(page.texts("#ideas ~ .rows .badge"), ["Hidden by a moderator"]);
        let nobody = app.resident("Nobody").await.get("/account").await;
        assert!(nobody.has("#ideas ~ p a[href=\"/consultations\"]"), "an empty list says where to begin");
    }

    async fn name_and_language_are_changed_and_an_old_mistake_is_not_shown_again(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/account").await;
        let page = ana.submit(&page, "/act/account/profile", &[("display_name", "  ")]).await;
        assert_eq!(page.text("#display_name-error"), "This cannot be empty.");
        assert!(!ana.get("/account").await.has(".error-summary"));
        let page = ana.submit(&page, "/act/account/profile", &[("display_name", SCRIPT), ("locale", "es")]).await;
        assert_eq!(page.text("h1"), "Tu cuenta");
        assert_eq!(page.text(".account .who"), SCRIPT);
        assert!(!page.has("script"));
        assert_eq!(app.log_in("Ana").await.get("/account").await.text("h1"), "Tu cuenta", "elsewhere too");
    }

    async fn a_changed_password_logs_out_everywhere_else(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut here = app.resident("Ana").await;
        let mut there = app.log_in("Ana").await;
        let page = here.get("/account").await;
        let page = here.submit(&page, "/act/account/password", &[("current", "wrong"), ("new", "four dry cats")]).await;
        assert_eq!(page.text("#current-error"), "This is not your password.");
        let page = here.submit(&page, "/act/account/password", &[("current", PASSWORD), ("new", "four dry cats")]).await;
        assert!(page.text("#flash").contains("Your password is changed."));
        assert_eq!(there.get("/account").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(here.get("/account").await.status, StatusCode::OK);
    }

    async fn a_session_is_ended_from_the_list(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut here = app.resident("Ana").await;
        let mut there = app.log_in("Ana").await;
        let page = here.get("/account").await;
        let fields = page.form("/act/account/session/end");
        for _ in 0..2 {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let page = here.post("/act/account/session/end", &fields).await;
            assert_eq!((page.status, page.text("#flash").as_str()), (StatusCode::OK, "That browser is logged out."));
        }
        let page = here.get("/account").await;
        assert_eq!(there.get("/account").await.status, StatusCode::UNAUTHORIZED);
        assert!(!page.has("form[action='/act/account/session/end']"), "this browser logs out at the top");
        let mut ben = app.resident("Ben").await;
        let page = app.log_in("Ana").await.get("/account").await;
        let foreign: Vec<_> = page.form("/act/account/session/end");
        let foreign: Vec<_> = foreign.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(ben.post("/act/account/session/end", &foreign).await.path, "/account");
        assert_eq!(here.get("/account").await.status, StatusCode::OK, "it is not his to end");
        assert_eq!(ben.post("/act/account/session/end", &[("id", "x")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn ones_own_data_comes_as_a_file(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        let file = ana.get("/account/data.json").await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/json");
        assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
        let data: serde_json::Value = serde_json::from_str(&file.body).unwrap();
        assert_eq!(data["account"]["email"], address("Ana"));
        assert_eq!(app.browser().get("/account/data.json").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn the_page_that_deletes_an_account_says_what_leaves_and_what_stays(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let (mut ana, viewer) = app.person_and_viewer("Ana", Role::Resident).await;
        for n in 1..=3 {
            let form = ProposalForm {
                title: format!("More shade in street {n}"),
                body: "Trees, and benches under them.".into(),
                ..Default::default()
            };
            app.service.proposals().propose(viewer.resident().unwrap(), &slug, form).await.unwrap();
            app.service.supports().give(viewer.resident().unwrap(), &Supportable::Proposal.at(&slug, n), None).await.unwrap();
        }
        let page = ana.get("/account/erase").await;
        let leaving = ["3 supports", "no reaction to a comment", "no answer on a map of opinions"];
        assert_eq!(page.texts("main ul ul li"), leaving);
        assert!(page.text("main").contains("Of steps that are over, nothing of yours is counted."));
        app.later(Span::days(400));
        let mut ana = app.log_in("Ana").await;
        let (page, few) = app.statements(ana.get("/account/erase")).await;
        assert_eq!(page.texts("main ul ul li")[0], "no support");
        assert!(page.text("main").contains("you gave 3 supports, reactions or answers. They stay counted"), "{}", page.text("main"));
        assert!(few < 12, "{few} statements");
    }

    async fn an_account_is_deleted_after_a_second_look(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/account/erase").await;
        let page = ana.submit(&page, "/act/account/erase", &[("password", PASSWORD)]).await;
        assert!(page.has("#confirm-error"), "{}", page.body);
        let page = ana.submit(&page, "/act/account/erase", &[("password", "wrong"), ("confirm", "yes")]).await;
        assert_eq!(page.text("#password-error"), "This is not your password.");
        let page = ana.submit(&page, "/act/account/erase", &[("password", PASSWORD), ("confirm", "yes")]).await;
        assert!(page.text("#flash").starts_with("Your account is deleted."));
        assert!(page.has(".account a[href='/log-in']"));
        let fields = [("email", &*address("Ana")), ("password", PASSWORD)];
        assert!(ana.post("/act/log-in", &fields).await.has(".error-summary"));
    }
}
