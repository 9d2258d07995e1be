//! A disk that is full: a small file system in memory, filled and emptied by a test.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// Set in a test that runs again inside a namespace of its own, where it may mount.
const INSIDE: &str = "CABILDO_TEST_NAMESPACE";

/// A file system in memory. It vanishes with the test.
pub struct SmallDisk(TempDir);

impl SmallDisk {
    /// A disk of so many kilobytes. Mounting needs root: without it, the test `name` (its full path in this program) runs
    /// again in a namespace where it is root, and `None` says that this happened, or why it could not; it is printed.
    ///
    /// # Panics
    /// When the test failed in the namespace.
    pub fn of_kilobytes(size: u32, name: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mounted = Command::new("mount")
            .args([
                "-t",
                "tmpfs",
                "-o",
                &format!("size={size}k"),
                "cabildo-test",
            ])
            .arg(folder.path())
            .output();
        match mounted {
            Ok(output) if output.status.success() => return Some(Self(folder)),
            Ok(output) => println!("{}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => println!("mount: {error}"),
        }
        if std::env::var_os(INSIDE).is_none() {
            rerun_as_root_of_a_namespace(name);
        } else {
            println!("SKIPPED {name}: no file system can be mounted here");
        }
        None
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    fn ballast(&self) -> PathBuf {
        self.0.path().join("ballast")
    }

    /// Takes all the room that is left.
    pub fn fill(&self) {
        let mut file = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.ballast())
            .expect("the ballast opens");
        for size in [4_096, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
    }

    /// Gives the room back.
    pub fn empty(&self) {
        fs::remove_file(self.ballast()).expect("the ballast goes");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a program that the test started may still have a file open.
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

fn rerun_as_root_of_a_namespace(name: &str) {
    let program = std::env::current_exe().expect("a program runs this test");
    let outcome = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount"])
        .arg(program)
        .args(["--exact", name, "--nocapture"])
        .env(INSIDE, "1")
        .status();
    match outcome.map(|status| status.code()) {
        Ok(Some(0)) => println!("{name} passed in a namespace of its own"),
        // The code of a test program in which a test failed.
        Ok(Some(101)) => panic!("{name} failed in a namespace of its own"),
        other => println!("SKIPPED {name}: neither mount nor unshare is allowed here ({other:?})"),
    }
}
