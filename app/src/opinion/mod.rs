//! Opinion mapping: answering statements one at a time, adding one, and the map of what people think.

pub mod action;
pub mod island;

#[cfg(feature = "ssr")]
pub(crate) mod add;
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod answers;
#[cfg(feature = "ssr")]
pub mod caller;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
mod figures;
#[cfg(feature = "ssr")]
#[expect(
    missing_docs,
    reason = "the macro of a server function makes a struct without documentation"
)]
pub mod form_action;
#[cfg(feature = "ssr")]
mod group;
#[cfg(feature = "ssr")]
mod guest;
#[cfg(feature = "ssr")]
mod join;
#[cfg(feature = "ssr")]
mod lists;
#[cfg(feature = "ssr")]
mod map;
#[cfg(feature = "ssr")]
mod method;
#[cfg(feature = "ssr")]
mod moments;
#[cfg(feature = "ssr")]
mod picture;
#[cfg(feature = "ssr")]
mod piece;
#[cfg(feature = "ssr")]
mod statement;
#[cfg(feature = "ssr")]
pub mod summary;
#[cfg(feature = "ssr")]
mod take;
#[cfg(feature = "ssr")]
mod text;
#[cfg(feature = "ssr")]
mod votes;

/// The pages of this feature.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    use crate::{act, request::Cx};
    use axum::{extract::Request, routing::get};
    // Islands that only read ask with GET.
    let ask = || get(|cx: Cx, request: Request| act::handle(cx, request));
    axum::Router::new()
        .route(address::SIMILAR, ask())
        .route(address::CHOSEN, ask())
        .merge(take::routes())
        .merge(answers::routes())
        .merge(add::routes())
        .merge(join::routes())
        .merge(map::routes())
        .merge(statement::routes())
        .merge(method::routes())
}
