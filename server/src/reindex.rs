//! Lets a command ask a running server to fill the search index anew, by a small file in the data folder. The index
//! belongs to one node and its data folder, and the server is its only writer. A file needs no address and no secret,
//! and a server that is killed during the work finds the request again at its next start.

use cabildo_service::search::Progress;
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The state of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Wish {
    /// The server has not begun.
    Asked,
    /// The server is working on it.
    Running {
        /// Proposals, comments and statements read.
        done: i64,
        /// Proposals, comments and statements there are.
        total: i64,
    },
    /// The index is filled.
    Done,
    /// It failed; the server's log has the reason. Searches see the old index.
    Failed,
}

/// The file with the request.
#[derive(Clone, Debug)]
pub struct Wishes(PathBuf);

impl Wishes {
    /// The request file for the index in this data folder.
    pub fn of(data: &Path) -> Self {
        Self(data.join("search").join("reindex.json"))
    }

    /// The present request, if there is one.
    pub fn current(&self) -> Option<Wish> {
        serde_json::from_slice(&fs::read(&self.0).ok()?).ok()
    }

    /// Whether a server has to act: the request is new, or a server was killed while working on it.
    pub fn is_waiting(&self) -> bool {
        matches!(self.current(), Some(Wish::Asked | Wish::Running { .. }))
    }

    /// Writes a request or its state; a reader sees the old one or the new one, never half of it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn say(&self, wish: Wish) -> io::Result<()> {
        let draft = self.0.with_extension("tmp");
        fs::write(&draft, serde_json::to_vec(&wish)?)?;
        fs::rename(&draft, &self.0)
    }

    /// Writes the progress; a failure to write it is no reason to stop.
    pub fn report(&self, progress: Progress) {
        let Progress { done, total } = progress;
        if let Err(error) = self.say(Wish::Running { done, total }) {
            tracing::warn!(%error, "the progress of reindexing could not be written for the command that waits");
        }
    }

    /// Removes the request.
    pub fn forget(&self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_waits_until_it_is_done_also_when_a_server_was_killed_at_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("search")).unwrap();
        let wishes = Wishes::of(folder.path());
        assert!(!wishes.is_waiting());
        for (wish, waits) in [
            (Wish::Asked, true),
            (Wish::Running { done: 3, total: 9 }, true),
            (Wish::Done, false),
            (Wish::Failed, false),
        ] {
            wishes.say(wish).unwrap();
            assert_eq!((wishes.current(), wishes.is_waiting()), (Some(wish), waits));
        }
        wishes.forget();
        assert_eq!(wishes.current(), None);
    }
}
