//! Permissions: opens every page and every address of the API, and sends every form, as nobody, a resident, a
//! moderator, a lab and an administrator, and compares the answers with a table.
//!
//! The addresses come from the program's routes, so a new one fails these tests until it has a row: a page in
//! [`pages`], a server function in [`actions`].

mod actions;
mod pages;

use crate::{
    hostile::{
        requests, routes,
        stage::{self, Place},
    },
    support::{Browser, Page, Setup, TestApp},
};
use axum::http::StatusCode;
use cabildo_domain::{
    Role,
    consultation::{Slug, State},
};
use cabildo_store::{consultation, suite};

/// A name and a role, or nobody.
type Person = (&'static str, Option<Role>);

/// The columns of the tables: nobody, a resident, a moderator, a lab and an administrator. The resident wrote nothing
/// on the stage.
const PEOPLE: [Person; 5] = [
    ("Nobody", None),
    ("Resident", Some(Role::Resident)),
    ("Moderator", Some(Role::Moderator)),
    ("Lab", Some(Role::Lab)),
    ("Admin", Some(Role::Admin)),
];

/// The consultations of the stage.
const SLUGS: [&str; 2] = ["hostile", "mapped"];

/// The browser of one of [`PEOPLE`]; a new person each time, since some forms end a session or an account.
async fn browser(app: &TestApp, (name, role): Person) -> Browser {
    match role {
        Some(role) => app.person(name, role).await,
        None => app.browser(),
    }
}

/// A platform on which each page of the program has something to show.
async fn city(store: cabildo_store::testing::TestStore) -> (TestApp, Place) {
    let setup = Setup {
        unhurried: true,
        ..Setup::default()
    };
    let app = TestApp::made(store, setup);
    let place = stage::fill(&app).await;
    (app, place)
}

/// Makes the consultations of the stage drafts again, with all that is in them.
async fn unpublish(app: &TestApp) {
    for slug in SLUGS {
        let mut tx = app.store.write().await.unwrap();
        let slug = Slug::parse(slug).unwrap();
        let mut row = consultation::by_slug(&mut tx, &slug)
            .await
            .unwrap()
            .expect("a consultation of the stage");
        row.state = State::Draft;
        let changed = consultation::update(&mut tx, &row, row.revision).await;
        assert!(changed.unwrap(), "{slug} is a draft");
        tx.commit().await.unwrap();
    }
}

/// The ids and secrets of the stage, put into an address or the fields of a form.
fn with_ids(template: &str, place: &Place) -> String {
    let ids = [
        ("{proposal}", &place.proposal),
        ("{hidden}", &place.hidden),
        ("{comment}", &place.comment),
        ("{answer}", &place.answer),
        ("{secret}", &place.secret),
        ("{account}", &place.account),
    ];
    ids.iter().fold(template.to_owned(), |text, (name, id)| {
        text.replace(name, id)
    })
}

/// Whether a row of a table is about something in a consultation.
fn is_in_a_consultation(row: &str) -> bool {
    let ids = ["{proposal}", "{hidden}", "{comment}", "{answer}"];
    SLUGS.iter().chain(&ids).any(|name| row.contains(name))
}

/// The cell of a table for an answer.
fn cell(page: &Page) -> String {
    assert!(
        !page.status.is_server_error(),
        "{}: {} {}",
        page.path,
        page.status,
        page.body
    );
    match page.status {
        StatusCode::OK => "ok".to_owned(),
        status => status.as_u16().to_string(),
    }
}

/// The number of people who may not know of a draft: everybody below the lab.
const BELOW_THE_LAB: usize = 3;

/// These answer alike whether there is such a consultation or not: the search finds nothing in a draft, and somebody who
/// is signed in is sent to the map without a look at the invitation.
const ALIKE: [&str; 2] = ["/act/search/similar", "/act/opinion/join"];

/// The same row for people below the lab when the consultation is a draft. A person who may never send the form is
/// refused first; the others get "not found".
fn of_a_draft(cells: &str) -> Vec<&str> {
    let cells: Vec<&str> = cells.split(' ').collect();
    let is_for_a_role = cells[0] == "401" && cells[2..].iter().any(|cell| *cell != "403");
    let hidden = |cell: &&'_ str| match *cell {
        "401" => "401",
        "403" if is_for_a_role => "403",
        _ => "404",
    };
    cells[..BELOW_THE_LAB].iter().map(hidden).collect()
}

