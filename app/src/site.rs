//! What an installation is: its name, its address, its time zone, its assets. The same for every request.

use jiff::tz::TimeZone;

/// The names of the built assets under `/pkg`.
#[derive(Clone, Debug)]
pub struct Assets {
    /// `{output_name}.js` and `{output_name}_bg.wasm` are the islands.
    pub output_name: String,
    /// The style sheet's file name.
    pub css: String,
}

/// An installation.
#[derive(Clone, Debug)]
pub struct Site {
    /// The name in the header and in titles.
    pub name: String,
    /// Where people reach it: `https://participa.example`, without a slash at the end.
    pub public_url: String,
    /// The city's time zone, in which dates are shown and typed.
    pub time_zone: TimeZone,
    /// The built assets; `None` when the program was built without them.
    pub assets: Option<Assets>,
}

impl Site {
    /// Whether people reach it over TLS, so that cookies must be `Secure`.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
