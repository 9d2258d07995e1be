//! Staff's pages of opinion mapping: statements, rules, invitations, integrity. Moderators have the statements and the
//! participants; seeds, rules and invitations are the lab's.

// No island calls these server functions, so the browser needs no stubs of them.
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
pub mod burst;
#[cfg(feature = "ssr")]
pub mod compare;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod index;
#[cfg(feature = "ssr")]
pub mod integrity;
#[cfg(feature = "ssr")]
pub mod invitations;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod setup;
#[cfg(feature = "ssr")]
pub mod statement;
#[cfg(feature = "ssr")]
pub mod statements;

/// The pages of this feature.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    index::routes()
        .merge(statements::routes())
        .merge(statement::routes())
        .merge(seed::routes())
        .merge(rules::routes())
        .merge(invitations::routes())
        .merge(integrity::routes())
        .merge(burst::routes())
        .merge(compare::routes())
}
