//! Imports an export of Polis: a folder with `comments.csv` and `votes.csv`, and, if they are there, `summary.csv` for
//! the title and `participants-votes.csv` to compare with. Without `votes.csv`, the answers are read from
//! `participants-votes.csv`, which has neither times nor earlier answers: they get the time of the newest statement.
//!
//! The files are read to their ends before anything is written, and everything is written in one transaction: a broken
//! file changes nothing. Votes are replayed in the order of their times, with their times; as with votes that are cast
//! here, a repeated answer is no new answer. Earlier imports are recognised (a statement by an id that follows from the
//! comment's, a person by the number in the export, a vote by its time), so a second run changes nothing, and a newer
//! export adds its new rows.
//!
//! [`files`] reads, [`place`] finds or makes the consultation, [`replay`] writes.

mod files;
mod place;
mod replay;

use super::{Saved, consul::Fields};
use crate::{Error, Imports};
use cabildo_domain::{FieldErrors, address, consultation::Slug, opinion::Rules};
use cabildo_insight::polis::PolisError;
use cabildo_store::{
    consultation::{self, Counts},
    event, opinion,
};
use std::{io, path::PathBuf};

/// The content to import, and the settings of the import.
#[derive(Clone, Debug)]
pub struct PolisImport {
    /// The folder of the export.
    pub folder: PathBuf,
    /// The address of the consultation, which is made if it is not there.
    pub slug: String,
    /// The title of a new consultation; `None` for the topic in the export, else the words of the address.
    pub title: Option<String>,
    /// The language of a new consultation; `None` for the language that the statements seem to have.
    pub language: Option<String>,
    /// Our own texts, in that language.
    pub texts: fn(&str) -> PolisTexts,
}

/// Our own texts for an imported consultation.
#[derive(Clone, Debug, Default)]
pub struct PolisTexts {
    /// The beginning of the title when neither the topic nor the address makes one; the address follows.
    pub title: String,
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
    /// The reason shown for a statement that moderators of the source rejected.
    pub rejected: String,
    /// The text in place of one that the export leaves out; the number of the statement follows.
    pub withheld: String,
}

/// The numbers of what was imported. When everything was there before, all but `known`, `repeated` and those of
/// unusable rows are zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Statements that are new here.
    pub statements: u64,
    /// People who are new here.
    pub people: u64,
    /// Votes that are new here.
    pub votes: u64,
    /// Votes among them that repeated the present answer.
    pub repeated: u64,
    /// Statements and votes that were imported before.
    pub known: u64,
    /// Rows that could not be used.
    pub rejected: u64,
    /// Figures of the export that contradict its votes.
    pub contradictions: u64,
}

/// A remark about a row, or about a whole file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {reason}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct Remark {
    pub file: String,
    /// The line on which the row begins, from 1.
    pub line: Option<u64>,
    /// The text of the remark.
    pub reason: String,
}

impl From<PolisError> for Remark {
    fn from(error: PolisError) -> Self {
        Self {
            file: error.file,
            line: Some(error.line),
            reason: error.problem.to_string(),
        }
    }
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
    /// There is no file of votes: the answers are those of this file, without their times and changes.
    Untimed(PathBuf),
    /// A row cannot be used.
    Rejected(Remark),
    /// A figure of the export contradicts its votes; the votes count.
    Contradiction(Remark),
}

/// The receiver of the notices.
pub type Listener<'a> = &'a mut (dyn FnMut(Notice) + Send);

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file does not have the expected form.
    // It has no source error: its own message says what is wrong.
    #[error("{0}; nothing was changed")]
    Broken(PolisError),
    /// A file cannot be opened.
    #[error("{}: {error}; nothing was changed", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The reason.
        error: io::Error,
    },
    /// The address, the title or the language is not acceptable.
    #[error("not acceptable: {}", Fields(.0))]
    Fields(FieldErrors),
    /// No phase maps opinions, so no page would lead to the imported statements.
    #[error(
        "the consultation at {} has no step in which opinions are mapped; add one, or name another address",
        address::consultation(.0)
    )]
    NoMap(Slug),
    /// The consultation holds another export.
    #[error("{0}; nothing was changed")]
    Another(Remark),
    /// More statements than a consultation may have.
    #[error("a consultation holds {most} statements at most; nothing was changed")]
    TooMany {
        /// The limit.
        most: i64,
    },
    /// The service failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<PolisError> for ImportError {
    fn from(error: PolisError) -> Self {
        Self::Broken(error)
    }
}

impl From<cabildo_store::Error> for ImportError {
    fn from(error: cabildo_store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Imports<'_> {
    /// Imports an export. Rows that cannot be used are reported to the listener and left out; when this returns,
    /// everything else is there, or nothing is. The map is updated as after any vote.
    ///
    /// # Errors
    /// [`ImportError`]; then nothing was changed.
    pub async fn polis(
        self,
        import: &PolisImport,
        listener: Listener<'_>,
    ) -> Result<Imported, ImportError> {
        let slug = place::read_slug(&import.slug)?;
        let mut outcome = Imported::default();
        let export = files::read(&import.folder, self.now(), listener, &mut outcome)?;
        listener(Notice::Steps(export.casts.len() as u64));
        let mut tx = self.store().write().await?;
        let place = self
            .place_of_import(&mut tx, import, &slug, &export)
            .await?;
        // Use the seed of a computation without a database, so that both give the same result.
        opinion::begin(&mut tx, place.consultation, Rules::default(), 0).await?;
        let begun = opinion::lock(&mut tx, &[place.consultation]).await?.pop();
        let opinion = begun.ok_or_else(|| Error::Failed("a mapping was not begun".to_owned()))?;
        let mut replay = replay::Replay {
            service: &self,
            place: &place,
            opinion,
            listener,
            outcome: &mut outcome,
        };
        let joined = replay.run(&mut tx, export).await?;
        if !place.new && outcome.statements + outcome.votes + outcome.people == 0 {
            // The transaction is dropped without a commit.
            return Ok(outcome);
        }
        let change = Counts {
            participants: joined,
            ..Counts::default()
        };
        consultation::adjust(&mut tx, place.consultation, change).await?;
        event::append(&mut tx, &self.import_events(place.consultation, place.new)).await?;
        tx.commit().await?;
        Ok(outcome)
    }
}
