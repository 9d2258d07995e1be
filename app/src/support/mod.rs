//! Support: one person's counted signature under a proposal.

pub mod action;
pub mod island;

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
mod endpoint;
#[cfg(feature = "ssr")]
mod piece;
#[cfg(feature = "ssr")]
pub mod view;
