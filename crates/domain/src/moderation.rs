//! Moderation: why a resident reports, what a moderator does.

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

/// What a moderator did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Replaced by a notice with the reason.
    Hide,
    /// Shown again.
    Restore,
    /// Looked at and left as it is.
    Dismiss,
}

words!(Measure { Hide = "hide", Restore = "restore", Dismiss = "dismiss" });
