//! The administrators' page: who has an account, and what each may do.

#[expect(
    missing_docs,
    reason = "the macro of a server function makes a struct without documentation"
)]
pub mod action;

#[cfg(feature = "ssr")]
pub mod page;
