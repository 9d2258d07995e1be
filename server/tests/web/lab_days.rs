//! The editor's dates: whole days by default, times of day under "more", and untouched dates stay as they are.

use crate::support::{Page, TestApp};
use axum::http::StatusCode;
use cabildo_app::act::LOCALE_COOKIE;
use cabildo_domain::{Role, Timestamp, Viewer, consultation::Slug};
use cabildo_store::{phase, suite};

const EDIT: &str = "/act/consultation/edit";

fn at(text: &str) -> Timestamp {
    let instant: jiff::Timestamp = text.parse().unwrap();
    Timestamp(instant.as_millisecond())
}

fn value(page: &Page, name: &str) -> Option<String> {
    let form = page.form(EDIT);
    form.into_iter()
        .find(|(field, _)| field == name)
        .map(|(_, value)| value)
}

async fn spans(app: &TestApp, lab: &Viewer) -> Vec<(Timestamp, Timestamp)> {
    let slug = Slug::parse("imagine").unwrap();
    let page = app.service.consultations().page(lab, &slug).await.unwrap();
    page.phases
        .iter()
        .map(|phase| (phase.starts_at, phase.ends_at))
        .collect()
}

/// A draft whose two steps begin and end so.
async fn draft(app: &TestApp, dates: [(&str, &str); 2]) -> Viewer {
    let lab = app.viewer("Lab", Role::Lab).await;
    let slug = app.draft(&lab, "imagine").await;
    let page = app.service.consultations().page(&lab, &slug).await.unwrap();
    let mut steps = page.phases.clone();
    for (step, (from, to)) in steps.iter_mut().zip(dates) {
        (step.starts_at, step.ends_at) = (at(from), at(to));
    }
    let mut tx = app.service.store().write().await.unwrap();
    phase::replace(&mut tx, page.id, &steps).await.unwrap();
    tx.commit().await.unwrap();
    lab
}

