//! The home page.

#[cfg(feature = "ssr")]
pub mod page;
