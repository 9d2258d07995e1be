//! The layer between a posted form and a server function: who may send it, redirects, flash messages, refused forms,
//! cookies.
//!
//! A form posts to a server function's endpoint under `/act`; [`endpoint`] says how large each form may be and who may
//! send it, before anything is read. The function calls a use-case and says through [`Reply`] where to go next. A
//! browser gets a redirect (post/redirect/get) or an error page with the right status; an island, which asks for a
//! fragment, gets the fragment or the refusal as JSON. Without a session the answer is a [`Failure`] with the posted
//! form: the feature of accounts turns it into the log-in, which carries the input along ([`Carried`]).
//!
//! This layer knows no feature: each feature declares its endpoints and their limits in its `endpoint.rs`.

mod again;
mod carried;
pub mod cookie;
pub mod endpoint;
mod field;
mod form;
mod forms;
mod input;
mod local;
mod message;
mod place;
mod reply;
mod shown;

pub use self::cookie::{FLASH_COOKIE, FORM_COOKIE, Jar, LOCALE_COOKIE, cookie, session_cookie};
pub use again::{refuse_unread, too_fast};
pub use carried::Carried;
pub use endpoint::Endpoint;
pub use field::Field;
pub use form::{Form, done, forget};
pub(crate) use forms::forms;
pub use input::Input;
pub(crate) use input::Posted;
pub use local::{local_path, onward};
pub(crate) use place::Place;
pub use reply::Reply;

use crate::{
    document::{Back, Failure, Kept, Typed},
    error::AppError,
    request::Cx,
    ui::fragment::Fragment,
};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Request, StatusCode, header},
    response::{IntoResponse, Response},
};
use cabildo_domain::{Refusal, address, limits};
use cabildo_service::entropy;
use form::is_kept_nowhere;
use leptos::prelude::provide_context;
use reply::Answer;
use server_fn::error::FromServerFnError;

/// The purpose for which the secret of refused forms is sealed.
const FORM_SEAL: &str = "form";

/// The secret under which this browser's refused forms are kept; sets its cookie anew.
fn form_key(cx: &Cx) -> String {
    let key = cx.form_key.clone().unwrap_or_else(|| {
        entropy::random_id(cx.service.entropy())
            .simple()
            .to_string()
    });
    let sealed = cx.service.seal(FORM_SEAL, "", &key);
    let secure = cx.site.is_secure();
    Reply::current().set_cookie(cookie(FORM_COOKIE, &sealed, 86_400, secure));
    key
}

/// The secret of refused forms in a browser's cookies, if it is one of ours: with a planted one, somebody else could
/// read the input.
pub fn form_key_in(jar: &Jar, service: &cabildo_service::Service) -> Option<String> {
    let key = service.unseal(FORM_SEAL, "", jar.get(FORM_COOKIE)?)?;
    Some(key.to_owned())
}

/// Whether a browser waits for a page, rather than an island for a fragment.
fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_none_or(|accept| {
            let is_island = accept.contains("json") || accept.contains(Fragment::MEDIA_TYPE);
            accept.contains("text/html") || !is_island
        })
}

/// Runs the server function of a request. The order of checks matters: the sender first, then the size, then the
/// content.
pub async fn handle(cx: Cx, request: Request<Body>) -> Response {
    let wants_page = wants_page(request.headers());
    let path = request.uri().path().to_owned();
    let is_known = server_fn::axum::server_fn_paths().any(|(known, _)| known == path);
    let Some(endpoint) = endpoint::of(&path).filter(|_| is_known) else {
        return Failure(Refusal::NotFound).into_response();
    };
    let admitted = endpoint.admits(&cx);
    let most = match &admitted {
        Ok(()) => endpoint.bytes,
        Err(_) => limits::BODY_BYTES.min(endpoint.bytes),
    };
    // Read the whole body before anything happens: a server function's own input has no limit.
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, most).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let posted = Posted::new(endpoint.path, endpoint.reader, &parts.headers, body.clone());
    if let Err(refusal) = admitted {
        return not_admitted(&cx, wants_page, refusal, &posted);
    }
    let asked = input::count_fields(parts.uri.query().unwrap_or_default().as_bytes());
    if input::count_fields(&body).max(asked) > endpoint.fields {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    let request = Request::from_parts(parts, Body::from(body));
    let (response, answer) = run(&cx, request).await;
    finish(&cx, wants_page, response, answer, (endpoint, posted)).await
}

