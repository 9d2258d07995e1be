//! The program on a disk that is full: it says so, loses nothing, and goes on by itself once there is room.

use crate::support::{
    START, TestApp,
    program::{Running, ask, command, ready, recount_is_clean},
};
use axum::http::{StatusCode, header};
use cabildo_domain::{Clock, Role};
use cabildo_service::clock::SystemClock;
use cabildo_store::{
    suite,
    testing::{TestStore, disk::SmallDisk},
};
use serde_json::Value;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

/// A proposal of ten thousand characters, with a word of its own.
fn idea(word: &str) -> String {
    let body = "It+stands+for+itself+here.+".repeat(370);
    format!("slug=city&title=An+idea+called+{word}&body={body}&language=en")
}

async fn propose(address: SocketAddr, cookie: &str, word: &str) -> String {
    ask(
        address,
        "POST",
        "/act/proposal/propose",
        cookie,
        &idea(word),
    )
    .await
    .unwrap()
}

/// The status of `/readyz`, and what it says.
async fn readiness(address: SocketAddr) -> (bool, Value) {
    let answer = ask(address, "GET", "/readyz", "", "").await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (
        head.starts_with("HTTP/1.1 200"),
        serde_json::from_str(body).unwrap(),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_outlived() {
    let name = "disk_full::a_full_disk_is_said_and_outlived";
    let Some(disk) = SmallDisk::of_kilobytes(24_000, name) else {
        return;
    };
    let store = TestStore::sqlite_in(disk.path()).await;
    let database = store.address().to_owned();
    let app = TestApp::new(store).await;
    app.later(SystemClock.now().since(START));
    app.open_call("city").await;
    let mut cookies = Vec::new();
    for n in 0..40 {
        cookies.push(app.resident(&format!("Person {n}")).await.cookie_header());
    }
    let data = tempfile::tempdir_in(disk.path()).unwrap();
    let (_program, address) = Running::start(data.path(), &database);
    ready(address).await;
    let first = propose(address, &cookies[0], "first0x").await;
    assert!(first.starts_with("HTTP/1.1 303"), "{first:.300}");
    let mut accepted = vec!["first0x".to_owned()];
    let mut refused = 0;
    disk.fill();
    // Writes go on for as long as the log of pages has room; then they are refused.
    for (n, cookie) in cookies.iter().cycle().enumerate().take(600) {
        let word = format!("zarza{n}x");
        let answer = propose(address, cookie, &word).await;
        if answer.starts_with("HTTP/1.1 303") {
            refused = 0;
            accepted.push(word);
            continue;
        }
        if answer.starts_with("HTTP/1.1 429") {
            continue;
        }
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer:.300}");
        assert!(
            answer.to_lowercase().contains("retry-after: "),
            "{answer:.600}"
        );
        assert!(
            answer.contains(&format!("An idea called {word}")),
            "what was typed comes back"
        );
        refused += 1;
        if refused == 5 {
            break;
        }
    }
    assert_eq!(refused, 5, "the disk is full");
    // Those that share a transaction are all answered, too.
    let mut supporters = JoinSet::new();
    for cookie in cookies.clone() {
        supporters.spawn(async move {
            ask(
                address,
                "POST",
                "/act/proposal/support",
                &cookie,
                "slug=city&number=1",
            )
            .await
            .unwrap()
        });
    }
    let mut supported = 0;
    for answer in supporters.join_all().await {
        supported += i64::from(answer.starts_with("HTTP/1.1 303"));
        assert!(
            ["303", "503", "429"]
                .iter()
                .any(|status| answer.starts_with(&format!("HTTP/1.1 {status}"))),
            "{answer:.300}"
        );
    }
    assert_eq!(app.store.row_counts(&["support"]).await, [supported]);
    let home = ask(address, "GET", "/c/city/proposals", &cookies[0], "")
        .await
        .unwrap();
    assert!(
        home.starts_with("HTTP/1.1 200"),
        "reading goes on: {home:.300}"
    );
    let (is_ready, said) = readiness(address).await;
    assert!(
        !is_ready && said["writable"] == false && said["reason"] == "disk_full",
        "{said}"
    );
    let check = command(data.path(), &database)
        .arg("check")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(
        told.contains("WRONG") && told.contains("disk_full"),
        "{check:?}"
    );

    disk.empty();
    ready(address).await;
    for (n, cookie) in cookies.iter().enumerate().take(10) {
        let word = format!("later{n}x");
        let answer = propose(address, cookie, &word).await;
        assert!(
            answer.starts_with("HTTP/1.1 303"),
            "without a restart: {answer:.300}"
        );
        accepted.push(word);
    }
    // The index goes on too.
    ready(address).await;
    for word in accepted.iter().rev().take(12) {
        let found = timeout(Duration::from_secs(30), until_found(address, word)).await;
        assert!(found.is_ok(), "{word} is found");
    }
    assert_eq!(
        app.store.row_counts(&["proposal"]).await,
        [accepted.len() as i64]
    );
    assert!(recount_is_clean(data.path(), &database));
    let check = command(data.path(), &database)
        .arg("check")
        .output()
        .unwrap();
    assert!(check.status.success(), "{check:?}");
}

/// Searches until the index shows the word: a commit is read a moment after it is written.
async fn until_found(address: SocketAddr, word: &str) {
    loop {
        let page = ask(address, "GET", &format!("/search?q={word}"), "", "").await;
        if page.is_some_and(|page| page.contains(&format!("<mark>{word}"))) {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_the_full_database_refuses_comes_back_to_be_sent_again() {
    let app = TestApp::new(TestStore::sqlite().await).await;
    app.open_call("city").await;
    let mut ana = app.person("Ana", Role::Resident).await;
    // Migrations leave free pages in the file; these bytes take them.
    app.store
        .tamper("CREATE TABLE filler AS SELECT zeroblob(4000000) AS bytes")
        .await;
    // The file may not grow; this belongs to the connection and ends with it.
    app.store.tamper("PRAGMA max_page_count = 1").await;
    let body = "Ficus & limes, \"and\" shade.\n".repeat(300);
    let fields = [
        ("slug", "city"),
        ("title", "Trees along the canal"),
        ("body", &body),
        ("language", "en"),
    ];
    let refused = ana
        .post_from(
            "/act/proposal/propose",
            &fields,
            "http://city.example/c/city/propose",
        )
        .await;
    assert_eq!(
        refused.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{:.300}",
        refused.body
    );
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    let again = refused.form("/act/proposal/propose");
    let sent = |name: &str| {
        again
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(
        (sent("title"), sent("body")),
        (Some("Trees along the canal"), Some(&*body))
    );
    let page = ana.submit(&refused, "/act/proposal/propose", &[]).await;
    assert_eq!(
        (page.status, page.path.as_str()),
        (StatusCode::OK, "/c/city/p/1")
    );
}

suite! {
    async fn a_database_that_is_away_answers_with_the_time_to_come_back_and_the_form(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        app.store.close().await;
        let page = ana.get("/c/city").await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.headers.contains_key(header::RETRY_AFTER) && page.has("h1"), "{:.300}", page.body);
        let fields = [("slug", "city"), ("title", "Trees along the canal"), ("body", "Ficus and limes."), ("language", "en")];
        for browser in [&mut ana, &mut app.browser()] {
            let refused = browser.post_from("/act/proposal/propose", &fields, "http://city.example/c/city/propose").await;
            // A visitor is asked to log in before anything is written.
            if refused.status == StatusCode::UNAUTHORIZED {
                continue;
            }
            assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{:.300}", refused.body);
            assert!(refused.headers.contains_key(header::RETRY_AFTER));
            assert!(refused.form("/act/proposal/propose").contains(&("body".into(), "Ficus and limes.".into())));
        }
    }
}
