//! Tests that a committed index survives, and that an unreadable one is built anew.

use std::fs;
use std::path::Path;

use cabildo_search::{Error, Index};
use tempfile::TempDir;

use crate::{ask, numbers, proposal};

/// The folder of this version of the index.
const CURRENT: &str = "v4";

/// Damage that is done to the folder of an index.
type Damage = fn(&Path);

fn filled(root: &Path) -> Index {
    let index = Index::open(root).expect("a new index");
    let mut writer = index.writer().expect("the writer");
    writer.put(&proposal(1, "Árboles", "uno")).expect("put");
    writer.commit(5).expect("commit");
    index
}

#[test]
fn uncommitted_documents_are_lost_and_the_event_number_says_so() {
    let root = TempDir::new().expect("a folder");
    let index = filled(root.path());
    let mut writer = index.writer().expect("the writer");
    writer.put(&proposal(2, "Árboles", "dos")).expect("put");
    writer.delete(uuid::Uuid::from_u128(1));
    drop(writer);
    drop(index);
    let index = Index::open(root.path()).expect("the same index");
    assert_eq!(index.applied(), 5);
    assert_eq!(numbers(&ask(&index, "arboles")), [1]);
}

#[test]
fn putting_the_same_thing_again_changes_nothing() {
    let root = TempDir::new().expect("a folder");
    let index = filled(root.path());
    let mut writer = index.writer().expect("the writer");
    writer
        .put(&proposal(1, "Árboles", "otra vez"))
        .expect("put");
    writer.put(&proposal(1, "Árboles", "y otra")).expect("put");
    writer.commit(6).expect("commit");
    let page = ask(&index, "arboles");
    assert_eq!(
        (page.total, page.hits[0].snippet_html.as_str()),
        (1, "y otra")
    );
    assert_eq!(index.applied(), 6);
}

#[test]
fn there_is_one_writer_at_a_time() {
    let root = TempDir::new().expect("a folder");
    let index = filled(root.path());
    let first = index.writer().expect("the writer");
    assert!(matches!(index.writer(), Err(Error::Busy)));
    drop(first);
    assert!(index.writer().is_ok());
}

#[test]
fn a_rebuild_is_seen_all_at_once() {
    let root = TempDir::new().expect("a folder");
    let index = filled(root.path());
    let mut writer = index.writer().expect("the writer");
    writer
        .put(&proposal(8, "Árboles", "puesto antes de vaciar"))
        .expect("put");
    writer.clear().expect("clear");
    writer.put(&proposal(3, "Árboles", "nuevo")).expect("put");
    assert_eq!(
        (numbers(&ask(&index, "arboles")), index.applied()),
        (vec![1], 5),
        "until the commit all is as before"
    );
    writer.commit(9).expect("commit");
    assert_eq!(
        (numbers(&ask(&index, "arboles")), index.applied()),
        (vec![3], 9)
    );
    writer.finish().expect("finish");
    assert_eq!(numbers(&ask(&index, "arboles")), [3]);
}

#[test]
fn a_roll_back_forgets_what_was_not_committed() {
    let root = TempDir::new().expect("a folder");
    let index = filled(root.path());
    let mut writer = index.writer().expect("the writer");
    writer.put(&proposal(2, "Árboles", "dos")).expect("put");
    writer.rollback().expect("roll back");
    writer.commit(6).expect("commit");
    assert_eq!(numbers(&ask(&index, "arboles")), [1]);
}

#[test]
fn more_than_may_wait_go_to_disk_and_stay_unseen_until_the_commit() {
    let root = TempDir::new().expect("a folder");
    let index = filled(root.path());
    let mut writer = index.writer().expect("the writer");
    let fill = |writer: &mut cabildo_search::Writer| {
        writer.clear().expect("clear");
        for number in 2..2_502 {
            writer
                .put(&proposal(number, "Árboles", "nuevo"))
                .expect("put");
        }
    };
    fill(&mut writer);
    assert_eq!(
        (numbers(&ask(&index, "arboles")), index.applied()),
        (vec![1], 5)
    );
    writer.rollback().expect("roll back");
    writer.commit(6).expect("commit");
    assert_eq!(
        (numbers(&ask(&index, "arboles")), index.applied()),
        (vec![1], 6)
    );
    fill(&mut writer);
    writer.commit(7).expect("commit");
    assert_eq!(
        (ask(&index, "arboles").total, index.len(), index.applied()),
        (2_500, 2_500, 7)
    );
}

#[test]
fn an_index_that_cannot_be_read_is_set_aside_and_begun_anew() {
    let damages: [(&str, Damage); 4] = [
        ("foreign meta.json", |folder| {
            fs::write(folder.join("meta.json"), "{\"segments\": 12}").expect("write")
        }),
        ("cut meta.json", |folder| {
            fs::write(folder.join("meta.json"), "").expect("write")
        }),
        ("missing files", |folder| {
            remove(folder, |path| {
                path.extension()
                    .is_some_and(|extension| extension != "json")
            })
        }),
        ("cut files", |folder| {
            for entry in fs::read_dir(folder).expect("list").flatten() {
                if entry
                    .path()
                    .extension()
                    .is_some_and(|extension| extension == "fast" || extension == "term")
                {
                    fs::write(entry.path(), "short").expect("write");
                }
            }
        }),
    ];
    for (name, damage) in damages {
        let root = TempDir::new().expect("a folder");
        drop(filled(root.path()));
        damage(&root.path().join(CURRENT));
        let index = Index::open(root.path()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((index.applied(), index.len()), (0, 0), "{name}");
        assert!(
            root.path().join(format!("{CURRENT}.unreadable")).exists(),
            "{name}"
        );
        index
            .writer()
            .expect("the writer")
            .commit(1)
            .expect("commit");
        index.remove_older_versions().expect("tidy");
        assert!(
            !root.path().join(format!("{CURRENT}.unreadable")).exists(),
            "{name}"
        );
    }
}

fn remove(folder: &Path, which: fn(&Path) -> bool) {
    for entry in fs::read_dir(folder)
        .expect("list")
        .flatten()
        .filter(|entry| which(&entry.path()))
    {
        fs::remove_file(entry.path()).expect("remove");
    }
}

#[test]
fn older_versions_go_when_this_one_has_caught_up_and_other_files_stay() {
    let root = TempDir::new().expect("a folder");
    fs::create_dir(root.path().join("v0")).expect("an older index");
    fs::create_dir(root.path().join("views")).expect("something else");
    let index = filled(root.path());
    assert!(root.path().join("v0").exists());
    index.remove_older_versions().expect("tidy");
    assert!(!root.path().join("v0").exists());
    assert!(root.path().join("views").exists() && root.path().join(CURRENT).exists());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error_and_is_kept() {
    let root = TempDir::new().expect("a folder");
    let file = root.path().join("search");
    fs::write(&file, "mine").expect("write");
    assert!(Index::open(&file).is_err());
    assert_eq!(fs::read_to_string(&file).expect("read"), "mine");
}
