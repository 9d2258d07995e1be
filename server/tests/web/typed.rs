//! The input of a person who was not logged in is not lost, and nothing of it is stored in the database.

use crate::support::{
    Browser, Page, Setup, TestApp,
    people::{PASSWORD, address},
};
use axum::http::{StatusCode, header};
use cabildo_domain::{Role, time::Span};
use cabildo_service::{Limited, Limits, rate_limit::Rate};
use cabildo_store::suite;

const PROPOSE: &str = "/act/proposal/propose";
const LOG_IN: &str = "/act/log-in";
const SIGN_UP: &str = "/act/sign-up";

/// Lines, quotes, markup, and letters of several bytes.
const TEXT: &str = "Plane trees & ficus,\r\n</textarea><script>alert(1)</script> \"así\" 🌳.";

fn idea(body: &str) -> [(&'static str, &str); 3] {
    [
        ("slug", "imagine"),
        ("title", "Trees along the canal"),
        ("body", body),
    ]
}

async fn kept(app: &TestApp) -> i64 {
    app.store.row_counts(&["form_state"]).await[0]
}

/// The value of a field of the form that posts to `action`.
fn field(page: &Page, action: &str, name: &str) -> Option<String> {
    let fields = page.form(action);
    let found = fields.into_iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value.replace("\r\n", "\n"))
}

async fn as_ana(browser: &mut Browser, page: &Page) -> Page {
    let fields = [("email", &*address("Ana")), ("password", PASSWORD)];
    browser.submit(page, LOG_IN, &fields).await
}

