//! Serves connections: HTTP/1.1 by hyper itself, with the limits on time and number that axum's own `serve` lacks.
//!
//! Half a request, an idle connection and an answer that nobody reads cost a descriptor each, and a process has few. So
//! each of them ends by itself ([`Limits`]), and when too many are open, the oldest without a request is closed for a
//! new one. HTTP/2 is not supported: without TLS no browser uses it, and a proxy in front need not.

mod body;
mod crowd;
mod limits;
mod progress;
mod serve;
mod stream;

pub use limits::{Limits, raise_descriptors};
pub use serve::{Door, serve};
