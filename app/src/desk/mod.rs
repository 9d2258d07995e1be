//! Where staff begin: what waits for them.

#[cfg(feature = "ssr")]
mod names;
#[cfg(feature = "ssr")]
pub mod page;
