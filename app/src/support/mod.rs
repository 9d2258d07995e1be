//! Support: one person's counted signature under a proposal.

#[expect(
    missing_docs,
    reason = "the macro of a server function makes a struct without documentation"
)]
pub mod action;
pub mod island;

#[cfg(feature = "ssr")]
pub mod view;
