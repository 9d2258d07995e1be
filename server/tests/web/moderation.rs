//! Reporting and the moderators' desk, through the whole router.

use crate::{
    comment::{a_proposal, says},
    support::TestApp,
};
use axum::http::StatusCode;
use cabildo_domain::{Role, Subject};
use cabildo_store::suite;

const REASON: &str = "It insults a neighbour.";

suite! {
    async fn from_report_to_notice_and_back(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let eva = app.viewer("Eva", Role::Resident).await;
        let id = says(&app, &eva, &slug, "Something **rude**.", "").await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&path).await;
        let report = page.attribute(".comment a[href^='/report/comment/']", "href").unwrap();
        let page = ben.get(&report).await;
        assert_eq!(page.text("blockquote"), "Something rude.");
        let page = ben.submit(&page, "/act/report", &[("reason", "offensive"), ("note", "It shouts.")]).await;
        assert_eq!(page.text(".flash p"), "Thank you. The moderators will look at it.");

        let mut moderator = app.moderator().await;
        let page = moderator.get("/desk/reports").await;
        assert_eq!(page.text(".rows blockquote"), "Something rude.");
        assert_eq!(page.text(".rows .tags li"), "Insults, threats or contempt: 1");
        assert_eq!(page.text(".rows q"), "It shouts.");
        let page = moderator.submit(&page, "/act/moderation/hide", &[("reason", REASON)]).await;
        assert_eq!(page.path, "/desk/reports");
        assert!(page.has(".empty") && page.has(".flash form[action='/act/moderation/restore']"));

        let visitor = app.browser().get(&path).await;
        assert!(!visitor.body.contains("rude") && !visitor.body.contains("Eva"));
        assert!(visitor.text(".notice[data-kind=hidden]").contains(REASON));
        let api = app.browser().get(&format!("/api/v1/consultations/{slug}/proposals/1/comments")).await;
        assert!(!api.body.contains("rude") && api.body.contains(REASON));

        let page = moderator.submit(&page, "/act/moderation/restore", &[]).await;
        assert_eq!(page.text(".flash p"), "It is shown again. An author with an account reads your reason on its page.");
        assert_eq!(app.browser().get(&path).await.text(&format!("#comment-{id} .prose")), "Something rude.");
        let page = moderator.get("/desk/log").await;
        let done: Vec<String> = page.texts(".rows .meta > strong").into_iter().filter(|text| text != "Eva").collect();
        assert!(done.contains(&"Hidden".to_owned()) && done.contains(&"Shown again".to_owned()), "{done:?}");
        assert!(app.service.recount(false).await.unwrap().is_empty());
    }

    async fn a_hidden_proposal_is_a_notice_and_leaves_the_discussion(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let eva = app.viewer("Eva", Role::Resident).await;
        says(&app, &eva, &slug, "A comment.", "").await;
        let page = app.service.proposals().page(&eva, &slug, 1).await.unwrap();
        let mut moderator = app.moderator().await;
        let hide = format!("/desk/hide/proposal/{}?back={path}", page.id);
        let page = moderator.get(&hide).await;
        assert_eq!(page.text("h1"), "Hide this");
        let page = moderator.submit(&page, "/act/moderation/hide", &[("reason", REASON)]).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, path.as_str()));
        let visitor = app.browser().get(&path).await;
        assert!(visitor.body.contains(REASON) && !visitor.body.contains("benches"), "{}", visitor.body);
        let discussion = app.browser().get(&format!("{path}/comments")).await;
        assert_eq!(discussion.status, StatusCode::FORBIDDEN);
        let api = app.browser().get(&format!("/api/v1/consultations/{slug}/proposals/1/comments")).await;
        assert_eq!(api.status, StatusCode::FORBIDDEN);
    }

    async fn an_author_reads_why_something_was_hidden_and_why_it_is_shown_again(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let mut ana = app.log_in("Ana").await;
        assert!(!ana.get("/account").await.has("#measures"));
        let eva = app.viewer("Eva", Role::Resident).await;
        let id = says(&app, &eva, &slug, "A comment.", "").await;
        let proposal = app.service.proposals().page(&eva, &slug, 1).await.unwrap().id.to_string();
        let mut moderator = app.moderator().await;
        for (act, reason, said) in [
            ("restore", "Nothing to show.", "It was not hidden. Nothing has changed."),
            ("hide", REASON, "It is hidden. Everyone reads your reason in its place."),
            ("hide", "Another reason.", "It was hidden already. Nothing has changed: the earlier reason stands."),
            ("restore", "It was a quotation.", "It is shown again. An author with an account reads your reason on its page."),
        ] {
            app.later(cabildo_domain::time::Span::seconds(1));
            let fields = [("kind", "proposal"), ("id", proposal.as_str()), ("reason", reason)];
            let page = moderator.post(&format!("/act/moderation/{act}"), &fields).await;
            assert_eq!(page.text(".flash p"), said);
        }
        moderator.post("/act/moderation/hide", &[("kind", "comment"), ("id", &id), ("reason", REASON)]).await;

        let (page, statements) = app.statements(ana.get(&path)).await;
        assert!(page.text(".notice[data-kind=info]").contains("It was a quotation."), "{}", page.text("main"));
        assert!(statements <= 8, "{statements} statements");
        assert!(!app.browser().get(&path).await.body.contains("quotation"), "for the author alone");
        let page = ana.get("/account").await;
        let reasons = page.texts("section[aria-labelledby=measures] blockquote");
        assert_eq!(reasons, ["It was a quotation.", REASON], "the newest first, and nothing that did not happen");
        assert_eq!(page.attribute("section[aria-labelledby=measures] h3 a", "href").as_deref(), Some(path.as_str()));
        let data = ana.json("/account/data.json").await;
        assert_eq!(data["measures_on_own"][1]["reason"], REASON);
        assert_eq!(data["measures_on_own"][1]["created_at"], "2026-03-01T12:00:02Z");
        let page = app.log_in("Eva").await.get("/account").await;
        assert_eq!(page.text("section[aria-labelledby=measures] .meta span"), "Your comment on this idea was hidden.");
    }

    async fn a_reason_that_is_too_short_comes_back_with_its_error(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = a_proposal(&app).await;
        let eva = app.viewer("Eva", Role::Resident).await;
        let id = says(&app, &eva, &slug, "A comment.", "").await;
        let mut moderator = app.moderator().await;
        let page = moderator.get(&format!("/desk/hide/comment/{id}")).await;
        let page = moderator.submit(&page, "/act/moderation/hide", &[("reason", "no")]).await;
        assert_eq!(page.path, format!("/desk/hide/comment/{id}"));
        assert!(page.has(".error-summary") && page.has("#reason-error"));
        assert!(page.form("/act/moderation/hide").contains(&("reason".into(), "no".into())));
    }

    async fn reports_are_dismissed_and_stay_dismissed(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = a_proposal(&app).await;
        let eva = app.viewer("Eva", Role::Resident).await;
        let id = says(&app, &eva, &slug, "A comment.", "").await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&format!("/report/comment/{id}")).await;
        let unsaid = ben.submit(&page, "/act/report", &[]).await;
        assert_eq!(unsaid.text(".error-summary li"), "What is wrong with it? Please choose one of the options.");
        ben.submit(&page, "/act/report", &[("reason", "spam")]).await;
        let again = ben.submit(&page, "/act/report", &[("reason", "spam")]).await;
        assert_eq!(again.text(".flash p"), "You have reported this before. The moderators will look at it.");
        let mut moderator = app.moderator().await;
        let (page, statements) = app.statements(moderator.get("/desk/reports")).await;
        assert!(statements <= 8, "{statements} statements");
        let page = moderator.submit(&page, "/act/moderation/dismiss", &[]).await;
        assert_eq!(page.text(".flash p"), "It stays as it is. The reports are closed.");
        assert!(page.has(".empty"));
        let page = moderator.post("/act/moderation/dismiss", &[("kind", "comment"), ("id", &id)]).await;
        assert_eq!(page.text(".flash p"), "It stays as it is. There was no open report to close.");
    }

    async fn only_staff_comes_to_the_desk(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = a_proposal(&app).await;
        let eva = app.viewer("Eva", Role::Resident).await;
        let id = says(&app, &eva, &slug, "A comment.", "").await;
        let mut resident = app.resident("Ben").await;
        let mut visitor = app.browser();
        for path in ["/desk/reports".to_owned(), "/desk/log".to_owned(), format!("/desk/hide/comment/{id}")] {
            assert_eq!(resident.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(visitor.get(&path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        }
        let fields = [("kind", "comment"), ("id", id.as_str()), ("reason", REASON)];
        for act in ["hide", "restore", "dismiss"] {
            let path = format!("/act/moderation/{act}");
            assert_eq!(resident.post(&path, &fields).await.status, StatusCode::FORBIDDEN, "{act}");
            assert_eq!(visitor.post(&path, &fields).await.status, StatusCode::UNAUTHORIZED, "{act}");
        }
        assert_eq!(visitor.get(&format!("/report/comment/{id}")).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(resident.get("/report/account/x").await.status, StatusCode::NOT_FOUND);
        let subject = Subject::comment(id.parse().unwrap());
        assert!(app.service.moderation().report_page(eva.resident().unwrap(), subject).await.is_err(), "not one's own");
    }
}
