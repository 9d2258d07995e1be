//! The limits that the API's description states are those that are enforced: the limit itself passes, one more does not.

use crate::support::TestApp;
use axum::http::StatusCode;
use cabildo_domain::{Role, limits};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::suite;
use serde_json::Value;

/// The schema of a parameter; of one that repeats, of each value.
fn schema<'a>(description: &'a Value, path: &str, name: &str) -> &'a Value {
    let parameters = description["paths"][path]["get"]["parameters"]
        .as_array()
        .unwrap();
    let parameter = parameters
        .iter()
        .find(|parameter| parameter["name"] == name);
    let schema = &parameter.unwrap_or_else(|| panic!("{path} has no {name}"))["schema"];
    if schema["items"].is_object() {
        &schema["items"]
    } else {
        schema
    }
}

suite! {
    async fn a_limit_passes_and_one_more_does_not(store: TestStore) {
        let app = TestApp::new(store).await;
        let longest = "c".repeat(limits::SLUG.max);
        let slug = app.open_call(&longest).await;
        app.open_call("abc").await;
        app.divided("city").await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let form = ProposalForm { title: "Shade along the way".into(), body: "Sycamores, please, all along.".into(), ..ProposalForm::default() };
        app.service.proposals().propose(ana.resident().unwrap(), &slug, form).await.unwrap();
        app.index_now().await;
        let description = app.browser().json("/api/v1/openapi.json").await;
        let number = |path: &str, name: &str, limit: &str| {
            schema(&description, path, name)[limit].as_i64().unwrap_or_else(|| panic!("{path} {name} has no {limit}"))
        };
        let text = |length: i64| "x".repeat(length.try_into().unwrap());
        let (one, list) = ("/consultations/{slug}", "/consultations/{slug}/proposals");
        let (proposal, comments) = ("/consultations/{slug}/proposals/{number}", "/consultations/{slug}/proposals/{number}/comments");
        let (map, file) = ("/consultations/{slug}/opinion", "/consultations/{slug}/opinion/{file}");
        let (ok, bad, none) = (StatusCode::OK, StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND);
        let mut asked: Vec<(String, StatusCode)> = Vec::new();
        for path in [one, list, proposal, comments, map, file] {
            assert_eq!(number(path, "slug", "maxLength"), longest.len() as i64, "{path}");
            assert_eq!(number(path, "slug", "minLength"), "abc".len() as i64, "{path}");
            assert!(schema(&description, path, "slug")["pattern"].is_string(), "{path}");
        }
        asked.extend([
            (format!("/consultations/{longest}"), ok),
            ("/consultations/abc".into(), ok),
            (format!("/consultations/{longest}c"), none),
            ("/consultations/ab".into(), none),
            ("/consultations/a_c".into(), none),
        ]);
        for path in [proposal, comments] {
            assert_eq!(number(path, "number", "minimum"), 1, "{path}");
            let address = |number: i64| path.replace("{slug}", &longest).replace("{number}", &number.to_string());
            asked.extend([(address(1), ok), (address(0), none), (address(-1), none)]);
        }
        let (least, most) = (number(comments, "limit", "minimum"), number(comments, "limit", "maximum"));
        for (limit, status) in [(least, ok), (most, ok), (least - 1, bad), (most + 1, bad)] {
            asked.push((format!("/consultations/{longest}/proposals/1/comments?limit={limit}"), status));
        }
        let word = number(file, "export", "maxLength");
        for (length, status) in [(word, ok), (word + 1, bad)] {
            asked.push((format!("/consultations/city/opinion/votes.csv?export={}", text(length)), status));
            let letters = "ñ".repeat(length.try_into().unwrap());
            asked.push((format!("/consultations/city/opinion/votes.csv?export={letters}"), status));
        }
        for (path, names) in [(list, &["sort", "status"][..]), ("/search", &["kind", "status", "order", "language"])] {
            let address = path.replace("{slug}", &longest);
            for name in names {
                let values = schema(&description, path, name)["enum"].as_array();
                for value in values.unwrap_or_else(|| panic!("{path} {name} has no enum")) {
                    asked.push((format!("{address}?{name}={}", value.as_str().unwrap()), ok));
                }
                asked.push((format!("{address}?{name}=odd"), bad));
            }
        }
        for name in ["theme", "area"] {
            assert_eq!(schema(&description, list, name)["format"], "uuid");
            asked.push((format!("/consultations/{longest}/proposals?{name}=odd"), bad));
        }
        let files = schema(&description, file, "file")["enum"].as_array().expect("the files are listed");
        asked.extend(files.iter().map(|file| (format!("/consultations/city/opinion/{}", file.as_str().unwrap()), ok)));
        asked.push(("/consultations/city/opinion/odd.csv".into(), none));
        for name in ["consultation", "theme", "area"] {
            let parameters = description["paths"]["/search"]["get"]["parameters"].as_array().unwrap();
            let parameter = parameters.iter().find(|parameter| parameter["name"] == name).unwrap();
            let most = parameter["schema"]["maxItems"].as_u64().unwrap_or_else(|| panic!("{name} has no maxItems"));
            let values = |count: u64| (0..count).map(|n| format!("{name}=value-{n}")).collect::<Vec<_>>().join("&");
            asked.extend([(format!("/search?{}", values(most)), ok), (format!("/search?{}", values(most + 1)), bad)]);
        }
        for (address, status) in asked {
            let page = app.browser().ask(&format!("/api/v1{}", address.replace('ñ', "%C3%B1"))).await;
            assert_eq!(page.status, status, "{address}: {:.300}", page.body);
        }
    }
}
