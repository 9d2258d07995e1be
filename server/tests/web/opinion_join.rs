//! Taking part by an invitation.

use crate::{speed::hurry, support::TestApp};
use axum::http::StatusCode;
use cabildo_domain::{Viewer, consultation::Slug, time::Span};
use cabildo_service::opinion::{InvitationForm, Invited};
use cabildo_store::suite;

const VOTE: &str = "/act/opinion/vote";
const JOIN: &str = "/act/opinion/join";

/// A mapping with two statements, and a link to it for so many: the lab, the link, its address.
async fn invited(app: &TestApp, most: i64) -> (Viewer, Invited, String) {
    let (slug, lab) = app.mapping("cars", 2).await;
    app.opinion_rules(&lab, &slug, "held", true).await;
    let form = InvitationForm {
        label: "School".into(),
        most: most.to_string(),
    };
    let link = app
        .service
        .create_invitation(&lab, &slug, form)
        .await
        .unwrap();
    let path = format!("/c/cars/opinion/join/{}", link.secret);
    (lab, link, path)
}

suite! {
    async fn an_invitation_lets_a_browser_in_under_a_name_of_its_own(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, _, path) = invited(&app, 30).await;
        let mut guest = app.browser();
        let page = guest.get(&path).await;
        let long = "x".repeat(200);
        let page = guest.submit(&page, JOIN, &[("pseudonym", &long)]).await;
        assert!(page.path == path && page.has("#pseudonym-error"), "{}", page.body);
        let page = guest.submit(&page, JOIN, &[("pseudonym", "<b>Fox</b>")]).await;
        assert_eq!(page.path, "/c/cars/opinion");
        assert!(guest.cookie_header().contains("cabildo_pass_cars="));
        assert!(page.body.contains("&lt;b&gt;Fox") && !page.body.contains("<b>Fox"), "{}", page.body);
        let page = guest.submit(&page, VOTE, &[("answer", "agree")]).await;
        assert!(page.text(".progress").contains("1 of 2 answered"));
        assert_eq!(guest.get("/c/cars/opinion/answers").await.texts(".answered li").len(), 1);
        // Who is in already does not become another participant.
        assert!(!guest.get(&path).await.has("form[action='/act/opinion/join']"));
        let unknown = format!("/c/cars/opinion/join/{}", "A".repeat(43));
        assert_eq!(app.browser().get(&unknown).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_class_behind_one_network_answers_without_waiting_for_each_other(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, _, path) = invited(&app, 30).await;
        let (mut hasty, mut other) = (app.browser(), app.browser());
        for guest in [&mut hasty, &mut other] {
            let page = guest.get(&path).await;
            guest.submit(&page, JOIN, &[]).await;
        }
        hurry(&mut hasty).await;
        let page = other.get("/c/cars/opinion").await;
        let page = other.submit(&page, VOTE, &[("answer", "agree")]).await;
        assert!(page.text(".progress").contains("1 of 2 answered"), "{}", page.body);
    }

    async fn an_invitation_says_before_the_form_that_answering_is_over(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, _, path) = invited(&app, 30).await;
        app.later(Span::days(11));
        let page = app.browser().get(&path).await;
        assert!(page.text("main .notice").contains("Answering closed on 11 March"), "{}", page.text("main"));
        assert!(!page.has(&format!("form[action='{JOIN}']")) && page.has("main a.button[href='/c/cars']"));
    }

    async fn an_invitation_that_lets_nobody_in_says_so_and_how_else_to_take_part(store: TestStore) {
        let app = TestApp::new(store).await;
        let (lab, link, path) = invited(&app, 1).await;
        let (mut first, mut late) = (app.browser(), app.browser());
        let form = late.get(&path).await;
        let page = first.get(&path).await;
        first.submit(&page, JOIN, &[]).await;
        // Whoever had the form before it was full is led to the page that says so.
        let page = late.submit(&form, JOIN, &[("pseudonym", "Fox")]).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::GONE, path.as_str()), "{}", page.body);
        assert_eq!(page.text("main .lead"), "As many people as this link was for have joined.");
        assert!(page.has("main a[href='/log-in?back=%2Fc%2Fcars%2Fopinion']") && page.has("main a[href^='/sign-up?back=']"));
        assert!(!page.has("form[action='/act/opinion/join']"));
        app.service.revoke_invitation(&lab, &Slug::trusted("cars".into()), link.invitation.id).await.unwrap();
        let page = app.browser().get(&path).await;
        assert_eq!((page.status, page.text("main .lead")), (StatusCode::GONE, "The lab closed this link.".into()));
        // Who joined by it takes part as before.
        assert_eq!(first.get(&path).await.status, StatusCode::OK);
    }
}
