//! The city's answers: on a proposal's page, the staff's form, and the desk's list of what is owed.

#[expect(
    missing_docs,
    reason = "the macro of a server function makes a struct without documentation"
)]
pub mod action;

#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub mod view;

/// The pages of this feature.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    axum::Router::new()
        .merge(page::routes())
        .merge(desk::routes())
}
