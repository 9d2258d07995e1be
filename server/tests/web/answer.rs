//! The city's answers from the browser: the desk's list, the form, the answer above the discussion.

use crate::support::{Browser, Page, TestApp};
use axum::http::StatusCode;
use cabildo_domain::{Role, consultation::Slug, support::Supportable, time::Span};
use cabildo_service::{consultation::RungFields, proposal::ProposalForm};
use cabildo_store::suite;

/// The link in the navigation to the list of an office.
const OFFICE_LINK: &str = ".site-header a[href='/office']";
const ANSWER: &str = "/act/proposal/answer";

/// Two supported proposals in a city whose ladder owes an answer at two supports.
async fn owed(app: &TestApp) {
    let slug = app.open_call("city").await;
    let lab = app.viewer("Lab", Role::Lab).await;
    let mut editor = app
        .service
        .consultations()
        .editor(lab.lab().unwrap(), &slug)
        .await
        .unwrap()
        .form;
    editor.ladder = vec![RungFields {
        count: "2".into(),
        owes: "a written answer".into(),
        owner: "the parks department".into(),
        within_days: "30".into(),
        ..RungFields::default()
    }];
    app.service
        .consultations()
        .edit(lab.lab().unwrap(), &slug, editor)
        .await
        .unwrap();
    for title in ["More shade along the way", "More benches along the way"] {
        let form = ProposalForm {
            title: title.into(),
            body: "There is none on the way to school.".into(),
            ..ProposalForm::default()
        };
        let number = app
            .service
            .proposals()
            .propose(lab.resident().unwrap(), &slug, form)
            .await
            .unwrap()
            .number;
        for name in ["Bea", "Eva"] {
            let person = app.viewer(name, Role::Resident).await;
            app.service
                .supports()
                .give(
                    person.resident().unwrap(),
                    &Supportable::Proposal.at(&slug, number),
                    None,
                )
                .await
                .unwrap();
        }
        app.later(Span::hours(1));
    }
}

/// Writes an answer, looks at it, publishes it.
async fn publish(staff: &mut Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    let seen = staff.submit(page, ANSWER, fields).await;
    staff.submit(&seen, ANSWER, &[("step", "publish")]).await
}

/// The lab's editor saves the ladder with its only rung changed so.
async fn change_the_rung(app: &TestApp, change: impl FnOnce(&mut RungFields)) {
    let slug = Slug::parse("city").unwrap();
    let lab = app.viewer("Lab", Role::Lab).await;
    let mut editor = app
        .service
        .consultations()
        .editor(lab.lab().unwrap(), &slug)
        .await
        .unwrap()
        .form;
    change(&mut editor.ladder[0]);
    app.service
        .consultations()
        .edit(lab.lab().unwrap(), &slug, editor)
        .await
        .unwrap();
}

