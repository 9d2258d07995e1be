//! A statement's own page: reporting it, what stands there when it was taken out, and how many one person may add.

use crate::support::TestApp;
use axum::http::StatusCode;
use cabildo_app::act::LOCALE_COOKIE;
use cabildo_domain::{Role, Subject, Viewer, consultation::Slug};
use cabildo_service::opinion::{Caller, RulesForm, StatementForm};
use cabildo_store::suite;

const ADD: &str = "/act/opinion/add";
const VOTE: &str = "/act/opinion/vote";
const HIDE: &str = "/act/moderation/hide";
const RESTORE: &str = "/act/moderation/restore";
const HOSTILE: &str = "<script>alert(1)</script> </title> sycamores";
const REASON: &str = "It names a <b>neighbour</b>.";

/// A statement by Eva that is asked, after one of the lab; its subject and its path.
async fn asked(app: &TestApp, text: &str) -> (Slug, Subject, String) {
    let (slug, lab) = app.mapping("cars", 1).await;
    app.opinion_rules(lab.lab().unwrap(), &slug, "open", false)
        .await;
    let eva = app.viewer("Eva", Role::Resident).await;
    let form = StatementForm {
        text: text.into(),
        ..StatementForm::default()
    };
    let added = app
        .service
        .statements()
        .add(Caller::of(&eva), &slug, form)
        .await
        .unwrap();
    assert_eq!(added.statement.number, 2);
    (
        slug,
        Subject::statement(added.statement.id),
        "/c/cars/opinion/statements/2".to_owned(),
    )
}

