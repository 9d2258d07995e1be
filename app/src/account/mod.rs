//! Accounts: signing up, logging in and out, one's own profile, sessions and data, and deleting it all.

pub mod action;

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
pub mod browser;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
pub mod page;
