//! The city's answers: on a proposal's page, the staff's forms, the versions, and the lists of
//! owed ones, for the desk and for an office.

// No island calls these server functions, so the browser needs no stubs of them.
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod correct;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod office;
#[cfg(feature = "ssr")]
mod owed;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod preview;
#[cfg(feature = "ssr")]
pub mod view;

/// The pages of this feature.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    axum::Router::new()
        .merge(page::routes())
        .merge(correct::routes())
        .merge(history::routes())
        .merge(desk::routes())
        .merge(office::routes())
}
