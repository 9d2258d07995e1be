//! Reads the files of an export, and compares what they say of each other.

use super::{ImportError, Imported, Listener, Notice, Remark};
use cabildo_domain::{Timestamp, text::clean_line, time::Span};
use cabildo_insight::{
    Cast,
    polis::{
        Comment, Problem, cell_differences, count_differences, latest_votes, read_published,
        read_summary, read_usable_comments, read_usable_votes,
    },
};
use std::{
    fs::File,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

/// No statement of Polis comes near this; a file that has longer ones is something else.
const MOST_CHARACTERS: usize = 1_000;

/// What an export holds, as far as it can be used.
pub(super) struct Export {
    /// By id; the texts are one line, and not empty.
    pub comments: Vec<Comment>,
    /// The file of the comments, for messages.
    pub comments_file: String,
    /// In the order of their times, of the same time in the order of the file.
    pub casts: Vec<Cast>,
    /// What the conversation was about, if the export says so.
    pub topic: Option<String>,
}

/// Who hears of rows that cannot be used.
struct Refusals<'a, 'b> {
    listener: &'a mut Listener<'b>,
    outcome: &'a mut Imported,
}

impl Refusals<'_, '_> {
    fn reject(&mut self, remark: Remark) {
        self.outcome.rejected += 1;
        (self.listener)(Notice::Rejected(remark));
    }

    fn contradict(&mut self, file: String, line: Option<u64>, reason: String) {
        self.outcome.contradictions += 1;
        (self.listener)(Notice::Contradiction(Remark { file, line, reason }));
    }
}

/// Reads the folder.
pub(super) fn read(
    folder: &Path,
    now: Timestamp,
    mut listener: Listener<'_>,
    outcome: &mut Imported,
) -> Result<Export, ImportError> {
    let mut refusals = Refusals {
        listener: &mut listener,
        outcome,
    };
    let path = |name: &str| folder.join(name);
    let (comments_path, votes_path) = (path("comments.csv"), path("votes.csv"));
    let comments_file = comments_path.display().to_string();
    let votes_file = votes_path.display().to_string();
    // Both there, before either is read.
    let (comments_input, votes_input) = (open(&comments_path)?, open(&votes_path)?);
    // A day of grace for clocks that were ahead.
    let latest = (now + Span::days(1)).0;
    let mut comments = read_usable_comments(&comments_file, comments_input, &mut |error| {
        refusals.reject(error.into());
        Ok(())
    })?;
    comments.retain_mut(|comment| {
        comment.body = clean_line(&comment.body);
        let length = comment.body.chars().count();
        let reason = if !(0..=latest).contains(&comment.at) {
            Problem::Time(comment.at).to_string()
        } else if length == 0 {
            "the text is empty".to_owned()
        } else if length > MOST_CHARACTERS {
            format!("the text has {length} characters, at most {MOST_CHARACTERS}")
        } else {
            return true;
        };
        refusals.reject(Remark {
            file: comments_file.clone(),
            line: Some(comment.line),
            reason,
        });
        false
    });
    let mut casts = read_usable_votes(
        &votes_file,
        votes_input,
        &comments,
        0..=latest,
        &mut |error| {
            refusals.reject(error.into());
            Ok(())
        },
    )?;
    if refusals.outcome.rejected == 0 {
        compare(folder, &comments_file, &comments, &casts, &mut refusals)?;
    }
    casts.sort_by_key(|cast| cast.at);
    let topic = match optional(&path("summary.csv"))? {
        None => None,
        Some(input) => {
            let summary = read_summary(&path("summary.csv").display().to_string(), input)?;
            summary
                .get("topic")
                .map(clean_line)
                .filter(|topic| !topic.is_empty())
        }
    };
    Ok(Export {
        comments,
        comments_file,
        casts,
        topic,
    })
}

/// Tells what the figures of the export say else than its votes: a sign that a file was cut off or changed.
fn compare(
    folder: &Path,
    comments_file: &str,
    comments: &[Comment],
    casts: &[Cast],
    refusals: &mut Refusals<'_, '_>,
) -> Result<(), ImportError> {
    for found in count_differences(comments, casts) {
        let ((agrees, disagrees), (counted_agrees, counted_disagrees)) =
            (found.stated, found.counted);
        let reason = format!(
            "comment {} is said to have {agrees} agreeing and {disagrees} disagreeing votes, there are \
             {counted_agrees} and {counted_disagrees}",
            found.comment
        );
        refusals.contradict(comments_file.to_owned(), Some(found.line), reason);
    }
    let published_path = folder.join("participants-votes.csv");
    let Some(input) = optional(&published_path)? else {
        return Ok(());
    };
    let file = published_path.display().to_string();
    let published = read_published(&file, input)?;
    let votes =
        latest_votes(comments, casts).map_err(|error| crate::Error::Failed(error.to_string()))?;
    let differing = cell_differences(&votes, &published);
    if let Some(first) = differing.first() {
        let reason = format!(
            "{} cells say something else than the votes; the first is that of participant {} and comment {}",
            differing.len(),
            first.participant,
            first.statement
        );
        refusals.contradict(file, None, reason);
    }
    Ok(())
}

fn open(path: &Path) -> Result<BufReader<File>, ImportError> {
    let unreadable = |error| ImportError::Unreadable {
        file: PathBuf::from(path),
        error,
    };
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    Ok(BufReader::new(file))
}

/// A file that need not be there.
fn optional(path: &Path) -> Result<Option<BufReader<File>>, ImportError> {
    match open(path) {
        Err(ImportError::Unreadable { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
            Ok(None)
        }
        outcome => outcome.map(Some),
    }
}
