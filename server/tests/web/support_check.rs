//! Thresholds that conspicuous supports reached: public at once as being checked, held or released by staff, or owed
//! when the check ends by itself.

use crate::support::{Browser, TestApp};
use axum::http::StatusCode;
use cabildo_domain::{Role, Viewer, consultation::Slug, support::Supportable, time::Span};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::suite;

const HOLD: &str = "/act/support-desk/hold";
const RELEASE: &str = "/act/support-desk/release";
const DESK: &str = "/desk/supports/city/1";

/// A proposal in a consultation whose ladder begins at six supports.
async fn an_idea(app: &TestApp) -> Slug {
    let slug = app.open_call("city").await;
    let lab = app.viewer("Lab", Role::Lab).await;
    let mut form = app
        .service
        .consultations()
        .editor(lab.lab().unwrap(), &slug)
        .await
        .unwrap()
        .form;
    form.ladder[0].count = "6".into();
    app.service
        .consultations()
        .edit(lab.lab().unwrap(), &slug, form)
        .await
        .unwrap();
    let author = app.viewer("Bea", Role::Resident).await;
    let form = ProposalForm {
        title: "More shade along the way".into(),
        body: "There is no shade on the way to school.".into(),
        ..ProposalForm::default()
    };
    app.service
        .proposals()
        .propose(author.resident().unwrap(), &slug, form)
        .await
        .unwrap();
    slug
}

/// Six accounts that are made and support the proposal within the same second.
async fn six_at_once(app: &TestApp, slug: &Slug) {
    for number in 0..6 {
        let person = app.viewer(&format!("New {number}"), Role::Resident).await;
        app.service
            .supports()
            .give(
                person.resident().unwrap(),
                &Supportable::Proposal.at(slug, 1),
                None,
            )
            .await
            .unwrap();
    }
}

/// Six people who have had their accounts for a month, and come hours apart.
async fn six_residents(app: &TestApp, slug: &Slug) {
    let mut people = Vec::new();
    for number in 0..6 {
        people.push(
            app.viewer(&format!("Resident {number}"), Role::Resident)
                .await,
        );
    }
    app.later(Span::days(3));
    for person in &people {
        app.later(Span::hours(1));
        app.service
            .supports()
            .give(
                person.resident().unwrap(),
                &Supportable::Proposal.at(slug, 1),
                None,
            )
            .await
            .unwrap();
    }
}

async fn step(browser: &mut Browser) -> String {
    browser
        .get("/c/city/p/1")
        .await
        .text("ol.ladder li[data-reached]")
}

