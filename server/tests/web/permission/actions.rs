//! The table of server functions: for each a form that it accepts, and the answers that [`super::PEOPLE`] get when they
//! send it one after the other.

use super::{Person, browser, cell, with_ids};
use crate::{
    hostile::{requests::FORM, stage::Place},
    support::{Browser, Page, TestApp, people::PASSWORD},
};
use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, StatusCode, header, request::Builder},
};

const EVERYBODY: &str = "ok ok ok ok ok";
const ACCOUNTS: &str = "401 ok ok ok ok";
const MODERATORS: &str = "401 403 ok ok ok";
const LABS: &str = "401 403 403 ok ok";
const ADMINS: &str = "401 403 403 403 ok";
const AUTHORS: &str = "401 403 403 403 403";
/// An answer is shown to its writer first: a redirect to the page with the preview.
const PREVIEWED: &str = "401 403 303 303 303";

/// The address of each server function, the fields of a form, and the cells. Forms that are out of date (409) were let
/// in. A threshold is held once: everybody after the first is told so.
pub const TABLE: &[(&str, &str, &str)] = &[
    (
        "/act/sign-up",
        "display_name=New {n}&email=new{n}@example.org&password={password}",
        EVERYBODY,
    ),
    (
        "/act/log-in",
        "email=resident@example.org&password={password}",
        EVERYBODY,
    ),
    ("/act/log-out", "", EVERYBODY),
    ("/act/locale", "locale=es", EVERYBODY),
    (
        "/act/account/profile",
        "display_name=Other {n}&locale=en",
        ACCOUNTS,
    ),
    (
        "/act/account/password",
        "current={password}&new=four very wet dogs",
        ACCOUNTS,
    ),
    ("/act/account/session/end", "id={account}", ACCOUNTS),
    ("/act/account/session/end-others", "", ACCOUNTS),
    (
        "/act/account/erase",
        "password={password}&confirm=yes",
        ACCOUNTS,
    ),
    ("/act/admin/role", "account={account}&role=resident", ADMINS),
    ("/act/admin/names", "names=Town hall", "401 403 403 403 409"),
    ("/act/admin/address/give", "account={account}", ADMINS),
    (
        "/act/admin/address/change",
        "account={account}&email=ana@example.com",
        ADMINS,
    ),
    (
        "/act/consultation/create",
        "template=open_call&title=Trees everywhere&summary=Where to plant&language=en",
        LABS,
    ),
    (
        "/act/consultation/edit",
        "at=hostile&revision=0&title=Trees",
        "401 403 403 409 409",
    ),
    ("/act/consultation/publish", "at=hostile", LABS),
    ("/act/consultation/archive", "at=hostile", LABS),
    ("/act/consultation/reopen", "at=hostile", LABS),
    (
        "/act/proposal/propose",
        "slug=hostile&title=Trees {n} for all&body=Many of them, please, {n}.&step=publish",
        ACCOUNTS,
    ),
    (
        "/act/proposal/edit",
        "slug=hostile&number=1&title=Trees for all&body=Many of them.&revision=2",
        AUTHORS,
    ),
    ("/act/proposal/withdraw", "slug=hostile&number=1", AUTHORS),
    ("/act/proposal/support", "slug=hostile&number=3", ACCOUNTS),
    ("/act/proposal/unsupport", "slug=hostile&number=3", ACCOUNTS),
    (
        "/act/proposal/answer",
        "slug=hostile&number=3&status=accepted&body=They will be planted in spring.",
        PREVIEWED,
    ),
    (
        "/act/proposal/correct-answer",
        "slug=hostile&number=1&id={answer}&revision=2&status=accepted&body=They will be planted in spring, {n}.&reason=It was a slip.",
        PREVIEWED,
    ),
    (
        "/act/comment/new",
        "slug=hostile&number=1&body=Yes {n}.",
        ACCOUNTS,
    ),
    (
        "/act/comment/edit",
        "slug=hostile&number=1&id={comment}&body=Yes.",
        AUTHORS,
    ),
    ("/act/comment/delete", "id={comment}", AUTHORS),
    ("/act/comment/react", "id={comment}&reaction=up", ACCOUNTS),
    (
        "/act/report",
        "kind=comment&id={comment}&reason=other&note=Look {n}.",
        ACCOUNTS,
    ),
    (
        "/act/report",
        "kind=proposal&id={hidden}&reason=other&note=Look {n}.",
        AUTHORS,
    ),
    (
        "/act/moderation/hide",
        "kind=comment&id={comment}&reason=Rude.",
        MODERATORS,
    ),
    (
        "/act/moderation/restore",
        "kind=comment&id={comment}&reason=Not rude.",
        MODERATORS,
    ),
    (
        "/act/moderation/dismiss",
        "kind=proposal&id={proposal}&reason=All right.",
        MODERATORS,
    ),
    (
        "/act/support-desk/hold",
        "at=hostile&number=3&rung=6&reason=Look.",
        "401 403 ok 403 403",
    ),
    (
        "/act/support-desk/release",
        "at=hostile&number=3&rung=6",
        MODERATORS,
    ),
    (
        "/act/opinion/vote",
        "slug=mapped&number=1&answer=agree&live=true",
        ACCOUNTS,
    ),
    (
        "/act/opinion/add",
        "slug=mapped&text=More trees {n} along the river&language=en",
        ACCOUNTS,
    ),
    (
        "/act/opinion/join",
        "slug=mapped&secret={secret}&pseudonym=Guest {n}",
        EVERYBODY,
    ),
    ("/act/opinion/guest", "slug=mapped&mine=yes", ACCOUNTS),
    ("/act/opinion/statement", "slug=mapped&number=1", EVERYBODY),
    ("/act/opinion/similar", "slug=mapped&text=trees", EVERYBODY),
    ("/act/search/complete", "q=alert", EVERYBODY),
    ("/act/search/similar", "slug=hostile&title=alert", EVERYBODY),
    ("/act/opinion-desk/accept", "at=mapped&number=7", MODERATORS),
    (
        "/act/opinion-desk/reject",
        "at=mapped&number=7&reason=Twice.",
        MODERATORS,
    ),
    (
        "/act/opinion-desk/restore",
        "at=mapped&number=7&reason=Not twice.",
        MODERATORS,
    ),
    (
        "/act/opinion-desk/edit",
        "at=mapped&number=1&text=The old town needs more trees.&language=en&revision=1&meta=on",
        MODERATORS,
    ),
    (
        "/act/opinion-desk/exclude",
        "at=mapped&number=1&reason=A robot.",
        MODERATORS,
    ),
    (
        "/act/opinion-desk/readmit",
        "at=mapped&number=1",
        MODERATORS,
    ),
    (
        "/act/opinion-desk/exclude-burst",
        "at=mapped&first=3&reason=A robot.",
        MODERATORS,
    ),
    (
        "/act/opinion-desk/readmit-together",
        "at=mapped&exclusion=1",
        MODERATORS,
    ),
    (
        "/act/opinion-desk/seed",
        "at=mapped&statements=Seed number {n} grows&language=en&step=add",
        LABS,
    ),
    (
        "/act/opinion-desk/rules",
        "at=mapped&contributions=open&invitations=on&statements_each=5",
        LABS,
    ),
    (
        "/act/opinion-desk/invite",
        "at=mapped&label=Club {n}&most=10",
        LABS,
    ),
    (
        "/act/opinion-desk/revoke",
        "at=mapped&id={account}",
        "401 403 403 404 404",
    ),
];

