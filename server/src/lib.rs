//! The axum program `cabildo`: the three front doors (pages, JSON API, commands and jobs) over one set of use-cases.

// `println!` panics when nobody reads, so commands print through `cli::output`.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod api;
pub mod application;
pub mod assets;
pub mod cli;
pub mod config;
pub mod connection;
pub mod demo;
pub mod feed;
pub mod health;
pub mod job;
pub mod middleware;
pub mod reindex;
pub mod router;
pub mod security_txt;
pub mod state;
pub mod telemetry;
