//! Answers every request that needs an account with the log-in: a page, or a form, which is then carried along.

use super::door::Door;
use crate::{
    act::Posted,
    document::{Back, Failure},
    request::Cx,
};
use axum::{extract::Request, http::header, middleware::Next, response::Response};
use cabildo_domain::Refusal;

/// Turns every [`Refusal::SignInRequired`] into the log-in.
pub async fn ask_to_sign_in(cx: Cx, request: Request, next: Next) -> Response {
    let mut refused = next.run(request).await;
    let failure = refused.extensions().get::<Failure>();
    if failure.is_none_or(|failure| failure.0 != Refusal::SignInRequired) {
        return refused;
    }
    let back = refused.extensions_mut().remove::<Back>();
    let back = back.and_then(|back| back.0);
    let posted = refused.extensions_mut().remove::<Posted>();
    let door = Door::asked(&cx, back.as_deref(), posted.as_ref());
    let mut page = door.page(&cx, refused.status().as_u16());
    for cookie in refused.headers().get_all(header::SET_COOKIE) {
        page.headers_mut()
            .append(header::SET_COOKIE, cookie.clone());
    }
    page
}