suite! {
    async fn an_owed_response_stays_on_the_page_when_the_lab_removes_its_rung(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        let before = app.browser().get("/c/city/p/1").await.texts(".ladder li");
        change_the_rung(&app, |rung| rung.remove = true).await;
        let page = app.browser().get("/c/city/p/1").await;
        assert_eq!(page.texts(".ladder li"), before);
        let step = page.text(".ladder li[data-reached]");
        assert!(step.contains("2 Reached on 1 March: a written answer, by 31 March. Who answers: the parks department"), "{step}");
        // Once the answer is given, the page says so.
        let mut staff = app.moderator().await;
        let link = staff.get("/desk/answers").await.attribute(".row .actions a", "href").unwrap();
        let page = staff.get(&link).await;
        publish(&mut staff, &page, &[("status", "accepted"), ("body", "The city will plant forty trees.")]).await;
        assert!(app.browser().get("/c/city/p/1").await.text(".ladder li").contains("a written answer: answered on"));
    }

    async fn an_owed_response_stays_on_the_page_when_the_lab_raises_its_rung(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        change_the_rung(&app, |rung| {
            rung.count = "5".into();
            rung.owes = "a public hearing".into();
        })
        .await;
        let steps = app.browser().get("/c/city/p/1").await.texts(".ladder li");
        assert_eq!(steps.len(), 2, "{steps:?}");
        assert!(steps[0].starts_with("2 Reached on") && steps[0].contains("a written answer"), "{steps:?}");
        assert!(steps[1].starts_with("5 a public hearing, from the parks department"), "{steps:?}");
        let spanish = app.browser().speaking("es").get("/c/city/p/1").await;
        assert_eq!(spanish.texts(".ladder li[data-reached]").len(), 1);
    }

    async fn the_desk_lists_what_is_owed_and_an_answer_settles_it(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        let mut staff = app.moderator().await;
        let desk = staff.get("/desk/answers").await;
        assert_eq!(desk.texts(".row h2"), ["More shade along the way", "More benches along the way"]);
        assert!(desk.text(".row").contains("the parks department owes: a written answer"));
        let link = desk.attribute(".row .actions a", "href").unwrap();
        let page = staff.get(&link).await;
        assert_eq!(page.texts("#response option").len(), 2);
        let fields = [("status", "accepted"), ("body", "The city will plant **forty trees** this spring.")];
        let page = publish(&mut staff, &page, &fields).await;
        assert_eq!(page.path, "/c/city/p/1");
        assert_eq!(page.text(".response .prose strong"), "forty trees");
        assert_eq!(page.text(".response .status"), "Accepted");
        // The answer stands above the discussion.
        assert!(page.body.find("class=\"response\"") < page.body.find("class=\"discussion\""));
        assert_eq!(staff.get("/desk/answers").await.texts(".row h2"), ["More benches along the way"]);
        assert!(app.browser().get("/c/city/p/1").await.text(".ladder").contains("answered on"));
    }

    async fn a_late_promise_says_so(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        app.later(Span::days(31));
        let desk = app.moderator().await.get("/desk/answers").await;
        assert_eq!(desk.texts(".row[data-urgent]").len(), 2);
        assert!(desk.text(".row").contains("Late: was due"));
        assert!(app.browser().get("/c/city/p/1").await.text(".ladder").contains("it is late"));
    }

    async fn a_refused_answer_comes_back_with_its_text(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        let mut staff = app.moderator().await;
        let page = staff.get("/c/city/p/1/answer").await;
        let page = staff.submit(&page, ANSWER, &[("body", "Too short."), ("status", "rejected")]).await;
        assert_eq!(page.path, "/c/city/p/1/answer");
        assert_eq!(page.text("textarea"), "Too short.");
        assert_eq!(page.attribute("[name=status][checked]", "value").as_deref(), Some("rejected"));
        assert!(page.has(".error-summary a[href='#body']"));
    }

    async fn an_idea_is_merged_into_another_which_its_page_then_links_to(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        let mut staff = app.moderator().await;
        let page = staff.get("/c/city/p/1/answer").await;
        let fields = [("status", "merged"), ("merged_into", "1"), ("body", "Both ask for the same, so one stands for both.")];
        let page = staff.submit(&page, ANSWER, &fields).await;
        assert_eq!(page.path, "/c/city/p/1/answer");
        assert!(page.text("#merged_into-error").contains("number of another idea"));
        assert!(page.has(".error-summary a[href='#merged_into']"));
        assert_eq!(page.attribute("[name=status][checked]", "value").as_deref(), Some("merged"));
        assert_eq!(page.attribute("#merged_into", "value").as_deref(), Some("1"));
        let page = publish(&mut staff, &page, &[("merged_into", "2")]).await;
        assert_eq!(page.path, "/c/city/p/1");
        assert_eq!(page.text(".response .status"), "Merged");
        assert_eq!(page.text(".notice a[href='/c/city/p/2']"), "More benches along the way");
        assert_eq!(app.browser().get("/c/city/proposals").await.texts(".row h2"), ["More benches along the way"]);
        let page = app.browser().speaking("es").get("/c/city/p/1").await;
        assert!(page.text(".notice").contains("Ahora otra idea representa a esta"));
    }

    async fn an_office_is_offered_what_it_owes_and_nothing_else(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        let mut gardener = app.resident("Ana").await;
        let email = "ana@example.org";
        app.service.accounts().operator_set_office(email, "the parks department", true).await.unwrap();
        let page = gardener.get("/c/city/p/1/answer").await;
        assert_eq!(page.texts("#response option").len(), 1, "what the office owes");
        assert!(!page.has("input[name=merged_into]") && !page.has("input[name=status][value=merged]"));
        let fields = [("status", "accepted"), ("body", "The city will plant forty trees this spring.")];
        let page = publish(&mut gardener, &page, &fields).await;
        assert_eq!((&*page.path, &*page.text(".response .status")), ("/c/city/p/1", "Accepted"));
        app.service.accounts().operator_set_office(email, "the parks department", false).await.unwrap();
        app.service.accounts().operator_set_office(email, "another office", true).await.unwrap();
        assert_eq!(gardener.get("/c/city/p/2/answer").await.status, StatusCode::FORBIDDEN);
    }

    async fn an_office_finds_what_it_owes_from_any_page(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        let email = "ana@example.org";
        let mut gardener = app.resident("Ana").await;
        assert!(!gardener.get("/").await.has(OFFICE_LINK));
        assert_eq!(gardener.get("/office").await.status, StatusCode::FORBIDDEN);
        app.service.accounts().operator_set_office(email, "the parks department", true).await.unwrap();
        assert_eq!(gardener.get("/").await.text(OFFICE_LINK), "Your office");
        let (page, both) = app.statements(gardener.get("/office")).await;
        assert_eq!(page.texts("main ul:not(.rows) li"), ["the parks department"]);
        assert_eq!(page.texts(".row h2"), ["More shade along the way", "More benches along the way"]);
        assert!(!page.text(".row").contains("Late"));
        app.later(Span::days(31));
        let page = gardener.get("/office").await;
        assert!(page.text(".row").contains("Late: was due"));
        let link = page.attribute(".row .actions a", "href").unwrap();
        let form = gardener.get(&link).await;
        let fields = [("status", "accepted"), ("body", "The city will plant forty trees this spring.")];
        publish(&mut gardener, &form, &fields).await;
        let (page, one) = app.statements(gardener.get("/office")).await;
        assert_eq!(page.texts(".row h2"), ["More benches along the way"]);
        assert_eq!(one, both, "as many statements for fewer rows");
        let after = gardener.get("/office?after=f_______________________________").await;
        assert_eq!(after.texts(".row h2"), ["More benches along the way"], "a broken address begins at the start");

        app.service.accounts().operator_set_office(email, "the parks department", false).await.unwrap();
        app.service.accounts().operator_set_office(email, "another office", true).await.unwrap();
        let page = gardener.get("/office").await;
        assert!(page.text(".empty").contains("Your office owes nothing now"));
        assert!(page.has(".empty a[href='/consultations']") && page.texts(".row").is_empty());
        let page = app.moderator().await.get("/office").await;
        assert!(page.has(".empty a[href='/desk/answers']") && !page.has(OFFICE_LINK));
        gardener.post("/act/locale", &[("locale", "es")]).await;
        assert!(gardener.get("/office").await.text(".empty").contains("Tu oficina no debe nada ahora"));
    }

    async fn residents_and_visitors_have_no_desk(store: TestStore) {
        let app = TestApp::new(store).await;
        owed(&app).await;
        for path in ["/desk/answers", "/c/city/p/1/answer"] {
            assert_eq!(app.browser().get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(app.resident("Ana").await.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let fields = [("slug", "city"), ("number", "1"), ("status", "accepted"), ("body", "A sentence that is long enough.")];
        assert_eq!(app.resident("Ana").await.post(ANSWER, &fields).await.status, StatusCode::FORBIDDEN);
    }
}
