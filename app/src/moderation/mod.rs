//! Moderation: the report form for residents; the queue, the log and the tools for moderators.

pub mod action;

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod tools;
