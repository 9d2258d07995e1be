//! No form costs more than its size: a form of twice the size costs about twice as much, from every sender and at every
//! address.

use super::requests::{FORM, actions, send};
use crate::{
    comment::a_proposal,
    support::{Browser, Setup, TestApp},
};
use axum::http::{Method, StatusCode};
use cabildo_app::act::endpoint::{self, Least};
use cabildo_domain::Role;
use cabildo_store::testing::TestStore;
use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

/// Bytes of the smaller and of the larger form.
const SIZES: [usize; 2] = [125_000, 250_000];
/// A form that seems too costly is tried so many times, and the cheapest run counts: other work of the machine makes a
/// run more costly, never less.
const RUNS: usize = 7;
/// Below this duration the clock is too coarse.
const FLOOR: Duration = Duration::from_micros(300);

/// The pieces of a body: from the number of a piece to its text.
type Piece = fn(usize) -> String;

/// Small fields of each kind that a form may have, and lists of one line after the other.
const BODIES: [(&str, Piece); 7] = [
    ("rows", |n| format!("phases[{n}][name]=a&")),
    ("rows with gaps", |n| {
        format!("ladder[{}][owes]=a&", n * 7919)
    }),
    ("fields", |n| format!("f{n}=a&")),
    ("one field again and again", |_| "title=a&".to_owned()),
    ("one list", |n| format!("group_names[{n}]=a&")),
    ("deeper and deeper", |_| "[a]".to_owned()),
    ("nothing", |_| "&".to_owned()),
];

/// Fields that make the rest of each form right, so that as much work as possible is done with the body.
const RIGHT: &str = "slug=imagine&number=1&at=imagine&id=x&kind=comment&reason=x&secret=x&account=x&role=x&locale=en&answer=agree&";

fn body(piece: Piece, size: usize, head: &str) -> String {
    let mut body = head.to_owned();
    let mut number = 0;
    while body.len() < size {
        body += &piece(number);
        number += 1;
    }
    body.truncate(size);
    body
}

/// Lines of a list: the longest of the program are areas, themes and statements.
fn lines(size: usize) -> String {
    let line = "a%0A";
    let each = line.repeat(size / 3 / line.len());
    format!("{RIGHT}areas={each}&themes={each}&statements={each}&body=x")
}

fn spent() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// The processor time of this thread, which handles the request, at best.
async fn cost(
    browser: &mut Browser,
    action: &str,
    body: &str,
    runs: usize,
) -> (Duration, StatusCode) {
    let mut least = (Duration::MAX, StatusCode::OK);
    for _ in 0..runs {
        let before = spent();
        let page = send(browser, Method::POST, action, FORM, body.to_owned()).await;
        let took = spent().saturating_sub(before);
        if took < least.0 {
            least = (took, page.status);
        }
    }
    least
}

