//! An official answer is seen before it is published, its state is chosen, and it can be corrected, with its history.

use crate::support::{Browser, Page, TestApp};
use axum::http::StatusCode;
use cabildo_app::act::LOCALE_COOKIE;
use cabildo_domain::{Role, time::Span};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::suite;

const ANSWER: &str = "/act/proposal/answer";
const CORRECT: &str = "/act/proposal/correct-answer";
const TEXT: &str = "The city will plant **forty trees** this spring.";

async fn idea(app: &TestApp) -> Browser {
    let slug = app.open_call("city").await;
    let ana = app.viewer("Ana", Role::Resident).await;
    for title in ["More shade along the way", "More benches along the way"] {
        let form = ProposalForm {
            title: title.into(),
            body: "There is none on the way to school.".into(),
            ..ProposalForm::default()
        };
        app.service
            .proposals()
            .propose(ana.resident().unwrap(), &slug, form)
            .await
            .unwrap();
    }
    app.moderator().await
}

/// Writes an answer, looks at it, publishes it.
async fn publish(staff: &mut Browser, number: i64, fields: &[(&str, &str)]) -> Page {
    let page = staff.get(&format!("/c/city/p/{number}/answer")).await;
    let seen = staff.submit(&page, ANSWER, fields).await;
    staff.submit(&seen, ANSWER, &[("step", "publish")]).await
}

