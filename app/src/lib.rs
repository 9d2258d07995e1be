//! The pages, forms and islands of Cabildo: one crate, compiled twice.
//!
//! With the feature `ssr` it renders pages on the server; with `hydrate` it is the browser's half, which holds
//! the islands and the stubs of the server functions, and nothing else. One folder a feature: `page.rs` (ssr),
//! `action.rs` (server functions, writes only), `address.rs` and `endpoint.rs` (what its forms post to, and what each may be
//! sent), `island.rs` (only where a page is better with one) and `piece.rs` (what an island gets). Imports point one way: the
//! features import what lies beside their folders, never each other in turn.
//! `docs/ARCHITECTURE.md` tells how to add one.

pub mod about;
pub mod account;
pub mod admin;
pub mod comment;
pub mod consultation;
pub mod desk;
pub mod error;
pub mod home;
pub mod lab;
pub mod locale;
pub mod moderation;
pub mod opinion;
pub mod opinion_desk;
pub mod proposal;
pub mod response;
pub mod search;
pub mod support;
pub mod support_desk;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod act;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
mod hidden;
#[cfg(feature = "ssr")]
pub mod i18n;
#[cfg(feature = "ssr")]
mod param;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod site;
