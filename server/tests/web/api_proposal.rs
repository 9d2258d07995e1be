//! Proposals through the API.

use crate::support::TestApp;
use axum::http::{StatusCode, header};
use cabildo_domain::{Role, support::Supportable, text::Reason};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::{proposal::change, suite};
use serde_json::Value;

const LIST: &str = "/api/v1/consultations/city/proposals";

async fn ideas(app: &TestApp, count: usize) {
    let slug = app.open_call("city").await;
    let author = app.viewer("Ana", Role::Resident).await;
    for n in 1..=count {
        let form = ProposalForm {
            title: format!("Idea that is called {n}"),
            body: "There is **no shade** <script>here</script>.".into(),
            ..ProposalForm::default()
        };
        app.service
            .proposals()
            .propose(author.resident().unwrap(), &slug, form)
            .await
            .unwrap();
    }
    app.service
        .supports()
        .give(
            author.resident().unwrap(),
            &Supportable::Proposal.at(&slug, 1),
            None,
        )
        .await
        .unwrap();
}

async fn json(app: &TestApp, path: &str) -> (StatusCode, Value) {
    let page = app.browser().get(path).await;
    (
        page.status,
        serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("{path}: {}", page.body)),
    )
}

suite! {
    async fn a_program_walks_the_list_by_its_cursors(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 45).await;
        let (mut path, mut seen) = (format!("{LIST}?sort=newest"), Vec::new());
        loop {
            let (status, page) = json(&app, &path).await;
            assert_eq!((status, page["sort"].as_str()), (StatusCode::OK, Some("newest")));
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["number"].as_i64().unwrap()));
            match page["next"].as_str() {
                Some(next) => path = format!("{LIST}?sort=newest&after={next}"),
                None => break,
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, Vec::from_iter(1..=45));
    }

    async fn the_fair_order_is_walked_across_a_new_day_and_a_cursor_of_last_week_is_a_problem(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 45).await;
        app.service.refresh_fair_order().await.unwrap();
        let (_, first) = json(&app, LIST).await;
        assert_eq!(first["sort"], "fair");
        let numbers = |page: &Value| -> Vec<i64> {
            page["items"].as_array().unwrap().iter().map(|item| item["number"].as_i64().unwrap()).collect()
        };
        app.later(cabildo_domain::time::Span::days(1));
        app.service.refresh_fair_order().await.unwrap();
        let mut seen = numbers(&first);
        let mut next = first["next"].as_str().map(str::to_owned);
        while let Some(after) = next {
            let (status, page) = json(&app, &format!("{LIST}?after={after}")).await;
            assert_eq!(status, StatusCode::OK);
            seen.extend(numbers(&page));
            next = page["next"].as_str().map(str::to_owned);
        }
        seen.sort_unstable();
        assert_eq!(seen, Vec::from_iter(1..=45));
        app.later(cabildo_domain::time::Span::days(1));
        app.service.refresh_fair_order().await.unwrap();
        let (status, problem) = json(&app, &format!("{LIST}?after={}", first["next"].as_str().unwrap())).await;
        assert_eq!((status, problem["parameter"].as_str()), (StatusCode::BAD_REQUEST, Some("after")));
    }

    async fn a_list_whose_rest_is_gone_ends_and_does_not_begin_anew(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 22).await;
        let (_, first) = json(&app, &format!("{LIST}?sort=newest")).await;
        let author = app.viewer("Eva", Role::Moderator).await;
        let shown: Vec<i64> =
            first["items"].as_array().unwrap().iter().map(|item| item["number"].as_i64().unwrap()).collect();
        for number in (1..=22).filter(|number| !shown.contains(number)) {
            let id = app.service.proposals().page(&author, &cabildo_domain::consultation::Slug::trusted("city".into()), number).await.unwrap().id;
            let reason = cabildo_service::moderation::ReasonForm { reason: "It names a neighbour.".into() };
            app.service.moderation().hide(author.moderator().unwrap(), cabildo_domain::Subject::proposal(id), reason).await.unwrap();
        }
        let (status, page) = json(&app, &format!("{LIST}?sort=newest&after={}", first["next"].as_str().unwrap())).await;
        assert_eq!((status, page["items"].as_array().map(Vec::len), page["next"].as_str()), (StatusCode::OK, Some(0), None));
    }

    async fn a_cursor_of_another_list_is_a_problem_that_names_it(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 21).await;
        let slug = app.open_call("town").await;
        let author = app.viewer("Eva", Role::Resident).await;
        let form = ProposalForm { title: "One idea of a town".into(), body: "Much too long a walk.".into(), ..ProposalForm::default() };
        app.service.proposals().propose(author.resident().unwrap(), &slug, form).await.unwrap();
        let (_, first) = json(&app, &format!("{LIST}?sort=newest")).await;
        let next = first["next"].as_str().unwrap();
        let (status, rest) = json(&app, &format!("{LIST}?sort=newest&after={next}")).await;
        assert_eq!((status, rest["items"].as_array().unwrap().len()), (StatusCode::OK, 1));
        for other in [
            format!("/api/v1/consultations/town/proposals?sort=newest&after={next}"),
            format!("{LIST}?sort=supported&after={next}"),
            format!("{LIST}?sort=newest&status=accepted&after={next}"),
            format!("/api/v1/consultations?after={next}"),
        ] {
            let (status, problem) = json(&app, &other).await;
            assert_eq!((status, &problem["parameter"]), (StatusCode::BAD_REQUEST, &"after".into()), "{other}: {problem}");
        }
        // A page begins anew.
        let page = app.browser().get(&format!("/c/town/proposals?sort=newest&after={next}")).await;
        assert_eq!(page.texts(".row h2"), ["One idea of a town"]);
    }

    async fn one_proposal_comes_whole_and_tagged(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 1).await;
        let (status, one) = json(&app, &format!("{LIST}/1")).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(one["content"]["author"], "Ana");
        assert_eq!(one["content"]["body_html"], "<p>There is <strong>no shade</strong> &lt;script&gt;here&lt;/script&gt;.</p>\n");
        assert_eq!(one["supports"], serde_json::json!({ "counted": 1, "imported": 0 }));
        let page = app.browser().get(&format!("{LIST}/1")).await;
        assert!(page.headers.contains_key(header::ETAG));
    }

    async fn a_hidden_proposal_keeps_its_text_to_itself(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 1).await;
        let id = json(&app, &format!("{LIST}/1")).await.1["id"].as_str().unwrap().parse().unwrap();
        let reason = Reason::trusted("It names a neighbour.".into());
        let mut tx = app.service.store().write().await.unwrap();
        change::set_hidden(&mut tx, id, Some((&reason, app.service.now()))).await.unwrap();
        tx.commit().await.unwrap();
        let (_, one) = json(&app, &format!("{LIST}/1")).await;
        assert_eq!((one["hidden_reason"].as_str(), one["content"].is_null()), (Some("It names a neighbour."), true));
        assert_eq!(json(&app, LIST).await.1["items"], serde_json::json!([]));
    }

    async fn a_missing_proposal_is_a_problem_and_odd_queries_are_answered(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 1).await;
        for path in ["/api/v1/consultations/none/proposals", "/api/v1/consultations/city/proposals/2", "/api/v1/consultations/city/proposals/x"] {
            let (status, problem) = json(&app, path).await;
            assert_eq!((status, problem["code"].as_str()), (StatusCode::NOT_FOUND, Some("not_found")), "{path}");
        }
        let nothing = "01900000-0000-7000-8000-000000000000";
        for (name, value) in [
            ("after", "x"), ("sort", "x"), ("theme", "y"), ("status", "z"), ("area", "%F0%9F%A6%8A"), ("theme", nothing), ("area", nothing),
        ] {
            let (status, problem) = json(&app, &format!("{LIST}?{name}={value}")).await;
            assert_eq!((status, &problem["parameter"]), (StatusCode::BAD_REQUEST, &name.into()), "{problem}");
        }
    }

    async fn withdrawn_ideas_are_found_by_their_status_alone_unless_hidden(store: TestStore) {
        let app = TestApp::new(store).await;
        ideas(&app, 3).await;
        let slug = cabildo_domain::consultation::Slug::trusted("city".into());
        let author = app.viewer("Bea", Role::Resident).await;
        let form = ProposalForm { title: "Idea of Bea that goes".into(), body: "Much too long a walk.".into(), ..ProposalForm::default() };
        for _ in 0..2 {
            let of = app.service.proposals().propose(author.resident().unwrap(), &slug, form.clone()).await.unwrap();
            app.service.proposals().withdraw(author.resident().unwrap(), &slug, of.number).await.unwrap();
        }
        let withdrawn = json(&app, &format!("{LIST}/5")).await.1["id"].as_str().unwrap().parse().unwrap();
        let mut tx = app.service.store().write().await.unwrap();
        change::set_hidden(&mut tx, withdrawn, Some((&Reason::trusted("A name.".into()), app.service.now()))).await.unwrap();
        tx.commit().await.unwrap();
        let numbers = |list: Value| std::collections::BTreeSet::from_iter(list["items"].as_array().unwrap().iter().map(|item| item["number"].as_i64().unwrap()));
        assert_eq!(numbers(json(&app, LIST).await.1), [1, 2, 3].into());
        assert_eq!(numbers(json(&app, &format!("{LIST}?status=withdrawn")).await.1), [4].into());
        let page = app.browser().get("/c/city/proposals?status=withdrawn").await;
        assert_eq!(page.text("#status option[selected]"), "Withdrawn");
        assert!(page.body.contains("Idea of Bea that goes"));
    }
}
