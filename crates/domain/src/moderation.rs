//! Moderation: the reasons of reports, and the measures of moderators.

use crate::words;
use serde::{Deserialize, Serialize};

/// Why a resident reports a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportReason {
    /// Insults, threats, contempt for a group.
    Offensive,
    /// Advertising or the same text again and again.
    Spam,
    /// Somebody's private data.
    PersonalData,
    /// Breaks a law.
    Illegal,
    /// Has nothing to do with the consultation.
    OffTopic,
    /// Another reason, told in the note.
    Other,
}

words!(ReportReason {
    Offensive = "offensive", Spam = "spam", PersonalData = "personal_data",
    Illegal = "illegal", OffTopic = "off_topic", Other = "other",
});

/// A moderator's measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The text is replaced by a notice with the reason.
    Hide,
    /// The text is shown again.
    Restore,
    /// The reports were looked at and the text was left as it is.
    Dismiss,
}

words!(Measure { Hide = "hide", Restore = "restore", Dismiss = "dismiss" });
