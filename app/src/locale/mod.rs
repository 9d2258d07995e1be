//! The language of the interface: chosen in the footer, kept in a cookie and, for members, in their account.

pub mod action;

#[cfg(feature = "ssr")]
mod endpoint;