#[test]
fn every_server_function_says_who_may_send_it_and_how_much() {
    let undeclared: Vec<_> = actions()
        .into_iter()
        .filter(|action| endpoint::of(action).is_none())
        .collect();
    assert!(
        undeclared.is_empty(),
        "declare in the feature's endpoint.rs: {undeclared:?}"
    );
    let unknown: Vec<_> = endpoint::all()
        .filter(|endpoint| !actions().contains(&endpoint.path))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[tokio::test]
async fn a_form_is_not_read_before_its_sender_may_send_it() {
    let setup = Setup {
        unhurried: true,
        ..Setup::default()
    };
    let app = TestApp::made(TestStore::sqlite().await, setup);
    let mut people = [
        (Role::Resident, app.resident("Ben").await),
        (Role::Moderator, app.moderator().await),
        (Role::Lab, app.lab().await),
    ];
    for endpoint in endpoint::all() {
        // The body is unreadable: senders with the right to send it learn that, all others only that they may not send
        // it.
        let unreadable = b"\xFF[[[]=%ZZ&slug".to_vec();
        let nobody = send(
            &mut app.browser(),
            Method::POST,
            endpoint.path,
            FORM,
            unreadable.clone(),
        )
        .await;
        let asks = endpoint.least != Least::Anyone;
        assert_eq!(
            nobody.status == StatusCode::UNAUTHORIZED,
            asks,
            "{}: {}",
            endpoint.path,
            nobody.status
        );
        for (role, browser) in &mut people {
            let page = send(
                browser,
                Method::POST,
                endpoint.path,
                FORM,
                unreadable.clone(),
            )
            .await;
            let may = match endpoint.least {
                Least::Anyone | Least::Guest => true,
                Least::May(capability) => role.may(capability),
            };
            assert_eq!(
                page.status != StatusCode::FORBIDDEN,
                may,
                "{role:?} {}: {}",
                endpoint.path,
                page.status
            );
            if endpoint.path == "/act/log-out" || endpoint.path == "/act/log-in" {
                *browser = app.person("Again", *role).await;
            }
        }
    }
}

#[tokio::test]
async fn a_form_of_twice_the_size_costs_about_twice_as_much() {
    let setup = Setup {
        unhurried: true,
        ..Setup::default()
    };
    let app = TestApp::made(TestStore::sqlite().await, setup);
    a_proposal(&app).await;
    let mut people = [
        ("nobody", app.browser()),
        ("admin", app.person("Zoe", Role::Admin).await),
    ];
    let mut dear = Vec::new();
    for action in actions() {
        for (who, browser) in &mut people {
            let mut forms: Vec<(&str, [String; 2])> = BODIES
                .iter()
                .map(|(name, piece)| (*name, SIZES.map(|size| body(*piece, size, RIGHT))))
                .collect();
            forms.push(("lines", SIZES.map(lines)));
            for (name, [small, large]) in forms {
                let (mut once, _) = cost(browser, action, &small, 1).await;
                let (mut twice, status) = cost(browser, action, &large, 1).await;
                if twice > 3 * once.max(FLOOR) {
                    // It may have been something else that the machine did.
                    once = cost(browser, action, &small, RUNS).await.0;
                    twice = cost(browser, action, &large, RUNS).await.0;
                }
                assert!(!status.is_server_error(), "{who} {action} {name}: {status}");
                if twice > 3 * once.max(FLOOR) {
                    dear.push(format!("{who} {action} {name}: {once:?}, then {twice:?}"));
                }
            }
        }
    }
    assert!(dear.is_empty(), "{dear:#?}");
}

#[tokio::test]
async fn a_form_of_more_fields_than_it_has_is_refused_before_it_is_read() {
    let setup = Setup {
        unhurried: true,
        ..Setup::default()
    };
    let app = TestApp::made(TestStore::sqlite().await, setup);
    a_proposal(&app).await;
    let mut zoe = app.person("Zoe", Role::Admin).await;
    let many = |count: usize| {
        (0..count)
            .map(|n| format!("phases[{n}][name]=a&"))
            .collect::<String>()
            + RIGHT
    };
    for action in actions() {
        let page = send(&mut zoe, Method::POST, action, FORM, many(1_000)).await;
        let is_asked_with_get = page.status == StatusCode::METHOD_NOT_ALLOWED;
        assert!(
            is_asked_with_get || page.status == StatusCode::PAYLOAD_TOO_LARGE,
            "{action}: {}",
            page.status
        );
    }
    let editor = zoe.get("/lab/c/imagine").await;
    let loaded = editor.form("/act/consultation/edit");
    let revision = loaded.into_iter().find(|(name, _)| name == "revision");
    let revision = revision.expect("the revision it was loaded from").1;
    let page = send(
        &mut zoe,
        Method::POST,
        "/act/consultation/edit",
        FORM,
        many(60) + "revision=" + &revision,
    )
    .await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "a few rows too many are a mistake that the form explains"
    );
    assert!(zoe.get("/lab/c/imagine").await.has("#phases-error"));
    let mut nobody = app.browser();
    for action in actions() {
        let page = send(&mut nobody, Method::POST, action, FORM, many(1_200)).await;
        assert!(page.status.is_client_error(), "{action}: {}", page.status);
    }
}
