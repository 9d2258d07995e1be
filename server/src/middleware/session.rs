//! Finds the viewer of a request: reads the cookies, finds the session (one statement, and only with a cookie), chooses
//! the language, and makes the [`Cx`] that pages and actions work with. Removes the flash message once it was shown,
//! and makes the browser forget stored pages once its session is over.

use super::address;
use crate::state::AppState;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::Response,
};
use cabildo_app::{
    account::browser::browser_cookie,
    act::{
        FLASH_COOKIE, Jar, LOCALE_COOKIE, cookie, form_key_in, local_path, refuse_unread,
        session_cookie,
    },
    flash::Flash,
    i18n::Formats,
    opinion::caller::PASS_COOKIE,
    request::{Cx, Request as CxRequest},
};
use cabildo_domain::{Locale, Refusal, Viewer};
use cabildo_service::session::Origin;
use std::net::SocketAddr;

/// Makes the request's [`Cx`].
pub async fn open(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let secure = state.site.is_secure();
    let shows_flash = request.method() == Method::GET;
    let (mut parts, body) = request.into_parts();
    let (cx, renewed, unknown) = context(&state, &parts, secure).await;
    if let Some(refusal) = unknown {
        parts.extensions.insert(Unknown(refusal));
    }
    // A flash cookie that is not ours is removed too.
    let had_flash = shows_flash && Jar::of(&parts.headers, secure).get(FLASH_COOKIE).is_some();
    parts.extensions.insert(cx);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if had_flash
        && is_page
        && let Ok(value) = HeaderValue::from_str(&cookie(FLASH_COOKIE, "", 0, secure))
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    match cookie_set(&response, session_cookie(secure)) {
        Some(CookieSet::Taken) => {
            response
                .headers_mut()
                .insert("clear-site-data", HeaderValue::from_static("\"cache\""));
        }
        Some(CookieSet::Given) => {}
        None => {
            if let Some(value) = renewed {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
    }
    response
}

/// The change of a cookie by an answer.
enum CookieSet {
    Given,
    Taken,
}

fn cookie_set(response: &Response, name: &str) -> Option<CookieSet> {
    let mut sets = response.headers().get_all(header::SET_COOKIE).iter();
    let value = sets.find_map(|set| {
        let value = set.to_str().ok()?.strip_prefix(name)?.strip_prefix('=')?;
        Some(value.starts_with(';'))
    });
    value.map(|is_empty| {
        if is_empty {
            CookieSet::Taken
        } else {
            CookieSet::Given
        }
    })
}

/// Why the session of a request could not be read.
#[derive(Clone)]
struct Unknown(Refusal);

/// Refuses a request whose session cannot be read: treating its owner as a visitor would lose their input. A form comes
/// back in the page, to be sent again.
pub async fn known_only(cx: Cx, request: Request, next: Next) -> Response {
    match request.extensions().get::<Unknown>().cloned() {
        Some(Unknown(refusal)) => refuse_unread(&cx, request, refusal).await,
        None => next.run(request).await,
    }
}

/// The request's context; the session's cookie, when its life was just prolonged; and why the session could not be read.
async fn context(
    state: &AppState,
    request: &Parts,
    secure: bool,
) -> (Cx, Option<HeaderValue>, Option<Refusal>) {
    let headers = &request.headers;
    let jar = Jar::of(headers, secure);
    let session_token = jar.get(session_cookie(secure)).map(str::to_owned);
    let (session, unknown) = match &session_token {
        Some(token) => match state.service.sessions().viewer(token).await {
            Ok(session) => (session, None),
            Err(error) => (None, Some(error.into_refusal())),
        },
        None => (None, None),
    };
    let now = state.service.now();
    // The session's cookie lives as long as the session.
    let renewed = session
        .as_ref()
        .filter(|session| session.renewed)
        .zip(session_token.as_deref())
        .and_then(|(session, token)| {
            let lives = session.expires_at.since(now).as_seconds();
            HeaderValue::from_str(&cookie(session_cookie(secure), token, lives, secure)).ok()
        });
    let chosen = jar.get(LOCALE_COOKIE).and_then(Locale::from_tag);
    let (viewer, locale) = match session {
        Some(session) => (session.viewer, chosen.or(Some(session.locale))),
        None => (Viewer::Visitor, chosen),
    };
    let text = |name: header::HeaderName| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let accepts = text(header::ACCEPT_LANGUAGE);
    let locale = locale.unwrap_or_else(|| Locale::negotiate(accepts));
    let peer = request
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let (now, account) = (state.service.now(), viewer.account());
    let flash = jar
        .get(FLASH_COOKIE)
        .and_then(|sealed| Flash::open(&state.service, account, now, sealed));
    let cx = Cx::from(CxRequest {
        service: state.service.clone(),
        site: state.site.clone(),
        viewer,
        session_token,
        locale,
        formats: Formats::negotiate(locale, accepts),
        now,
        path_and_query: request
            .uri
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string),
        referer: own_referer(headers),
        form_key: form_key_in(&jar, &state.service),
        passes: jar
            .beginning(PASS_COOKIE)
            .map(|(slug, pass)| (slug.to_owned(), pass.to_owned()))
            .collect(),
        flash,
        origin: Origin {
            address: peer.map(|peer| address::client(peer, headers, &state.trusted_proxies)),
            agent: text(header::USER_AGENT).to_owned(),
            browser: jar
                .get(browser_cookie(secure))
                .unwrap_or_default()
                .to_owned(),
        },
    });
    (cx, renewed, unknown)
}

/// The path of the page of ours that the request came from.
fn own_referer(headers: &HeaderMap) -> Option<String> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let (_, rest) = text(header::REFERER)?.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    (Some(host) == text(header::HOST)).then(|| local_path(&format!("/{path}"), "/"))
}
