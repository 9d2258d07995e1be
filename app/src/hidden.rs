//! Redirects from the pages below a hidden proposal (its history, its discussion) to the proposal, which shows the reason.

use crate::document::{Back, Failure};
use axum::{extract::Request, middleware::Next, response::Response};
use cabildo_domain::{Refusal, address, refusal::Need};

/// When a reader is refused a page of a hidden proposal, redirects to the proposal's page, which shows the reason.
pub async fn lead_to_the_proposal(request: Request, next: Next) -> Response {
    let proposal = address::proposal_of(request.uri().path()).map(str::to_owned);
    let mut response = next.run(request).await;
    let refusal = response
        .extensions()
        .get::<Failure>()
        .map(|failure| &failure.0);
    if refusal == Some(&Refusal::forbidden(Need::Readable)) {
        response.extensions_mut().insert(Back(proposal));
    }
    response
}
