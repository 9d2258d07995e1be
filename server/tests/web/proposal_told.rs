//! What lists and pages tell of proposals: supports from elsewhere apart.

use crate::support::TestApp;
use cabildo_domain::{
    Language, ProposalId, Role,
    consultation::Slug,
    proposal::Status,
    text::{ProposalBody, ProposalTitle},
};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::{
    proposal::{self, NewProposal},
    suite,
};
use uuid::Uuid;

fn form(title: &str) -> ProposalForm {
    ProposalForm { title: title.into(), body: "There is none on the way to school.".into(), ..ProposalForm::default() }
}

/// A proposal whose supports come from elsewhere.
async fn brought_in(app: &TestApp, slug: &Slug, imported_supports: i64) {
    let bea = app.viewer("Bea", Role::Resident).await;
    let new = NewProposal {
        id: ProposalId(Uuid::now_v7()),
        consultation: app.service.consultation_page(&bea, slug).await.unwrap().id,
        number: 1_000,
        author: bea.account().unwrap(),
        title: ProposalTitle::trusted("A quieter harbour".into()),
        body: ProposalBody::trusted("Ships could stop their engines.".into()),
        body_html: "<p>Ships could stop their engines.</p>".into(),
        sanitizer: 1,
        language: Language::trusted("en".into()),
        theme: None,
        area: None,
        status: Status::Published,
        created_at: app.service.now(),
        imported_supports,
        lot: 1,
        fair_rank: 1,
        submit_key: None,
        import_key: None,
    };
    let mut tx = app.service.store().write().await.unwrap();
    proposal::insert(&mut tx, &[new]).await.unwrap();
    tx.commit().await.unwrap();
}

suite! {
    async fn supports_that_were_brought_in_are_told_apart_in_rows_and_results(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let author = app.viewer("Ana", Role::Resident).await;
        app.service.propose(&author, &slug, form("More shade along the way")).await.unwrap();
        brought_in(&app, &slug, 20_604).await;
        app.service.index_now().await.unwrap();
        let mut visitor = app.browser();
        for path in ["/c/city/proposals?sort=supported", "/c/city", "/search?q=harbour"] {
            let page = visitor.get(path).await;
            assert_eq!(page.text(".counts > span"), "0 supports, and 20,604 brought in", "{path}");
        }
        let rows = visitor.get("/c/city/proposals?sort=supported").await;
        assert!(rows.texts(".counts > span").contains(&"0 supports".into()), "plain where nothing was brought in");
        let spanish = app.browser().speaking("es").get("/search?q=harbour").await;
        assert_eq!(spanish.text(".counts > span"), "0 apoyos y 20.604 traídos de fuera");
        let found = visitor.json("/api/v1/search?q=harbour").await;
        let item = &found["items"][0];
        assert_eq!((&item["supports"], &item["imported_supports"]), (&20_604.into(), &20_604.into()));
    }
}
