//! The log of staff's acts, newest first: measures, official answers and their corrections.

use super::{Matter, matters};
use crate::{
    Error, Moderation,
    author::AuthorView,
    cursor::{Cursor, List, cut},
    markdown,
};
use cabildo_domain::{
    Language, Subject, Timestamp, limits::PAGE, moderation::Measure, permission::Moderator,
    proposal::Status, text::Reason,
};
use cabildo_store::moderation;
use serde::Serialize;

/// An act of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// A measure was taken.
    Measure(Measure),
    /// The city answered, or corrected an answer.
    Answer {
        /// Whether it is a correction.
        corrected: bool,
        /// The status that the proposal got with it.
        status: Status,
        /// The beginning of the text, without markup.
        excerpt: String,
        /// The language of the text.
        language: Language,
    },
}

impl From<moderation::Deed> for Deed {
    fn from(deed: moderation::Deed) -> Self {
        match deed {
            moderation::Deed::Measure(measure) => Self::Measure(measure),
            moderation::Deed::Answer {
                revision,
                status,
                beginning,
                language,
            } => Self::Answer {
                corrected: revision > 1,
                status,
                excerpt: markdown::plain(&beginning),
                language,
            },
        }
    }
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// The time.
    pub at: Timestamp,
    /// The act.
    pub deed: Deed,
    /// The reason; `None` for reports that were dismissed without one.
    pub reason: Option<Reason>,
    pub moderator: AuthorView,
    /// The subject, as it is now.
    pub matter: Option<Matter>,
}

/// A page of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModerationLog {
    /// The measures.
    pub entries: Vec<LogEntry>,
    /// The start of the next page.
    pub next: Option<Cursor>,
}

impl Moderation<'_> {
    /// The log of staff's acts. At most five statements.
    pub async fn log(
        self,
        moderator: Moderator<'_>,
        after: Option<&Cursor>,
    ) -> Result<ModerationLog, Error> {
        let list = List::of("newest", [b"log".as_slice()]);
        let after = after.and_then(|cursor| cursor.read(list));
        let mut tx = self.store().read().await?;
        let mut noted = moderation::log(&mut tx, after, PAGE + 1).await?;
        let next = cut(&mut noted, PAGE).map(|last| Cursor::at(list, (last.at, last.id)));
        let mut subjects: Vec<Subject> = noted.iter().map(|measure| measure.subject).collect();
        subjects.sort_by_key(|subject| subject.id);
        subjects.dedup();
        let matters = matters(&mut tx, moderator.viewer(), &subjects).await?;
        let entries = noted
            .into_iter()
            .map(|measure| LogEntry {
                at: measure.at,
                deed: measure.deed.into(),
                reason: measure.reason,
                moderator: measure.moderator.into(),
                matter: matters.get(&measure.subject.id).cloned(),
            })
            .collect();
        Ok(ModerationLog { entries, next })
    }
}
