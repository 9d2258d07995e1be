//! Between a posted form and a server function: redirects, flash messages, refused forms, cookies.
//!
//! A form posts to a server function's endpoint under `/act`. The function calls a use-case and says through
//! [`Reply`] where to go next. A browser gets a redirect (post/redirect/get) or an error page with the right
//! status; an island, which asks for a fragment, gets that or the refusal as JSON.

mod again;

pub use again::{Again, refuse_unread, too_fast};

use crate::{
    document::{Back, Failure, Kept, Typed},
    error::AppError,
    lab::action::{CreateConsultation, EditConsultation},
    request::Cx,
    ui::{flash::Flash, fragment::Fragment},
};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Request, StatusCode, header},
    response::{IntoResponse, Response},
};
use cabildo_domain::{Refusal, Role, limits};
use cabildo_service::entropy;
use leptos::prelude::{expect_context, provide_context};
use serde::Serialize;
use server_fn::{ServerFn, error::FromServerFnError};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Where every server function lives.
pub const PREFIX: &str = "/act";
/// The cookie that carries a [`Flash`] across a redirect.
pub const FLASH_COOKIE: &str = "cabildo_flash";
/// The cookie with the secret under which this browser's refused forms are kept.
pub const FORM_COOKIE: &str = "cabildo_form";
/// The cookie with the chosen language.
pub const LOCALE_COOKIE: &str = "cabildo_locale";

/// The fields that people write in words, in the order of the forms; see [`Input::texts`].
const TEXTS: [&str; 5] = ["title", "body", "text", "note", "reason"];

/// The name of the session's cookie: `__Host-` wherever TLS is spoken.
pub const fn session_cookie(secure: bool) -> &'static str {
    if secure {
        "__Host-cabildo"
    } else {
        "cabildo_session"
    }
}

