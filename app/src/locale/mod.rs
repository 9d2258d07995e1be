//! The language of the interface: chosen in the footer, kept in a cookie and, for members, in their account.

// No island calls these server functions, so the browser needs no stubs of them.
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
mod endpoint;
