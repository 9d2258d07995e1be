//! The first page of staff: everything that waits for them.

#[cfg(feature = "ssr")]
mod names;
#[cfg(feature = "ssr")]
pub mod page;
