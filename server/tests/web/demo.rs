//! The demo content, seen through the pages.

use crate::support::TestApp;
use cabildo_domain::{Viewer, consultation::Slug};
use cabildo_service::{account::LogInForm, session::Origin};
use cabildo_store::testing::TestStore;
use server::demo::{ACCOUNTS, OFFICE, PASSWORD, Stage};

/// On SQLite alone: what it plays are the use-cases, which have their tests on both engines.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_fills_the_pages_and_every_counter_is_right() {
    let app = TestApp::new(TestStore::sqlite().await).await;
    let stage = Stage::set(app.service.clone(), app.clock.clone())
        .await
        .expect("people and a script");
    let acts = stage.acts();
    let mut played = 0;
    stage
        .play(|| played += 1)
        .await
        .expect("every act is accepted");
    assert_eq!(played, acts);
    assert_eq!(app.service.recount(false).await.expect("a recount"), []);

    let mut browser = app.browser();
    let home = browser.get("/").await;
    for slug in [
        "what-should-change",
        "carta-de-la-ciudad",
        "fail-of-the-year",
        "quiet-saturdays",
        "where-should-the-cars-go",
    ] {
        assert!(home.has(&format!("a[href='/c/{slug}']")), "{slug} is open");
    }
    for slug in ["the-summer-without-heat", "the-station-square"] {
        assert!(
            home.has(&format!("a[href='/c/{slug}']")),
            "{slug} is upcoming, or past"
        );
    }
    let proposal = browser.get("/c/what-should-change/p/1").await;
    assert_eq!(
        proposal.text("h1"),
        "Shade over the bus stop at Fish Market"
    );
    let slug = Slug::parse("where-should-the-cars-go").expect("an address");
    let page = app
        .service
        .opinion()
        .page(&Viewer::Visitor, &slug)
        .await
        .expect("a mapping");
    let map = page.map.expect("a map");
    assert!(map.people >= 150, "{}", map.people);
    assert_eq!(map.statements.len(), 20);
    assert_eq!(map.groups.len(), 3, "three groups were planted");
    assert!(
        map.groups
            .iter()
            .all(|group| group.shown && group.representative.len() > 1)
    );
    assert!(!map.agreed.is_empty());
    assert_eq!(app.service.opinion().stale_maps(1).await.expect("maps"), []);
    let mut moderator = app.moderator().await;
    let waiting = moderator.get("/desk/reports").await.texts(".rows h2");
    assert!(
        waiting
            .iter()
            .any(|heading| heading.starts_with("Statement in")),
        "{waiting:?}"
    );
    let checks = moderator.get("/desk/supports").await.texts(".rows h2");
    assert!(
        checks.iter().any(|title| title.contains("Molino school")),
        "{checks:?}"
    );
    let (email, ..) = ACCOUNTS[4];
    let log_in = [("email", email), ("password", PASSWORD)];
    let mut officer = app.browser();
    officer.post("/act/log-in", &log_in).await;
    let page = officer.get("/office").await;
    assert!(page.has(".rows .actions a"), "{OFFICE} owes something");
    for (email, name, _) in ACCOUNTS {
        let form = LogInForm {
            email: email.to_owned(),
            password: PASSWORD.into(),
        };
        let signed_in = app
            .service
            .accounts()
            .log_in(form, &Origin::default(), None)
            .await;
        assert!(signed_in.is_ok(), "{name} can sign in");
    }
}
