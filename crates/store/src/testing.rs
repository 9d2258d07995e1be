//! Throwaway databases on both engines, and the macro that runs a test on each.
//!
//! PostgreSQL's address is taken from `CABILDO_TEST_POSTGRES` (`cargo xtask test` starts a throwaway cluster and sets
//! it); without it the PostgreSQL half of every test fails. Each test has a schema of its own.

pub mod disk;
pub mod sample;

use crate::{Database, Error, Store};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, postgres::PgConnectOptions};
use std::{ops::Deref, path::Path, str::FromStr};
use tempfile::TempDir;
use uuid::Uuid;

/// A migrated, empty store that vanishes with the test.
pub struct TestStore {
    store: Store,
    folder: Option<TempDir>,
    address: String,
}

impl Deref for TestStore {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

impl TestStore {
    /// The value of `--database` with which another process opens the same database.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The SQLite database's folder, for tests that look into its files.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(TempDir::path)
    }

    /// The `texts` that are still anywhere in the database: on SQLite in the bytes of its files (free pages and the
    /// write-ahead log count), on PostgreSQL in any column of any row.
    pub async fn traces_of(&self, texts: &[String]) -> Vec<String> {
        let everything = match &self.folder {
            Some(folder) => bytes_of(folder.path()),
            None => self.rows().await,
        };
        texts
            .iter()
            .filter(|text| everything.iter().any(|part| part.contains(*text)))
            .cloned()
            .collect()
    }

    async fn rows(&self) -> Vec<String> {
        let mut tx = self.store.read().await.expect("a connection");
        let tables: Vec<String> = scalars!(
            tx,
            "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'",
        )
        .expect("the catalogue is readable");
        let mut rows = Vec::new();
        for table in tables {
            let sql = format!("SELECT r::text FROM {table} r");
            let of_table: Vec<String> =
                scalars!(tx, AssertSqlSafe(sql)).expect("rows are readable");
            rows.extend(of_table);
        }
        rows
    }

    /// An empty SQLite database in a temporary folder.
    pub async fn sqlite() -> Self {
        Self::sqlite_in(&std::env::temp_dir()).await
    }

    /// An empty SQLite database in a temporary folder below this one.
    pub async fn sqlite_in(parent: &Path) -> Self {
        let folder = tempfile::tempdir_in(parent).expect("a temporary folder");
        let file = folder.path().join("test.db");
        let address = format!("sqlite:{}", file.display());
        let database = Database::Sqlite(file);
        let store = Store::connect(&database).await.expect("SQLite opens");
        store.migrate().await.expect("SQLite migrates");
        Self {
            store,
            folder: Some(folder),
            address,
        }
    }

    /// An empty schema of its own in the PostgreSQL database at `CABILDO_TEST_POSTGRES`.
    pub async fn postgres() -> Self {
        let url = std::env::var("CABILDO_TEST_POSTGRES").expect(
            "CABILDO_TEST_POSTGRES names a PostgreSQL database (`cargo xtask test` starts one)",
        );
        let schema = format!("t_{}", Uuid::now_v7().simple());
        let options = PgConnectOptions::from_str(&url)
            .expect("CABILDO_TEST_POSTGRES is a postgres:// address");
        let mut admin = PgConnection::connect_with(&options)
            .await
            .expect("PostgreSQL answers");
        admin
            .execute(AssertSqlSafe(format!("CREATE SCHEMA {schema}")))
            .await
            .expect("a schema is created");
        let store = Store::postgres_with(options.options([("search_path", schema.as_str())]))
            .await
            .expect("PostgreSQL opens");
        store.migrate().await.expect("PostgreSQL migrates");
        let join = if url.contains('?') { '&' } else { '?' };
        Self {
            store,
            folder: None,
            address: format!("{url}{join}options=-csearch_path%3D{schema}"),
        }
    }

    /// The number of rows in each of these tables, to check that nothing changed.
    pub async fn row_counts(&self, tables: &[&'static str]) -> Vec<i64> {
        let mut tx = self.store.read().await.expect("a connection");
        let mut counts = Vec::with_capacity(tables.len());
        for table in tables {
            let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            let count: i64 = scalar!(tx, sql).expect("a count");
            counts.push(count);
        }
        counts
    }

    /// Runs one statement that no use-case would run, to set up a test.
    pub async fn tamper(&self, sql: &'static str) {
        self.try_tamper(sql).await.expect("the statement runs");
    }

    /// As [`TestStore::tamper`], where the test expects that the database may refuse.
    ///
    /// # Errors
    /// [`Error`], as a use-case would meet it.
    pub async fn try_tamper(&self, sql: &'static str) -> Result<(), Error> {
        let mut tx = self.store.write().await?;
        exec!(tx, sql)?;
        tx.commit().await
    }
}

/// The contents of the files in a folder, read as text.
fn bytes_of(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("the folder is readable");
    let read = |path| std::fs::read(path).expect("the file is readable");
    files
        .map(|file| String::from_utf8_lossy(&read(file.expect("a file").path())).into_owned())
        .collect()
}

/// Runs each test on both engines: `suite! { async fn it_is_so(store: TestStore) { ... } }`.
#[macro_export]
macro_rules! suite {
    ($($(#[$meta:meta])* async fn $name:ident($store:ident: TestStore) $body:block)+) => { $(
        mod $name {
            #[expect(unused_imports, reason = "a test need not use every name around it")]
            use super::*;
            async fn run($store: $crate::testing::TestStore) $body
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::testing::TestStore::sqlite().await).await;
            }
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run($crate::testing::TestStore::postgres().await).await;
            }
        }
    )+ };
}