suite! {
    async fn a_text_sent_without_a_session_goes_along_through_the_log_in_into_its_form(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        app.account("Ana", Role::Resident).await;
        let mut browser = app.browser();
        let page = browser.post_only(PROPOSE, &idea(TEXT)).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert_eq!(page.text("h1"), "Log in");
        assert!(page.text("main").contains("What you typed goes along"), "{}", page.body);
        assert!(!page.has("script"));
        let wrong = [("email", &*address("Ana")), ("password", "not hers at all")];
        let page = browser.submit(&page, LOG_IN, &wrong).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.text(".error-summary h2").starts_with("The e-mail address and password do not fit"));
        assert_eq!(page.attribute("#email", "value"), Some(address("Ana")));
        assert_eq!(kept(&app).await, 0, "nobody is known yet, so nothing is stored");
        let page = as_ana(&mut browser, &page).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/c/imagine/propose"), "{}", page.body);
        assert_eq!(field(&page, PROPOSE, "title").as_deref(), Some("Trees along the canal"));
        assert_eq!(field(&page, PROPOSE, "body"), Some(TEXT.replace("\r\n", "\n")));
        assert!(page.text(".notice").starts_with("You are logged in now"), "{}", page.body);
        let page = browser.submit(&page, PROPOSE, &[]).await;
        assert_eq!(page.path, "/c/imagine/p/1");
        assert_eq!(kept(&app).await, 0);
    }

    async fn signing_up_instead_takes_the_text_along_too(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let mut browser = app.browser();
        let page = browser.post_only(PROPOSE, &idea(TEXT)).await;
        let mut fields = page.form(LOG_IN);
        let button = "button[formaction='/act/sign-up']";
        assert!(page.attribute(button, "formnovalidate").is_some(), "{}", page.body);
        fields.push((page.attribute(button, "name").unwrap(), page.attribute(button, "value").unwrap()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = browser.post(SIGN_UP, &fields).await;
        assert_eq!((page.status, page.text("h1").as_str()), (StatusCode::OK, "Create your account"));
        assert!(!page.has(".error-summary"), "nothing was refused: {}", page.body);
        let bad = [("display_name", "Ana"), ("email", "ana@example.org"), ("password", "short")];
        let page = browser.submit(&page, SIGN_UP, &bad).await;
        assert!(page.has("#password-error") && page.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", page.body);
        assert_eq!(page.attribute("#display_name", "value").as_deref(), Some("Ana"));
        let page = browser.submit(&page, SIGN_UP, &[("password", PASSWORD)]).await;
        assert_eq!(page.path, "/c/imagine/propose");
        assert_eq!(field(&page, PROPOSE, "body"), Some(TEXT.replace("\r\n", "\n")));
    }

    async fn a_reply_and_the_editor_come_back_with_every_row(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = crate::comment::a_proposal(&app).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get(&path).await;
        let page = ana.submit(&page, "/act/comment/new", &[("body", "I like this one."), ("alignment", "")]).await;
        let parent = page.attribute(".comment", "id").unwrap().trim_start_matches("comment-").to_owned();
        let mut out = app.browser();
        let reply = [("slug", "imagine"), ("number", "1"), ("parent", &*parent), ("body", "So do I, very much.")];
        let page = out.post_only("/act/comment/new", &reply).await;
        let page = as_ana(&mut out, &page).await;
        assert_eq!((page.status, page.path), (StatusCode::OK, format!("{path}/comments/{parent}")));
        assert!(page.body.contains("So do I, very much."), "{}", page.body);
        let mut out = app.browser();
        let lab = app.lab().await.get("/lab/c/imagine").await;
        let mut fields = lab.form("/act/consultation/edit");
        for (name, value) in &mut fields {
            if name == "phases[1][name]" || name == "ladder[0][owes]" {
                *value = "Typed late at night".into();
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = out.post_only("/act/consultation/edit", &fields).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        let staff = [("email", &*address("Lab")), ("password", PASSWORD)];
        let page = out.submit(&page, LOG_IN, &staff).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/lab/c/imagine"), "{}", page.body);
        let now = page.form("/act/consultation/edit");
        assert_eq!(now.len(), fields.len(), "no row more and none less: {now:?}");
        assert_eq!(field(&page, "/act/consultation/edit", "phases[1][name]").as_deref(), Some("Typed late at night"));
        assert_eq!(field(&page, "/act/consultation/edit", "ladder[0][owes]").as_deref(), Some("Typed late at night"));
    }

    async fn passwords_never_go_along(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Ana", Role::Resident).await;
        let mut browser = app.browser();
        let fields = [("current", "a secret of mine"), ("new", "another secret")];
        let page = browser.post_only("/act/account/password", &fields).await;
        assert_eq!((page.status, page.text("h1").as_str()), (StatusCode::UNAUTHORIZED, "Log in"));
        assert!(!page.body.contains("secret"), "{}", page.body);
        let page = as_ana(&mut browser, &page).await;
        assert_eq!(page.path, "/account");
        let fields = [("password", "a secret of mine"), ("confirm", "yes")];
        let page = app.browser().post_only("/act/account/erase", &fields).await;
        assert!(page.status == StatusCode::UNAUTHORIZED && !page.body.contains("secret"), "{}", page.body);
        let page = app.browser().post_only(LOG_IN, &[("email", "x@example.org"), ("password", "a secret of mine")]).await;
        assert!(page.status == StatusCode::UNAUTHORIZED && !page.body.contains("secret"), "{}", page.body);
    }

    async fn a_text_too_long_to_go_along_is_there_to_be_copied(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        app.account("Ana", Role::Resident).await;
        let (fits, long) = ("ñ".repeat(32_000), "ñ".repeat(40_000));
        let mut browser = app.browser();
        let page = browser.post_only(PROPOSE, &idea(&fits)).await;
        assert!(!page.has("main textarea[readonly]"));
        let page = as_ana(&mut browser, &page).await;
        assert_eq!(field(&page, PROPOSE, "body"), Some(fits), "{:.300}", page.body);
        let mut browser = app.browser();
        let page = browser.post_only(PROPOSE, &idea(&long)).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.texts("main textarea[readonly]").contains(&long), "{:.600}", page.body);
        let page = as_ana(&mut browser, &page).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/c/imagine/propose"));
        assert_eq!(kept(&app).await, 1);
    }

    async fn a_form_carried_through_the_log_in_leads_to_our_forms_only(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        app.account("Ana", Role::Resident).await;
        let page = app.browser().post_only(PROPOSE, &idea(TEXT)).await;
        let carried = page.form(LOG_IN).into_iter().find(|(_, value)| value.contains("Plane trees"));
        let (name, good) = carried.expect("the text is in the form");
        let bad = [
            "x".to_owned(), "[]".into(), "{}".into(), good.replace(PROPOSE, "/act/nowhere"), good.replace(PROPOSE, "//evil.example/"),
            good.replace("imagine", "../../evil"), good.replace("imagine", ""), format!("[{}", "[".repeat(60_000)),
        ];
        for carried in bad {
            let fields = [("email", &*address("Ana")), ("password", PASSWORD), (name.as_str(), &*carried)];
            let page = app.browser().post_only(LOG_IN, &fields).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{carried:.80}: {:.300}", page.body);
            assert_eq!(page.headers[header::LOCATION], "/", "{carried:.80}");
        }
        assert_eq!(kept(&app).await, 0);
    }

    async fn a_form_that_comes_too_fast_is_not_stored_and_can_be_sent_again(store: TestStore) {
        let once = Some(Rate { burst: 1, every: Span::hours(1) });
        let limits = Limits::none().with(Limited::Proposals, once);
        let app = TestApp::made(store, Setup { limits, ..Setup::default() });
        app.open_call("imagine").await;
        let mut ana = app.resident("Ana").await;
        let page = ana.post(PROPOSE, &idea("A first one, which is taken.")).await;
        assert_eq!(page.path, "/c/imagine/p/1");
        let page = ana.post_only(PROPOSE, &idea(TEXT)).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(field(&page, PROPOSE, "body"), Some(TEXT.replace("\r\n", "\n")), "{}", page.body);
        assert!(page.headers.contains_key(header::RETRY_AFTER));
        assert_eq!(kept(&app).await, 0);
    }

    async fn the_door_speaks_spanish_too(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let page = app.browser().speaking("es").post_only(PROPOSE, &idea(TEXT)).await;
        assert_eq!(page.text("h1"), "Entrar");
        assert!(page.text("main").contains("Lo que escribiste te acompaña"), "{}", page.body);
    }

    async fn a_form_typed_by_one_account_is_not_shown_to_the_next_in_the_same_browser(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let mut ana = app.resident("Ana").await;
        ana.post(PROPOSE, &[("slug", "imagine"), ("title", "Mine"), ("body", "Only Ana knows of this.")]).await;
        assert!(ana.get("/c/imagine/propose").await.body.contains("Only Ana knows"));
        let ben = app.session_cookie("Ben").await;
        let page = ana.with_cookie("cabildo_session", &ben).get("/c/imagine/propose").await;
        assert!(page.status == StatusCode::OK && !page.body.contains("Only Ana knows"), "{}", page.body);
    }
}
