//! Kills the program while people answer statements and the map is computed (SIGKILL): every acknowledged answer is
//! there once, the counters agree, and the last map is shown until the next. While the program runs, an answer is soon
//! in the map.

use crate::support::{
    START, TestApp,
    program::{Running, ask, ready, recount_is_clean},
};
use cabildo_domain::{
    Clock, Role, Viewer,
    consultation::Slug,
    opinion::Answer::{self, Agree, Disagree},
};
use cabildo_service::{clock::SystemClock, opinion::Caller};
use cabildo_store::{opinion::vote, suite};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{sync::Notify, task::JoinSet};

const PEOPLE: usize = 24;
const STATEMENTS: i64 = 10;
/// How many answers are acknowledged before the program may die; as many are still to come then.
const ENOUGH: usize = 240;
/// An answer is in the map after this at the latest.
const SOON: Duration = Duration::from_secs(5);
const MAP: &str = "/api/v1/consultations/cars/opinion";

/// The last answers, by person and statement.
type Answers = BTreeMap<(usize, i64), Answer>;

#[derive(Default)]
struct Given {
    /// The last acknowledged answers, and the last sent ones.
    acknowledged: Answers,
    sent: Answers,
    count: usize,
}

async fn send(address: SocketAddr, cookie: &str, number: i64, answer: Answer) -> Option<()> {
    let body = format!("slug=cars&number={number}&answer={}", answer.as_str());
    let reply = ask(address, "POST", "/act/opinion/vote", cookie, &body).await?;
    assert!(reply.starts_with("HTTP/1.1 303"), "{reply}");
    Some(())
}

/// The published map as the program gives it; null before the first.
async fn shown(address: SocketAddr) -> Option<Value> {
    let reply = ask(address, "GET", MAP, "", "").await?;
    let (_, body) = reply.split_once("\r\n\r\n")?;
    serde_json::from_str(body).ok()
}

/// Somebody who answers everything, and then changes their mind about everything.
async fn answer_all(
    index: usize,
    cookie: String,
    address: SocketAddr,
    given: Arc<Mutex<Given>>,
    enough: Arc<Notify>,
) {
    for change in [false, true] {
        for number in 1..=STATEMENTS {
            let answer = if index.is_multiple_of(2) == change {
                Disagree
            } else {
                Agree
            };
            given.lock().unwrap().sent.insert((index, number), answer);
            if send(address, &cookie, number, answer).await.is_none() {
                return;
            }
            let mut all = given.lock().unwrap();
            all.acknowledged.insert((index, number), answer);
            all.count += 1;
            if all.count == ENOUGH {
                enough.notify_one();
            }
        }
    }
}

async fn prepare(app: &TestApp) -> (Slug, Vec<(String, Viewer)>) {
    // The program goes by the clock on the wall.
    app.later(SystemClock.now().since(START));
    let (slug, _) = app.mapping("cars", STATEMENTS as usize).await;
    let mut people = Vec::new();
    for index in 0..PEOPLE {
        let (browser, viewer) = app
            .person_and_viewer(&format!("Person {index}"), Role::Resident)
            .await;
        people.push((browser.cookie_header(), viewer));
    }
    (slug, people)
}

/// Every answer ever stored: by whom, to what, which.
async fn history(app: &TestApp, slug: &Slug) -> Vec<(i64, i64, Answer)> {
    let consultation = app
        .service
        .opinion()
        .page(&Viewer::Visitor, slug)
        .await
        .unwrap()
        .consultation
        .id;
    let mut tx = app.store.read().await.unwrap();
    let rows = vote::since(&mut tx, consultation, 0, 10_000).await.unwrap();
    assert!(
        rows.windows(2).all(|two| two[0].0 + 1 == two[1].0),
        "numbers without gaps"
    );
    rows.into_iter()
        .map(|(_, cast)| (cast.participant, cast.statement, cast.answer))
        .collect()
}

