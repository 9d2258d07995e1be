//! Error pages: every refusal and every bare status becomes a page that says what happened and what to do.

use super::Again;
use crate::{
    request::Cx,
    t,
    ui::{field, refusal},
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use cabildo_domain::{Refusal, address};
use leptos::prelude::*;

/// A refusal on its way to becoming an error page.
#[derive(Clone, Debug)]
pub struct Failure(pub Refusal);

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl From<cabildo_service::Error> for Failure {
    fn from(error: cabildo_service::Error) -> Self {
        Self(error.into_refusal())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page that an error page links back to.
#[derive(Clone, Debug, Default)]
pub struct Back(pub Option<String>);

/// The texts of the form that an error page answers: the form's page may no longer have that form.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub Vec<String>);

/// Marks that the input is kept for the form's page.
#[derive(Clone, Copy, Debug)]
pub struct Kept;

/// The links on an error page.
#[derive(Default)]
struct Ways {
    back: Option<String>,
    again: Option<Again>,
    kept: bool,
    typed: Vec<String>,
}

/// Turns failures, and bare error statuses of the layers below, into pages. Responses with a body of another kind
/// (JSON) pass unchanged.
pub async fn explain_failures(cx: Cx, request: Request, next: Next) -> Response {
    let is_form = !request.method().is_safe();
    let mut response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let has_body = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"));
    if !is_error || has_body {
        return response;
    }
    let failure = response
        .extensions()
        .get::<Failure>()
        .map(|failure| failure.0.clone());
    let extensions = response.extensions_mut();
    let back = extensions.remove::<Back>().and_then(|back| back.0);
    let again = extensions.remove::<Again>();
    let kept = again.is_some() || extensions.remove::<Kept>().is_some();
    let typed = extensions.remove::<Typed>().unwrap_or_default().0;
    let ways = Ways {
        back: back.or_else(|| cx.referer.clone().filter(|_| is_form)),
        again,
        kept,
        typed,
    };
    let html = page(&cx, status, failure.as_ref(), ways);
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    parts
        .headers
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(Refusal::TooFast { seconds } | Refusal::Busy { seconds }) = failure {
        parts
            .headers
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(parts, Body::from(html))
}

fn page(cx: &Cx, status: StatusCode, failure: Option<&Refusal>, ways: Ways) -> String {
    let title = match status.as_u16() {
        401 => t!(cx, "failure-401"),
        403 => t!(cx, "failure-403"),
        404 => t!(cx, "failure-404"),
        405 => t!(cx, "failure-405"),
        408 => t!(cx, "failure-408"),
        409 => t!(cx, "failure-409"),
        413 => t!(cx, "failure-413"),
        429 => t!(cx, "failure-429"),
        503 => t!(cx, "failure-503"),
        400..500 => t!(cx, "failure-400"),
        _ => t!(cx, "failure-500"),
    };
    let sentence = match (failure, status.as_u16()) {
        (Some(refusal), _) => refusal::text(cx, refusal),
        (None, 404) => t!(cx, "refusal-not-found"),
        (None, 405) => t!(cx, "refusal-method"),
        (None, 413) => t!(cx, "refusal-too-large"),
        (None, 400..500) => t!(cx, "refusal-malformed"),
        (None, _) => t!(cx, "refusal-unknown"),
    };
    let meta = super::Meta {
        title: title.clone(),
        private: true,
        ..super::Meta::default()
    };
    let Ways {
        back,
        again,
        kept,
        typed,
    } = ways;
    let kept = if typed.is_empty() {
        kept.then(|| t!(cx, "failure-kept"))
    } else {
        Some(t!(cx, "errors-kept"))
    };
    let kept = kept.map(|kept| view! { <p>{kept}</p> });
    cx.render(&meta, || {
        view! {
            <div class="narrow stack">
                <header class="page-header"><h1>{title}</h1><p class="lead">{sentence}</p></header>
                {kept}
                {typed.into_iter().map(|text| field::kept_text(t!(cx, "field-kept"), text)).collect_view()}
                {again.map(|again| again.form(cx))}
                <div class="actions">
                    {back.clone().map(|back| view! { <a class="button" href=back>{t!(cx, "failure-back")}</a> })}
                    <a class="button" href=address::HOME>{t!(cx, "failure-home")}</a>
                </div>
                <form class="search-box" role="search" action=address::SEARCH>
                    <label class="visually-hidden" for="failure-q">{t!(cx, "nav-search")}</label>
                    <input type="search" id="failure-q" name="q" maxlength="200" />
                    <button>{t!(cx, "nav-search")}</button>
                </form>
                <p><a href=address::CONSULTATIONS>{t!(cx, "failure-open")}</a></p>
            </div>
        }
        .into_any()
    })
}
