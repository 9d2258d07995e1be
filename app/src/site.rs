//! The installation: its name, its address, its time zone, its assets. The same for every request.

use jiff::tz::TimeZone;
use std::{fmt, str::FromStr};

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
    /// The public address: `https://participa.example`, without a slash at the end.
    pub public_url: String,
    /// The city's time zone, in which dates are shown and typed.
    pub time_zone: TimeZone,
    /// The built assets; `None` when the program was built without them.
    pub assets: Option<Assets>,
    /// The address for reports of weaknesses in the program; `None` when the operator gives none.
    pub security_contact: Option<SecurityContact>,
    /// Whether browsers are told that all hosts below this one use TLS too.
    pub hsts_include_subdomains: bool,
}

/// The address for reports of weaknesses: `mailto:` an address, or a page under `https://`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact(String);

impl SecurityContact {
    /// The address, as a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The error for a value that is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoContact;

impl fmt::Display for NoContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected mailto:ADDRESS or https://PAGE, in ASCII and without spaces")
    }
}

impl std::error::Error for NoContact {}

impl FromStr for SecurityContact {
    type Err = NoContact;

    /// It must fit on one line of a file and into one link, so spaces and non-ASCII characters are refused (RFC 9116
    /// asks for a URI).
    fn from_str(text: &str) -> Result<Self, NoContact> {
        let is_whole = match (text.strip_prefix("mailto:"), text.strip_prefix("https://")) {
            (Some(address), _) => address
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
            (_, Some(page)) => {
                page.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
            }
            _ => false,
        };
        let is_plain = text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\'));
        if is_whole && is_plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(NoContact)
        }
    }
}

impl Site {
    /// Whether people use TLS, so that cookies must be `Secure`.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_an_address_or_a_page_over_tls() {
        for good in [
            "mailto:security@city.example",
            "https://city.example/security",
            "https://[2001:db8::1]/report?from=txt",
        ] {
            assert_eq!(
                good.parse::<SecurityContact>().map(|contact| contact.0),
                Ok(good.to_owned())
            );
        }
        for bad in [
            "",
            "security@city.example",
            "mailto:",
            "mailto:@city.example",
            "mailto:nobody",
            "http://city.example/security",
            "https://",
            "https:///x",
            "javascript:alert(1)",
            "mailto:a@b.example\nExpires: never",
            "https://city.example/a b",
            "https://ciudad.example/señal",
        ] {
            assert_eq!(bad.parse::<SecurityContact>(), Err(NoContact), "{bad:?}");
        }
    }
}
