//! Lists and pages of proposals show imported supports apart, and texts of the consultation in its language.

use crate::support::TestApp;
use cabildo_domain::{
    Language, ProposalId, Role,
    consultation::Slug,
    proposal::{Content, Status},
    text::{ProposalBody, ProposalTitle},
    time::Span,
};
use cabildo_service::{consultation::PhaseFields, proposal::ProposalForm};
use cabildo_store::{
    proposal::{self, NewProposal},
    suite,
};
use uuid::Uuid;

fn form(title: &str) -> ProposalForm {
    ProposalForm {
        title: title.into(),
        body: "There is none on the way to school.".into(),
        ..ProposalForm::default()
    }
}

/// A proposal whose supports come from elsewhere.
async fn brought_in(app: &TestApp, slug: &Slug, imported_supports: i64) {
    let bea = app.viewer("Bea", Role::Resident).await;
    let new = NewProposal {
        id: ProposalId(Uuid::now_v7()),
        consultation: app
            .service
            .consultations()
            .page(&bea, slug)
            .await
            .unwrap()
            .id,
        number: 1_000,
        author: bea.account().unwrap().into(),
        body_html: "<p>Ships could stop their engines.</p>".into(),
        content: Content::new(
            ProposalTitle::trusted("A quieter harbour".into()),
            ProposalBody::trusted("Ships could stop their engines.".into()),
            Language::trusted("en".into()),
        ),
        sanitizer: 1,
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

/// A step in which nothing is open.
fn results() -> PhaseFields {
    PhaseFields {
        name: "The city answers".into(),
        method: "results".into(),
        starts_at: "2026-03-21T13:00".into(),
        ends_at: "2026-04-21T00:00".into(),
        ..PhaseFields::default()
    }
}

suite! {
    async fn supports_that_were_brought_in_are_told_apart_in_rows_and_results(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let author = app.viewer("Ana", Role::Resident).await;
        app.service.proposals().propose(author.resident().unwrap(), &slug, form("More shade along the way")).await.unwrap();
        brought_in(&app, &slug, 20_604).await;
        app.index_now().await;
        let mut visitor = app.browser();
        for path in ["/c/city/proposals?sort=supported", "/c/city", "/search?q=harbour"] {
            let page = visitor.get(path).await;
            assert_eq!(page.text(".counts > span"), "0 supports, and 20,604 brought in", "{path}");
        }
        let rows = visitor.get("/c/city/proposals?sort=supported").await;
        assert!(rows.texts(".counts > span").contains(&"0 supports".into()), "plain where nothing was brought in");
        let spanish = app.browser().speaking("es").get("/search?q=harbour").await;
        assert_eq!(spanish.text(".counts > span"), "0 apoyos y 20.604 traídos de fuera");
        let mexican = app.browser().speaking("es-MX,es;q=0.9").get("/search?q=harbour").await;
        assert_eq!(mexican.text(".counts > span"), "0 apoyos y 20,604 traídos de fuera", "the same words");
        let found = visitor.json("/api/v1/search?q=harbour").await;
        let item = &found["items"][0];
        assert_eq!((&item["supports"], &item["imported_supports"]), (&20_604.into(), &20_604.into()));
    }

    async fn texts_of_the_consultation_are_marked_with_its_language(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let author = app.viewer("Bea", Role::Resident).await;
        let lab = app.viewer("Lab", Role::Lab).await;
        let theme = app.service.consultations().page(&lab, &slug).await.unwrap().themes[0].id;
        let form = ProposalForm { theme: theme.to_string(), language: "es".into(), ..form("Sombra en la plaza") };
        app.service.proposals().propose(author.resident().unwrap(), &slug, form).await.unwrap();
        let page = app.browser().speaking("es").get("/c/city/p/1").await;
        assert_eq!(page.text(".tags a[lang=en]"), "Parks");
        assert_eq!(page.texts(".support .next span[lang=en]"), ["a written answer", "the department in charge"]);
        assert_eq!(page.texts(".support .ladder span[lang=en]"), ["a written answer", "the department in charge"]);
        assert!(page.text(".support .next").contains("la ciudad debe: a written answer. Quién responde: the department in charge, en 30 días"), "{}", page.text(".support .next"));
        app.later(Span::days(21));
        let mut editor = app.service.consultations().editor(lab.lab().unwrap(), &slug).await.unwrap().form;
        editor.phases.push(results());
        app.service.consultations().edit(lab.lab().unwrap(), &slug, editor).await.unwrap();
        let page = app.browser().speaking("es").get("/c/city").await;
        assert_eq!(page.text(".call h2 span[lang=en]"), "The city answers");
    }
}