suite! {
    async fn six_new_accounts_reach_a_threshold_that_is_being_checked_in_public(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        six_at_once(&app, &slug).await;
        let mut visitor = app.browser();
        let said = step(&mut visitor).await;
        assert!(said.contains("Reached on 1 March, being checked until 4 March"), "{said}");
        assert!(said.contains("a written answer") && said.contains("by 31 March"), "{said}");
        let list = visitor.get("/c/city/proposals").await;
        assert!(list.text(".rows .row").contains("being checked until 4 March"), "{}", list.text(".rows .row"));
        let said = step(&mut app.browser().speaking("es")).await;
        assert!(said.contains("en revisión hasta el 4 de marzo"), "{said}");
        let one = visitor.json("/api/v1/consultations/city/proposals/1").await;
        let response = &one["responses"][0];
        assert_eq!(response["state"], "checking");
        assert_eq!(response["reached_at"], "2026-03-01T12:00:00Z");
        assert_eq!(response["checked_until"], "2026-03-04T12:00:00Z");
        assert_eq!(response["due_at"], "2026-03-31T12:00:00Z");
        let list = visitor.json("/api/v1/consultations/city/proposals").await;
        assert_eq!(list["items"][0]["checked_until"], "2026-03-04T12:00:00Z");
    }

    async fn the_check_ends_by_itself_and_the_answer_is_due_from_the_day_it_was_reached(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        six_at_once(&app, &slug).await;
        app.later(Span(Span::hours(72).0 - 1));
        assert!(step(&mut app.browser()).await.contains("being checked"));
        app.later(Span(1));
        let said = step(&mut app.browser()).await;
        assert!(!said.contains("being checked"), "{said}");
        assert!(said.contains("Reached on 1 March: a written answer, by 31 March"), "{said}");
        let one = app.browser().json("/api/v1/consultations/city/proposals/1").await;
        assert_eq!((&one["responses"][0]["state"], &one["responses"][0]["checked_until"]), (&"owed".into(), &serde_json::Value::Null));
    }

    async fn a_threshold_that_residents_reach_is_owed_at_once(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        six_residents(&app, &slug).await;
        let said = step(&mut app.browser()).await;
        assert!(said.contains("Reached on 4 March: a written answer, by 3 April"), "{said}");
        let mut staff = app.moderator().await;
        let page = staff.get(DESK).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.has("form[action='/act/support-desk/hold']"), "nothing to hold");
        let page = staff.post(HOLD, &[("at", "city"), ("number", "1"), ("rung", "6"), ("reason", "I do not like it.")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "what is owed cannot be held");
    }

    async fn staff_hold_a_check_once_with_a_public_reason(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        six_at_once(&app, &slug).await;
        app.later(Span::hours(24));
        let mut staff = app.moderator().await;
        let index = staff.get("/desk/supports").await;
        assert_eq!(index.attribute(".rows h2 a", "href").as_deref(), Some(DESK));
        let page = staff.get(DESK).await;
        let refused = staff.submit(&page, HOLD, &[("reason", "x")]).await;
        assert_eq!(refused.path, DESK);
        assert!(refused.text("#reason-error").contains("at least 5 characters"));
        assert_eq!(refused.text("#reason"), "x", "what was typed is kept");
        let page = staff.submit(&refused, HOLD, &[("reason", "Six accounts were made <b>within seconds</b>.")]).await;
        assert!(page.text("#flash").contains("5 March"), "{}", page.text("#flash"));
        assert!(!page.has("form[action='/act/support-desk/hold']"), "once");
        let mut visitor = app.browser();
        let shown = visitor.get("/c/city/p/1").await;
        let said = shown.text("ol.ladder li[data-reached]");
        assert!(said.contains("held until 5 March") && said.contains("Six accounts were made <b>within seconds</b>."), "{said}");
        assert!(!shown.body.contains("<b>within"), "hostile text is text");
        let one = visitor.json("/api/v1/consultations/city/proposals/1").await;
        assert_eq!(one["responses"][0]["held_reason"], "Six accounts were made <b>within seconds</b>.");
        let again = staff.post(HOLD, &[("at", "city"), ("number", "1"), ("rung", "6"), ("reason", "Once more, please.")]).await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
        app.later(Span::hours(72));
        assert!(step(&mut visitor).await.contains("Reached on 1 March: a written answer, by 31 March"));
    }

    async fn staff_release_a_check_and_the_answer_is_owed_at_once(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        six_at_once(&app, &slug).await;
        app.later(Span::hours(1));
        let mut staff = app.moderator().await;
        let page = staff.get(DESK).await;
        let page = staff.submit(&page, RELEASE, &[]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.has("form[action='/act/support-desk/release']"));
        assert!(step(&mut app.browser()).await.contains("Reached on 1 March: a written answer, by 31 March"));
        assert!(!app.browser().get("/c/city/proposals").await.body.contains("being checked"));
        // The second click of two changes nothing.
        let again = staff.post(RELEASE, &[("at", "city"), ("number", "1"), ("rung", "6")]).await;
        assert_eq!(again.status, StatusCode::OK);
    }

    async fn the_desk_of_supports_is_for_staff(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        six_at_once(&app, &slug).await;
        for (mut browser, expected) in [
            (app.browser(), StatusCode::UNAUTHORIZED),
            (app.resident("Ana").await, StatusCode::FORBIDDEN),
        ] {
            for path in ["/desk/supports", DESK, "/desk/supports/city/99", "/desk/supports/nowhere/1"] {
                assert_eq!(browser.get(path).await.status, expected, "{path}");
            }
            for act in [HOLD, RELEASE] {
                let fields = [("at", "city"), ("number", "1"), ("rung", "6"), ("reason", "Because it is so.")];
                assert_eq!(browser.post_only(act, &fields).await.status, expected, "{act}");
            }
        }
        let mut staff = app.moderator().await;
        for path in ["/desk/supports/city/99", "/desk/supports/nowhere/1", "/desk/supports/city/x"] {
            assert_eq!(staff.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let page = staff.get(DESK).await;
        assert!(page.has(".table"), "figures");
        for secret in ["New 1", "new.1@", "example.org"] {
            assert!(!page.text("main").contains(secret), "{secret} is not shown");
        }
        let link = staff.get("/c/city/p/1").await;
        assert!(link.has("a[href='/desk/supports/city/1']"));
        assert!(!app.browser().get("/c/city/p/1").await.has("a[href='/desk/supports/city/1']"));
    }

    async fn an_idea_that_nobody_supports_has_nothing_to_look_at(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        assert_eq!(app.service.proposals().page(&Viewer::Visitor, &slug, 1).await.unwrap().support.counted, 0);
        let page = app.moderator().await.get(DESK).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has(".empty"));
    }
}
