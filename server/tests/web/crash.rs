//! Kills the program in the middle of a burst (SIGKILL): every acknowledged write is on disk and counted, and after the
//! next start the search finds everything.

use crate::support::{
    START, TestApp,
    program::{Running, ask, ready, recount_is_clean},
};
use cabildo_domain::{Clock, Role, Viewer, consultation::Slug};
use cabildo_service::{clock::SystemClock, proposal::ProposalForm};
use cabildo_store::suite;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tokio::{sync::Notify, task::JoinSet};

const PEOPLE: usize = 24;
const IDEAS: i64 = 20;
/// How many are acknowledged before the program dies; most are still to come then.
const ENOUGH: usize = 120;

/// Somebody's posts, one after the other: a support of each proposal, with a proposal of their own in between.
struct Person {
    cookie: String,
    index: usize,
    address: SocketAddr,
}

#[derive(Default)]
struct Acknowledged {
    supports: Vec<(usize, i64)>,
    ideas: Vec<String>,
}

impl Person {
    async fn act(self, acknowledged: Arc<Mutex<Acknowledged>>, enough: Arc<Notify>) {
        for number in 1..=IDEAS {
            let body = format!("slug=city&number={number}");
            let Some(answer) = ask(
                self.address,
                "POST",
                "/act/proposal/support",
                &self.cookie,
                &body,
            )
            .await
            else {
                return;
            };
            assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
            {
                let mut all = acknowledged.lock().unwrap();
                all.supports.push((self.index, number));
                if all.supports.len() == ENOUGH {
                    enough.notify_one();
                }
            }
            if number % 3 == 0 {
                // A word that occurs nowhere else, so that finding it is finding this proposal.
                let word = format!("zarza{}x{number}", self.index);
                let body = format!(
                    "slug=city&title=An+idea+called+{word}&body=It+stands+for+itself+here.&language=en"
                );
                let Some(answer) = ask(
                    self.address,
                    "POST",
                    "/act/proposal/propose",
                    &self.cookie,
                    &body,
                )
                .await
                else {
                    return;
                };
                assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
                acknowledged.lock().unwrap().ideas.push(word);
            }
        }
    }
}

async fn prepare(app: &TestApp) -> Vec<String> {
    // The program goes by the clock on the wall.
    app.later(SystemClock.now().since(START));
    let slug = app.open_call("city").await;
    let author = app.viewer("Bea", Role::Resident).await;
    for number in 1..=IDEAS {
        propose(app, &author, &slug, number).await;
    }
    let mut cookies = Vec::new();
    for index in 0..PEOPLE {
        cookies.push(
            app.resident(&format!("Person {index}"))
                .await
                .cookie_header(),
        );
    }
    cookies
}

async fn propose(app: &TestApp, author: &Viewer, slug: &Slug, number: i64) {
    let form = ProposalForm {
        title: format!("More shade along way {number}"),
        body: "There is no shade on the way to school.".into(),
        ..ProposalForm::default()
    };
    app.service
        .proposals()
        .propose(author.resident().unwrap(), slug, form)
        .await
        .unwrap();
}

suite! {
    async fn acknowledged_writes_survive_a_kill(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let database = store.address().to_owned();
        let app = TestApp::new(store).await;
        let cookies = prepare(&app).await;
        let (mut program, address) = Running::start(folder.path(), &database);
        let (acknowledged, enough) = (Arc::<Mutex<Acknowledged>>::default(), Arc::new(Notify::new()));
        let mut people = JoinSet::new();
        for (index, cookie) in cookies.iter().enumerate() {
            let person = Person { cookie: cookie.clone(), index, address };
            people.spawn(person.act(acknowledged.clone(), enough.clone()));
        }
        enough.notified().await;
        program.kill();
        while let Some(person) = people.join_next().await {
            person.unwrap();
        }
        let Acknowledged { supports, ideas } = std::mem::take(&mut *acknowledged.lock().unwrap());
        assert!(supports.len() < PEOPLE * IDEAS as usize, "the program was killed in the middle");
        assert!(recount_is_clean(folder.path(), &database));

        let (_program, address) = Running::start(folder.path(), &database);
        ready(address).await;
        for (index, number) in &supports {
            let page = ask(address, "GET", &format!("/c/city/p/{number}"), &cookies[*index], "").await.unwrap();
            assert!(page.contains("Withdraw my support"), "person {index} supports idea {number}");
        }
        for word in &ideas {
            let page = ask(address, "GET", &format!("/search?q={word}"), "", "").await.unwrap();
            assert!(page.contains(&format!("<mark>{word}")), "the idea {word} is found");
        }
        // Sent again, as a browser does that saw no answer: nothing counts twice.
        for (index, number) in supports.iter().take(20) {
            let body = format!("slug=city&number={number}");
            let answer = ask(address, "POST", "/act/proposal/support", &cookies[*index], &body).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        }
        assert!(recount_is_clean(folder.path(), &database));
        let supporters = app.store.row_counts(&["support"]).await;
        assert!(supporters[0] >= supports.len() as i64, "{supporters:?} of {}", supports.len());
    }
}
