//! Opinion maps through the API, and their export in the format of Polis.

use crate::support::TestApp;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use cabildo_domain::{Role, consultation::Slug, opinion::Answer, time::Span};
use cabildo_insight::{
    Answer as Vote, Votes,
    polis::{
        cell_differences, count_differences, latest_votes, read_comments, read_published,
        read_summary, read_votes,
    },
};
use cabildo_service::{
    moderation::ReasonForm,
    opinion::{Caller, RulesForm, StatementForm},
};
use cabildo_store::suite;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const MAP: &str = "/api/v1/consultations/city/opinion";
const FILES: [&str; 4] = ["comments", "votes", "participants-votes", "summary"];

async fn get(app: &TestApp, path: &str) -> Value {
    let page = app.browser().get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    serde_json::from_str(&page.body).unwrap()
}

async fn file(app: &TestApp, file: &str) -> String {
    let page = app
        .browser()
        .get(&format!("{MAP}/{file}.csv?export=a%20word"))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{file}: {}", page.body);
    page.body
}

fn because(reason: &str) -> ReasonForm {
    ReasonForm {
        reason: reason.into(),
    }
}

/// The export read back, and that its files agree with each other.
async fn read_back(app: &TestApp) -> Votes {
    let (comments, votes) = (file(app, "comments").await, file(app, "votes").await);
    let published = file(app, "participants-votes").await;
    let comments = read_comments("comments.csv", comments.as_bytes()).unwrap();
    let casts = read_votes("votes.csv", votes.as_bytes(), &comments).unwrap();
    let latest = latest_votes(&comments, &casts).unwrap();
    let published = read_published("participants-votes.csv", published.as_bytes()).unwrap();
    assert_eq!(cell_differences(&latest, &published), []);
    assert_eq!(count_differences(&comments, &casts), []);
    latest
}

/// The answers of each person, without the ids.
fn rows(votes: &Votes) -> Vec<Vec<(u64, i8)>> {
    let mut people: BTreeMap<u64, Vec<(u64, i8)>> = BTreeMap::new();
    for ((person, statement), answer) in votes.cells() {
        let value = match answer {
            Vote::Agree => 1,
            Vote::Disagree => -1,
            Vote::Pass => 0,
        };
        people.entry(person).or_default().push((statement, value));
    }
    let mut rows: Vec<_> = people.into_values().collect();
    rows.sort();
    rows
}

