//! Consultations as people see them: their page, their lists, and the pieces that other pages use.

#[cfg(feature = "ssr")]
mod call;
#[cfg(feature = "ssr")]
pub mod card;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pattern;
#[cfg(feature = "ssr")]
pub mod steps;
