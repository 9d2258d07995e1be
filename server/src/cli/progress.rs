//! Shows the progress of long work on a terminal; nothing when the output goes to a file.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over `length` steps.
pub(super) fn bar(length: u64, message: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:26} {bar:32} {percent:>3} % {eta:>4}");
    let bar = ProgressBar::new(length).with_message(message);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
