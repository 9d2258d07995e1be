//! Proposals that were merged one into another: all of them lead to the last, and are open again when that one is gone.

use crate::support::TestApp;
use cabildo_domain::{
    Role, Subject, Viewer, consultation::Slug, subject::Commentable, support::Supportable,
};
use cabildo_service::{
    comment::CommentForm, moderation::ReasonForm, proposal::ProposalForm, response::ResponseForm,
};
use cabildo_store::suite;

/// A city with proposals 1 to 4 by the same author.
async fn ideas(app: &TestApp) -> (Slug, Viewer, Viewer) {
    let slug = app.open_call("city").await;
    let ana = app.viewer("Ana", Role::Resident).await;
    for title in ["More shade", "More trees", "More gardens", "More benches"] {
        let form = ProposalForm {
            title: format!("{title} along the way"),
            body: "There is none on the way to school.".into(),
            ..ProposalForm::default()
        };
        app.service
            .proposals()
            .propose(ana.resident().unwrap(), &slug, form)
            .await
            .unwrap();
    }
    let staff = app.viewer("Staff", Role::Moderator).await;
    (slug, ana, staff)
}

async fn merge(app: &TestApp, staff: &Viewer, slug: &Slug, number: i64, into: i64) {
    let form = ResponseForm {
        status: "merged".into(),
        merged_into: into.to_string(),
        body: "Both ask for the same, so one stands for both.".into(),
        ..ResponseForm::default()
    };
    app.service
        .responses()
        .answer(staff.respondent().unwrap(), slug, number, form)
        .await
        .unwrap();
}

async fn hide(app: &TestApp, staff: &Viewer, slug: &Slug, number: i64, hidden: bool) {
    let id = app
        .service
        .proposals()
        .page(staff, slug, number)
        .await
        .unwrap()
        .id;
    let because = ReasonForm {
        reason: "It names a neighbour.".into(),
    };
    if hidden {
        app.service
            .moderation()
            .hide(staff.moderator().unwrap(), Subject::proposal(id), because)
            .await
            .unwrap();
    } else {
        app.service
            .moderation()
            .restore(staff.moderator().unwrap(), Subject::proposal(id), because)
            .await
            .unwrap();
    }
}

suite! {
    async fn a_chain_of_mergers_leads_to_its_end_on_pages_and_in_the_api(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _, staff) = ideas(&app).await;
        merge(&app, &staff, &slug, 1, 2).await;
        merge(&app, &staff, &slug, 2, 3).await;
        merge(&app, &staff, &slug, 3, 4).await;
        for number in 1..=3 {
            let page = app.browser().get(&format!("/c/city/p/{number}")).await;
            assert_eq!(page.text(".notice a[href='/c/city/p/4']"), "More benches along the way", "{number}");
            let one = app.browser().json(&format!("/api/v1/consultations/city/proposals/{number}")).await;
            assert_eq!(one["merged_into"]["number"], 4, "{number}");
        }
        let page = app.browser().get("/c/city/p/1").await;
        assert!(page.has(".notice a[href='/c/city/p/2']"), "the way there is told: {}", page.text(".notice"));
        assert!(!app.browser().get("/c/city/p/3").await.has(".notice a[href='/c/city/p/3']"));
    }

    async fn ideas_whose_last_one_is_hidden_say_so_and_are_open_to_staff_again(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _, staff) = ideas(&app).await;
        merge(&app, &staff, &slug, 1, 2).await;
        merge(&app, &staff, &slug, 2, 3).await;
        hide(&app, &staff, &slug, 3, true).await;
        let mut moderator = app.moderator().await;
        for number in [1, 2] {
            let path = format!("/c/city/p/{number}");
            let page = app.browser().get(&path).await;
            assert!(page.text(".notice").contains("is no longer shown"), "{}", page.text(".notice"));
            assert!(!page.body.contains("More gardens"), "its title is not told");
            assert!(page.text(".support .closed").contains("decides anew"), "{}", page.text(".support"));
            assert!(moderator.get(&path).await.has(&format!("a[href='{path}/answer']")));
            let one = app.browser().json(&format!("/api/v1/consultations/city/proposals/{number}")).await;
            assert!(one["merged_into"].is_null());
            assert_eq!(one["merged_into_gone"], "hidden");
        }
        let spanish = app.browser().speaking("es").get("/c/city/p/1").await;
        assert!(spanish.text(".notice").contains("ya no se muestra"));
        // Restored, all is as before.
        hide(&app, &staff, &slug, 3, false).await;
        let page = moderator.get("/c/city/p/1").await;
        assert!(page.has(".notice a[href='/c/city/p/3']") && !page.has("a[href='/c/city/p/1/answer']"));
    }

    async fn an_idea_is_answered_anew_when_the_one_it_was_merged_into_is_withdrawn(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, ana, staff) = ideas(&app).await;
        let says = CommentForm { body: "A word about the quokkas.".into(), ..CommentForm::default() };
        app.service.comments().add(ana.resident().unwrap(), &Commentable::Proposal.at(&slug, 1), says).await.unwrap();
        app.service.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&slug, 1), None).await.unwrap();
        app.index_now().await;
        let found = async || app.browser().json("/api/v1/search?q=quokkas").await["items"].as_array().unwrap().len();
        assert_eq!(found().await, 1);
        merge(&app, &staff, &slug, 1, 2).await;
        merge(&app, &staff, &slug, 2, 3).await;
        app.index_now().await;
        assert_eq!(found().await, 0, "what was said on a merged idea is found no more than the idea");
        app.service.proposals().withdraw(ana.resident().unwrap(), &slug, 3).await.unwrap();
        let page = app.browser().get("/c/city/p/1").await;
        assert!(page.text(".notice").contains("took back"), "{}", page.text(".notice"));
        let anew = ResponseForm { status: "published".into(), body: "It stands for itself again from today.".into(), ..ResponseForm::default() };
        app.service.responses().answer(staff.respondent().unwrap(), &slug, 2, anew).await.unwrap();
        // Proposal 1 was merged into proposal 2, which stands again.
        let one = app.browser().json("/api/v1/consultations/city/proposals/1").await;
        assert_eq!((&one["merged_into"]["number"], &one["supports"]["counted"], &one["comments"]), (&2.into(), &1.into(), &1.into()));
        let two = app.browser().json("/api/v1/consultations/city/proposals/2").await;
        assert_eq!((&two["status"], &two["merged_into"]), (&"published".into(), &serde_json::Value::Null));
    }
}
