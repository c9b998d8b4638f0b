//! The source files that rules are bound to, parsed once each.
//!
//! It must not read the disk: whoever runs the rules hands the files over.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::constants::File;
use crate::policy::model::{Level, Policy, RuleSpec};

/// Parsed source files by their paths, and why some could not be had.
#[derive(Debug, Default)]
pub struct Sources {
    files: HashMap<String, Result<File, String>>,
}

impl Sources {
    /// Adds a file under the path it was parsed with.
    pub fn add(&mut self, file: File) {
        self.files.insert(file.path().to_owned(), Ok(file));
    }

    /// Says why a file could not be read or parsed.
    pub fn refuse(&mut self, path: impl Into<String>, why: impl Into<String>) {
        self.files.insert(path.into(), Err(why.into()));
    }

    /// The file of a path, or why there is none.
    ///
    /// # Errors
    /// The file could not be read, or nobody handed it over.
    pub fn get(&self, path: &str) -> Result<&File, &str> {
        match self.files.get(plain(path)) {
            Some(Ok(file)) => Ok(file),
            Some(Err(why)) => Err(why),
            None => Err("is not among the sources that were handed over"),
        }
    }

    /// The text of a file that could be parsed.
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        self.get(path).ok().map(File::text)
    }
}

/// The paths of the source files that the rules in force need, each once; only of rules that `covers` holds for.
pub fn wanted(policy: &Policy, covers: impl Fn(&RuleSpec) -> bool) -> BTreeSet<String> {
    let rules = policy.rules.iter().filter(|spec| spec.level != Level::Off && covers(spec));
    let named = rules.flat_map(|spec| spec.body.constants());
    named.filter_map(|name| Some(plain(&policy.selector(name).ok()?.0.path).to_owned())).collect()
}

// Paths are compared as they are written, but for a leading `./`.
fn plain(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
