//! A key as a file: 32 bytes that only its owner may read.

use super::key::Key;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::Path,
};

/// The key in the folder's file `name`; `make` makes it when the file is missing.
pub(super) fn get(folder: &Path, name: &str, make: impl FnOnce() -> Key) -> io::Result<Key> {
    let file = folder.join(name);
    match read(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        found => return found,
    }
    create_folder(folder)?;
    let new = folder.join(format!("{name}.{}.new", std::process::id()));
    write(&new, &make())?;
    // A hard link is created entirely or not at all, and never over a key that another program made meanwhile.
    let linked = fs::hard_link(&new, &file);
    fs::remove_file(&new)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    File::open(folder)?.sync_all()?;
    read(&file)
}

fn read(file: &Path) -> io::Result<Key> {
    let bytes = fs::read(file)?;
    <[u8; 32]>::try_from(bytes).map(Key::from).map_err(|_| {
        let text = format!(
            "{} does not hold 32 bytes; without the file a new key is made",
            file.display()
        );
        io::Error::new(ErrorKind::InvalidData, text)
    })
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write(file: &Path, key: &Key) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(key.bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_by_its_owner_alone() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("keys");
        let first = get(&folder, "cookies", Key::new).unwrap();
        assert_eq!(get(&folder, "cookies", Key::new).unwrap(), first);
        assert_ne!(get(&folder, "networks", Key::new).unwrap(), first);
        let names = fs::read_dir(&folder).unwrap().count();
        assert_eq!(names, 2, "nothing else is left behind");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(
                (mode(&folder), mode(&folder.join("cookies"))),
                (0o700, 0o600)
            );
        }
    }

    #[test]
    fn a_damaged_key_is_named_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("cookies"), b"short").unwrap();
        let error = get(folder.path(), "cookies", Key::new)
            .unwrap_err()
            .to_string();
        assert!(error.contains("cookies does not hold 32 bytes"), "{error}");
        assert_eq!(fs::read(folder.path().join("cookies")).unwrap(), b"short");
    }
}
