//! Layers around every page and action, from the outside in: panics, headers, limits, origin, session.

pub mod address;
pub mod csrf;
pub mod encoding;
pub mod headers;
pub mod security;
pub mod session;
pub mod speed;
