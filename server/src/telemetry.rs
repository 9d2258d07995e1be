//! Logs: one line per event, filtered by `CABILDO_LOG` (as `info,sqlx=warn`). Never tokens, addresses or bodies.

use std::io::{self, IsTerminal};
use tracing_subscriber::EnvFilter;

/// Starts logging to standard error.
pub fn start() {
    let filter = EnvFilter::try_from_env("CABILDO_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tantivy=warn"));
    // A second start, in tests, changes nothing.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(is_coloured())
        .with_target(true)
        // Such an error would be printed by `eprintln!`, which panics when standard error is a file on a full disk or a
        // closed pipe.
        .log_internal_errors(false)
        .try_init();
}

/// Colours are for people: not for a file, and not for people who turn them off (<https://no-color.org>).
fn is_coloured() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
