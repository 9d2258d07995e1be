//! Taking part by an invitation.

use crate::{speed::hurry, support::TestApp};
use axum::http::StatusCode;
use cabildo_domain::{Viewer, consultation::Slug, time::Span};
use cabildo_service::opinion::{InvitationForm, Invited};
use cabildo_store::suite;

const VOTE: &str = "/act/opinion/vote";
const JOIN: &str = "/act/opinion/join";
const GUEST: &str = "/act/opinion/guest";

/// A mapping with two statements, and a link to it for so many: the lab, the link, its address.
async fn invited(app: &TestApp, most: i64) -> (Viewer, Invited, String) {
    let (slug, lab) = app.mapping("cars", 2).await;
    app.opinion_rules(lab.lab().unwrap(), &slug, "held", true)
        .await;
    let form = InvitationForm {
        label: "School".into(),
        most: most.to_string(),
    };
    let link = app
        .service
        .opinion()
        .create_invitation(lab.lab().unwrap(), &slug, form)
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
        let page = guest.submit(&page, JOIN, &[("pseudonym", "fox ＠ example.org")]).await;
        assert!(page.text("#pseudonym-error").contains("e-mail address"), "{}", page.body);
        let page = guest.submit(&page, JOIN, &[("pseudonym", "<b>Fox</b>")]).await;
        assert_eq!(page.path, "/c/cars/opinion");
        assert!(guest.cookie_header().contains("cabildo_pass_cars="));
        assert!(page.body.contains("&lt;b&gt;Fox") && !page.body.contains("<b>Fox"), "{}", page.body);
        let page = guest.submit(&page, VOTE, &[("answer", "agree")]).await;
        assert!(page.text(".progress").contains("1 of 2 answered"));
        assert_eq!(guest.get("/c/cars/opinion/answers").await.texts(".answered li").len(), 1);
        // A browser that takes part already does not become another participant.
        assert!(!guest.get(&path).await.has("form[action='/act/opinion/join']"));
        let unknown = format!("/c/cars/opinion/join/{}", "A".repeat(43));
        assert_eq!(app.browser().get(&unknown).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_guest_who_logs_in_is_asked_once_whether_the_answers_are_theirs(store: TestStore) {
        let app = TestApp::new(store).await;
        let (lab, _, path) = invited(&app, 30).await;
        let slug = Slug::trusted("cars".into());
        let people = async || {
            let report = app.service.opinion().integrity(lab.moderator().unwrap(), &slug).await.unwrap();
            (report.people, app.service.recount(false).await.unwrap().len())
        };
        app.account("Ana", cabildo_domain::Role::Resident).await;
        let mut browser = app.browser();
        let page = browser.get(&path).await;
        let page = browser.submit(&page, JOIN, &[("pseudonym", "<b>Fox</b>")]).await;
        let before = browser.submit(&page, VOTE, &[("answer", "agree")]).await;
        let page = browser.get("/log-in?back=%2Fc%2Fcars%2Fopinion").await;
        let fields = [("email", &*crate::support::people::address("Ana")), ("password", crate::support::people::PASSWORD)];
        let page = browser.submit(&page, "/act/log-in", &fields).await;
        assert_eq!(page.path, "/c/cars/opinion");
        assert!(page.text("#guest").contains("Are these answers yours?"), "{}", page.text("main"));
        assert!(page.body.contains("&lt;b&gt;Fox") && page.text("main").contains("has answered 1 statement."));
        assert!(!page.has(&format!("form[action='{VOTE}']")));
        // A statement that was shown before the log-in is not answered: the question comes first.
        let asked = browser.submit(&before, VOTE, &[("answer", "pass")]).await;
        assert!(asked.path == "/c/cars/opinion" && asked.has("#guest"), "{}", asked.text("main"));
        let island = browser.post_as_island(VOTE, &[("slug", "cars"), ("number", "2"), ("answer", "pass"), ("live", "true")]).await;
        assert_eq!(island.status, StatusCode::FORBIDDEN);
        assert_eq!(people().await, (1, 0));
        let page = browser.submit(&page, GUEST, &[("mine", "yes")]).await;
        assert_eq!((page.path.as_str(), people().await), ("/c/cars/opinion", (1, 0)));
        assert!(page.text("#flash").starts_with("Your account has taken the answers over."), "{}", page.text("#flash"));
        assert!(page.text(".progress").contains("1 of 2 answered") && !page.has("#guest"));
        assert!(!browser.cookie_header().contains("cabildo_pass_cars"));
        // The form once more, from a second tab: nothing is left to do.
        let again = browser.submit(&asked, GUEST, &[("mine", "yes")]).await;
        assert_eq!((again.path.as_str(), again.has("#guest"), people().await), ("/c/cars/opinion", false, (1, 0)));
        let page = browser.submit(&again, VOTE, &[("answer", "disagree")]).await;
        assert!(page.has("main .empty"), "all are answered: {}", page.text("main"));
        assert_eq!(people().await, (1, 0));
    }

    async fn somebody_elses_answers_stay_theirs_and_the_browser_lets_go_of_them(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, _, path) = invited(&app, 30).await;
        app.account("Ana", cabildo_domain::Role::Resident).await;
        let mut browser = app.browser().speaking("es");
        let page = browser.get(&path).await;
        let page = browser.submit(&page, JOIN, &[]).await;
        browser.submit(&page, VOTE, &[("answer", "agree")]).await;
        let page = browser.get("/log-in").await;
        let fields = [("email", &*crate::support::people::address("Ana")), ("password", crate::support::people::PASSWORD)];
        browser.submit(&page, "/act/log-in", &fields).await;
        // The text typed for a statement is not lost when the question is asked.
        let page = browser.get("/c/cars/opinion/add").await;
        assert!(page.has("#guest"));
        let add = [("slug", "cars"), ("text", "Árboles antes que coches"), ("step", "add"), ("language", "es")];
        let page = browser.post("/act/opinion/add", &add).await;
        assert!(page.has("#guest") && page.body.contains("Árboles antes que coches"), "{}", page.text("main"));
        let neither = browser.post(GUEST, &[("slug", "cars")]).await;
        assert_eq!(neither.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.submit(&page, GUEST, &[("mine", "no")]).await;
        assert_eq!(page.path, "/c/cars/opinion");
        assert!(!page.has("#guest") && !browser.cookie_header().contains("cabildo_pass_cars"));
        let page = browser.submit(&page, VOTE, &[("answer", "agree")]).await;
        assert!(page.has(".progress"), "{}", page.text("main"));
        assert_eq!(app.service.recount(false).await.unwrap(), []);
        // A visitor has no account that could take anything over.
        let stranger = app.browser().post_only(GUEST, &[("slug", "cars"), ("mine", "yes")]).await;
        assert!(stranger.status == StatusCode::UNAUTHORIZED || stranger.status.is_redirection(), "{}", stranger.status);
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
        // A browser that loaded the form before the link was full is sent to the page that says so.
        let page = late.submit(&form, JOIN, &[("pseudonym", "Fox")]).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::GONE, path.as_str()), "{}", page.body);
        assert_eq!(page.text("main .lead"), "As many people as this link was for have joined.");
        assert!(page.has("main a[href='/log-in?back=%2Fc%2Fcars%2Fopinion']") && page.has("main a[href^='/sign-up?back=']"));
        assert!(!page.has("form[action='/act/opinion/join']"));
        app.service.opinion().revoke_invitation(lab.lab().unwrap(), &Slug::trusted("cars".into()), link.invitation.id).await.unwrap();
        let page = app.browser().get(&path).await;
        assert_eq!((page.status, page.text("main .lead")), (StatusCode::GONE, "The lab closed this link.".into()));
        // People who joined by the link still take part.
        assert_eq!(first.get(&path).await.status, StatusCode::OK);
    }
}
