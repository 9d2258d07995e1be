//! Dates and times as people read them: on the city's clocks, in whole days where days are meant.

use crate::support::TestApp;
use cabildo_domain::{PhaseId, Role, Timestamp, consultation::Slug, phase::Phase, time::Span};
use cabildo_store::{phase, suite};
use uuid::Uuid;

/// The instant of an RFC 3339 text.
fn at(text: &str) -> Timestamp {
    let instant: jiff::Timestamp = text.parse().unwrap();
    Timestamp(instant.as_millisecond())
}

/// A public consultation whose only step lasts from a to b.
async fn lasting(app: &TestApp, from: &str, to: &str) -> Slug {
    let slug = app.open_call("imagine").await;
    let lab = app.viewer("Lab", Role::Lab).await;
    let page = app.service.consultations().page(&lab, &slug).await.unwrap();
    let step = Phase {
        id: PhaseId(Uuid::now_v7()),
        starts_at: at(from),
        ends_at: at(to),
        ..page.phases[0].clone()
    };
    let mut tx = app.service.store().write().await.unwrap();
    phase::replace(&mut tx, page.id, &[step]).await.unwrap();
    tx.commit().await.unwrap();
    slug
}

suite! {
    async fn the_zone_is_named_once_where_a_time_of_day_stands_and_nowhere_else(store: TestStore) {
        let app = TestApp::in_zone(store, "America/Argentina/Buenos_Aires").await;
        lasting(&app, "2026-02-20T03:00:00Z", "2026-03-10T21:00:00Z").await;
        let page = app.browser().get("/c/imagine").await;
        assert_eq!(page.text(".call h2"), "Until 10 March, 18:00 you can propose ideas");
        assert_eq!(page.body.matches("Buenos Aires").count(), 1, "{}", page.text("main"));
        assert_eq!(page.text("main .zone"), "Times of day are Buenos Aires time.");
        let spanish = app.browser().speaking("es").get("/c/imagine").await;
        assert_eq!(spanish.text("main .zone"), "Las horas del día son las de Buenos Aires.");
        for path in ["/about", "/log-in"] {
            assert!(!app.browser().get(path).await.body.contains("Buenos Aires"), "{path}");
        }
        // In the API an instant needs no zone.
        let one = app.browser().json("/api/v1/consultations/imagine").await;
        assert_eq!(one["phases"][0]["ends_at"], "2026-03-10T21:00:00Z");
    }

    async fn whole_days_need_no_zone(store: TestStore) {
        let app = TestApp::in_zone(store, "Europe/Madrid").await;
        lasting(&app, "2026-02-20T23:00:00Z", "2026-03-10T23:00:00Z").await;
        let page = app.browser().get("/c/imagine").await;
        assert_eq!(page.text(".call h2"), "Until 10 March you can propose ideas");
        assert!(!page.body.contains("Madrid"));
        let american = app.browser().speaking("en-US,en;q=0.9").get("/c/imagine").await;
        assert_eq!(american.text(".call h2"), "Until March 10 you can propose ideas");
    }

    async fn a_refusal_that_tells_a_time_names_its_zone_too(store: TestStore) {
        let app = TestApp::in_zone(store, "Europe/Madrid").await;
        lasting(&app, "2026-02-20T23:00:00Z", "2026-03-10T17:00:00Z").await;
        app.later(Span::days(20));
        let page = app.browser().get("/c/imagine/propose").await;
        assert_eq!(page.text("main .lead"), "Proposing closed on 10 March, 18:00.");
        assert_eq!(page.text("main .zone"), "Times of day are Madrid time.");
    }

    async fn until_the_first_moment_of_a_day_is_until_the_day_before(store: TestStore) {
        let app = TestApp::in_zone(store, "America/Santiago").await;
        // On 6 September 2026 the clocks of Santiago go from 24:00 to 01:00: that day begins at 01:00.
        app.clock.set(at("2026-09-01T15:00:00Z"));
        lasting(&app, "2026-08-20T04:00:00Z", "2026-09-06T04:00:00Z").await;
        let page = app.browser().get("/c/imagine").await;
        assert_eq!(page.text(".call h2"), "Until 5 September you can propose ideas");
        assert!(page.text("ol.phases > li[aria-current=step]").contains("until 5 September, 4 days left"), "{}", page.text("ol.phases"));
        assert!(!page.has("main .zone"));
    }

    async fn a_step_begins_on_its_day_also_where_the_day_begins_at_one(store: TestStore) {
        let app = TestApp::in_zone(store, "Asia/Beirut").await;
        app.clock.set(at("2026-03-20T10:00:00Z"));
        // On 29 March 2026 the clocks of Beirut go from 24:00 to 01:00.
        lasting(&app, "2026-03-28T22:00:00Z", "2026-04-05T21:00:00Z").await;
        let page = app.browser().get("/c/imagine").await;
        assert!(page.text("ol.phases > li").contains("29 March – 5 April"), "{}", page.text("ol.phases"));
        assert!(!page.has("main .zone"));
    }

    async fn a_door_that_opens_with_a_day_says_the_day_alone(store: TestStore) {
        let app = TestApp::in_zone(store, "Africa/Cairo").await;
        app.clock.set(at("2026-04-20T10:00:00Z"));
        // On 24 April 2026 the clocks of Cairo go from 24:00 to 01:00.
        lasting(&app, "2026-04-23T22:00:00Z", "2026-05-01T21:00:00Z").await;
        let mut ana = app.resident("Ana").await;
        let fields = [("slug", "imagine"), ("title", "More shade in the square"), ("body", "Trees, and benches under them.")];
        let page = ana.post("/act/proposal/propose", &fields).await;
        assert!(page.text(".error-summary h2").contains("Proposing opens on 24 April."), "{}", page.text("main"));
    }

    async fn an_hour_that_comes_twice_says_which(store: TestStore) {
        let app = TestApp::in_zone(store, "Europe/Madrid").await;
        app.clock.set(at("2026-10-20T10:00:00Z"));
        lasting(&app, "2026-10-01T22:00:00Z", "2026-10-25T00:30:00Z").await;
        let first = app.browser().get("/c/imagine").await.text(".call h2");
        let lab = app.viewer("Lab", Role::Lab).await;
        let slug = Slug::parse("imagine").unwrap();
        let page = app.service.consultations().page(&lab, &slug).await.unwrap();
        let step = Phase { ends_at: at("2026-10-25T01:30:00Z"), ..page.phases[0].clone() };
        let mut tx = app.service.store().write().await.unwrap();
        phase::replace(&mut tx, page.id, &[step]).await.unwrap();
        tx.commit().await.unwrap();
        let second = app.browser().get("/c/imagine").await.text(".call h2");
        assert_eq!(first, "Until 25 October, 02:30 (before the clocks go back) you can propose ideas");
        assert_eq!(second, "Until 25 October, 02:30 (after the clocks went back) you can propose ideas");
    }

    async fn days_are_those_of_the_calendar(store: TestStore) {
        let app = TestApp::in_zone(store, "Europe/Madrid").await;
        app.clock.set(at("2026-03-10T17:00:00Z"));
        // In 2 days and 18 hours by the clock: three days on.
        lasting(&app, "2026-03-01T23:00:00Z", "2026-03-13T11:00:00Z").await;
        let page = app.browser().get("/c/imagine").await;
        let step = page.text("ol.phases > li[aria-current=step]");
        assert!(step.contains("until 13 March, 12:00, 3 days left"), "{step}");
        let mut ana = app.resident("Ana").await;
        let fields = [("slug", "imagine"), ("title", "More shade in the square"), ("body", "Trees, and benches under them.")];
        ana.post("/act/proposal/propose", &fields).await;
        app.clock.set(at("2026-03-12T22:30:00Z"));
        assert!(ana.get("/c/imagine/p/1").await.text(".page-header .meta").contains("2 days ago"));
        app.clock.set(at("2026-03-12T23:30:00Z"));
        assert!(ana.get("/c/imagine/p/1").await.text(".page-header .meta").contains("3 days ago"));
    }
}