/// Forms that only the author of the thing may send, in an order in which all can be sent.
pub const OF_THE_AUTHOR: &[(&str, &str)] = &[
    (
        "/act/comment/edit",
        "slug=hostile&number=1&id={comment}&body=Yes.",
    ),
    ("/act/comment/delete", "id={comment}"),
    (
        "/act/proposal/edit",
        "slug=hostile&number=3&title=Trees for all&body=Many of them, please.&revision=1",
    ),
    ("/act/proposal/withdraw", "slug=hostile&number=3"),
];

/// Sends a form as an island does, which gets the result as a status; a function that is asked with GET is asked so.
pub async fn send(browser: &mut Browser, action: &str, fields: &str) -> Page {
    let body = fields.replace(' ', "+");
    let request = |builder: Builder, body: String| -> Request<Body> {
        let mut request = builder
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from(body))
            .expect("a request");
        let island = HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::ACCEPT, island);
        request
    };
    let posted = request(browser.request(Method::POST, action), body.clone());
    let page = browser.send(posted).await;
    if page.status != StatusCode::METHOD_NOT_ALLOWED {
        return page;
    }
    let asked = browser.request(Method::GET, &format!("{action}?{body}"));
    browser.send(request(asked, String::new())).await
}

/// The answers that the people get for the form, one after the other.
pub async fn outcomes(
    app: &TestApp,
    place: &Place,
    people: &[Person],
    (action, fields): (&str, &str),
) -> Vec<String> {
    let mut cells = Vec::new();
    for (n, person) in people.iter().enumerate() {
        let mut browser = browser(app, *person).await;
        let fields = with_ids(fields, place)
            .replace("{n}", ["one", "two", "three", "four", "five"][n])
            .replace("{password}", PASSWORD);
        cells.push(cell(&send(&mut browser, action, &fields).await));
    }
    cells
}
