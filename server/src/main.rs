//! The program `cabildo`: everything is in the library, so that tests start the real thing.

fn main() -> std::process::ExitCode {
    server::cli::run()
}
