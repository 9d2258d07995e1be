//! Pages that belong to an idea: its history, its discussion.

use crate::document::{Back, Failure};
use axum::{extract::Request, middleware::Next, response::Response};
use cabildo_domain::{Refusal, refusal::Need};

/// Where a page of a hidden idea is refused to a reader, leads to the page of the idea, which tells the reason.
pub async fn lead_to_the_idea(request: Request, next: Next) -> Response {
    let idea: Vec<_> = request
        .uri()
        .path()
        .split('/')
        .take("/c/{slug}/p/{number}".split('/').count())
        .collect();
    let idea = idea.join("/");
    let mut response = next.run(request).await;
    let refusal = response
        .extensions()
        .get::<Failure>()
        .map(|failure| &failure.0);
    if refusal == Some(&Refusal::forbidden(Need::Readable)) {
        response.extensions_mut().insert(Back(Some(idea)));
    }
    response
}
