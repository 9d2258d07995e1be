//! The API's description, compared with its real answers: every status, media type and body.

use crate::support::{Page, TestApp};
use axum::http::StatusCode;
use cabildo_domain::Role;
use cabildo_domain::subject::Commentable;
use cabildo_service::{comment::CommentForm, proposal::ProposalForm};
use cabildo_store::suite;
use serde_json::Value;
use std::collections::BTreeMap;

const OPINION: &str = "/consultations/city/opinion";

/// The statements of the schema that this value violates; covers as much of JSON Schema as the description uses.
fn mistakes(description: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = description
            .pointer(&reference[1..])
            .unwrap_or_else(|| panic!("{reference} is nowhere"));
        return mistakes(description, target, value, at);
    }
    let inside = |schema: &Value, value: &Value, name: &str| {
        mistakes(description, schema, value, &format!("{at}/{name}"))
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = |name: &Value| name == kind || (name == "number" && kind == "integer");
    let mut found = Vec::new();
    match &schema["type"] {
        Value::Null => {}
        Value::Array(kinds) if kinds.iter().any(fits) => {}
        kind if fits(kind) => {}
        kind => found.push(format!("{at} is {value}, not {kind}")),
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|values| !values.contains(value))
    {
        found.push(format!("{at} is {value}, none of {}", schema["enum"]));
    }
    for all in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(mistakes(description, all, value, at));
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array()
            && choices
                .iter()
                .all(|one| !mistakes(description, one, value, at).is_empty())
        {
            found.push(format!("{at} is {value}: none of its {choice}"));
        }
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(inside(&schema["items"], item, &n.to_string()));
    }
    let Some(object) = value.as_object() else {
        return found;
    };
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if !object.contains_key(name) {
            found.push(format!("{at} has no {name}"));
        }
    }
    for (name, value) in object {
        found.extend(inside(
            &schema["propertyNames"],
            &name.as_str().into(),
            &format!("{name} (its name)"),
        ));
        let property = schema["properties"]
            .get(name)
            .unwrap_or(&schema["additionalProperties"]);
        found.extend(inside(property, value, name));
    }
    found
}

/// A mapping with its map, and a call with a proposal and a comment.
async fn a_full_place(app: &TestApp) {
    app.divided("city").await;
    let slug = app.open_call("call").await;
    let ana = app.viewer("Ana", Role::Resident).await;
    let form = ProposalForm {
        title: "Shade along the way".into(),
        body: "Sycamores, please, all along.".into(),
        ..ProposalForm::default()
    };
    let idea = app
        .service
        .proposals()
        .propose(ana.resident().unwrap(), &slug, form)
        .await
        .unwrap();
    let form = CommentForm {
        body: "Yes, and benches.".into(),
        ..CommentForm::default()
    };
    app.service
        .comments()
        .add(
            ana.resident().unwrap(),
            &Commentable::Proposal.at(&slug, idea.number),
            form,
        )
        .await
        .unwrap();
    app.index_now().await;
}

/// The answer is one that the description's operation tells of.
fn is_told(description: &Value, operation: &Value, page: &Page, at: &str) {
    let status = page.status.as_u16().to_string();
    let response = operation["responses"]
        .get(&status)
        .unwrap_or_else(|| panic!("{at}: {status} is not told of"));
    let kind = page.headers["content-type"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let content = response["content"]
        .get(kind)
        .unwrap_or_else(|| panic!("{at}: {status} as {kind} is not told of"));
    if kind.ends_with("json") {
        let body: Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!(
            mistakes(description, &content["schema"], &body, ""),
            [""; 0],
            "{at}"
        );
    }
}

suite! {
    async fn every_answer_is_as_the_description_says(store: TestStore) {
        let app = TestApp::new(store).await;
        a_full_place(&app).await;
        let description = app.browser().json("/api/v1/openapi.json").await;
        let examples = BTreeMap::from([
            ("/consultations", "/consultations"),
            ("/consultations/{slug}", "/consultations/call"),
            ("/consultations/{slug}/proposals", "/consultations/call/proposals"),
            ("/consultations/{slug}/proposals/{number}", "/consultations/call/proposals/1"),
            ("/consultations/{slug}/proposals/{number}/comments", "/consultations/call/proposals/1/comments"),
            ("/consultations/{slug}/opinion", OPINION),
            ("/consultations/{slug}/opinion/{file}", "/consultations/city/opinion/votes.csv"),
            ("/search", "/search?q=sycamore"),
        ]);
        let paths = description["paths"].as_object().unwrap();
        assert_eq!(paths.keys().map(String::as_str).collect::<Vec<_>>(), examples.keys().copied().collect::<Vec<_>>());
        let map = app.browser().json(&format!("/api/v1{OPINION}")).await;
        assert!(!map["statements"][0]["result"]["groups"].as_object().unwrap().is_empty(), "{map}");
        for (path, example) in &examples {
            let operation = &paths[*path]["get"];
            assert!(operation["responses"]["default"]["content"].get("application/problem+json").is_some(), "{path}");
            let mut addresses = vec![((*example).to_owned(), StatusCode::OK)];
            for (name, status) in [("%FF", StatusCode::BAD_REQUEST), ("nowhere", StatusCode::NOT_FOUND)] {
                let lost = example.replace("/call", &format!("/{name}")).replace("/city", &format!("/{name}"));
                addresses.extend((lost != **example).then_some((lost, status)));
            }
            for (address, status) in addresses {
                let page = app.browser().ask(&format!("/api/v1{address}")).await;
                assert_eq!(page.status, status, "{address}: {}", page.body);
                is_told(&description, operation, &page, &address);
            }
        }
        for (path, odd) in [("/search", "/search?order=odd"), ("/consultations", "/consultations?after=odd"), ("/consultations", "/consultations?after=1&after=2")] {
            let page = app.browser().ask(&format!("/api/v1{odd}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{odd}");
            is_told(&description, &paths[path]["get"], &page, odd);
        }
    }
}
