//! What this place is and how it works.

#[cfg(feature = "ssr")]
pub mod page;