suite! {
    async fn the_editor_asks_for_the_first_and_the_last_day_of_a_step(store: TestStore) {
        let app = TestApp::in_zone(store, "Europe/Madrid").await;
        let lab = draft(&app, [("2026-03-01T23:00:00Z", "2026-03-14T23:00:00Z"), ("2026-03-14T23:00:00Z", "2026-03-31T16:00:00Z")]).await;
        let mut browser = app.lab().await;
        let page = browser.get("/lab/c/imagine").await;
        assert!(page.has("input[type=date][name='phases[0][ends_on]']"));
        assert_eq!(value(&page, "phases[0][starts_on]").as_deref(), Some("2026-03-02"));
        assert_eq!(value(&page, "phases[0][ends_on]").as_deref(), Some("2026-03-14"), "its last day");
        assert_eq!(value(&page, "phases[0][ends_time]").as_deref(), Some(""));
        assert_eq!(value(&page, "phases[1][ends_on]").as_deref(), Some("2026-03-31"));
        assert_eq!(value(&page, "phases[1][ends_time]").as_deref(), Some("18:00"));
        assert!(page.has("details[open] input[type=time][name='phases[1][ends_time]']"), "a time that is set is in sight");
        assert!(!page.has("details[open] input[name='phases[0][ends_time]']"));
        let page = browser.submit(&page, EDIT, &[("phases[0][ends_on]", "2026-03-12"), ("phases[1][starts_time]", "09:30")]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        assert_eq!(spans(&app, &lab).await, [
            (at("2026-03-01T23:00:00Z"), at("2026-03-12T23:00:00Z")),
            (at("2026-03-15T08:30:00Z"), at("2026-03-31T16:00:00Z")),
        ]);
    }

    async fn saving_without_a_change_moves_nothing(store: TestStore) {
        let app = TestApp::in_zone(store, "America/Santiago").await;
        // Seconds and milliseconds; a day that begins at 01:00; the second of two hours.
        let dates = [("2026-04-05T03:30:12.345Z", "2026-09-06T04:00:00Z"), ("2026-09-06T04:00:00Z", "2026-10-01T03:00:00.001Z")];
        let lab = draft(&app, dates).await;
        let before = spans(&app, &lab).await;
        let mut browser = app.lab().await;
        let page = browser.get("/lab/c/imagine").await;
        assert_eq!(value(&page, "phases[0][ends_on]").as_deref(), Some("2026-09-05"));
        assert_eq!(value(&page, "phases[1][starts_on]").as_deref(), Some("2026-09-06"));
        assert_eq!(value(&page, "phases[1][starts_time]").as_deref(), Some(""));
        let page = browser.submit(&page, EDIT, &[("title", "Another title")]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        assert_eq!(spans(&app, &lab).await, before);
    }

    async fn a_time_that_does_not_exist_or_comes_twice_is_refused_with_what_there_is(store: TestStore) {
        let app = TestApp::in_zone(store, "Europe/Madrid").await;
        let lab = draft(&app, [("2026-03-01T23:00:00Z", "2026-03-14T23:00:00Z"), ("2026-03-14T23:00:00Z", "2026-03-31T22:00:00Z")]).await;
        let mut browser = app.lab().await;
        let page = browser.get("/lab/c/imagine").await;
        let page = browser.submit(&page, EDIT, &[("phases[1][ends_on]", "2026-03-29"), ("phases[1][ends_time]", "02:30")]).await;
        let error = page.text("[id='phases[1][ends_time]-error']");
        assert!(error.contains("02:30 does not exist on that day") && error.contains("01:59") && error.contains("03:00"), "{error}");
        assert_eq!(value(&page, "phases[1][ends_time]").as_deref(), Some("02:30"), "what was typed is kept");
        let page = browser.submit(&page, EDIT, &[("phases[1][ends_on]", "2026-10-25")]).await;
        let error = page.text("[id='phases[1][ends_time]-error']");
        assert!(error.contains("comes twice"), "{error}");
        assert!(page.has("select[name='phases[1][ends_which]'] option[value=second]"));
        let page = browser.submit(&page, EDIT, &[("phases[1][ends_which]", "second")]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        assert_eq!(spans(&app, &lab).await[1].1, at("2026-10-25T01:30:00Z"));
        // Saved again, it stays the second.
        let page = browser.submit(&page, EDIT, &[]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        assert_eq!(spans(&app, &lab).await[1].1, at("2026-10-25T01:30:00Z"));
        let spanish = browser.with_cookie(LOCALE_COOKIE, "es").get("/lab/c/imagine").await;
        assert!(spanish.body.contains("Último día"));
    }

    async fn a_step_without_its_days_says_so_beside_them(store: TestStore) {
        let app = TestApp::new(store).await;
        draft(&app, [("2026-03-02T00:00:00Z", "2026-03-15T00:00:00Z"), ("2026-03-15T00:00:00Z", "2026-04-01T00:00:00Z")]).await;
        let mut browser = app.lab().await;
        let page = browser.get("/lab/c/imagine").await;
        let typed = [("phases[2][name]", "Late"), ("phases[2][starts_on]", "soon"), ("phases[1][ends_time]", "25:99")];
        let page = browser.submit(&page, EDIT, &typed).await;
        assert!(page.text("[id='phases[2][starts_on]-error']").contains("expected form"));
        assert!(page.text("[id='phases[2][ends_on]-error']").contains("cannot be empty"));
        assert!(page.text("[id='phases[1][ends_time]-error']").contains("expected form"));
        assert!(page.has(".error-summary a[href='#phases%5B2%5D%5Bstarts_on%5D']"), "{}", page.body);
        let page = browser.submit(&page, EDIT, &[("phases[2][remove]", "true"), ("phases[1][ends_time]", ""), ("phases[1][ends_on]", "2026-03-10")]).await;
        assert!(page.text("#phases-error").contains("ends before it starts"), "{}", page.text("#phases-error"));
    }

    async fn a_map_without_a_statement_is_not_published(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut browser = app.lab().await;
        let page = browser.get("/lab/new").await;
        let fields = [("template", "opinion_map"), ("title", "Shade or parking?"), ("summary", "One square, two wishes."), ("language", "en")];
        let page = browser.submit(&page, "/act/consultation/create", &fields).await;
        let page = browser.submit(&page, EDIT, &[("then", "publish"), ("summary", "One square and two wishes.")]).await;
        assert_eq!(page.path, "/lab/c/shade-or-parking");
        assert!(page.text("#statements-error").contains("needs at least one statement"), "{}", page.body);
        assert!(page.has(".error-summary a[href='#statements']"));
        assert!(page.has("#statements a[href='/desk/opinion/shade-or-parking']"));
        assert_eq!(value(&page, "summary").as_deref(), Some("One square and two wishes."), "what was typed is kept");
        assert_eq!(app.browser().get("/c/shade-or-parking").await.status, StatusCode::NOT_FOUND);
        let lab = app.viewer("Lab", Role::Lab).await;
        let seeds = cabildo_service::opinion::SeedForm { statements: "Trees before parking.".into(), ..Default::default() };
        app.service.statements().seed(lab.lab().unwrap(), &Slug::parse("shade-or-parking").unwrap(), seeds).await.unwrap();
        let page = browser.submit(&page, EDIT, &[("then", "publish")]).await;
        assert!(page.text("#flash").contains("It is public now."), "{}", page.body);
    }

    async fn a_public_consultation_gets_no_map_without_a_statement(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let mut browser = app.lab().await;
        let page = browser.get("/lab/c/imagine").await;
        let page = browser.submit(&page, EDIT, &[("phases[1][method]", "map")]).await;
        assert!(page.text("#statements-error").contains("needs at least one statement"), "{}", page.body);
        assert_eq!(value(&page, "phases[1][method]").as_deref(), Some("map"), "what was typed is kept");
    }
}
