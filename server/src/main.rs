//! The program `cabildo`: everything is in the library, so that tests start the real thing.

/// Faster than the system's allocator for the thousands of small strings of a page, which live as long as the request.
/// It also serves SQLite (`override`), whose values are made in one thread and freed in another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    server::cli::run()
}
