//! Which documents a rule looks at: names of content sets and globs.
//!
//! It must not know what the rule looks for.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::policy::model::{Located, Policy};

/// One entry of `in`: a content set, a glob or a path.
#[derive(Debug)]
pub struct Entry {
    /// As the policy writes it.
    pub written: Located<String>,
    /// Whether it is the path of one file.
    pub is_path: bool,
    globs: GlobSet,
}

/// All entries of an `in`.
#[derive(Debug)]
pub struct Scope {
    /// In the order of the policy; none means every document.
    pub entries: Vec<Entry>,
}

impl Scope {
    /// Compiles an `in`. The policy was checked, so every glob here compiles; one that did not would match nothing.
    pub fn new(policy: &Policy, within: &[Located<String>]) -> Self {
        let entry = |written: &Located<String>| {
            let own = [written.value.clone()];
            let content = policy.content.get(&written.value);
            let files = content.map_or(&own[..], |c| &c.files[..]);
            let is_path = content.is_none() && !is_glob(&written.value);
            Entry { written: written.clone(), is_path, globs: globs(files) }
        };
        Self { entries: within.iter().map(entry).collect() }
    }

    /// Whether the rule looks at the document of this path.
    pub fn covers(&self, path: &str) -> bool {
        self.entries.is_empty() || self.entries.iter().any(|e| e.covers(path))
    }
}

impl Entry {
    /// Whether the entry names this path.
    pub fn covers(&self, path: &str) -> bool {
        self.globs.is_match(path)
    }
}

/// Compiles globs relative to the root, `*` not crossing `/`.
pub fn globs(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        if let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() {
            set.add(glob);
        }
    }
    set.build().unwrap_or_default()
}

/// Whether a path has a sign that only globs have.
pub fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load::load_text;

    #[test]
    fn names_globs_and_paths() {
        let text = "version: 1\ncontent: {pages: [./landing/**/*.html]}\nrules:\n  - id: a/b\n    \
                    tone: {in: [pages, docs/*.md, ./README.md], avoid: [x]}\n";
        let policy = load_text("p.yaml", text).unwrap();
        let crate::policy::model::RuleBody::Tone(tone) = &policy.rules[0].body else { panic!() };
        let scope = Scope::new(&policy, &tone.within);
        for (path, covered) in [
            ("landing/a.html", true),
            ("landing/deep/a.html", true),
            ("docs/a.md", true),
            ("docs/deep/a.md", false),
            ("README.md", true),
            ("other.md", false),
        ] {
            assert_eq!(scope.covers(path), covered, "{path}");
        }
        assert_eq!(scope.entries.iter().map(|e| e.is_path).collect::<Vec<_>>(), [false, false, true]);
        assert!(Scope::new(&policy, &[]).covers("anything"));
    }
}
