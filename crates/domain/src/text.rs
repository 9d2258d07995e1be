//! Texts from outside, parsed into types: trimmed, normalised in line ends, free of control characters, within limits.

use crate::{
    clean::{clean, clean_line},
    invalid::Invalid,
    limits::{self, Length},
    name::{clean_name, without_address},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Checks a cleaned text against its limits.
///
/// # Errors
/// `Required` when empty and it must not be, `TooShort` or `TooLong` with the limit otherwise.
pub fn within(text: &str, length: Length) -> Result<(), Invalid> {
    let count = text.chars().count();
    if count == 0 && length.min > 0 {
        return Err(Invalid::Required);
    }
    if count < length.min {
        return Err(Invalid::TooShort {
            min: length.min as u32,
        });
    }
    if count > length.max {
        return Err(Invalid::TooLong {
            max: length.max as u32,
            actual: count as u32,
        });
    }
    Ok(())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $clean:ident, $limit:expr $(, $check:ident)?;)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The limits that a page shows.
            pub const LIMIT: Length = $limit;

            /// Cleans and checks a text from outside.
            ///
            /// # Errors
            /// [`Invalid`] with the limit that was missed.
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                let text = $clean(text);
                within(&text, Self::LIMIT)?;
                $($check(&text)?;)?
                Ok(Self(text))
            }

            /// Takes a text that was parsed before, as the database holds it.
            pub fn trusted(text: String) -> Self {
                Self(text)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+ };
}

texts! {
    /// A name people see, in any script; never an e-mail address, since names are public.
    DisplayName = clean_name, limits::DISPLAY_NAME, without_address;
    /// A consultation's title.
    ConsultationTitle = clean_line, limits::CONSULTATION_TITLE;
    /// A consultation in one sentence.
    Summary = clean_line, limits::SUMMARY;
    /// Markdown of a consultation: its description, its promise about the results, its outcome.
    Description = clean, limits::DESCRIPTION;
    /// A phase's name.
    PhaseName = clean_line, limits::PHASE_NAME;
    /// The description of a phase.
    PhaseDescription = clean_line, limits::PHASE_DESCRIPTION;
    /// A theme's or area's name.
    Label = clean_line, limits::LABEL;
    /// The response that a threshold makes the city owe, or its owner.
    Owed = clean_line, limits::OWED;
    /// A proposal's title.
    ProposalTitle = clean_line, limits::PROPOSAL_TITLE;
    /// A proposal's text, Markdown.
    ProposalBody = clean, limits::PROPOSAL_BODY;
    /// A comment's text, Markdown.
    CommentBody = clean, limits::COMMENT_BODY;
    /// An official response, Markdown.
    ResponseBody = clean, limits::RESPONSE_BODY;
    /// A report's note.
    ReportNote = clean, limits::REPORT_NOTE;
    /// A moderator's reason.
    Reason = clean, limits::REASON;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cleaned_before_it_is_measured() {
        assert_eq!(
            DisplayName::parse("  Ana\u{202E} \n María ")
                .unwrap()
                .as_str(),
            "Ana María"
        );
        assert_eq!(DisplayName::parse(" \u{200B} "), Err(Invalid::Required));
        assert_eq!(
            ProposalTitle::parse("short"),
            Err(Invalid::TooShort { min: 8 })
        );
        assert_eq!(CommentBody::parse("a\r\nb").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn a_text_of_invisible_characters_is_empty() {
        for unseen in [
            "\u{3164}",
            "\u{2800}",
            "\u{200D}\u{200C}",
            "\u{AD}",
            "\u{115F}\u{1160}",
            "\u{FFA0} \u{3164}",
            "\u{FE0F}",
            "\u{E0041}\u{E007F}",
            "\u{34F}\u{301}",
            "\u{180E}",
            "\u{1D159}",
            "\u{E000}",
            "\u{2003}\u{3000}\u{A0}",
            "\u{200F}\u{61C}",
            "\u{FFF9}\u{FFFB}",
        ] {
            assert_eq!(clean(unseen), "", "{unseen:?}");
            assert_eq!(
                DisplayName::parse(unseen),
                Err(Invalid::Required),
                "{unseen:?}"
            );
            assert_eq!(
                CommentBody::parse(&unseen.repeat(3)),
                Err(Invalid::Required),
                "{unseen:?}"
            );
            assert_eq!(
                Description::parse(unseen).map(Description::into_string),
                Ok(String::new()),
                "{unseen:?}"
            );
        }
    }

    #[test]
    fn a_text_with_one_thing_to_see_is_not_empty() {
        for seen in [
            "A",
            "7",
            "?",
            "€",
            "🦊",
            "👩\u{200D}👧",
            "❤\u{FE0F}",
            "🇪🇸",
            "#\u{FE0F}\u{20E3}",
            "한",
            "ㅎ",
            "م",
            "अ",
            "字",
            "e\u{301}",
            "⠁",
            "…",
            "½",
        ] {
            assert_eq!(DisplayName::parse(seen).unwrap().as_str(), seen);
        }
    }

    #[test]
    fn the_longest_allowed_text_fits_and_one_more_character_does_not() {
        let longest = "ñ".repeat(limits::DISPLAY_NAME.max);
        assert!(DisplayName::parse(&longest).is_ok());
        assert_eq!(
            DisplayName::parse(&(longest + "x")),
            Err(Invalid::TooLong {
                max: 80,
                actual: 81
            })
        );
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing(text in ".{0,200}") {
            if let Ok(once) = CommentBody::parse(&text) {
                prop_assert_eq!(CommentBody::parse(once.as_str()).unwrap(), once);
            }
        }
    }
}
