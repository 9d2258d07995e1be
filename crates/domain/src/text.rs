//! Texts from outside, parsed into types: trimmed, normalised in line ends, free of control characters, within limits.

use crate::{
    limits::{self, Length},
    refusal::Invalid,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Trims, unifies line ends to `\n`, drops control characters (but tab and newline), and the invisible
/// characters that reverse or override direction: they let one text be displayed as another.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
        .collect();
    kept.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}')).to_owned()
}

/// As [`clean`], and on one line: runs of white space become one space.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

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
        return Err(Invalid::TooShort { min: length.min as u32 });
    }
    if count > length.max {
        return Err(Invalid::TooLong { max: length.max as u32, actual: count as u32 });
    }
    Ok(())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $clean:ident, $limit:expr;)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The limits a page shows.
            pub const LIMIT: Length = $limit;

            /// Cleans and checks a text from outside.
            ///
            /// # Errors
            /// [`Invalid`] with the limit that was missed.
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                let text = $clean(text);
                within(&text, Self::LIMIT)?;
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
    /// A name people see, in any script.
    DisplayName = clean_line, limits::DISPLAY_NAME;
    /// A consultation's title.
    ConsultationTitle = clean_line, limits::CONSULTATION_TITLE;
    /// A consultation in one sentence.
    Summary = clean_line, limits::SUMMARY;
    /// Markdown of a consultation: description, what happens with the answers, what came of it.
    Description = clean, limits::DESCRIPTION;
    /// A phase's name.
    PhaseName = clean_line, limits::PHASE_NAME;
    /// What people do in a phase.
    PhaseDescription = clean_line, limits::PHASE_DESCRIPTION;
    /// A theme's or area's name.
    Label = clean_line, limits::LABEL;
    /// What a threshold owes, or who owes it.
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
        assert_eq!(DisplayName::parse("  Ana\u{202E} \n María ").unwrap().as_str(), "Ana María");
        assert_eq!(DisplayName::parse(" \u{200B} "), Err(Invalid::Required));
        assert_eq!(ProposalTitle::parse("short"), Err(Invalid::TooShort { min: 8 }));
        assert_eq!(CommentBody::parse("a\r\nb").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn the_longest_allowed_text_fits_and_one_more_character_does_not() {
        let longest = "ñ".repeat(limits::DISPLAY_NAME.max);
        assert!(DisplayName::parse(&longest).is_ok());
        assert_eq!(DisplayName::parse(&(longest + "x")), Err(Invalid::TooLong { max: 80, actual: 81 }));
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
