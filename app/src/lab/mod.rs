//! The lab's pages: its consultations, a new one from a template, the editor, and the acts on each.

// No island calls the lab's server functions, so the browser needs no stubs of them.
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
pub mod conflict;
#[cfg(feature = "ssr")]
pub mod controls;
#[cfg(feature = "ssr")]
pub mod editor;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
pub mod fates;
#[cfg(feature = "ssr")]
pub mod kept;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod new;
#[cfg(feature = "ssr")]
pub mod rows;

/// The pages of this feature.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    list::routes().merge(new::routes()).merge(editor::routes())
}
