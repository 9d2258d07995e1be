//! The discussion of a proposal: its section on the proposal's page, its own page, one thread on a page.

pub mod action;
pub mod island;

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
pub(crate) mod form;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod piece;
#[cfg(feature = "ssr")]
pub mod section;
#[cfg(feature = "ssr")]
mod thread;