/// A `Set-Cookie` value; `seconds` 0 deletes.
pub fn cookie(name: &str, value: &str, seconds: i64, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// What an action answers besides its value.
#[derive(Clone, Default)]
pub struct Reply(Arc<Mutex<Answer>>);

#[derive(Default)]
struct Answer {
    location: Option<String>,
    back: Option<String>,
    typed: Vec<String>,
    kept: bool,
    flash: Option<String>,
    cookies: Vec<String>,
}

impl Reply {
    /// The reply of the current action.
    pub fn current() -> Self {
        expect_context::<Self>()
    }

    fn change(&self, change: impl FnOnce(&mut Answer)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Goes to a path of ours afterwards.
    pub fn redirect(&self, path: impl Into<String>) {
        let path = path.into();
        self.change(|answer| answer.location = Some(path));
    }

    /// Goes to a path of ours afterwards and says something there; an island says it itself.
    pub fn redirect_with(&self, cx: &Cx, path: impl Into<String>, flash: &Flash) {
        self.redirect(path);
        let cookie = cookie(FLASH_COOKIE, &flash.encode(), 60, cx.site.is_secure());
        self.change(|answer| answer.flash = Some(cookie));
    }

    /// Sets a cookie; see [`cookie`].
    pub fn set_cookie(&self, cookie: String) {
        self.change(|answer| answer.cookies.push(cookie));
    }

    /// The texts that an error page gives back to be copied.
    fn typed(&self, texts: Vec<String>) {
        self.change(|answer| answer.typed = texts);
    }

    /// The page that an error page links back to.
    pub fn back(&self, path: &str) {
        self.change(|answer| answer.back = Some(path.to_owned()));
    }
}

/// A local path that somebody asked to be sent to, or `fallback` when it is not one of ours. Browsers drop tabs and
/// line breaks from an address, so `/<tab>/elsewhere.example` would be another site: no control character passes.
pub fn local_path(wanted: &str, fallback: &str) -> String {
    let is_local = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && !wanted.starts_with("/act/")
        && !wanted.contains(|char: char| char == '\\' || char.is_control())
        && wanted.len() < 2_000
        && wanted.is_ascii();
    if is_local {
        wanted.to_owned()
    } else {
        fallback.to_owned()
    }
}

/// What was typed into a form, by field name. Never holds a password.
#[derive(Clone, Debug, Default)]
pub struct Input(pub BTreeMap<String, String>);

impl Input {
    /// The fields of a form's struct; nested ones are named as the browser names them: `phases[0][name]`.
    pub fn of(form: &impl Serialize) -> Self {
        let mut fields = BTreeMap::new();
        flatten(
            String::new(),
            serde_json::to_value(form).unwrap_or_default(),
            &mut fields,
        );
        fields.retain(|name, _| !name.contains("password"));
        Self(fields)
    }

    /// What people wrote in words, which would cost them time to write again.
    fn texts(&self) -> Vec<String> {
        // A reason may also be one of a list: those are words of ours.
        let is_choice = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        TEXTS
            .iter()
            .filter_map(|name| self.0.get(*name))
            .filter(|text| !is_choice(text))
            .cloned()
            .collect()
    }

    /// With another field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }
}

fn flatten(name: String, value: serde_json::Value, fields: &mut BTreeMap<String, String>) {
    use serde_json::Value::{Array, Bool, Null, Number, Object, String as Text};
    let child = |key: String| {
        if name.is_empty() {
            key
        } else {
            format!("{name}[{key}]")
        }
    };
    match value {
        Null => {}
        Bool(ticked) => drop(fields.insert(
            name,
            if ticked {
                "on".to_owned()
            } else {
                String::new()
            },
        )),
        Number(number) => drop(fields.insert(name, number.to_string())),
        Text(text) => drop(fields.insert(name, text)),
        Array(items) => {
            for (index, item) in items.into_iter().enumerate() {
                flatten(child(index.to_string()), item, fields);
            }
        }
        Object(entries) => {
            for (key, item) in entries {
                flatten(child(key), item, fields);
            }
        }
    }
}

/// A form was refused: keeps what was typed, and sends the browser back to `page`, where [`Cx::kept`] finds it
/// under the name `form`. What is not about the form's content (not found, forbidden, too fast, busy) becomes an
/// error page with a link back and the texts to copy, since the form may be gone; they are kept all the same.
///
/// # Errors
/// The refusal, for [`handle`] to turn into a page or JSON.
pub async fn refuse(
    cx: &Cx,
    form: &str,
    page: &str,
    input: Input,
    error: impl Into<cabildo_service::Error>,
) -> Result<(), AppError> {
    let refusal = error.into().into_refusal();
    let reply = Reply::current();
    reply.back(page);
    let key = cx.form_key.clone().unwrap_or_else(|| {
        entropy::random_id(cx.service.entropy())
            .simple()
            .to_string()
    });
    reply.set_cookie(cookie(FORM_COOKIE, &key, 86_400, cx.site.is_secure()));
    match cx
        .service
        .keep_form(&key, form, cx.viewer.account(), &input.0, &refusal)
        .await
    {
        Ok(()) => reply.change(|answer| answer.kept = !input.0.is_empty()),
        Err(error) => tracing::error!(?error, form, "a refused form could not be kept"),
    }
    let about_the_form = matches!(
        refusal,
        Refusal::Invalid { .. }
            | Refusal::Outdated { .. }
            | Refusal::Closed { .. }
            | Refusal::Enough { .. }
            | Refusal::WrongCredentials
            // The form's page asks the question that must be answered first.
            | Refusal::Forbidden {
                need: cabildo_domain::refusal::Need::GuestSettled,
            }
    );
    if about_the_form {
        reply.redirect(page);
    } else {
        reply.typed(input.texts());
    }
    Err(AppError(refusal))
}

/// Forgets what was kept for `form`, after it succeeded.
pub async fn forget(cx: &Cx, form: &str) {
    if let Some(key) = &cx.form_key
        && let Err(error) = cx.service.drop_form(key, form).await
    {
        tracing::warn!(?error, form, "a kept form could not be dropped");
    }
}

/// Whether a browser waits for a page, not an island for a fragment.
fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_none_or(|accept| {
            let is_island = accept.contains("json") || accept.contains(Fragment::MEDIA_TYPE);
            accept.contains("text/html") || !is_island
        })
}

/// How much may be posted there: the lab's form of a whole consultation holds more than any other.
fn most_bytes(cx: &Cx, path: &str) -> usize {
    let is_editor = path == CreateConsultation::PATH || path == EditConsultation::PATH;
    if is_editor && cx.viewer.has(Role::Lab) {
        limits::EDITOR_BYTES
    } else {
        limits::BODY_BYTES
    }
}

/// Runs the server function a request is for.
pub async fn handle(cx: Cx, request: Request<Body>) -> Response {
    let wants_page = wants_page(request.headers());
    let path = request.uri().path().to_owned();
    let is_known = server_fn::axum::server_fn_paths().any(|(known, _)| known == path);
    if !is_known {
        return Failure(Refusal::NotFound).into_response();
    }
    // Read whole before anything happens: a server function's own input has no limit.
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, most_bytes(&cx, &path)).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let sent = (parts.clone(), body.clone());
    let mut request = Request::from_parts(parts, Body::from(body));
    // The function answers as to a program; what a browser gets is decided in `finish`.
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
    let answer = std::mem::take(&mut *reply.0.lock().unwrap_or_else(PoisonError::into_inner));
    let mut finished = finish(&cx, wants_page, response, answer).await;
    let refusal = finished.extensions().get::<Failure>();
    if refusal.is_some_and(|failure| matches!(failure.0, Refusal::Busy { .. })) {
        // Nothing could be kept in a database that takes nothing.
        let (parts, body) = sent;
        again::offer_again(&mut finished, Request::from_parts(parts, Body::from(body))).await;
    }
    finished
}