suite! {
    async fn an_answer_is_seen_as_others_will_see_it_before_it_is_published(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut staff = idea(&app).await;
        let page = staff.get("/c/city/p/1/answer").await;
        assert!(!page.has("[name=status][checked], [name=status] option[selected]"), "no state is chosen for them");
        assert_eq!(page.text("form[action='/act/proposal/answer'] button.primary"), "See how it will look");
        let page = staff.submit(&page, ANSWER, &[("body", TEXT)]).await;
        assert!(page.text("#status-error").contains("choose"), "{}", page.body);
        assert_eq!(page.text("#body"), TEXT);
        let page = staff.submit(&page, ANSWER, &[("status", "accepted")]).await;
        assert_eq!(page.path, "/c/city/p/1/answer");
        assert_eq!(page.text(".response .prose strong"), "forty trees");
        assert_eq!(page.text(".response .status"), "Accepted");
        assert!(!app.browser().get("/c/city/p/1").await.has(".response"), "nobody else sees it yet");
        // Only a text that was shown is published: a changed text is shown first.
        let page = staff.submit(&page, ANSWER, &[("step", "publish"), ("body", "The city will plant fifty trees.")]).await;
        assert_eq!(page.path, "/c/city/p/1/answer");
        assert!(page.text(".response .prose").contains("fifty"));
        let again = page.form(ANSWER);
        let page = staff.submit(&page, ANSWER, &[("step", "publish")]).await;
        assert_eq!(page.path, "/c/city/p/1");
        assert!(page.text(".response .prose").contains("fifty"));
        // The second press of the button changes nothing.
        let mut again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        again.retain(|(name, _)| *name != "step");
        again.push(("step", "publish"));
        let page = staff.post(ANSWER, &again).await;
        assert_eq!((page.path.as_str(), page.texts(".response").len()), ("/c/city/p/1", 1));
    }

    async fn a_correction_is_a_new_version_and_everyone_sees_what_it_said_before(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut staff = idea(&app).await;
        let page = publish(&mut staff, 1, &[("status", "accepted"), ("body", TEXT)]).await;
        let link = page.attribute(".response a.correct", "href").unwrap();
        assert!(!app.browser().get("/c/city/p/1").await.has(".response a.correct"));
        app.later(Span::days(2));
        // A session of staff ends after twelve hours.
        let mut staff = app.log_in("Moderator").await;
        let page = staff.get(&link).await;
        assert!(page.has("[name=status][value=accepted][checked]"), "where it stands is what it was answered");
        let page = staff.submit(&page, CORRECT, &[("body", "The city will plant four trees this spring.")]).await;
        assert!(page.text("#reason-error").contains("cannot be empty"), "{}", page.body);
        let page = staff.submit(&page, CORRECT, &[("reason", "A word was missing."), ("status", "under_review")]).await;
        assert_eq!(page.text(".response .status"), "Under review");
        assert!(app.browser().get("/c/city/p/1").await.text(".response .prose").contains("forty"), "nothing is changed yet");
        let page = staff.submit(&page, CORRECT, &[("step", "publish")]).await;
        assert_eq!(page.path, "/c/city/p/1");
        let mut anybody = app.browser();
        let page = anybody.get("/c/city/p/1").await;
        assert_eq!(page.texts(".response").len(), 1);
        assert_eq!(page.text(".response .status"), "Under review");
        assert!(page.text(".response .meta").contains("1 March") && page.text(".response").contains("Corrected on 3 March"), "{}", page.text(".response"));
        let history = page.attribute(".response a.history", "href").unwrap();
        let page = anybody.get(&history).await;
        assert!(page.text("main").contains("A word was missing."));
        let (gone, new) = (page.texts(".diff del").concat(), page.texts(".diff ins").concat());
        assert!(gone.contains("forty") && new.contains("four") && !new.contains("plant"), "{gone} {new}");
        assert!(page.text("main").contains("Accepted") && page.text("main").contains("Under review"));
        let spanish = app.browser().speaking("es").get(&history).await;
        assert_eq!(spanish.status, StatusCode::OK);

        let one = anybody.json("/api/v1/consultations/city/proposals/1").await;
        let answer = &one["responses"][0];
        assert_eq!((&answer["answered_at"], &answer["corrected_at"]), (&"2026-03-01T12:00:00Z".into(), &"2026-03-03T12:00:00Z".into()));
        assert_eq!((&answer["versions"][0]["status"], &answer["versions"][1]["reason"]), (&"accepted".into(), &"A word was missing.".into()));
        assert_eq!(answer["versions"][0]["body"], TEXT);
        let feed = anybody.get("/feed.atom").await;
        let entry = feed.body.split("<entry>").find(|entry| entry.contains("four trees")).unwrap().to_owned();
        assert!(entry.contains("<updated>2026-03-03T12:00:00") && entry.contains("<published>2026-03-01T12:00:00"), "{entry}");
        app.index_now().await;
        assert_eq!(anybody.json("/api/v1/search?q=forty").await["items"].as_array().unwrap().len(), 0, "search follows");
    }

    async fn the_log_of_the_desk_lists_answers_and_their_corrections(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut staff = idea(&app).await;
        let page = publish(&mut staff, 1, &[("status", "accepted"), ("body", TEXT)]).await;
        let link = page.attribute(".response a.correct", "href").unwrap();
        app.later(Span::minutes(1));
        let page = staff.get(&link).await;
        let fields = [("body", "The city will plant four trees."), ("reason", "A word was missing.")];
        let page = staff.submit(&page, CORRECT, &fields).await;
        staff.submit(&page, CORRECT, &[("step", "publish")]).await;
        let (log, few) = app.statements(staff.get("/desk/log")).await;
        let rows = log.texts(".rows > li");
        assert_eq!(rows.len(), 2, "{rows:?}");
        assert!(rows[0].starts_with("Answer corrected") && rows[0].contains("A word was missing."), "{rows:?}");
        assert!(rows[1].starts_with("Answer published: Accepted") && rows[1].contains("More shade along the way"), "{rows:?}");
        for number in 0..12 {
            app.later(Span::minutes(1));
            publish(&mut staff, 1 + number % 2, &[("status", "accepted"), ("body", &format!("{TEXT} Number {number}."))]).await;
        }
        let (log, many) = app.statements(staff.get("/desk/log")).await;
        assert_eq!((log.texts(".rows > li").len(), many), (14, few), "as many statements for more rows");
        assert!(staff.with_cookie(LOCALE_COOKIE, "es").get("/desk/log").await.text(".rows > li").starts_with("Respuesta publicada"));
    }

    async fn only_staff_correct_and_what_is_hidden_has_no_history(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut staff = idea(&app).await;
        let page = publish(&mut staff, 1, &[("status", "accepted"), ("body", TEXT)]).await;
        let link = page.attribute(".response a.correct", "href").unwrap();
        assert_eq!(app.browser().get(&link).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(app.resident("Bea").await.get(&link).await.status, StatusCode::FORBIDDEN);
        let id = link.split('/').rev().nth(1).unwrap();
        let fields = [("slug", "city"), ("number", "1"), ("id", id), ("status", "accepted"), ("body", "A sentence that is long enough."), ("reason", "Because."), ("step", "publish")];
        assert_eq!(app.resident("Eva").await.post(CORRECT, &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().post(CORRECT, &fields).await.status, StatusCode::UNAUTHORIZED);
        let other = link.replace("/p/1/", "/p/2/");
        assert_eq!(staff.get(&other).await.status, StatusCode::NOT_FOUND, "an answer to another idea");
    }
}
