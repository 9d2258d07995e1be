//! Brings in an export of CONSUL, the platform of Decide Madrid: two CSV files, of proposals and of comments.
//!
//! Both are read from end to end before anything is written, then everything is written in one transaction: a broken
//! file changes nothing. Rows are read and written some hundred at a time, so memory does not grow with the files.
//! What was brought in before is known by its import key and left as it is, so a second run changes nothing.
//!
//! [`table`] reads the files, [`row`] reads their rows, [`run`] writes them.

mod consultation;
mod row;
mod run;
mod table;

use super::Saved;
use crate::{Error, config::TimeZone};
use cabildo_domain::{FieldErrors, address, consultation::Slug};
use std::{fmt, path::PathBuf};

/// What to bring in, and how.
#[derive(Clone, Debug)]
pub struct ConsulImport {
    /// The file of proposals.
    pub proposals: PathBuf,
    /// The file of comments.
    pub comments: PathBuf,
    /// The address of the consultation that is made for them.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The language of all texts.
    pub language: String,
    /// The zone of the clocks by which the files tell the time.
    pub time_zone: TimeZone,
    /// Put the consultation among the past, instead of opening it for ninety days.
    pub archived: bool,
    /// The words that are ours, in that language.
    pub texts: ConsulTexts,
}

/// What an imported consultation says in our words.
#[derive(Clone, Debug, Default)]
pub struct ConsulTexts {
    /// "Participant": a pseudonym is this and the number by which the export knows the person.
    pub participant: String,
    /// The consultation in one sentence.
    pub summary: String,
    /// What it is about, and whose data it is, Markdown.
    pub description: String,
    /// What happens with the answers, Markdown.
    pub promise: String,
    /// The name of its phase.
    pub phase: String,
    /// What people do in it.
    pub phase_description: String,
}

/// What happened; all zero when everything was there before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Proposals that are new here.
    pub proposals: u64,
    /// Comments that are new here.
    pub comments: u64,
    /// Of them, replies that stand at top level because what they answer is not in the file.
    pub orphans: u64,
    /// Of them, comments without a text that keep the place of what is answered.
    pub tombstones: u64,
    /// Supports that came with the new proposals.
    pub supports: u64,
    /// People who are new here.
    pub people: u64,
    /// Rows that were brought in before.
    pub known: u64,
    /// Rows that could not be used.
    pub rejected: u64,
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// In which file.
    pub file: PathBuf,
    /// On which line of it the row begins, from 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// Why a row cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Reason {
    #[error("{column} is {value:?}, not a whole number")]
    NotANumber { column: &'static str, value: String },
    #[error("{column} is {value:?}, not a time")]
    NotATime { column: &'static str, value: String },
    #[error("{column} is {value:?}, which is yet to come")]
    ToCome { column: &'static str, value: String },
    #[error("{column} has {actual} characters, more than {max}")]
    TooLong {
        column: &'static str,
        max: usize,
        actual: usize,
    },
    #[error("{column} is empty")]
    Empty { column: &'static str },
    #[error("the text is empty, and nothing answers it")]
    EmptyComment,
    #[error("there is no proposal {id}")]
    NoProposal { id: i64 },
    #[error("the id {id} came before")]
    Twice { id: i64 },
}

/// What the caller is told while it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// How many steps there will be.
    Steps(u64),
    /// So many more were done.
    Done(u64),
    /// How a file was saved.
    Saved(Saved),
    /// A row cannot be used.
    Rejected(Rejected),
}

/// Who is told.
pub type Listener<'a> = &'a mut (dyn FnMut(Notice) + Send);

/// Why nothing was brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file is not what it should be.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// The address, the title or the language is not acceptable.
    #[error("not acceptable: {}", Fields(.0))]
    Fields(FieldErrors),
    /// There is a consultation at this address that was not imported.
    #[error(
        "there is a consultation at {} already, and it was not imported from CONSUL",
        address::consultation(.0)
    )]
    Occupied(Slug),
    /// The service failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<cabildo_store::Error> for ImportError {
    fn from(error: cabildo_store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// A file that is not what it should be.
#[derive(Debug, thiserror::Error)]
#[error("{}{}: {reason}; nothing was changed", .file.display(), line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct Broken {
    /// Which file.
    pub file: PathBuf,
    /// On which line, if on one.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: String,
}

pub(in crate::import) struct Fields<'a>(pub(in crate::import) &'a FieldErrors);

impl fmt::Display for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (field, invalid)) in self.0.0.iter().enumerate() {
            write!(f, "{}{field}: {invalid}", if place > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}
