//! Reads the export format of Polis: `comments.csv`, `votes.csv`, `participants-votes.csv` and `summary.csv`.
//!
//! Columns are found by name, not by position; unknown columns are ignored; texts may contain line breaks. In these
//! files 1 is agree, -1 disagree, 0 pass, and an empty cell no answer. Of several votes on the same pair the latest
//! counts; of votes with the same time, the later one in the file. Every error names the file and the line where the
//! row begins.
//!
//! Readers take any `impl Read` and a name for the messages; the caller opens the files.

mod comments;
mod compare;
mod lines;
mod published;
mod summary;
mod table;
mod votes;

pub use comments::{Comment, Moderation, read_comments, read_usable_comments};
pub use compare::{CellDifference, CountDifference, cell_differences, count_differences};
pub use lines::Lines;
pub use published::{Published, PublishedParticipant, read_published};
pub use summary::{Summary, read_summary};
pub use table::{PolisError, Problem};
pub use votes::{TIMES, latest_votes, read_usable_votes, read_votes};
