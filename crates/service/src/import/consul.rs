//! Imports an export of CONSUL, the platform of Decide Madrid: two CSV files, of proposals and of comments.
//!
//! Both files are read from end to end before anything is written, then everything is written in one transaction: a
//! broken file changes nothing. Rows are read and written some hundred at a time, so memory does not grow with the
//! files. Content of an earlier import is recognised by its import key and left as it is, so a second run changes
//! nothing.
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

/// The content to import, and the settings of the import.
#[derive(Clone, Debug)]
pub struct ConsulImport {
    /// The file of proposals.
    pub proposals: PathBuf,
    /// The file of comments.
    pub comments: PathBuf,
    /// The address of the consultation that is made for them.
    pub slug: String,
    pub title: String,
    /// The language of all texts.
    pub language: String,
    /// The time zone of the times in the files.
    pub time_zone: TimeZone,
    /// Whether to archive the consultation, instead of opening it for ninety days.
    pub archived: bool,
    /// Our own texts, in that language.
    pub texts: ConsulTexts,
}

/// Our own texts for an imported consultation.
#[derive(Clone, Debug, Default)]
pub struct ConsulTexts {
    /// "Participant": a pseudonym is this word and the person's number in the export.
    pub participant: String,
    /// The consultation in one sentence.
    pub summary: String,
    /// The description and the source of the data, Markdown.
    pub description: String,
    /// The city's promise about the results, Markdown.
    pub promise: String,
    /// The name of its phase.
    pub phase: String,
    /// The description of what people do in it.
    pub phase_description: String,
}

/// The numbers of what was imported; all zero when everything was there before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Proposals that are new here.
    pub proposals: u64,
    /// Comments that are new here.
    pub comments: u64,
    /// Replies among them that stand at top level because the comment they answer is not in the file.
    pub orphans: u64,
    /// Comments among them that have no text and keep the place above their replies.
    pub tombstones: u64,
    /// Supports that came with the new proposals.
    pub supports: u64,
    /// People who are new here.
    pub people: u64,
    /// Rows that were imported before.
    pub known: u64,
    /// Rows that could not be used.
    pub rejected: u64,
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    pub file: PathBuf,
    /// The line on which the row begins, from 1.
    pub line: u64,
    pub reason: Reason,
}

/// Why a row cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("{column} is {value:?}, not a whole number")]
    NotANumber { column: &'static str, value: String },
    #[error("{column} is {value:?}, not a time")]
    NotATime { column: &'static str, value: String },
    #[error("{column} is {value:?}, a time in the future")]
    ToCome { column: &'static str, value: String },
    #[error("{column} has {actual} characters, more than {max}")]
    TooLong {
        column: &'static str,
        max: usize,
        actual: usize,
    },
    #[error("{column} is empty")]
    Empty { column: &'static str },
    #[error("the text is empty, and no comment answers it")]
    EmptyComment,
    #[error("there is no proposal {id}")]
    NoProposal { id: i64 },
    #[error("an earlier row has the id {id}")]
    Twice { id: i64 },
}

/// A notice to the caller during the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// How many steps there will be.
    Steps(u64),
    /// The number of further steps done.
    Done(u64),
    /// How a file was saved.
    Saved(Saved),
    /// A row cannot be used.
    Rejected(Rejected),
}

/// The receiver of the notices.
pub type Listener<'a> = &'a mut (dyn FnMut(Notice) + Send);

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file does not have the expected form.
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

/// A file that does not have the expected form.
#[derive(Debug, thiserror::Error)]
#[error("{}{}: {reason}; nothing was changed", .file.display(), line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct Broken {
    pub file: PathBuf,
    /// The line, if the fault is on one.
    pub line: Option<u64>,
    /// The fault.
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