/// A browser of each of the people.
async fn browsers(app: &TestApp, people: &[Person]) -> Vec<Browser> {
    let mut browsers = Vec::new();
    for person in people {
        browsers.push(browser(app, *person).await);
    }
    browsers
}

/// The answers that each person gets for a page, or for a piece of one.
async fn opened(browsers: &mut [Browser], path: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for browser in browsers {
        let page = if path.starts_with("/act/") {
            browser.ask(path).await
        } else {
            browser.ask_for_page(path).await
        };
        cells.push(cell(&page));
    }
    cells
}

suite! {
    async fn each_page_answers_each_role_as_the_table_says(store: TestStore) {
        let (app, place) = city(store).await;
        let mut everybody = browsers(&app, &PEOPLE).await;
        let mut wrong = Vec::new();
        for (address, cells) in pages::TABLE {
            let got = opened(&mut everybody, &with_ids(address, &place)).await.join(" ");
            if got != *cells {
                wrong.push(format!("{address}: {got} instead of {cells}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let mut known = routes::pages();
        known.extend(routes::api(&mut app.browser()).await);
        let without_row: Vec<_> = known
            .iter()
            .filter(|route| !pages::TABLE.iter().any(|(address, _)| routes::fits(route, address)))
            .collect();
        assert!(without_row.is_empty(), "add rows for these new pages to permission/pages.rs: {without_row:?}");
    }

    async fn each_server_function_answers_each_role_as_the_table_says(store: TestStore) {
        let (app, place) = city(store).await;
        let mut wrong = Vec::new();
        for (action, fields, cells) in actions::TABLE {
            let got = actions::outcomes(&app, &place, &PEOPLE, (action, fields)).await.join(" ");
            if got != *cells {
                wrong.push(format!("{action} {fields}: {got} instead of {cells}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let known = requests::actions();
        let without_row: Vec<_> = known
            .iter()
            .filter(|path| !actions::TABLE.iter().any(|(action, ..)| action == *path))
            .collect();
        assert!(without_row.is_empty(), "add rows for these new server functions to permission/actions.rs: {without_row:?}");
    }

    async fn only_the_author_changes_a_text(store: TestStore) {
        let (app, place) = city(store).await;
        let mut author = place.browsers[1].clone();
        for (action, fields) in actions::OF_THE_AUTHOR {
            let others = actions::outcomes(&app, &place, &PEOPLE, (action, fields)).await;
            assert_eq!(others.join(" "), "401 403 403 403 403", "{action}");
            let page = actions::send(&mut author, action, &with_ids(fields, &place)).await;
            assert_eq!(cell(&page), "ok", "{action}: {}", page.body);
        }
    }

    async fn only_the_lab_finds_the_pages_of_a_draft(store: TestStore) {
        let (app, place) = city(store).await;
        unpublish(&app).await;
        let below = &PEOPLE[..BELOW_THE_LAB];
        let mut browsers = browsers(&app, below).await;
        let is_hidden = |name: &str, row: &str| is_in_a_consultation(row) && !ALIKE.iter().any(|alike| name.starts_with(alike));
        let mut wrong = Vec::new();
        for (address, cells) in pages::TABLE.iter().filter(|(address, _)| is_hidden(address, address)) {
            let got = opened(&mut browsers, &with_ids(address, &place)).await;
            let expected = of_a_draft(cells);
            if got != expected {
                wrong.push(format!("{address}: {got:?} instead of {expected:?}"));
            }
        }
        for (action, fields, cells) in actions::TABLE.iter().filter(|(action, fields, _)| is_hidden(action, fields)) {
            let got = actions::outcomes(&app, &place, below, (action, fields)).await;
            let expected = of_a_draft(cells);
            if got != expected {
                wrong.push(format!("{action} {fields}: {got:?} instead of {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
