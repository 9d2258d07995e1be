//! The way back from the pages below a hidden subject (its history, its discussion) to the subject, which shows the
//! reason.

use crate::document::{Back, Failure};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use cabildo_domain::{Refusal, address, refusal::Need};

/// When a reader is refused a page of a hidden subject, the error page links to the subject's own page, which shows the
/// reason.
/// `route` is the route of that page.
pub async fn lead_to_the_page(
    State(route): State<&'static str>,
    request: Request,
    next: Next,
) -> Response {
    let page = address::below(route, request.uri().path()).map(str::to_owned);
    let mut response = next.run(request).await;
    let refusal = response
        .extensions()
        .get::<Failure>()
        .map(|failure| &failure.0);
    if refusal == Some(&Refusal::forbidden(Need::Readable)) {
        response.extensions_mut().insert(Back(page));
    }
    response
}
