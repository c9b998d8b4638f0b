//! The repository itself: its policy, and the documents that the policy covers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use poslock::document::Format;
use poslock::policy::load::{LoadOptions, load};
use poslock::policy::model::Policy;
use poslock::rule::scope::globs;

/// Documents by their paths.
pub(crate) type Site = BTreeMap<String, String>;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn policy() -> Policy {
    let start_dir = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    load(&LoadOptions { start_dir, ..LoadOptions::default() }).expect("the repository's policy is valid")
}

/// The documents that the policy covers.
pub(crate) fn site(policy: &Policy) -> Site {
    let root = root();
    let covered = globs(&policy.content.values().flat_map(|c| c.files.clone()).collect::<Vec<_>>());
    let mut site = Site::new();
    let mut folders = vec![root.to_owned(), root.join("docs"), root.join("landing")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            if path.is_dir() && folder != root {
                folders.push(path);
            } else if path.is_file() && covered.is_match(&name) && Format::of_path(&name).is_some() {
                site.insert(name, std::fs::read_to_string(&path).expect("UTF-8"));
            }
        }
    }
    assert!(site.len() > 15, "{:?}", site.keys());
    site
}
