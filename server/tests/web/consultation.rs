//! A consultation's page, and the same in the API.

use crate::support::TestApp;
use axum::http::StatusCode;
use cabildo_domain::{Role, time::Span};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::suite;
use serde_json::Value;

suite! {
    async fn the_page_says_the_question_the_end_the_next_act_and_the_promise(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let page = app.browser().get("/c/imagine").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text("h1"), "Imagine the city");
        assert_eq!(page.text(".call h2"), "Until 11 March, 12:00 you can propose ideas");
        assert_eq!(page.attribute(".call a.primary.big", "href").as_deref(), Some("/c/imagine/propose"));
        assert_eq!(page.texts("ol.phases > li h3"), ["Ideas", "Support"]);
        assert!(page.text("ol.phases > li[aria-current=step]").contains("Now until 11 March, 12:00, 10 days left"));
        assert_eq!(page.text("section[aria-labelledby=promise] .prose strong"), "every");
        assert!(page.text("ol.ladder li").contains("a written answer"));
        assert_eq!(page.text("#promise"), "What happens with your ideas");
        assert!(page.has("svg.pattern[aria-hidden=true] path"));
        assert!(page.has("section[aria-labelledby=ideas] .empty"));
        assert_eq!(page.texts(".tags li"), ["Parks", "Streets"]);
        assert_eq!(page.texts("h1").len(), 1);
    }

    async fn when_proposing_is_over_it_leads_on(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        app.later(Span::days(11));
        let page = app.browser().get("/c/imagine").await;
        assert_eq!(page.text(".call h2"), "Until 21 March, 12:00 you can support ideas");
        assert!(!page.has("a[href='/c/imagine/propose']"));
        app.later(Span::days(30));
        assert_eq!(app.browser().get("/c/imagine").await.text(".call h2"), "Taking part is closed");
    }

    async fn the_next_step_is_dated_once_before_and_between_the_steps(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("imagine").await;
        let lab = app.viewer("Lab", Role::Lab).await;
        let mut form = app.service.consultations().editor(lab.lab().unwrap(), &slug).await.unwrap().form;
        let local = |span| app.service.config().time_zone.local(app.service.now() + span);
        form.phases[0].starts_at = local(Span::days(1));
        form.phases[0].ends_at = local(Span::days(3));
        app.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let told = async || {
            let page = app.browser().get("/c/imagine").await;
            (page.text(".call h2"), page.text(".call p"))
        };
        let first = "The next step: Ideas.".to_owned();
        assert_eq!(told().await, ("It opens on 2 March, 12:00".into(), first));
        app.later(Span::days(4));
        assert_eq!(told().await, ("It continues on 11 March, 12:00".into(), "The next step: Support.".into()));
    }

    async fn a_step_that_ends_at_midnight_ended_the_day_before_on_every_page(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("imagine").await;
        let lab = app.viewer("Lab", Role::Lab).await;
        let mut form = app.service.consultations().editor(lab.lab().unwrap(), &slug).await.unwrap().form;
        form.phases[0].ends_at = "2026-03-10T00:00".into();
        form.ladder[0].count = "1".into();
        app.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let ana = app.viewer("Ana", Role::Resident).await;
        let idea = ProposalForm {
            title: "More shade in the square".into(),
            body: "Trees, and benches under them.".into(),
            ..ProposalForm::default()
        };
        app.service.proposals().propose(ana.resident().unwrap(), &slug, idea).await.unwrap();
        let page = app.browser().get("/c/imagine").await;
        assert_eq!(page.text(".call h2"), "Until 9 March you can propose ideas");
        let page = app.browser().get("/c/imagine/p/1").await;
        assert!(page.text(".support .next").starts_with("At 1 support the city owes"), "{}", page.text(".support .next"));
        let page = app.browser().get("/c/imagine").await;
        assert!(page.text("ol.phases > li[aria-current=step]").contains("Now until 9 March, 8 days left"));
        app.later(Span::days(10));
        let page = app.browser().get("/c/imagine/propose").await;
        assert_eq!(page.text("main .lead"), "Proposing closed on 9 March.");
        let page = app.browser().get("/c/imagine/p/1").await;
        assert!(page.texts(".discussion > p").contains(&"Commenting closed on 9 March.".into()));
    }

    async fn a_mapping_promises_what_happens_with_the_answers(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_mapping("shade", &["Trees before parking."]).await;
        assert_eq!(app.browser().get("/c/shade").await.text("#promise"), "What happens with the answers");
        let page = app.browser().speaking("es").get("/c/shade").await;
        assert_eq!(page.text("#promise"), "Qué pasa con las respuestas");
    }

    async fn a_consultation_archived_early_is_over_on_its_page_and_in_the_api(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("imagine").await;
        let page = app.browser().get("/c/imagine").await;
        assert!(page.text("ol.phases > li:last-child").contains("You will be able to support"), "{}", page.text("ol.phases"));
        app.later(Span::days(1));
        app.service.consultations().archive(app.viewer("Lab", Role::Lab).await.lab().unwrap(), &slug).await.unwrap();
        app.later(Span::days(1));
        let page = app.browser().get("/c/imagine").await;
        assert_eq!(page.texts("ol.phases > li h3"), ["Ideas"], "support never began");
        assert!(!page.has("ol.phases > li[aria-current]"));
        let step = page.text("ol.phases > li");
        assert!(step.contains("Over") && step.contains("You could propose, comment and support."), "{step}");
        let one = app.browser().json("/api/v1/consultations/imagine").await;
        assert_eq!((&one["standing"], &one["phases"][0]["tense"]), (&"archived".into(), &"past".into()));
        assert_eq!(one["closes_at"], one["phases"][0]["ends_at"]);
        assert_eq!(one["closes_at"], app.browser().json("/api/v1/consultations").await["items"][0]["closes_at"]);
    }

    async fn a_draft_is_not_there_for_others(store: TestStore) {
        let app = TestApp::new(store).await;
        let lab = app.viewer("Lab", Role::Lab).await;
        app.draft(&lab, "secret").await;
        assert_eq!(app.browser().get("/c/secret").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.resident("Ana").await.get("/c/secret").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.browser().get("/api/v1/consultations/secret").await.status, StatusCode::NOT_FOUND);
        let page = app.lab().await.get("/c/secret").await;
        assert!(page.text(".notice").contains("This is a preview. Only the lab sees it."));
        assert!(page.has("meta[name=robots][content=noindex]"));
    }

    async fn hostile_texts_come_out_harmless(store: TestStore) {
        let app = TestApp::new(store).await;
        let lab = app.viewer("Lab", Role::Lab).await;
        let slug = app.draft(&lab, "hostile").await;
        let mut form = app.service.consultations().editor(lab.lab().unwrap(), &slug).await.unwrap().form;
        let bad = "</title></textarea><script>alert(1)</script>\" onload=\"x";
        let short: String = bad.chars().take(60).collect();
        for text in
            [&mut form.title, &mut form.summary, &mut form.description, &mut form.promise, &mut form.outcome]
        {
            text.clone_from(&short);
        }
        let (phase, rung) = (&mut form.phases[0], &mut form.ladder[0]);
        for text in [&mut phase.name, &mut phase.description, &mut rung.owes, &mut rung.owner] {
            text.clone_from(&short);
        }
        form.themes = bad.into();
        app.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        app.service.consultations().publish(lab.lab().unwrap(), &slug).await.unwrap();
        let mut browser = app.lab().await;
        for path in ["/", "/consultations", "/c/hostile", "/lab", "/lab/c/hostile"] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.body.contains("<script>alert"), "{path}: {}", page.body);
            assert!(!page.has("[onload]"), "{path}");
        }
        let form = browser.get("/lab/c/hostile").await.form("/act/consultation/edit");
        assert!(form.iter().any(|(name, value)| name == "promise" && value.starts_with("</title></textarea>")));
    }

    async fn its_page_takes_few_statements_and_is_the_same_for_every_visitor(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        let mut browser = app.browser();
        let (page, statements) = app.statements(browser.get("/c/imagine")).await;
        assert!(statements <= 6, "{statements}");
        assert_eq!(page.body, app.browser().get("/c/imagine").await.body);
        let mut resident = app.resident("Ana").await;
        let (_, statements) = app.statements(resident.get("/c/imagine")).await;
        assert!(statements <= 8, "{statements}");
    }

    async fn an_unknown_address_is_not_found(store: TestStore) {
        let app = TestApp::new(store).await;
        for path in ["/c/nothing", "/c/Ñ", "/c/%00", "/lab/c/nothing"] {
            let status = app.browser().get(path).await.status;
            assert!(status == StatusCode::NOT_FOUND || status == StatusCode::UNAUTHORIZED, "{path} {status}");
        }
    }

    async fn the_api_tells_the_same(store: TestStore) {
        let app = TestApp::new(store).await;
        for n in 0..21 {
            app.open_call(&format!("call-{n}")).await;
            app.later(Span::seconds(1));
        }
        let mut browser = app.browser();
        let page = browser.get("/api/v1/consultations").await;
        assert_eq!(page.headers["content-type"], "application/json");
        let list: Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!(list["items"].as_array().unwrap().len(), 20);
        assert_eq!(list["items"][0]["slug"], "call-20");
        assert_eq!(list["items"][0]["standing"], "open");
        let next = list["next"].as_str().unwrap();
        let rest: Value =
            serde_json::from_str(&browser.get(&format!("/api/v1/consultations?after={next}")).await.body).unwrap();
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &Value::Null));
        let by_its_old_name = browser.get(&format!("/api/v1/consultations?cursor={next}")).await;
        assert_eq!(serde_json::from_str::<Value>(&by_its_old_name.body).unwrap(), rest);
        let page = browser.get("/api/v1/consultations?after=x").await;
        let problem: Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!((page.status, &problem["parameter"]), (StatusCode::BAD_REQUEST, &"after".into()));
        let one: Value = serde_json::from_str(&browser.get("/api/v1/consultations/call-0").await.body).unwrap();
        assert_eq!(list["items"][19]["phases"], browser.json("/api/v1/consultations/call-1").await["phases"]);
        let (_, statements) = app.statements(browser.get("/api/v1/consultations")).await;
        assert!(statements <= 3, "{statements}");
        assert_eq!(one["phases"][0]["name"], "Ideas");
        assert_eq!(one["phases"][0]["allows"], serde_json::json!(["propose", "comment", "support"]));
        assert_eq!(one["phases"][0]["starts_at"], "2026-03-01T11:00:00Z");
        assert_eq!(one["phases"][0]["tense"], "current");
        assert_eq!(one["themes"][1]["label"], "Streets");
        let description: Value = serde_json::from_str(&browser.get("/api/v1/openapi.json").await.body).unwrap();
        assert!(description["paths"].as_object().unwrap().contains_key("/consultations/{slug}"), "{description}");
    }
}
