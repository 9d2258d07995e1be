//! Proposals: the list, one proposal's page, writing, changing and withdrawing one, its history.

// No island calls these server functions, so the browser needs no stubs of them.
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod content;
#[cfg(feature = "ssr")]
mod door;
#[cfg(feature = "ssr")]
pub(crate) mod edit;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
pub(crate) mod history;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
pub(crate) mod new;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod row;

/// The pages of this feature.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    axum::Router::new()
        .merge(list::routes())
        .merge(page::routes())
        .merge(new::routes())
        .merge(edit::routes())
        .merge(history::routes())
}
