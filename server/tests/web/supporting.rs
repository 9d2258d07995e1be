//! Supporting from the browser: the form without JavaScript, what the island gets, what is refused.

use crate::support::TestApp;
use axum::http::{StatusCode, header};
use cabildo_app::ui::fragment::Fragment;
use cabildo_domain::{Role, consultation::Slug, text::Reason, time::Span};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::{proposal::change, suite};

const SUPPORT: &str = "/act/proposal/support";
const WITHDRAW: &str = "/act/proposal/unsupport";
const ONE: [(&str, &str); 2] = [("slug", "city"), ("number", "1")];

async fn an_idea(app: &TestApp) -> Slug {
    let slug = app.open_call("city").await;
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

suite! {
    async fn a_support_is_given_undone_and_given_again(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea(&app).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/city/p/1").await;
        assert_eq!(page.text(".support .count"), "0 people support this");
        let page = ana.submit(&page, SUPPORT, &[]).await;
        assert_eq!(page.path, "/c/city/p/1");
        assert_eq!(page.text(".support .count"), "1 person supports this");
        assert_eq!(page.text(".support button"), "Withdraw my support");
        assert_eq!(page.text(".support .in-bar"), "You support this idea.", "said where a phone shows the button");
        assert!(page.has(".flash form[action='/act/proposal/unsupport']"), "undo");
        // A replay changes nothing.
        let page = ana.post(SUPPORT, &ONE).await;
        assert_eq!(page.text(".support .count"), "1 person supports this");
        let page = ana.submit(&page, WITHDRAW, &[]).await;
        assert_eq!(page.text(".support .count"), "0 people support this");
        assert_eq!(page.text(".support button"), "Support this idea");
    }

    async fn a_visitor_is_asked_to_log_in_and_returns_to_the_idea(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea(&app).await;
        let mut visitor = app.browser();
        let page = visitor.get("/c/city/p/1").await;
        assert_eq!(page.form("/log-in"), [("back".to_owned(), "/c/city/p/1".to_owned())]);
        assert_eq!(page.text(".support button"), "Support this idea");
        assert!(!page.has("leptos-island"), "nothing to wait for");
        let page = visitor.post(SUPPORT, &[("slug", "city"), ("number", "1")]).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.form("/act/log-in").contains(&("back".to_owned(), "/c/city/p/1".to_owned())));
        assert!(page.has("a[href='/sign-up?back=%2Fc%2Fcity%2Fp%2F1']"), "one button has nothing to take along");
    }

    async fn the_island_gets_finished_markup_and_leaves_no_message_behind(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea(&app).await;
        let mut ana = app.resident("Ana").await;
        let now = ana.post_as_island(SUPPORT, &ONE).await;
        let cookies: Vec<_> = now.headers.get_all(header::SET_COOKIE).iter().collect();
        assert_eq!(now.status, StatusCode::OK);
        assert!(!cookies.iter().any(|cookie| cookie.to_str().unwrap().contains("flash")), "{cookies:?}");
        assert_eq!(now.headers[header::CONTENT_TYPE], Fragment::MEDIA_TYPE);
        assert_eq!((now.text(".count").as_str(), now.text("button").as_str()), ("1 person supports this", "Withdraw my support"));
        assert!(now.has("form[action='/act/proposal/unsupport']") && !now.has("section"));
        // The page then shows the same as the island.
        let page = ana.get("/c/city/p/1").await;
        assert!(page.body.contains(&now.body), "{}", now.body);
        let refused = app.browser().post_as_island(SUPPORT, &ONE).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(refused.body.contains(r#""refusal":"sign_in_required""#), "{}", refused.body);
    }

    async fn a_support_taken_back_from_a_withdrawn_idea_is_not_offered_again(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        let mut people = [app.resident("Ana").await, app.resident("Ben").await];
        for person in &mut people {
            person.post(SUPPORT, &ONE).await;
        }
        let author = app.viewer_at("bea@example.org").await;
        app.service.proposals().withdraw(author.resident().unwrap(), &slug, 1).await.unwrap();
        let [ana, ben] = &mut people;
        let now = ana.post_as_island(WITHDRAW, &ONE).await;
        assert_eq!(now.status, StatusCode::OK);
        assert!(!now.has("form"), "nothing can be done any more: {}", now.body);
        let page = ana.get("/c/city/p/1").await;
        assert!(page.body.contains(&now.body), "what the island shows is what the page shows: {}", now.body);
        let page = ben.post(WITHDRAW, &ONE).await;
        assert!(page.has(".flash") && !page.has(".flash form"), "undo would be refused: {}", page.body);
    }

    async fn a_form_loaded_before_the_end_is_refused_after_it(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea(&app).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/city/p/1").await;
        app.later(Span::days(20));
        let refused = ana.submit(&page, SUPPORT, &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.text("main .lead").contains("Support closed on 21 March"), "{}", refused.text("main .lead"));
        assert!(refused.has("a[href='/c/city/p/1']"), "a way back");
        let page = ana.get("/c/city/p/1").await;
        assert!(page.text(".support .closed").contains("Support closed on 21 March"));
        assert!(!page.has(".support form"));
    }

    async fn a_hidden_idea_is_a_notice_and_takes_no_support(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea(&app).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/city/p/1").await;
        let staff = app.viewer("Staff", Role::Moderator).await;
        let id = app.service.proposals().page(&staff, &slug, 1).await.unwrap().id;
        let reason = Reason::trusted("It names a neighbour.".into());
        let mut tx = app.service.store().write().await.unwrap();
        change::set_hidden(&mut tx, id, Some((&reason, app.service.now()))).await.unwrap();
        tx.commit().await.unwrap();
        let refused = ana.submit(&page, SUPPORT, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let hidden = ana.get("/c/city/p/1").await;
        assert!(hidden.text(".notice").contains("It names a neighbour."));
        assert!(!hidden.body.contains("More shade along the way"), "the title is gone too");
        assert!(!hidden.has(".prose") && !hidden.has(".support"));
        // Its parts cannot be read either, and lead to the page that shows the reason.
        for part in ["history", "comments", "comments/01900000-0000-7000-8000-000000000000"] {
            let page = app.browser().get(&format!("/c/city/p/1/{part}")).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{part}");
            assert!(page.text("main .lead").contains("The page of the idea tells the reason"), "{part}");
            assert_eq!(page.attribute("main .actions a", "href").as_deref(), Some("/c/city/p/1"), "{part}");
            assert!(!page.body.contains("nothing can be added"), "{part}");
        }
        let page = app.browser().speaking("es").get("/c/city/p/1/history").await;
        assert!(page.text("main .lead").contains("La página de la idea explica el motivo"));
        let problem = app.browser().ask("/api/v1/consultations/city/proposals/1/comments").await;
        assert_eq!(problem.status, StatusCode::FORBIDDEN);
        assert!(problem.body.contains("Its own address tells the reason"), "{}", problem.body);
    }

    async fn nothing_a_client_sends_is_our_fault(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea(&app).await;
        let mut ana = app.resident("Ana").await;
        let odd: [&[(&str, &str)]; 6] = [
            &[],
            &[("slug", "city")],
            &[("slug", "city"), ("number", "x")],
            &[("slug", "city"), ("number", "-1")],
            &[("slug", "../.."), ("number", "1")],
            &[("slug", "city"), ("number", "9223372036854775807")],
        ];
        for fields in odd {
            let status = ana.post_only(SUPPORT, fields).await.status;
            assert!(status.is_client_error(), "{fields:?}: {status}");
        }
    }
}
