//! Opens an index, and holds the parts that readers share.

use std::fs;
use std::io::ErrorKind;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::directory::MmapDirectory;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError};
use tantivy::{IndexReader, ReloadPolicy, TantivyError};

use crate::schema::{self, Fields, VERSION};
use crate::snapshot::Snapshot;
use crate::{Error, Writer, tokenizer};

/// The number of decompressed blocks of stored documents (16 kB each) that each segment keeps in memory.
const STORED_BLOCKS: usize = 8;

/// The search index of this node. Cheap to clone; clones see the same commits.
#[derive(Clone)]
pub struct Index {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) engine: tantivy::Index,
    pub(crate) fields: Fields,
    reader: IndexReader,
    snapshot: RwLock<Arc<Snapshot>>,
    root: Option<PathBuf>,
}

impl Index {
    /// Opens the index under `root`, or begins an empty one. An index that cannot be read (damaged, or made by another
    /// program) is moved aside and a new one begun. It is derived data: [`Index::applied`] is 0 then, so the follower
    /// fills it again.
    ///
    /// # Errors
    /// [`Error::Disk`] or [`Error::Engine`] when the folder itself cannot be used.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let folder = root.join(format!("v{VERSION}"));
        fs::create_dir_all(&folder)?;
        match readable(|| Self::open_folder(root, &folder)) {
            Err(Error::Engine(error)) if is_unreadable(&error) => {
                tracing::warn!(%error, folder = %folder.display(), "the search index cannot be read; it is moved aside and built anew");
                move_aside(&folder)?;
                fs::create_dir_all(&folder)?;
                Self::open_folder(root, &folder)
            }
            opened => opened,
        }
    }

    /// An index that lives in memory, for tests.
    pub fn in_memory() -> Result<Self, Error> {
        let (schema, fields) = schema::build();
        Self::new(tantivy::Index::create_in_ram(schema), fields, None)
    }

    fn open_folder(root: &Path, folder: &Path) -> Result<Self, Error> {
        let (schema, fields) = schema::build();
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let engine = tantivy::Index::open_or_create(directory, schema)?;
        Self::new(engine, fields, Some(root.to_owned()))
    }

    fn new(engine: tantivy::Index, fields: Fields, root: Option<PathBuf>) -> Result<Self, Error> {
        tokenizer::register(engine.tokenizers());
        let reader = engine.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader: IndexReader = reader
            .doc_store_cache_num_blocks(STORED_BLOCKS)
            .try_into()?;
        let snapshot = RwLock::new(Arc::new(Snapshot::take(
            reader.searcher(),
            applied(&engine)?,
            &fields,
        )?));
        Ok(Self {
            shared: Arc::new(Shared {
                engine,
                fields,
                reader,
                snapshot,
                root,
            }),
        })
    }

    /// The number of the last event whose effect searches can see; 0 for a new index.
    pub fn applied(&self) -> i64 {
        self.snapshot().applied
    }

    /// The number of documents that searches can see.
    pub fn len(&self) -> usize {
        self.snapshot().searcher.num_docs() as usize
    }

    /// Whether searches can see no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The writer. Only one exists at a time, among all processes; dropping it loses uncommitted changes.
    ///
    /// # Errors
    /// [`Error::Busy`] while another one exists.
    pub fn writer(&self) -> Result<Writer, Error> {
        Writer::new(self.clone())
    }

    /// Removes the folders of other schema versions and of indexes that were moved aside. Call it when this index has
    /// caught up.
    ///
    /// # Errors
    /// [`Error::Disk`] when a folder cannot be removed.
    pub fn remove_older_versions(&self) -> Result<(), Error> {
        let Some(root) = &self.shared.root else {
            return Ok(());
        };
        let ours = format!("v{VERSION}");
        for entry in fs::read_dir(root)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_version = name
                .strip_prefix('v')
                .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
            if is_version && name != ours && entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(
            &self
                .shared
                .snapshot
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Lets searches see the last commit.
    pub(crate) fn reload(&self) -> Result<(), Error> {
        self.shared.reader.reload()?;
        let searcher = self.shared.reader.searcher();
        let snapshot = Arc::new(Snapshot::take(
            searcher,
            applied(&self.shared.engine)?,
            &self.shared.fields,
        )?);
        *self
            .shared
            .snapshot
            .write()
            .unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }
}

/// Runs the code that opens the files. A panic in it means that the files are damaged (the engine subtracts from
/// lengths it just read).
fn readable(open: impl FnOnce() -> Result<Index, Error>) -> Result<Index, Error> {
    let opened = panic::catch_unwind(AssertUnwindSafe(open));
    opened.unwrap_or_else(|_| {
        Err(TantivyError::InternalError("a file made the engine panic".to_owned()).into())
    })
}

/// The event number in the last commit.
fn applied(engine: &tantivy::Index) -> Result<i64, Error> {
    let payload = engine.load_metas()?.payload;
    Ok(payload.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Whether an error means that the files are damaged or not ours, rather than that the disk refuses.
fn is_unreadable(error: &TantivyError) -> bool {
    let kind = match error {
        TantivyError::DataCorruption(_)
        | TantivyError::SchemaError(_)
        | TantivyError::IncompatibleIndex(_) => {
            return true;
        }
        TantivyError::OpenReadError(
            OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_),
        ) => {
            return true;
        }
        TantivyError::DeserializeError(_)
        | TantivyError::InternalError(_)
        | TantivyError::FieldNotFound(_) => {
            return true;
        }
        TantivyError::OpenDirectoryError(OpenDirectoryError::NotADirectory(_)) => return true,
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => io_error.kind(),
        TantivyError::IoError(error) => error.kind(),
        _ => return false,
    };
    matches!(
        kind,
        ErrorKind::InvalidData
            | ErrorKind::UnexpectedEof
            | ErrorKind::InvalidInput
            | ErrorKind::Other
    )
}

fn move_aside(folder: &Path) -> std::io::Result<()> {
    let aside = folder.with_extension("unreadable");
    if aside.exists() {
        fs::remove_dir_all(&aside)?;
    }
    fs::rename(folder, aside)
}