/// Runs the server function as for a program; [`finish`] decides what a browser gets.
async fn run(cx: &Cx, mut request: Request<Body>) -> (Response, Answer) {
    request
        .headers_mut()
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let reply = Reply::default();
    let context = {
        let (cx, reply) = (cx.clone(), reply.clone());
        move || {
            provide_context(cx.clone());
            provide_context(reply.clone());
        }
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response();
    (response, reply.take())
}

/// Refuses a form that this viewer may not send at all.
fn not_admitted(cx: &Cx, wants_page: bool, refusal: Refusal, posted: &Posted) -> Response {
    if !wants_page {
        return for_island(refusal);
    }
    let mut page = Failure(refusal.clone()).into_response();
    let extensions = page.extensions_mut();
    extensions.insert(Back(cx.referer.clone()));
    if refusal == Refusal::SignInRequired {
        extensions.insert(posted.clone());
    } else {
        extensions.insert(Typed(posted.texts()));
    }
    page
}

async fn finish(
    cx: &Cx,
    wants_page: bool,
    response: Response,
    mut answer: Answer,
    asked: (&Endpoint, Posted),
) -> Response {
    let mut cookies = std::mem::take(&mut answer.cookies);
    // An island shows the message in place; kept for the next page it would appear late.
    cookies.extend(answer.flash_cookie(cx).filter(|_| wants_page));
    let mut finished = if response.status().is_success() {
        match (answer.shows_kept.take(), answer.shown.take()) {
            (Some(page), _) => see_other(&page),
            _ if !wants_page => response,
            (None, Some(page)) => page(cx, StatusCode::OK.as_u16()),
            (None, None) => {
                let onward = answer.location.or_else(|| cx.referer.clone());
                see_other(onward.as_deref().unwrap_or(address::HOME))
            }
        }
    } else {
        let refusal = refusal_in(response).await;
        if wants_page {
            refused(cx, refusal, answer, asked)
        } else {
            for_island(refusal)
        }
    };
    for cookie in cookies
        .iter()
        .filter_map(|cookie| HeaderValue::from_str(cookie).ok())
    {
        finished.headers_mut().append(header::SET_COOKIE, cookie);
    }
    finished
}

/// The answer to a browser whose server function refused.
fn refused(cx: &Cx, refusal: Refusal, answer: Answer, asked: (&Endpoint, Posted)) -> Response {
    let (endpoint, posted) = asked;
    if let Some(location) = answer.location {
        return see_other(&location);
    }
    let back = answer.back.or_else(|| cx.referer.clone());
    if let Some(page) = answer.shown {
        return page(cx, refusal.status());
    }
    if refusal == Refusal::SignInRequired {
        let mut page = Failure(refusal).into_response();
        page.extensions_mut().insert(Back(back));
        page.extensions_mut().insert(posted);
        return page;
    }
    let again = is_kept_nowhere(&refusal)
        .then(|| again::again(&posted, endpoint.fields))
        .flatten();
    let mut page = Failure(refusal).into_response();
    let extensions = page.extensions_mut();
    extensions.insert(Typed(answer.typed));
    extensions.insert(Back(back));
    if answer.kept {
        extensions.insert(Kept);
    }
    if let Some(again) = again {
        extensions.insert(again);
    }
    page
}

fn see_other(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, address::HOME)]).into_response(),
    }
}

/// The refusal that a server function put into its response.
async fn refusal_in(response: Response) -> Refusal {
    match axum::body::to_bytes(response.into_body(), 64 * 1024).await {
        Ok(body) => AppError::de(body).0,
        Err(_) => Refusal::Internal {
            reference: String::new(),
        },
    }
}

fn for_island(refusal: Refusal) -> Response {
    let status =
        StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let retry_after = match refusal {
        Refusal::TooFast { seconds } | Refusal::Busy { seconds } => {
            Some(HeaderValue::from(seconds))
        }
        _ => None,
    };
    let kind = [(header::CONTENT_TYPE, "application/json")];
    let mut response = (status, kind, AppError(refusal).ser()).into_response();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}
