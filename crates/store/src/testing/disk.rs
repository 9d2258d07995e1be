//! A full disk: a small file system in memory, filled and emptied by a test.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// Set when a test runs again inside a namespace of its own, in which it may mount.
const INSIDE: &str = "CABILDO_TEST_NAMESPACE";

/// A file system in memory. It vanishes with the test.
pub struct SmallDisk(TempDir);

impl SmallDisk {
    /// A disk of so many kilobytes. Mounting needs root: without it, the test `name` (its full path in this program)
    /// runs again in a namespace where it is root, and `None` means that it passed there.
    ///
    /// # Panics
    /// When the test failed in the namespace, or cannot run anywhere: a test that did not run has not passed.
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
        assert!(
            std::env::var_os(INSIDE).is_none(),
            "no file system can be mounted here"
        );
        rerun_as_root_of_a_namespace(name);
        None
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    fn ballast(&self) -> PathBuf {
        self.0.path().join("ballast")
    }

    /// Fills the remaining space.
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

    /// Frees the space again.
    pub fn empty(&self) {
        fs::remove_file(self.ballast()).expect("the ballast goes");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Unmount lazily: a program that the test started may still have a file open.
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
        .output();
    let output = outcome.unwrap_or_else(|error| panic!("{name} needs root or unshare: {error}"));
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}{}", String::from_utf8_lossy(&output.stderr));
    // A name that matches no test succeeds too, with no test passed.
    let passed = output.status.success() && said.contains("1 passed");
    assert!(
        passed,
        "{name} did not pass in a namespace of its own: it needs root, or to be allowed mount and unshare"
    );
}