/// Everybody's answers in the database.
async fn stored(app: &TestApp, slug: &Slug, people: &[(String, Viewer)]) -> Answers {
    let mut all = Answers::new();
    for (index, (_, viewer)) in people.iter().enumerate() {
        for mine in app
            .service
            .opinion()
            .answer_sheet(Caller::of(viewer), slug)
            .await
            .unwrap()
            .answers
        {
            let before = all.insert((index, mine.statement.number), mine.statement.mine.unwrap());
            assert_eq!(before, None, "one answer of a person to a statement");
        }
    }
    all
}

suite! {
    async fn answers_that_were_acknowledged_survive_a_kill_and_so_does_the_map(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let database = store.address().to_owned();
        let app = TestApp::new(store).await;
        let (slug, people) = prepare(&app).await;
        let (mut program, address) = Running::start(folder.path(), &database);
        let (given, enough) = (Arc::<Mutex<Given>>::default(), Arc::new(Notify::new()));
        let mut answering = JoinSet::new();
        for (index, (cookie, _)) in people.iter().enumerate() {
            answering.spawn(answer_all(index, cookie.clone(), address, given.clone(), enough.clone()));
        }
        // A map is shown, and from here on the next one is always being computed: answers come all the time.
        let seen = loop {
            let map = shown(address).await.unwrap();
            if map["number"].as_i64() > Some(0) {
                break map;
            }
        };
        enough.notified().await;
        program.kill();
        while let Some(person) = answering.join_next().await {
            person.unwrap();
        }
        let Given { acknowledged, sent, count } = std::mem::take(&mut *given.lock().unwrap());
        assert!(count < 2 * PEOPLE * STATEMENTS as usize, "the program was killed in the middle");
        assert!(recount_is_clean(folder.path(), &database));

        // Nothing runs: what the last map says is whole, and not older than the one that was seen. (The very first may have
        // been made before anybody answered.)
        let left = app.service.opinion().page(&Viewer::Visitor, &slug).await.unwrap();
        assert!(left.number >= seen["number"].as_i64().unwrap() && left.map.is_some());
        let present = stored(&app, &slug, &people).await;
        for (cell, answer) in &acknowledged {
            // One that was sent and not acknowledged may be on disk or not.
            assert!(present[cell] == *answer || present[cell] == sent[cell], "{cell:?}: {:?}", present[cell]);
        }
        let log = history(&app, &slug).await;
        assert_eq!(log.iter().collect::<BTreeSet<_>>().len(), log.len(), "nothing was stored twice");
        assert!((count..=count + PEOPLE).contains(&log.len()), "{count} acknowledged, {} stored", log.len());

        let (_program, address) = Running::start(folder.path(), &database);
        ready(address).await;
        assert!(shown(address).await.unwrap()["number"].as_i64() >= Some(left.number), "a map from the first moment on");
        // Sent again, as a browser does that saw no answer: nothing counts twice.
        for ((index, number), answer) in present.iter().take(40) {
            send(address, &people[*index].0, *number, *answer).await.unwrap();
        }
        assert_eq!(history(&app, &slug).await, log);
        assert!(recount_is_clean(folder.path(), &database));
        // The map catches up with what it had not known.
        loop {
            let map = shown(address).await.unwrap();
            if map["is_current"] == true {
                assert_eq!(map["map"]["votes"], present.len());
                break;
            }
        }
    }

    async fn an_answer_is_in_the_map_within_five_seconds_while_the_program_runs(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let database = store.address().to_owned();
        let app = TestApp::new(store).await;
        let (_, people) = prepare(&app).await;
        let (_program, address) = Running::start(folder.path(), &database);
        ready(address).await;
        for (index, (cookie, _)) in people.iter().take(3).enumerate() {
            let begun = Instant::now();
            send(address, cookie, 1, Agree).await.unwrap();
            loop {
                let map = shown(address).await.unwrap();
                if map["map"]["votes"] == index + 1 {
                    break;
                }
                assert!(begun.elapsed() < SOON, "after {:?}: {map}", begun.elapsed());
            }
        }
    }
}
