//! Serving connections: HTTP/1.1 by hyper itself, with the limits on time and number that axum's own `serve` leaves out.
//!
//! Half a request, an idle connection and an answer that nobody reads cost a descriptor each, and a process has few: so each
//! of them ends by itself ([`Limits`]), and where too many are open the oldest that asks nothing gives way to a new one.
//! HTTP/2 is not spoken: without TLS no browser does, and a proxy in front need not.

mod body;
mod crowd;
mod limits;
mod progress;
mod serve;
mod stream;

pub use limits::{Limits, raise_descriptors};
pub use serve::{Door, serve};
