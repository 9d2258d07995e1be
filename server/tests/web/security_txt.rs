//! The address for reports of weaknesses, and the headers about TLS.

use crate::support::{START, TestApp};
use axum::http::{StatusCode, header};
use cabildo_store::suite;
use std::process::Command;

const FILE: &str = "/.well-known/security.txt";

suite! {
    async fn the_contact_is_told_with_a_date_and_linked_from_the_page_about_this_place(store: TestStore) {
        let app = TestApp::at(store, |site| {
            site.public_url = "https://city.example".into();
            site.security_contact = Some("mailto:security@city.example".parse().unwrap());
        })
        .await;
        let file = app.browser().get(FILE).await;
        assert_eq!((file.status, &file.headers[header::CONTENT_TYPE]), (StatusCode::OK, &"text/plain; charset=utf-8".parse().unwrap()));
        let fields: Vec<(&str, &str)> = file.body.lines().filter_map(|line| line.split_once(": ")).collect();
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["Contact", "Expires", "Preferred-Languages", "Canonical"]);
        assert_eq!(fields[0].1, "mailto:security@city.example");
        let expires: jiff::Timestamp = fields[1].1.parse().unwrap();
        let days = (expires.as_millisecond() - START.0) / 86_400_000;
        assert!((30..365).contains(&days), "{days}");
        assert_eq!((fields[2].1, fields[3].1), ("en, es", "https://city.example/.well-known/security.txt"));
        for language in ["en", "es"] {
            let about = app.browser().speaking(language).get("/about").await;
            assert!(about.has("main a[href='mailto:security@city.example']"), "{language}");
        }
    }

    async fn without_a_contact_there_is_no_file_and_no_link(store: TestStore) {
        let app = TestApp::new(store).await;
        assert_eq!(app.browser().get(FILE).await.status, StatusCode::NOT_FOUND);
        assert!(!app.browser().get("/about").await.has("#about-security"));
    }

    async fn hosts_below_are_promised_to_speak_tls_only_where_the_operator_says_so(store: TestStore) {
        let app = TestApp::new(store).await;
        let told = async |app: &TestApp| {
            let page = app.browser().get("/about").await;
            page.headers.get(header::STRICT_TRANSPORT_SECURITY).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(told(&app).await, None, "nothing over http");
        let app = TestApp::at(app.store, |site| site.public_url = "https://city.example".into()).await;
        assert_eq!(told(&app).await.as_deref(), Some("max-age=31536000"));
        let app = TestApp::at(app.store, |site| {
            site.public_url = "https://city.example".into();
            site.hsts_include_subdomains = true;
        })
        .await;
        assert_eq!(told(&app).await.as_deref(), Some("max-age=31536000; includeSubDomains"));
        let app = TestApp::at(app.store, |site| site.hsts_include_subdomains = true).await;
        assert_eq!(told(&app).await, None, "nothing over http");
    }
}

#[test]
fn a_contact_that_is_none_stops_the_start_wherever_it_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let serve = || {
        let mut program = Command::new(env!("CARGO_BIN_EXE_cabildo"));
        // Without the refusal it would end at once all the same: this address is nobody's here.
        program
            .args(["serve", "--listen", "192.0.2.1:1"])
            .current_dir(folder.path());
        program
    };
    let refused = |mut program: Command, why: &str| {
        let output = program.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    };
    let contact = "security-contact is not understood";
    let mut flag = serve();
    flag.args(["--security-contact", "http://city.example/security"]);
    refused(flag, contact);
    let mut variable = serve();
    variable.env("CABILDO_SECURITY_CONTACT", "security@city.example");
    refused(variable, contact);
    std::fs::write(
        folder.path().join("cabildo.toml"),
        "security-contact = \"mailto:nobody\"\n",
    )
    .unwrap();
    refused(serve(), contact);
    let good = "security-contact = \"mailto:a@city.example\"\nhsts-include-subdomains = true\n";
    std::fs::write(folder.path().join("cabildo.toml"), good).unwrap();
    refused(serve(), "cannot listen on 192.0.2.1:1");
    let mut flag = serve();
    flag.arg("--hsts-include-subdomains");
    refused(flag, "cannot listen on 192.0.2.1:1");
}
