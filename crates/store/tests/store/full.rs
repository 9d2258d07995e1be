//! A database that is full: it refuses, keeps what it acknowledged, and goes on by itself once there is room.

use cabildo_domain::Role;
use cabildo_store::{
    Error,
    error::Trouble,
    testing::{TestStore, disk::SmallDisk, sample},
};

const MEGABYTE: &str = "INSERT INTO outbox (id, account_id, kind, payload, created_at)
    SELECT randomblob(16), id, 'test', hex(randomblob(500000)), 1 FROM account LIMIT 1";

async fn messages(store: &TestStore) -> i64 {
    store.row_counts(&["outbox"]).await[0]
}

async fn ana_is_read(store: &TestStore) -> bool {
    store.row_counts(&["account"]).await == [1]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_found_the_file_full_does_not_spoil_the_next_one() {
    let store = TestStore::sqlite().await;
    sample::account(&store, "Ana", Role::Resident).await;
    // The pragma belongs to the connection and ends with it.
    store.tamper("PRAGMA max_page_count = 1").await;
    let refused = store.try_tamper(MEGABYTE).await.unwrap_err();
    for n in 1..=3 {
        store.try_tamper(MEGABYTE).await.unwrap();
        assert_eq!(messages(&store).await, n, "what is acknowledged is there");
    }
    assert!(matches!(refused, Error::Unavailable(_)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_writes_go_on_once_there_is_room() {
    let name = "full::a_full_disk_is_told_and_writes_go_on_once_there_is_room";
    let Some(disk) = SmallDisk::of_kilobytes(48_000, name) else {
        return;
    };
    let store = TestStore::sqlite_in(disk.path()).await;
    sample::account(&store, "Ana", Role::Resident).await;
    for _ in 0..3 {
        store.try_tamper(MEGABYTE).await.unwrap();
        let mut written = 1;
        disk.fill();
        let mut refusals = Vec::new();
        while refusals.len() < 5 {
            match store.try_tamper(MEGABYTE).await {
                // The write-ahead log still had room.
                Ok(()) => written += 1,
                Err(error) => refusals.push(error),
            }
            assert!(ana_is_read(&store).await, "reading goes on");
        }
        assert_eq!(
            messages(&store).await,
            written,
            "nothing acknowledged is lost, nothing refused is there"
        );
        disk.empty();
        store.try_tamper(MEGABYTE).await.unwrap();
        assert_eq!(messages(&store).await, written + 1);
        assert_eq!(store.takes_writes().await, Ok(()));
        store.tamper("DELETE FROM outbox").await;
        assert!(
            refusals
                .iter()
                .all(|error| matches!(error, Error::Unavailable(_))),
            "{refusals:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_of_the_disk_and_the_server_of_postgres_are_recognised_and_survived() {
    let store = TestStore::postgres().await;
    for (statement, trouble) in [
        (
            "DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$",
            Trouble::DiskFull,
        ),
        (
            "SELECT pg_terminate_backend(pg_backend_pid())",
            Trouble::Unreachable,
        ),
    ] {
        let refused = store.try_tamper(statement).await.unwrap_err();
        assert_eq!(refused.trouble(), trouble, "{refused:?}");
        assert!(matches!(refused, Error::Unavailable(_)), "{refused:?}");
        assert_eq!(store.takes_writes().await, Err(trouble), "it is remembered");
        sample::account(&store, "Ana", Role::Resident).await;
        assert_eq!(store.takes_writes().await, Ok(()), "until a write succeeds");
    }
    let wrong = store.try_tamper("SELECT 1/0").await.unwrap_err();
    assert!(matches!(wrong, Error::Sql(_)), "{wrong:?}");
    assert_eq!(
        store.takes_writes().await,
        Ok(()),
        "a wrong statement says nothing of the database"
    );
}
