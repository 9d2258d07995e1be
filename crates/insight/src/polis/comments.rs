//! `comments.csv`: the statements.

use std::{collections::BTreeSet, io::Read};

use super::table::{PolisError, Problem, Table};
use crate::votes::{Standing, Statement};

/// The decision of the moderators of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moderation {
    /// 1.
    Accepted,
    /// 0: no moderator decided; the statement was open to votes.
    Unmoderated,
    /// -1.
    Rejected,
}

/// One statement of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id in the source.
    pub id: u64,
    /// The participant who wrote it; 0 is the owner of the conversation.
    pub author: u64,
    /// When it was written, in Unix milliseconds.
    pub at: i64,
    /// Agreeing rows in `votes.csv`, repeated votes included.
    pub agrees: u64,
    /// Disagreeing rows, likewise.
    pub disagrees: u64,
    /// The moderators' decision.
    pub moderation: Moderation,
    /// Whether it is about the person, not an opinion; older exports do not say, and then it is false.
    pub meta: bool,
    /// The text as it stands in the file, blanks and line breaks included.
    pub body: String,
    /// The line of the file on which it begins.
    pub line: u64,
}

impl Comment {
    /// The statement as it takes part in the mapping.
    #[must_use]
    pub const fn statement(&self) -> Statement {
        let standing = match self.moderation {
            Moderation::Rejected => Standing::Rejected,
            Moderation::Accepted | Moderation::Unmoderated if self.meta => Standing::Meta,
            Moderation::Accepted | Moderation::Unmoderated => Standing::Open,
        };
        Statement {
            id: self.id,
            standing,
        }
    }
}

/// Reads the statements, sorted by id (the files are in no order).
///
/// # Errors
/// [`PolisError`] for a missing column, a cell that does not fit its column, or an id that is there twice.
pub fn read_comments(file: &str, input: impl Read) -> Result<Vec<Comment>, PolisError> {
    read_usable_comments(file, input, &mut Err)
}

/// As [`read_comments`], but passes a row that cannot be used to `refuse`, and leaves it out unless `refuse` fails.
///
/// # Errors
/// [`PolisError`] for a fault of the file as a whole, and the errors that `refuse` returns.
pub fn read_usable_comments(
    file: &str,
    input: impl Read,
    refuse: &mut dyn FnMut(PolisError) -> Result<(), PolisError>,
) -> Result<Vec<Comment>, PolisError> {
    let mut table = Table::with_header(file, input)?;
    let names = [
        "comment-id",
        "author-id",
        "timestamp",
        "agrees",
        "disagrees",
        "moderated",
        "comment-body",
    ];
    let columns = names.map(|name| table.column(name));
    let [id, author, at, agrees, disagrees, moderated, body] = columns;
    let (id, author, at, agrees, disagrees) = (id?, author?, at?, agrees?, disagrees?);
    let (moderated, body) = (moderated?, body?);
    let meta = table.optional_column("is-meta");
    let mut comments: Vec<Comment> = Vec::new();
    let mut known = BTreeSet::new();
    while table.next_row()? {
        let read = || {
            let comment = Comment {
                id: table.value(id)?,
                author: table.value(author)?,
                at: table.value(at)?,
                agrees: table.value(agrees)?,
                disagrees: table.value(disagrees)?,
                moderation: match table.text(moderated) {
                    "1" => Moderation::Accepted,
                    "0" => Moderation::Unmoderated,
                    "-1" => Moderation::Rejected,
                    _ => return Err(table.bad_cell(moderated)),
                },
                meta: match meta.map(|meta| (meta, table.text(meta).trim().to_ascii_lowercase())) {
                    None => false,
                    Some((meta, word)) => match word.as_str() {
                        "true" | "t" | "1" => true,
                        "false" | "f" | "0" | "" => false,
                        _ => return Err(table.bad_cell(meta)),
                    },
                },
                body: table.text(body).to_owned(),
                line: table.line(),
            };
            if known.contains(&comment.id) {
                return Err(table.error(Problem::Duplicate(format!("comment {}", comment.id))));
            }
            Ok(comment)
        };
        match read() {
            Ok(comment) => {
                known.insert(comment.id);
                comments.push(comment);
            }
            Err(error) => refuse(error)?,
        }
    }
    comments.sort_by_key(|comment| comment.id);
    Ok(comments)
}