async fn finish(cx: &Cx, wants_page: bool, response: Response, answer: Answer) -> Response {
    let Answer {
        location,
        back,
        typed,
        kept,
        flash,
        mut cookies,
    } = answer;
    // An island says it in place; kept for the next page it would come late.
    cookies.extend(flash.filter(|_| wants_page));
    let mut finished = if response.status().is_success() {
        let onward = location
            .or_else(|| cx.referer.clone())
            .unwrap_or_else(|| "/".to_owned());
        if wants_page {
            see_other(&onward)
        } else {
            response
        }
    } else {
        let refusal = refusal_in(response).await;
        match location {
            Some(location) if wants_page => see_other(&location),
            None if wants_page => {
                let mut page = Failure(refusal).into_response();
                page.extensions_mut().insert(Typed(typed));
                page.extensions_mut()
                    .insert(Back(back.or_else(|| cx.referer.clone())));
                if kept {
                    page.extensions_mut().insert(Kept);
                }
                page
            }
            _ => for_island(refusal),
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

fn see_other(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_are_returned_to() {
        for (wanted, expected) in [
            ("/c/x?sort=newest", "/c/x?sort=newest"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/act/log-out", "/"),
            ("", "/"),
            ("/a\r\nSet-Cookie: x", "/"),
            ("/\t/evil.example", "/"),
            ("/\n/evil.example", "/"),
            ("\t//evil.example", "/"),
            ("/c/x\t", "/"),
            ("/%09/not-dropped", "/%09/not-dropped"),
        ] {
            assert_eq!(local_path(wanted, "/"), expected, "{wanted:?}");
        }
    }

    #[test]
    fn no_control_character_is_part_of_a_path_of_ours() {
        for control in (0..=0x1f).chain([0x7f]).map(char::from) {
            assert_eq!(
                local_path(&format!("/{control}/evil.example"), "/"),
                "/",
                "{control:?}"
            );
        }
    }

    #[test]
    fn nested_fields_are_named_as_the_browser_names_them_and_passwords_are_dropped() {
        #[derive(Serialize)]
        struct Form {
            title: &'static str,
            password: &'static str,
            phases: Vec<BTreeMap<&'static str, &'static str>>,
        }
        let form = Form {
            title: "T",
            password: "secret",
            phases: vec![BTreeMap::from([("name", "Ideas")])],
        };
        let fields: Vec<_> = Input::of(&form).0.into_iter().collect();
        assert_eq!(
            fields,
            [
                ("phases[0][name]".into(), "Ideas".into()),
                ("title".into(), "T".into())
            ]
        );
    }
}
