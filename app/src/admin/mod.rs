//! The administrators' pages: accounts and their roles, colliding addresses, names reserved for staff.

// No island calls these server functions, so the browser needs no stubs of them.
#[cfg(feature = "ssr")]
pub mod account_address;
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
pub mod names;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod tabs;