suite! {
    async fn from_report_to_notice_and_back(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, subject, path) = asked(&app, HOSTILE).await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&path).await;
        assert_eq!(page.text("h1"), HOSTILE);
        let report = page.attribute("main a[href^='/report/statement/']", "href").unwrap();
        assert_eq!(report, format!("/report/statement/{}", subject.id));
        let page = ben.get(&report).await;
        assert_eq!((page.text("main h2"), page.text("main blockquote")), ("Statement in Imagine the city".into(), HOSTILE.into()));
        assert!(!page.body.contains("Eva"), "who wrote a statement is not told");
        // Refused: the input is kept.
        let page = ben.submit(&page, "/act/report", &[("reason", "other"), ("note", " ")]).await;
        assert!(page.path == report && page.has(".error-summary") && page.has("#note-error"));
        let page = ben.submit(&page, "/act/report", &[("note", "It names <i>Ada</i>.")]).await;
        assert_eq!(page.text(".flash p"), "Thank you. The moderators will look at it.");
        assert_eq!(page.path, path);

        let mut moderator = app.moderator().await;
        let page = moderator.get("/desk/reports").await;
        assert_eq!(page.text(".rows blockquote"), HOSTILE);
        assert_eq!(page.attribute(".rows h2 a", "href").unwrap(), path);
        assert_eq!(page.text(".rows q"), "It names <i>Ada</i>.");
        assert!(page.text(".rows details").starts_with("Take out") && !page.body.contains("Eva"));
        let page = moderator.submit(&page, HIDE, &[("reason", REASON)]).await;
        assert_eq!(page.path, "/desk/reports");
        assert!(page.has(".empty") && page.has(".flash form[action='/act/moderation/restore']"));

        let visitor = app.browser().get(&path).await;
        assert_eq!((visitor.status, visitor.text("h1")), (StatusCode::OK, "This statement was taken out".into()));
        assert!(visitor.text(".notice[data-kind=hidden]").contains(REASON));
        assert!(!visitor.body.contains("sycamores") && !visitor.body.contains("<b>neighbour"), "{}", visitor.body);
        assert!(!visitor.has("main a[href^='/report/']") && !visitor.has("#votes"));
        // The desk of statements knows of it, and undoes it.
        let at_desk = moderator.get("/desk/opinion/cars?status=rejected").await;
        assert!(at_desk.text(".rows").contains(REASON));
        let page = moderator.submit(&page, RESTORE, &[]).await;
        assert_eq!(page.text(".flash p"), "It is shown again. An author with an account reads your reason on its page.");
        assert_eq!(app.browser().get(&path).await.text("h1"), HOSTILE);
        let log = moderator.get("/desk/log").await;
        assert!(log.text(".rows").contains(REASON) && !log.body.contains("<script>alert"));
        assert!(app.service.recount(false).await.unwrap().is_empty());
        assert!(app.service.opinion().page(&Viewer::Visitor, &slug).await.unwrap().texts.contains_key(&2));
    }

    async fn a_moderator_takes_it_out_from_its_page_and_its_author_reads_why(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, lab) = app.mapping("cars", 1).await;
        app.opinion_rules(lab.lab().unwrap(), &slug, "open", false).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/cars/opinion/add").await;
        ana.submit(&page, ADD, &[("text", "Sycamores everywhere"), ("step", "add")]).await;
        let path = "/c/cars/opinion/statements/2";
        let own = ana.get(path).await;
        assert!(!own.has("main a[href^='/report/']"), "nobody reports what they wrote");
        let mut moderator = app.moderator().await;
        let page = moderator.get(path).await;
        let hide = page.attribute("main a[href^='/desk/hide/statement/']", "href").unwrap();
        let page = moderator.get(&hide).await;
        assert_eq!(page.text("h1"), "Take this statement out");
        let page = moderator.submit(&page, HIDE, &[("reason", "no")]).await;
        assert!(page.has(".error-summary") && page.has("#reason-error"));
        let page = moderator.submit(&page, HIDE, &[("reason", REASON)]).await;
        assert_eq!((page.path.as_str(), page.text("h1").as_str()), (path, "Sycamores everywhere"));
        assert!(page.has("main a[href^='/desk/restore/statement/']"));

        let own = ana.get(path).await;
        assert_eq!(own.text("h1"), "Sycamores everywhere");
        assert!(own.text(".notice[data-kind=hidden]").contains("A moderator took your statement out on"));
        let mine = ana.get("/c/cars/opinion/answers").await;
        assert!(mine.text(".answered").contains(&format!("Reason: {REASON}")), "{}", mine.text(".answered"));
        let spanish = app.browser().speaking("es").get(path).await;
        assert_eq!(spanish.text("h1"), "Esta frase se retiró");
    }

    async fn a_statement_can_be_reported_while_it_is_asked(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 2).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/cars/opinion").await;
        let first = page.attribute(".ask a[href^='/report/statement/']", "href").unwrap();
        let page = ana.submit(&page, VOTE, &[("answer", "pass")]).await;
        let second = page.attribute(".ask a[href^='/report/statement/']", "href").unwrap();
        assert_ne!(first, second);
        assert_eq!(ana.get(&first).await.text("h1"), "Report something");
        let mut visitor = app.browser();
        assert!(!visitor.get("/c/cars/opinion").await.has("a[href^='/report/']"), "it needs an account");
        assert_eq!(visitor.get(&first).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn only_staff_decides_about_a_statement(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, subject, path) = asked(&app, "Sycamores everywhere").await;
        let id = subject.id.to_string();
        let fields = [("kind", "statement"), ("id", id.as_str()), ("reason", REASON), ("note", "")];
        let (mut resident, mut visitor) = (app.resident("Ben").await, app.browser());
        for act in ["moderation/hide", "moderation/restore", "moderation/dismiss"] {
            let address = format!("/act/{act}");
            assert_eq!(resident.post(&address, &fields).await.status, StatusCode::FORBIDDEN, "{act}");
            assert_eq!(visitor.post(&address, &fields).await.status, StatusCode::UNAUTHORIZED, "{act}");
        }
        assert_eq!(visitor.post("/act/report", &fields).await.status, StatusCode::UNAUTHORIZED);
        for measure in ["hide", "restore", "dismiss"] {
            let address = format!("/desk/{measure}/statement/{id}");
            assert_eq!(resident.get(&address).await.status, StatusCode::FORBIDDEN, "{measure}");
            assert_eq!(visitor.get(&address).await.status, StatusCode::UNAUTHORIZED, "{measure}");
        }
        assert_eq!(app.browser().get(&path).await.text("h1"), "Sycamores everywhere");
        let mut moderator = app.moderator().await;
        let unknown = "/desk/hide/statement/0190b5a0-0000-7000-8000-000000000000";
        assert_eq!(moderator.get(unknown).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_form_says_how_many_more_and_keeps_what_was_one_too_many(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, lab) = app.mapping("cars", 1).await;
        let rules = RulesForm { contributions: "open".into(), statements_each: "2".into(), ..RulesForm::default() };
        app.service.opinion().set_rules(lab.lab().unwrap(), &slug, rules).await.unwrap();
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/cars/opinion/add").await;
        assert!(page.text("form .cost").ends_with("You can add 2 more."), "{}", page.text("form .cost"));
        ana.submit(&page, ADD, &[("text", "Sycamores everywhere"), ("step", "add")]).await;
        let page = ana.get("/c/cars/opinion/add").await;
        assert!(page.text("form .cost").ends_with("You can add 1 more."));
        // Two tabs: the second one sends one too many.
        let other_tab = ana.get("/c/cars/opinion/add").await;
        ana.submit(&page, ADD, &[("text", "Lime trees in the square"), ("step", "add")]).await;
        let refused = ana.submit(&other_tab, ADD, &[("text", "No trees at all <b>"), ("step", "add")]).await;
        assert_eq!(refused.path, "/c/cars/opinion/add");
        assert_eq!(refused.text(".error-summary h2"), "Here one person may add 2 statements, and you have done so.");
        assert_eq!(refused.text("#text"), "No trees at all <b>");
        assert!(refused.text("form .cost").ends_with("You cannot add any more."));
        assert_eq!(app.service.opinion().page(&Viewer::Visitor, &slug).await.unwrap().texts.len(), 3);

        // Nothing is typed: a sentence in the place of the form, and no more ways there.
        let mut bea = app.resident("Bea").await;
        let page = bea.get("/c/cars/opinion").await;
        assert!(page.has("main a[href='/c/cars/opinion/add']"));
        for text in ["A bench at every stop", "Water fountains for dogs"] {
            let page = bea.get("/c/cars/opinion/add").await;
            bea.submit(&page, ADD, &[("text", text), ("step", "add")]).await;
        }
        assert!(!bea.get("/c/cars/opinion").await.has("main a[href='/c/cars/opinion/add']"));
        let page = bea.get("/c/cars/opinion/add").await;
        assert_eq!(page.text(".lead"), "Here one person may add 2 statements, and you have done so.");
        assert!(page.status == StatusCode::CONFLICT && !page.has("form[action='/act/opinion/add']"));
        let page = bea.with_cookie(LOCALE_COOKIE, "es").get("/c/cars/opinion/add").await;
        assert_eq!(page.text(".lead"), "Aquí cada persona puede añadir 2 frases, y ya lo has hecho.");
    }

    async fn a_statements_page_takes_few_statements(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, subject, path) = asked(&app, "Sycamores everywhere").await;
        let mut ben = app.resident("Ben").await;
        for address in [path, format!("/report/statement/{}", subject.id)] {
            ben.get(&address).await;
            let (page, statements) = app.statements(ben.get(&address)).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(statements <= 8, "{address}: {statements}");
        }
    }
}
