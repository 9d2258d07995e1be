//! Finding things: the search page, suggestions while typing, and proposals that sound like one being written.

pub mod action;
pub mod island;

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "hydrate")]
mod combobox;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
mod field;
#[cfg(feature = "ssr")]
mod filters;
#[cfg(feature = "ssr")]
mod nothing;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod piece;
#[cfg(feature = "ssr")]
mod query;
#[cfg(feature = "ssr")]
mod result;
#[cfg(feature = "ssr")]
pub mod similar;
