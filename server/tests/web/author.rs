//! Texts whose author is not an account with its name, as pages, the API and feeds show them.

use crate::{comment::a_proposal, support::TestApp};
use cabildo_domain::{Author, Role, Subject, text::Label};
use cabildo_store::{suite, testing::sample};

suite! {
    async fn a_role_is_shown_as_its_label_without_a_name_or_a_link(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let (mut hers, teresa) = app.person_and_viewer("Teresa", Role::Resident).await;
        let teacher = Author::Role {
            label: Label::trusted("a teacher".into()),
            account: teresa.account(),
        };
        let within = app.service.consultations().page(&teresa, &slug).await.unwrap().id;
        let (store, now) = (app.service.store(), app.service.now());
        let about = Subject::proposal(app.service.proposals().page(&teresa, &slug, 1).await.unwrap().id);
        sample::comment(store, Some(within), about, teacher.clone(), now).await;
        sample::proposal(store, within, teacher, now).await;
        app.index_now().await;
        let page = app.browser().get(&path).await;
        assert_eq!(page.text(".comment .author"), "a teacher");
        assert!(!page.has(".comment .author a") && !page.has(".comment .badge"));
        assert!(page.body.contains("Our pupils would sit there."));
        let own = hers.get(&path).await;
        assert!(own.has("form[action='/act/comment/delete']"), "the account is the author");
        let mut anybody = app.browser();
        for path in [&path, "/c/imagine", "/c/imagine/p/2", "/c/imagine/p/2/history", "/feed.atom", "/search?q=shade"] {
            let page = anybody.get(path).await;
            assert!(page.status.is_success(), "{path}: {}", page.status);
            assert!(!page.body.contains("Teresa"), "{path} tells the name");
            assert_eq!(page.body.contains("a teacher"), !path.starts_with("/search"), "{path}: {}", page.body);
        }
        let comments = anybody.json("/api/v1/consultations/imagine/proposals/1/comments").await;
        let said = &comments["items"][0];
        assert_eq!((&said["author"], &said["author_badge"]), (&"a teacher".into(), &serde_json::Value::Null));
        let idea = anybody.json("/api/v1/consultations/imagine/proposals/2").await;
        assert_eq!(idea["content"]["author"], "a teacher");
        assert!(!format!("{comments}{idea}").contains("Teresa"));
    }

    async fn words_from_paper_name_nobody(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let ben = app.viewer("Ben", Role::Resident).await;
        let within = app.service.consultations().page(&ben, &slug).await.unwrap().id;
        let about = Subject::proposal(app.service.proposals().page(&ben, &slug, 1).await.unwrap().id);
        let (store, now) = (app.service.store(), app.service.now());
        sample::comment(store, Some(within), about, Author::Paper, now).await;
        sample::proposal(store, within, Author::Paper, now).await;
        let mut anybody = app.browser();
        assert_eq!(anybody.get(&path).await.text(".comment .author"), "On paper");
        assert!(anybody.get("/c/imagine/p/2").await.body.contains("On paper"));
        let comments = anybody.json("/api/v1/consultations/imagine/proposals/1/comments").await;
        assert_eq!(comments["items"][0]["author"], serde_json::Value::Null);
        let feed: atom_syndication::Feed = anybody.get("/feed.atom").await.body.parse().unwrap();
        let names: Vec<&str> = feed.entries().iter().flat_map(|entry| entry.authors()).map(|author| author.name()).collect();
        assert_eq!((feed.entries().len(), names), (2, vec!["Ana"]), "the idea on paper has the feed's author");
    }
}
