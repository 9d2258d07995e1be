//! The program killed in the middle of a burst (SIGKILL): whatever it acknowledged is on disk and counted, and after
//! the next start everything is found.

use crate::support::{START, TestApp};
use cabildo_domain::{Clock, Role, Viewer, consultation::Slug};
use cabildo_service::{clock::SystemClock, proposal::ProposalForm};
use cabildo_store::suite;
use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Notify,
    task::JoinSet,
};

const PEOPLE: usize = 24;
const IDEAS: i64 = 20;
/// How many are acknowledged before the program dies; most are still to come then.
const ENOUGH: usize = 120;

fn cabildo(folder: &Path, database: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cabildo"));
    program.args(["--data".as_ref(), folder.as_os_str()]).args(["--database", database]);
    program.current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::null());
    program
}

/// The program at work; dies with the test.
struct Running(Child);

impl Running {
    /// Starts it, and says where it listens.
    fn start(folder: &Path, database: &str) -> (Self, SocketAddr) {
        let mut child = cabildo(folder, database).args(["serve", "--listen", "127.0.0.1:0"]).spawn().unwrap();
        let out = child.stdout.take().unwrap();
        let program = Self(child);
        let said = BufReader::new(out).lines().map(Result::unwrap);
        let address = said.into_iter().find_map(|line| line.split_once("http://")?.1.trim().parse().ok());
        (program, address.expect("it says where it listens"))
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One request; `None` when the program died before the whole answer came.
async fn ask(address: SocketAddr, method: &str, path: &str, cookie: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let answer = String::from_utf8(answer).ok()?;
    answer.contains("\r\n\r\n").then_some(answer)
}

/// Somebody's posts, one after the other: a support of each idea, with an idea of their own in between.
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
            let Some(answer) = ask(self.address, "POST", "/act/proposal/support", &self.cookie, &body).await else {
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
                // A word that occurs nowhere else, so that finding it is finding this idea.
                let word = format!("zarza{}x{number}", self.index);
                let body = format!("slug=city&title=An+idea+called+{word}&body=It+stands+for+itself+here.&language=en");
                let Some(answer) = ask(self.address, "POST", "/act/proposal/propose", &self.cookie, &body).await else {
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
        cookies.push(app.resident(&format!("Person {index}")).await.cookie_header());
    }
    cookies
}

async fn propose(app: &TestApp, author: &Viewer, slug: &Slug, number: i64) {
    let form = ProposalForm {
        title: format!("More shade along way {number}"),
        body: "There is no shade on the way to school.".into(),
        ..ProposalForm::default()
    };
    app.service.propose(author, slug, form).await.unwrap();
}

/// Whether the program finds that no counter differs from its rows.
fn recount_is_clean(folder: &Path, database: &str) -> bool {
    cabildo(folder, database).arg("recount").stdout(Stdio::inherit()).status().unwrap().success()
}

suite! {
    async fn what_was_acknowledged_survives_a_kill(store: TestStore) {
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
        while !ask(address, "GET", "/readyz", "", "").await.is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            tokio::task::yield_now().await;
        }
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
