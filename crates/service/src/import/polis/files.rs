//! Reads the files of an export, and checks whether they agree with each other.

use super::{ImportError, Imported, Listener, Notice, Remark};
use crate::{formula::unguarded, import::Saved};
use cabildo_domain::{Timestamp, clean::clean_line, time::Span};
use cabildo_insight::{
    Cast,
    dialect::{Decoded, Dialect, NotText},
    polis::{
        Comment, Moderation, PolisError, Problem, cell_differences, count_differences,
        latest_votes, read_published, read_summary, read_usable_comments, read_usable_votes,
    },
};
use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

/// The longest accepted statement: statements of Polis are far shorter, so a file with longer ones is not such an
/// export.
const MOST_CHARACTERS: usize = 1_000;

/// The usable contents of an export.
pub(super) struct Export {
    /// The comments by id; their texts are on one line, and empty where the export leaves out the text of a rejected
    /// one.
    pub comments: Vec<Comment>,
    /// The file of the comments, for messages.
    pub comments_file: String,
    /// The votes in the order of their times; those of the same time in the order of the file.
    pub casts: Vec<Cast>,
    /// The topic of the conversation, if the export has one.
    pub topic: Option<String>,
}

/// The receiver of reports about unusable rows.
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
    // Open all files before reading any.
    let comments = Input::open(path("comments.csv"), Dialect::of)?;
    let votes = Input::optional(path("votes.csv"), Dialect::of)?;
    let published = match &votes {
        Some(_) => Input::optional(path("participants-votes.csv"), Dialect::of)?,
        None => Some(
            // When both files of votes are missing, report the first one, which was expected.
            Input::optional(path("participants-votes.csv"), Dialect::of)?
                .ok_or_else(|| unreadable(&path("votes.csv"), io::ErrorKind::NotFound.into()))?,
        ),
    };
    let summary = Input::optional(path("summary.csv"), Dialect::of_pairs)?;
    let all = [
        Some(&comments),
        votes.as_ref(),
        published.as_ref(),
        summary.as_ref(),
    ];
    for input in all.into_iter().flatten() {
        (refusals.listener)(Notice::Saved(input.saved.clone()));
    }
    // Allow a day for clocks that were ahead.
    let latest = (now + Span::days(1)).0;
    let comments_file = comments.name();
    let comments = usable_comments(comments, latest, &mut refusals)?;
    let mut casts = match votes {
        Some(votes) => {
            let mut refuse = |error: PolisError| {
                refusals.reject(error.into());
                Ok(())
            };
            let (file, times) = (votes.name(), 0..=latest);
            let casts = read_usable_votes(&file, votes.text, &comments, times, &mut refuse)?;
            if refusals.outcome.rejected == 0 {
                compare(published, &comments_file, &comments, &casts, &mut refusals)?;
            }
            casts
        }
        None => match published {
            Some(published) => of_matrix(published, &comments, &mut refusals)?,
            None => Vec::new(),
        },
    };
    casts.sort_by_key(|cast| cast.at);
    let topic = match summary {
        None => None,
        Some(input) => read_summary(&input.name(), input.text)?
            .get("topic")
            .map(clean_line)
            .filter(|topic| !topic.is_empty()),
    };
    Ok(Export {
        comments,
        comments_file,
        casts,
        topic,
    })
}

/// The comments with usable texts and times. A rejected one may lack its text: our own exports leave it out, and its
/// answers still count for grouping and places.
fn usable_comments(
    input: Input,
    latest: i64,
    refusals: &mut Refusals<'_, '_>,
) -> Result<Vec<Comment>, ImportError> {
    let file = input.name();
    let mut comments = read_usable_comments(&file, input.text, &mut |error| {
        refusals.reject(error.into());
        Ok(())
    })?;
    comments.retain_mut(|comment| {
        comment.body = clean_line(unguarded(&comment.body));
        let length = comment.body.chars().count();
        let reason = if !(0..=latest).contains(&comment.at) {
            Problem::Time(comment.at).to_string()
        } else if length == 0 && comment.moderation != Moderation::Rejected {
            "the text is empty".to_owned()
        } else if length > MOST_CHARACTERS {
            format!("the text has {length} characters, at most {MOST_CHARACTERS}")
        } else {
            return true;
        };
        refusals.reject(Remark {
            file: file.clone(),
            line: Some(comment.line),
            reason,
        });
        false
    });
    Ok(comments)
}

/// The answers of the matrix, with the time of the newest statement: no answer can be older than its statement.
fn of_matrix(
    input: Input,
    comments: &[Comment],
    refusals: &mut Refusals<'_, '_>,
) -> Result<Vec<Cast>, ImportError> {
    (refusals.listener)(Notice::Untimed(input.saved.file.clone()));
    let file = input.name();
    let published = read_published(&file, input.text)?;
    let known: BTreeSet<u64> = comments.iter().map(|comment| comment.id).collect();
    for statement in published.statements.iter().filter(|id| !known.contains(id)) {
        refusals.reject(Remark {
            file: file.clone(),
            line: Some(1),
            reason: Problem::UnknownComment(*statement).to_string(),
        });
    }
    let newest = comments.iter().map(|comment| comment.at).max();
    let mut casts = published.casts(newest.unwrap_or_default());
    casts.retain(|cast| known.contains(&cast.statement));
    Ok(casts)
}

/// Reports figures of the export that differ from its votes: a sign that a file was cut off or changed.
fn compare(
    published: Option<Input>,
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
    let Some(input) = published else {
        return Ok(());
    };
    let file = input.name();
    let published = read_published(&file, input.text)?;
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

/// A file of the export, decoded to text.
struct Input {
    saved: Saved,
    text: Decoded<BufReader<File>>,
}

impl Input {
    fn open(
        path: PathBuf,
        dialect: fn(BufReader<File>) -> Result<Dialect, NotText>,
    ) -> Result<Self, ImportError> {
        let open = || -> io::Result<BufReader<File>> {
            let file = File::open(&path)?;
            if file.metadata()?.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            Ok(BufReader::new(file))
        };
        let look = open().map_err(|error| unreadable(&path, error))?;
        let dialect = dialect(look).map_err(|error| match error {
            NotText::Unreadable(error) => unreadable(&path, error),
            other => ImportError::Broken(PolisError {
                file: path.display().to_string(),
                line: other.line().unwrap_or(1),
                problem: Problem::NotText(other.to_string()),
            }),
        })?;
        let text = open().map_err(|error| unreadable(&path, error))?;
        Ok(Self {
            saved: Saved {
                file: path,
                dialect,
            },
            text: dialect.decode(text),
        })
    }

    /// A file that may be missing.
    fn optional(
        path: PathBuf,
        dialect: fn(BufReader<File>) -> Result<Dialect, NotText>,
    ) -> Result<Option<Self>, ImportError> {
        match Self::open(path, dialect) {
            Err(ImportError::Unreadable { error, .. })
                if error.kind() == io::ErrorKind::NotFound =>
            {
                Ok(None)
            }
            outcome => outcome.map(Some),
        }
    }

    fn name(&self) -> String {
        self.saved.file.display().to_string()
    }
}

fn unreadable(path: &Path, error: io::Error) -> ImportError {
    ImportError::Unreadable {
        file: PathBuf::from(path),
        error,
    }
}
