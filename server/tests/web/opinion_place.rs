//! Tests that the map shows "You" only to a reader who has a place on it.

use crate::support::TestApp;
use cabildo_domain::{Role, opinion::Answer};
use cabildo_store::suite;

suite! {
    async fn you_stand_on_the_map_only_with_enough_answers_in_it(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = app.mapping("shade", 10).await;
        app.two_groups(&slug, 20, 10).await;
        let (mut browser, few) = app.person_and_viewer("Few", Role::Resident).await;
        app.answers(&few, &slug, &[(1, Answer::Agree), (2, Answer::Disagree)]).await;
        app.make_map(&slug).await;
        let page = browser.get("/c/shade/opinion/map").await;
        assert!(page.has("figure.map svg"));
        assert!(page.text(".mine").contains("5 more answers"), "{}", page.text(".mine"));
        assert!(!page.has("figure.map .me"), "two answers are no place");
        let more: Vec<(i64, Answer)> = (3..=9).map(|number| (number, Answer::Agree)).collect();
        app.answers(&few, &slug, &more).await;
        assert!(!browser.get("/c/shade/opinion/map").await.has("figure.map .me"), "the published map does not know them yet");
        app.make_map(&slug).await;
        assert_eq!(browser.get("/c/shade/opinion/map").await.text("figure.map .me text"), "You");
    }
}
