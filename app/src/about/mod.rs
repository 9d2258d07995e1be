//! The page about this installation and how it works.

#[cfg(feature = "ssr")]
pub mod page;
