//! A form that is only shown is no refusal: a browser and a program are both sent to the page that shows it, and
//! nothing is changed.

use crate::support::{Browser, Page, TestApp};
use axum::http::StatusCode;
use cabildo_domain::Role;
use cabildo_service::proposal::ProposalForm;
use cabildo_store::suite;

const ANSWER: &str = "/act/proposal/answer";
const CORRECT: &str = "/act/proposal/correct-answer";

/// Sends the form of a page with these fields, as a browser and as a program; returns the page that shows it.
async fn shown(who: &mut Browser, page: &str, action: &str, typed: &[(&str, &str)]) -> Page {
    let form = who.get(page).await.form(action);
    let is_typed = |name: &str| typed.iter().any(|(field, _)| *field == name);
    let mut fields: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| *name != "step" && !is_typed(name))
        .collect();
    fields.extend(typed);
    for answer in [
        who.post_as_island(action, &fields).await,
        who.post_only(action, &fields).await,
    ] {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{action}");
        let page = page.split('?').next();
        assert_eq!(answer.location().as_deref(), page, "{action}");
        assert!(!answer.body.contains("refusal"), "{}", answer.body);
    }
    let page = who.get(page.split('?').next().unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.has(".error-summary"), "{}", page.body);
    page
}

suite! {
    async fn an_idea_is_shown_to_its_author_without_a_refusal(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        let typed = [("body", "There is **no shade** on the way to school."), ("step", "preview")];
        let page = shown(&mut ana, "/c/city/propose?title=More+shade+along+the+way", "/act/proposal/propose", &typed).await;
        assert_eq!(page.text("article .prose strong"), "no shade");
        assert_eq!(ana.get("/c/city/p/1").await.status, StatusCode::NOT_FOUND);
    }

    async fn an_answer_and_its_correction_are_shown_to_staff_without_a_refusal(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let form = ProposalForm {
            title: "More shade along the way".into(),
            body: "There is none on the way to school.".into(),
            ..ProposalForm::default()
        };
        app.service.proposals().propose(ana.resident().unwrap(), &slug, form).await.unwrap();
        let mut staff = app.moderator().await;
        let typed = [("status", "accepted"), ("body", "The city will plant **forty trees**.")];
        let page = shown(&mut staff, "/c/city/p/1/answer", ANSWER, &typed).await;
        assert_eq!(page.text(".response .prose strong"), "forty trees");
        let page = staff.submit(&page, ANSWER, &[("step", "publish")]).await;
        let link = page.attribute(".response a.correct", "href").unwrap();
        let typed = [("body", "The city will plant **fifty trees**."), ("reason", "A slip.")];
        let page = shown(&mut staff, &link, CORRECT, &typed).await;
        assert_eq!(page.text(".response .prose strong"), "fifty trees");
        assert!(app.browser().get("/c/city/p/1").await.text(".response").contains("forty"));
    }

    async fn statements_are_shown_before_they_are_added_without_a_refusal(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_mapping("city", &["More trees in the old town"]).await;
        let mut lab = app.lab().await;
        let typed = [("statements", "More benches\nMore fountains"), ("step", "look")];
        let page = shown(&mut lab, "/desk/opinion/city/seeds", "/act/opinion-desk/seed", &typed).await;
        assert_eq!(page.texts("section[aria-labelledby='opinion-desk-seeds-new'] li").len(), 2);
        let mut ana = app.resident("Ana").await;
        let typed = [("text", "More trees in our old town"), ("step", "look")];
        let page = shown(&mut ana, "/c/city/opinion/add", "/act/opinion/add", &typed).await;
        assert_eq!(page.texts(".similar li"), ["More trees in the old town"]);
        assert_eq!(ana.get("/c/city/opinion/statements/2").await.status, StatusCode::NOT_FOUND);
    }
}
