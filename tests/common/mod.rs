//! What tests of the real binary share: a tree of files in a temporary folder, and a run in it.

#![allow(dead_code, reason = "each test uses its own part of it")]

pub(crate) mod guide;
pub(crate) mod own;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// How a run ended and what it said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Its standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("no JSON ({e}): {self:?}"))
    }

    /// Fails unless the run ended with `code` and standard error holds each of `parts`.
    #[track_caller]
    pub(crate) fn said(&self, code: i32, parts: &[&str]) {
        assert_eq!(self.code, code, "{self:#?}");
        for part in parts {
            assert!(self.err.contains(part), "`{part}` is not said: {self:#?}");
        }
    }

    /// The paths of its findings in the concise format, each with its rule.
    pub(crate) fn found(&self) -> Vec<(&str, &str)> {
        let line = |line| -> Option<(&str, &str)> {
            let (place, rest): (&str, &str) = str::split_once(line, ": ")?;
            let rule = rest.split_once('[')?.1.split_once(']')?.0;
            Some((place.split(':').next()?, rule))
        };
        self.out.lines().filter(|l| l.contains(": error[")).filter_map(line).collect()
    }
}

/// A temporary folder with these files in it.
pub(crate) fn tree(files: &[(&str, &[u8])]) -> TempDir {
    let dir = TempDir::new().expect("a temporary folder");
    for (name, bytes) in files {
        add(dir.path(), name, bytes);
    }
    dir
}

/// Writes one file below a folder.
pub(crate) fn add(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Runs the binary in `dir`, with English messages and no colours.
pub(crate) fn poslock(dir: &Path, args: &[&str]) -> Run {
    let ended = command(dir, args).stdin(Stdio::null()).output().expect("the binary was built");
    Run {
        code: ended.status.code().unwrap_or_else(|| panic!("{args:?} was killed: {ended:?}")),
        out: String::from_utf8(ended.stdout).expect("output is UTF-8"),
        err: String::from_utf8(ended.stderr).expect("messages are UTF-8"),
    }
}

/// The binary, ready to run in `dir`.
pub(crate) fn command(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_poslock"));
    command.current_dir(dir).args(args).env("LC_ALL", "C").env("NO_COLOR", "1").env_remove("RUST_BACKTRACE");
    command
}
