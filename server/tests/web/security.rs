//! Security events: each is in the log when it happens and in OPERATIONS, and none reveals a person.

use super::speed::hurry;
use crate::support::{
    TestApp,
    people::{PASSWORD, address},
};
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use cabildo_domain::{Role, time::Span};
use cabildo_service::{
    Config, Hashing, Limited, Limits,
    rate_limit::Rate,
    security::{SecurityEvent, TARGET},
};
use cabildo_store::suite;
use std::{
    io,
    sync::{Mutex, OnceLock},
};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Writes what the program logs into [`LINES`].
struct Lines;

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens to the whole process: an action may run on any thread.
fn listen() {
    static STARTED: OnceLock<()> = OnceLock::new();
    STARTED.get_or_init(|| {
        tracing_subscriber::fmt()
            .with_env_filter(format!("off,{TARGET}=info"))
            .with_ansi(false)
            .with_writer(|| Lines)
            .init();
    });
}

fn lines() -> Vec<String> {
    let text = String::from_utf8(LINES.lock().unwrap().clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// The event of a line.
fn name(line: &str) -> &str {
    let rest = line.split("event=\"").nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

fn watched() -> Config {
    Config {
        // One hash at a time, and nobody waits: two at once find it full.
        hashing: Hashing {
            workers: 1,
            queue: 0,
            ..Hashing::default()
        },
        limits: Limits::none().with(
            Limited::Password,
            Some(Rate {
                burst: 5,
                every: Span::seconds(30),
            }),
        ),
        ..Config::default()
    }
}

/// Two log-ins at the same time, until one of them was turned away.
async fn fill_the_queue(app: &TestApp) {
    for _ in 0..50 {
        let (mut one, mut other) = (app.browser(), app.browser());
        let fields = [("email", &*address("Marked Two")), ("password", PASSWORD)];
        let (first, second) = tokio::join!(
            one.post_only("/act/log-in", &fields),
            other.post_only("/act/log-in", &fields)
        );
        if [first.status, second.status].contains(&StatusCode::SERVICE_UNAVAILABLE) {
            return;
        }
    }
    panic!("the queue was never full");
}

suite! {
    async fn every_security_event_is_logged_and_none_tells_who_somebody_is(store: TestStore) {
        listen();
        let app = TestApp::configured(store, watched()).await;
        let (mut admin, _) = app.person_and_viewer("Marked Admin", Role::Admin).await;
        let boss = app.viewer("Marked Boss", Role::Admin).await;
        app.account("Marked Two", Role::Resident).await;
        let mut ana = app.browser();
        let fields = [("display_name", "Marked Ana"), ("email", "marked.ana@example.org"), ("password", PASSWORD)];
        ana.post("/act/sign-up", &fields).await;
        let tokens = ana.cookie_header();
        fill_the_queue(&app).await;
        let mut there = app.log_in("Marked Ana").await;
        ana.post("/act/account/password", &[("current", "markedsecret"), ("new", "four dry cats")]).await;
        ana.post("/act/account/password", &[("current", PASSWORD), ("new", "four dry cats")]).await;
        let fields = [("email", "marked.ana@example.org"), ("password", "four dry cats")];
        there.post("/act/log-in", &fields).await;
        let page = ana.get("/account").await;
        ana.submit(&page, "/act/account/session/end", &[]).await;
        ana.post("/act/account/session/end-others", &[]).await;
        let found = app.service.accounts().list(boss.admin().unwrap(), &cabildo_service::account::AccountQuery { q: "Marked Two".into(), ..Default::default() }).await.unwrap();
        app.service.accounts().set_role(boss.admin().unwrap(), found.accounts[0].id, Role::Lab, None).await.unwrap();
        assert_eq!(ana.get("/lab/c/markedslug").await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().get("/desk").await.status, StatusCode::UNAUTHORIZED);
        let foreign = ana.request(Method::POST, "/act/log-out").header(header::ORIGIN, "https://evil.example").body(Body::empty());
        assert_eq!(ana.send(foreign.unwrap()).await.status, StatusCode::FORBIDDEN);
        hurry(&mut admin).await;
        for name in ["Marked Ana", "Marked Nobody"] {
            for _ in 0..7 {
                app.browser().post("/act/log-in", &[("email", &*address(name)), ("password", "markedsecret")]).await;
            }
        }
        let mut two = app.person("Marked Three", Role::Resident).await;
        two.post("/act/log-out", &[]).await;
        ana.post("/act/account/erase", &[("password", "four dry cats"), ("confirm", "yes")]).await;
        // The listener of connections notes this one; nothing listens here.
        app.service.note(&SecurityEvent::ConnectionsRefused { count: 3 });

        let lines = lines();
        for expected in SecurityEvent::NAMES {
            assert!(lines.iter().any(|line| name(line) == expected), "{expected} is not in {lines:#?}");
        }
        assert!(lines.iter().any(|line| line.contains("endpoint=\"/lab/c/{slug}\"")), "{lines:#?}");
        let secrets = tokens.split("; ").filter_map(|cookie| cookie.split_once('=')).map(|(_, value)| value).filter(|value| value.len() > 20);
        assert!(secrets.clone().count() >= 2, "a session and a browser: {tokens}");
        for told in ["arked", "example.org", PASSWORD, "dry cats"].into_iter().chain(secrets) {
            assert!(!lines.iter().any(|line| line.contains(told)), "{told:?} is in {lines:#?}");
        }
    }
}

#[test]
fn operations_lists_every_security_event_and_no_other() {
    let text = include_str!("../../../docs/OPERATIONS.md");
    let section = text
        .split("## Security events")
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .expect("OPERATIONS has the section");
    let listed: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(listed, SecurityEvent::NAMES);
}
