//! Support: one person's counted signature under a proposal.

#[expect(
    missing_docs,
    reason = "the macro of a server function makes a struct without documentation"
)]
pub mod action;
pub mod island;

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
mod piece;
#[cfg(feature = "ssr")]
pub mod view;
