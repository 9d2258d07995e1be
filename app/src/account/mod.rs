//! Accounts: signing up, logging in and out, one's own profile, sessions and data, and deleting it all.

// No island calls these server functions, so the browser needs no stubs of them.
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
pub mod browser;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
pub mod page;