suite! {
    async fn the_map_tells_groups_and_what_unites_and_divides(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.divided("city").await;
        let lab = app.viewer("Lab", Role::Lab).await;
        let form = RulesForm { contributions: "held".into(), group_names: vec!["Walkers".into()], ..RulesForm::default() };
        app.service.opinion().set_rules(lab.lab().unwrap(), &slug, form).await.unwrap();
        let (map, statements) = app.statements(get(&app, MAP)).await;
        assert!(statements <= 8, "{statements} statements");
        assert_eq!((&map["people"], &map["votes"], &map["excluded"]), (&json!(14), &json!(73), &json!(0)));
        let groups = map["map"]["groups"].as_array().unwrap();
        let sizes: Vec<_> = groups.iter().map(|group| (group["letter"].as_str(), group["size"].as_i64())).collect();
        assert_eq!(sizes, [(Some("A"), Some(7)), (Some("B"), Some(7))]);
        assert_eq!((&groups[0]["name"], &groups[1]["name"]), (&json!("Walkers"), &Value::Null));
        assert!(groups.iter().all(|group| !group["representative"].as_array().unwrap().is_empty()));
        assert_eq!(map["map"]["consensus"]["agree"][0]["statement"], 5);
        assert_eq!(map["map"]["group_informed_consensus"][0], 5);
        assert!(map["map"]["divisive"][0].as_i64().unwrap() <= 4);
        assert_eq!(map["map"]["uncertain"], json!([]), "three who passed are too few to say so");
        let trees = &map["statements"][4];
        assert_eq!((&trees["text"], &trees["result"]["all"]["agrees"]), (&json!("More trees"), &json!(14)));
        assert_eq!(trees["result"]["groups"]["1"]["agrees"], 7);
    }

    async fn an_unchanged_map_costs_no_body_and_a_new_one_has_another_tag(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.divided("city").await;
        let tag = app.browser().get(MAP).await.headers[header::ETAG].clone();
        let ask = || Request::get(MAP).header(header::HOST, "city.example").header(header::IF_NONE_MATCH, &tag).body(Body::empty()).unwrap();
        let page = app.browser().send(ask()).await;
        assert_eq!((page.status, page.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        let late = app.viewer("Late", Role::Resident).await;
        app.answers(&late, &slug, &[(1, Answer::Agree)]).await;
        app.map_now().await;
        assert_eq!(app.browser().send(ask()).await.status, StatusCode::OK);
    }

    async fn a_camp_of_fewer_than_five_is_no_group_and_of_four_people_nothing_is_described(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["Fewer cars", "More bicycles", "Slower streets"]).await;
        for person in 0..9 {
            let viewer = app.viewer(&format!("Person {person}"), Role::Resident).await;
            let side = if person < 3 { Answer::Agree } else { Answer::Disagree };
            app.answers(&viewer, &slug, &[(1, side), (2, side), (3, side)]).await;
            if person == 3 {
                app.map_now().await;
                let map = get(&app, MAP).await;
                let group = &map["map"]["groups"][0];
                assert_eq!((&group["size"], &group["described"]), (&json!(4), &json!(false)));
                assert_eq!((&group["name"], &group["representative"]), (&Value::Null, &json!([])));
                assert_eq!(map["statements"][0]["result"], Value::Null);
            }
        }
        app.map_now().await;
        // Six and three: the three are no group, so that all nine are one.
        let map = get(&app, MAP).await;
        let sizes: Vec<&Value> = map["map"]["groups"].as_array().unwrap().iter().map(|group| &group["size"]).collect();
        assert_eq!((sizes, &map["map"]["groups"][0]["described"]), (vec![&json!(9)], &json!(true)));
        for statement in map["statements"].as_array().unwrap() {
            assert_eq!((&statement["result"]["groups"]["0"]["agrees"], &statement["result"]["all"]["agrees"]), (&json!(3), &json!(3)));
        }
    }

    async fn the_export_read_back_is_the_matrix_of_latest_answers(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.divided("city").await;
        let lab = app.viewer("Lab", Role::Lab).await;
        // Somebody changes their mind, somebody is excluded, a statement is taken out.
        let fickle = app.viewer("Fickle", Role::Resident).await;
        app.answers(&fickle, &slug, &[(1, Answer::Agree), (1, Answer::Pass), (3, Answer::Agree)]).await;
        app.service.opinion().exclude_participant(lab.moderator().unwrap(), &slug, 1, because("A script.")).await.unwrap();
        app.service.statements().reject(lab.moderator().unwrap(), &slug, 3, because("It insults a neighbour.")).await.unwrap();
        let mut expected = vec![vec![(1, 0), (3, 1)]];
        for person in 1..14 {
            let side = if person % 2 == 0 { 1 } else { -1 };
            let mut row = vec![(1, side), (2, side), (3, side), (4, side), (5, 1)];
            if person < 3 {
                row.push((6, 0));
            }
            expected.push(row);
        }
        expected.sort();
        assert_eq!(rows(&read_back(&app).await), expected);
        assert!(!file(&app, "comments").await.contains("Slower streets"));
        let summary = read_summary("summary.csv", file(&app, "summary").await.as_bytes()).unwrap();
        assert_eq!((summary.get("topic"), summary.get("voters"), summary.get("comments")), (Some("Imagine the city"), Some("14"), Some("6")));
        assert_eq!(summary.get("url"), Some("http://city.example/c/city"));
    }

    async fn rows_do_not_tell_who_when_or_in_which_order(store: TestStore) {
        let app = TestApp::new(store).await;
        app.divided("city").await;
        let at = |export: &str| format!("{MAP}/votes.csv?export={export}");
        let (one, other) = (app.browser().get(&at("one")).await.body, app.browser().get(&at("other")).await.body);
        assert_eq!(app.browser().get(&at("one")).await.body, one, "files of one export agree");
        assert_ne!(one, other, "two exports have other ids");
        let anew = || async { app.browser().get(&format!("{MAP}/votes.csv")).await.body };
        assert_ne!(anew().await, anew().await, "without a word, each file has its own");
        app.later(Span::days(1));
        assert_ne!(app.browser().get(&at("one")).await.body, one, "a word does not follow people for days");
        let comments = read_comments("c", file(&app, "comments").await.as_bytes()).unwrap();
        for cast in read_votes("v", one.as_bytes(), &comments).unwrap() {
            assert_eq!(cast.at % Span::days(1).0, 0, "the day, not the minute");
        }
    }

    async fn the_author_of_a_statement_cannot_be_matched_with_answers(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.divided("city").await;
        let lab = app.viewer("Lab", Role::Lab).await;
        let form = RulesForm { contributions: "open".into(), ..RulesForm::default() };
        app.service.opinion().set_rules(lab.lab().unwrap(), &slug, form).await.unwrap();
        let ana = app.viewer("Ana", Role::Resident).await;
        for text in ["=HYPERLINK(\"http://evil.example\",\"Trees\")", "Trees, \"shade\" and benches"] {
            let form = StatementForm { text: text.into(), ..StatementForm::default() };
            app.service.statements().add(Caller::of(&ana), &slug, form).await.unwrap();
        }
        let comments = read_comments("c", file(&app, "comments").await.as_bytes()).unwrap();
        let texts: Vec<_> = comments.iter().skip(6).map(|comment| comment.body.as_str()).collect();
        assert_eq!(texts, ["'=HYPERLINK(\"http://evil.example\",\"Trees\")", "Trees, \"shade\" and benches"]);
        assert_eq!((comments[0].author, comments[6].author), (0, comments[7].author));
        let latest = read_back(&app).await;
        assert!(!latest.participants().contains(&comments[6].author));
        let published = read_published("p", file(&app, "participants-votes").await.as_bytes()).unwrap();
        assert!(published.participants.iter().all(|person| person.comments == 0));
    }

    async fn of_very_few_people_no_row_is_given(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More trees"]).await;
        for person in 1..=5 {
            let rows = file(&app, "votes").await.lines().count() + file(&app, "participants-votes").await.lines().count();
            assert_eq!(rows, 2, "the headers, with {} people", person - 1);
            let viewer = app.viewer(&format!("Person {person}"), Role::Resident).await;
            app.answers(&viewer, &slug, &[(1, Answer::Agree)]).await;
        }
        assert_eq!(file(&app, "votes").await.lines().count(), 6);
    }

    async fn an_export_is_read_in_batches(store: TestStore) {
        let app = TestApp::new(store).await;
        app.divided("city").await;
        for name in FILES {
            let (_, statements) = app.statements(file(&app, name)).await;
            assert!(statements <= 8, "{name}: {statements} statements");
        }
    }

    async fn a_missing_map_or_file_is_a_problem(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug: Slug = app.divided("city").await;
        app.open_call("other").await;
        let long = "x".repeat(65);
        for (path, status, code) in [
            ("/api/v1/consultations/none/opinion".to_owned(), 404, "not_found"),
            ("/api/v1/consultations/other/opinion".to_owned(), 404, "not_found"),
            ("/api/v1/consultations/none/opinion/votes.csv".to_owned(), 404, "not_found"),
            ("/api/v1/consultations/other/opinion/votes.csv".to_owned(), 404, "not_found"),
            (format!("{MAP}/voters.csv"), 404, "not_found"),
            (format!("{MAP}/votes"), 404, "not_found"),
            (format!("{MAP}/votes.csv?export={long}"), 400, "malformed"),
        ] {
            let page = app.browser().get(&path).await;
            assert_eq!(page.status.as_u16(), status, "{path}");
            assert_eq!(page.headers[header::CONTENT_TYPE], "application/problem+json", "{path}");
            let problem: Value = serde_json::from_str(&page.body).unwrap();
            assert_eq!(problem["code"], code, "{path}");
        }
        let page = app.browser().get(&format!("{MAP}/votes.csv")).await;
        assert_eq!(page.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert_eq!(page.headers[header::CONTENT_DISPOSITION], format!("attachment; filename=\"{slug}-votes.csv\""));
        let description = get(&app, "/api/v1/openapi.json").await;
        for path in ["/consultations/{slug}/opinion", "/consultations/{slug}/opinion/{file}"] {
            assert!(description["paths"].get(path).is_some(), "{path} is described");
        }
    }
}
