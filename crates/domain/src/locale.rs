//! Languages: of the interface (fully translated, ours) and of content (any language of its author).

use crate::invalid::Invalid;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A language the interface speaks completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
    /// A made-up right-to-left language for tests: English words, mirrored layout. Never offered in the footer.
    #[serde(rename = "en-xb")]
    Pseudo,
}

impl Locale {
    /// The languages offered to people.
    pub const OFFERED: [Self; 2] = [Self::En, Self::Es];

    /// The BCP 47 tag for the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Pseudo => "en-xb",
        }
    }

    /// The value for the `dir` attribute.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Pseudo => "rtl",
            _ => "ltr",
        }
    }

    /// The language's name in that language.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Pseudo => "Pseudo (right to left)",
        }
    }

    /// The locale with this tag, if we speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        [Self::En, Self::Es, Self::Pseudo]
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(tag))
    }

    /// The best offered locale for an `Accept-Language` header (RFC 9110, 12.5.4); English when none fits.
    pub fn negotiate(accept_language: &str) -> Self {
        wanted_tags(accept_language)
            .into_iter()
            .find_map(|tag| {
                let primary = tag.split('-').next().unwrap_or(tag);
                Self::OFFERED
                    .into_iter()
                    .find(|locale| locale.tag().eq_ignore_ascii_case(primary))
            })
            .unwrap_or_default()
    }
}

/// The tags of an `Accept-Language` header, the most wanted first; tags after the twentieth are left out.
pub fn wanted_tags(accept_language: &str) -> Vec<&str> {
    let mut wanted: Vec<(f32, &str)> = accept_language
        .split(',')
        .take(20)
        .filter_map(|part| {
            let mut pieces = part.trim().split(';');
            let tag = pieces.next()?.trim();
            let weight = pieces
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
            (weight > 0.0).then_some((weight, tag))
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.into_iter().map(|(_, tag)| tag).collect()
}

/// The language of a text by its author: a lower-case ISO 639 code of two or three letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// Checks a code.
    ///
    /// # Errors
    /// `Malformed` unless it is two or three ASCII letters.
    pub fn parse(code: &str) -> Result<Self, Invalid> {
        let code = code.trim().to_ascii_lowercase();
        if (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()) {
            Ok(Self(code))
        } else {
            Err(Invalid::Malformed)
        }
    }

    /// Takes a code that was parsed before.
    pub fn trusted(code: String) -> Self {
        Self(code)
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Locale> for Language {
    fn from(locale: Locale) -> Self {
        Self(match locale {
            Locale::Es => "es".to_owned(),
            Locale::En | Locale::Pseudo => "en".to_owned(),
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_wishes_are_weighed() {
        for (header, expected) in [
            ("", Locale::En),
            ("es", Locale::Es),
            ("es-MX,es;q=0.9,en;q=0.8", Locale::Es),
            ("fr,en;q=0.5,es;q=0.7", Locale::Es),
            ("es;q=0,en", Locale::En),
            ("*;q=0.1", Locale::En),
            (";;;,,q=", Locale::En),
        ] {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }

    #[test]
    fn a_language_is_a_short_code() {
        assert_eq!(Language::parse(" ES ").unwrap().as_str(), "es");
        assert!(Language::parse("e").is_err());
        assert!(Language::parse("<b>").is_err());
    }
}
