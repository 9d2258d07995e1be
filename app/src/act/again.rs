//! Handles a form that comes too fast, or while the database takes no writes: it is neither run nor lost, because the
//! answer contains the same form, to be sent again. It is stored nowhere.

use super::{for_island, input::Posted, wants_page};
use crate::{
    document::{Again, Back, Failure},
    request::Cx,
};
use axum::{
    body::Body,
    http::Request,
    response::{IntoResponse, Response},
};
use cabildo_domain::{Refusal, limits};

/// Refuses a request that came too fast; a browser gets a page with its form.
pub async fn too_fast(cx: &Cx, request: Request<Body>, seconds: u32) -> Response {
    refuse_unread(cx, request, Refusal::TooFast { seconds }).await
}

/// Refuses a request without running it; a browser gets a page with its form.
pub async fn refuse_unread(cx: &Cx, request: Request<Body>, refusal: Refusal) -> Response {
    if !wants_page(request.headers()) {
        return for_island(refusal);
    }
    let mut page = Failure(refusal.clone()).into_response();
    page.extensions_mut().insert(Back(cx.referer.clone()));
    let Some(endpoint) = super::endpoint::of(request.uri().path()) else {
        return page;
    };
    let (parts, body) = request.into_parts();
    // Do not read a large body for somebody who may not send it.
    if endpoint.admits(cx).is_err() && endpoint.bytes > limits::BODY_BYTES {
        return page;
    }
    if let Ok(body) = axum::body::to_bytes(body, endpoint.bytes).await {
        let posted = Posted::new(endpoint.path, endpoint.reader, &parts.headers, body);
        if posted.count() > endpoint.fields {
            return page;
        }
        if let Some(answer) = endpoint.again {
            return answer(cx, &posted, &refusal);
        }
        if let Some(again) = again(&posted, endpoint.fields) {
            page.extensions_mut().insert(again);
        }
    }
    page
}

/// The posted form; `None` for one with a password, which is never written into a page, and for a body that is not a
/// form of ours.
pub(super) fn again(posted: &Posted, most: usize) -> Option<Again> {
    if posted.is_empty() || posted.count() > most || posted.has_secret() {
        return None;
    }
    Some(Again {
        action: posted.action().to_owned(),
        fields: posted.fields(),
    })
}
