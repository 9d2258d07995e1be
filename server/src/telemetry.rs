//! Logs: one line an event, filtered by `CABILDO_LOG` (as `info,sqlx=warn`). Never tokens, addresses or bodies.

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error.
pub fn start() {
    let filter =
        EnvFilter::try_from_env("CABILDO_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tantivy=warn"));
    // A second start, in tests, changes nothing.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(true).try_init();
}
