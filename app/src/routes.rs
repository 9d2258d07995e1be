//! Every page's address. A feature lists its own; this joins them.

use crate::{
    about, account, act, admin, comment, consultation, desk, document::explain_failures, home, lab,
    moderation, opinion, opinion_desk, proposal, request::Cx, response, search, support_desk,
};
use axum::{Router, extract::Request, middleware, routing::post};

/// Pages and actions. The server adds the layers around them: sessions (which make the [`Cx`]), limits, headers.
pub fn routes() -> Router {
    Router::new()
        .merge(about::page::routes())
        .merge(account::page::routes())
        .merge(admin::page::routes())
        .merge(comment::page::routes())
        .merge(consultation::list::routes())
        .merge(consultation::page::routes())
        .merge(desk::page::routes())
        .merge(home::page::routes())
        .merge(lab::routes())
        .merge(moderation::page::routes())
        .merge(moderation::report::routes())
        .merge(opinion::routes())
        .merge(opinion_desk::routes())
        .merge(proposal::routes())
        .merge(response::routes())
        .merge(search::page::routes())
        .merge(support_desk::routes())
        .route(
            "/act/{*endpoint}",
            post(|cx: Cx, request: Request| act::handle(cx, request)),
        )
        .layer(middleware::from_fn(explain_failures))
}
