//! The Atom feeds, as a reader of feeds asks for them.

use crate::support::TestApp;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use cabildo_domain::{Role, Subject, time::Span};
use cabildo_service::{moderation::ReasonForm, proposal::ProposalForm, response::ResponseForm};
use cabildo_store::suite;

const HOSTILE: &str = "</title><script>alert(1)</script> ]]> & \u{1}trees";

fn idea(title: &str) -> ProposalForm {
    ProposalForm {
        title: title.into(),
        body: format!("A **long** walk. {HOSTILE}"),
        ..ProposalForm::default()
    }
}

/// The titles of the entries, the newest first.
fn titles(feed: &str) -> Vec<String> {
    let feed: atom_syndication::Feed = feed.parse().expect("an Atom feed");
    feed.entries()
        .iter()
        .map(|entry| entry.title().as_str().to_owned())
        .collect()
}

suite! {
    async fn feeds_tell_new_ideas_and_answers_of_a_consultation_and_of_the_place(store: TestStore) {
        let app = TestApp::new(store).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        for slug in ["city", "town"] {
            let slug = app.open_call(slug).await;
            app.service.proposals().propose(ana.resident().unwrap(), &slug, idea(&format!("Idea for the {slug}"))).await.unwrap();
            app.later(Span::seconds(1));
        }
        let slug = cabildo_domain::consultation::Slug::trusted("city".into());
        let moderator = app.viewer("Mo", Role::Moderator).await;
        let form = ResponseForm { body: "We plant twelve trees this winter.".into(), status: "accepted".into(), ..ResponseForm::default() };
        app.service.responses().answer(moderator.respondent().unwrap(), &slug, 1, form).await.unwrap();
        let (page, statements) = app.statements(app.browser().get("/c/city/feed.atom")).await;
        assert!(statements <= 4, "{statements} statements");
        assert_eq!(page.headers[header::CONTENT_TYPE], "application/atom+xml; charset=utf-8");
        assert_eq!(titles(&page.body), ["The city answered: Idea for the city", "Idea for the city"]);
        let (page, statements) = app.statements(app.browser().get("/feed.atom")).await;
        assert!(statements <= 3, "{statements} statements");
        let all = ["The city answered: Idea for the city", "Idea for the town", "Idea for the city"];
        assert_eq!(titles(&page.body), all);
        let feed: atom_syndication::Feed = page.body.parse().unwrap();
        let first = &feed.entries()[1];
        assert_eq!(first.links()[0].href(), "http://city.example/c/town/p/1");
        assert_eq!(first.authors()[0].name(), "Ana");
        assert_eq!(first.published().unwrap().to_rfc3339(), "2026-03-01T12:00:01+00:00");
    }

    async fn hostile_text_is_text_and_what_is_hidden_or_withdrawn_is_absent(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let ana = app.viewer("Ana", Role::Resident).await;
        for title in ["Will be hidden soon", "Will be withdrawn", "</title><script>alert(2)</script>"] {
            app.service.proposals().propose(ana.resident().unwrap(), &slug, idea(title)).await.unwrap();
        }
        let hidden = app.service.proposals().page(&ana, &slug, 1).await.unwrap().id;
        let reason = ReasonForm { reason: "Insults a neighbour.".into() };
        app.service.moderation().hide(app.viewer("Mo", Role::Moderator).await.moderator().unwrap(), Subject::proposal(hidden), reason).await.unwrap();
        app.service.proposals().withdraw(ana.resident().unwrap(), &slug, 2).await.unwrap();
        for path in ["/feed.atom", "/c/city/feed.atom"] {
            let page = app.browser().get(path).await;
            assert_eq!(titles(&page.body), ["</title><script>alert(2)</script>"], "{path}");
            assert!(!page.body.contains("<script") && !page.body.contains('\u{1}'), "{path}: {}", page.body);
            assert!(!page.body.contains("hidden soon"), "{path}");
        }
    }

    async fn a_feed_is_announced_on_pages_and_unchanged_costs_no_body(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        app.draft(&app.viewer("Lab", Role::Lab).await, "secret").await;
        let feed = "link[rel=alternate][type='application/atom+xml']";
        assert_eq!(app.browser().get("/").await.attribute(feed, "href").as_deref(), Some("/feed.atom"));
        let page = app.browser().get("/c/city/proposals").await;
        assert!(page.has(&format!("{feed}[href='/c/city/feed.atom']")), "{}", page.body);
        let page = app.browser().get("/c/city/feed.atom").await;
        assert_eq!((page.status, titles(&page.body).len()), (StatusCode::OK, 0));
        let ask = Request::get("/c/city/feed.atom").header(header::HOST, "city.example")
            .header(header::IF_NONE_MATCH, &page.headers[header::ETAG]).body(Body::empty()).unwrap();
        app.later(Span::days(1));
        let again = app.browser().send(ask).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        for path in ["/c/secret/feed.atom", "/c/none/feed.atom", "/c/%00/feed.atom"] {
            assert_eq!(app.browser().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
