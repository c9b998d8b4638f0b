//! `--output FILE`: written beside its place and then moved there, so that nobody ever reads half a report.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file with what `write` gives. The old content stays whole until the new one is. What is no regular file (a
/// pipe, `/dev/stdout`) is written directly; a link keeps pointing where it points.
pub(super) fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let path = &match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => {
            let mut out = BufWriter::new(File::options().write(true).open(path)?);
            write(&mut out)?;
            return out.flush();
        }
        Ok(_) => path.canonicalize()?,
        Err(_) => path.to_owned(),
    };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let what = if folder.exists() { "is no folder" } else { "does not exist; make it first" };
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("the folder `{}` {what}", folder.display())));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".poslock-");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: the umask takes away from it.
        let mode = fs::metadata(path).map_or(0o666, |found| found.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(mode))
    };
    // The name of the file that nobody asked for would stand in the error.
    let mut temporary = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    let mut out = BufWriter::new(temporary.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("report.json");
        write_file(&path, |out| out.write_all(b"old")).expect("written");
        let failed = write_file(&path, |out| {
            out.write_all(b"new")?;
            Err(io::Error::other("no"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).expect("there"), b"old");
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
        write_file(&path, |out| out.write_all(b"new")).expect("written");
        assert_eq!(fs::read(&path).expect("there"), b"new");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let dir = tempfile::tempdir().expect("a folder");
        let said = |path: &str| {
            let failed = write_file(&dir.path().join(path), |_| Ok(())).expect_err("no folder");
            failed.to_string().replace(&dir.path().display().to_string(), "HERE")
        };
        assert_eq!(said("no/such/report"), "the folder `HERE/no/such` does not exist; make it first");
        fs::write(dir.path().join("file"), "").expect("written");
        assert_eq!(said("file/report"), "the folder `HERE/file` is no folder");
        assert!(write_file(dir.path(), |_| Ok(())).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_and_devices_are_written_directly() {
        let dir = tempfile::tempdir().expect("a folder");
        let (link, target) = (dir.path().join("link"), dir.path().join("target"));
        fs::write(&target, "old").expect("written");
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        write_file(&link, |out| out.write_all(b"new")).expect("written");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read(&target).expect("there"), b"new");
        write_file(Path::new("/dev/null"), |out| out.write_all(b"gone")).expect("written");
    }
}
