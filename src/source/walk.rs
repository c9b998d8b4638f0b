//! Which files are read: paths and globs as people name them, folders with their ignore files.
//!
//! It must not know what a document is; the caller says which names it can read.

use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use globset::{GlobBuilder, GlobMatcher};
use ignore::{WalkBuilder, WalkState};

use crate::finding::Problem;
use crate::nearest::nearest;

/// Folders that hold nobody's documents.
const NEVER: [&str; 3] = [".git", "target", "node_modules"];

/// How to walk.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Whether a file of this name, in a folder or found by a glob, is to be read.
    pub is_wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Ignore files hold for paths named by hand, too.
    pub force_exclude: bool,
    /// Threads; 0 is one a core.
    pub threads: usize,
}

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Relative to the root, with `/`; begins with `../` outside it. What is not UTF-8 in it is U+FFFD.
    pub relative: String,
    /// The path to open, absolute where the root is.
    pub path: PathBuf,
}

/// What was not read, and is no problem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Files in folders whose names are not wanted.
    pub unwanted: usize,
    /// Symbolic links in folders; only those named by hand are followed.
    pub links: usize,
    /// Files named by hand that ignore files exclude, under `force_exclude`.
    pub excluded: usize,
    /// Files named by hand whose names are not wanted, relative to the root.
    pub named: Vec<String>,
}

/// What a walk found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// The files, each once, in order of their relative paths.
    pub files: Vec<Entry>,
    /// What could not be found or read, in order.
    pub problems: Vec<Problem>,
    /// What was left out.
    pub skipped: Skipped,
}

/// Finds the files that `paths` name: files, folders, and globs (`docs/**/*.md`) where nothing of that name exists. Relative
/// ones begin at `root`; none at all means `root`.
///
/// In folders, hidden files and what `.gitignore` and `.ignore` exclude are left out, in a git repository or not. A file
/// named by hand is read even then, unless [`Options::force_exclude`].
pub fn walk(root: &Path, paths: &[PathBuf], options: Options<'_>) -> Walked {
    let mut walk = Walk { root, options, out: Walked::default() };
    if paths.is_empty() {
        walk.folder(root, None);
    }
    for path in paths {
        walk.named(path);
    }
    let mut out = walk.out;
    out.files.sort_unstable();
    out.files.dedup_by(|a, b| a.relative == b.relative);
    out.problems.sort_unstable();
    out.problems.dedup();
    out
}

struct Walk<'a> {
    root: &'a Path,
    options: Options<'a>,
    out: Walked,
}

impl Walk<'_> {
    fn named(&mut self, path: &Path) {
        let whole = self.root.join(path);
        match std::fs::metadata(&whole) {
            Ok(meta) if meta.is_dir() => self.folder(&whole, None),
            Ok(meta) if meta.is_file() => self.file(whole),
            Ok(_) => self.problem(&whole, "is neither a file nor a folder; name a file to read"),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && std::fs::symlink_metadata(&whole).is_ok() => {
                self.problem(&whole, "is a link to something that does not exist; mend or remove the link");
            }
            Err(_) if path.to_string_lossy().contains(['*', '?', '[', '{']) => self.glob(path),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => self.missing(&whole),
            Err(e) => self.problem(&whole, &format!("cannot be read: {}", plain(&e))),
        }
    }

    fn file(&mut self, path: PathBuf) {
        let relative = relative(self.root, &path);
        if self.options.force_exclude && self.is_excluded(&path) {
            self.out.skipped.excluded += 1;
        } else if (self.options.is_wanted)(&relative) {
            self.out.files.push(Entry { relative, path });
        } else {
            self.out.skipped.named.push(relative);
        }
    }

    // Whether the ignore files between the root and this file, or its name, would have kept it out.
    fn is_excluded(&self, path: &Path) -> bool {
        let relative = relative(self.root, path);
        if relative.split('/').any(|part| NEVER.contains(&part)) {
            return true;
        }
        let mut matchers = builder(self.root).build_matchers();
        matchers.first_mut().is_some_and(|m| m.matched(&relative, false).is_ignore())
    }

    fn glob(&mut self, path: &Path) {
        let pattern = relative(self.root, &self.root.join(path));
        let glob = match GlobBuilder::new(&pattern).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(e) => return self.problem(&self.root.join(path), &format!("is no valid glob: {}", e.kind())),
        };
        let fixed: PathBuf =
            Path::new(&pattern).components().take_while(|c| !is_glob(&c.as_os_str().to_string_lossy())).collect();
        let base = self.root.join(fixed);
        if !base.is_dir() {
            return self.missing(&base);
        }
        let before = self.out.files.len();
        let problems = self.out.problems.len();
        self.folder(&base, Some(&glob));
        if self.out.files.len() == before && self.out.problems.len() == problems {
            self.problem(&self.root.join(path), "matches no file that can be read; quote it, and check it with `ls`");
        }
    }

    fn folder(&mut self, folder: &Path, glob: Option<&GlobMatcher>) {
        if self.options.force_exclude && folder != self.root && self.is_excluded(folder) {
            self.out.skipped.excluded += 1;
            return;
        }
        let found = Mutex::new(Walked::default());
        let (root, options) = (self.root, self.options);
        builder(folder).threads(options.threads).build_parallel().run(|| {
            let mut batch = Batch { found: &found, own: Walked::default() };
            Box::new(move |entry| {
                match entry {
                    Ok(entry) => take(root, entry, options, glob, &mut batch.own),
                    Err(e) => batch.own.problems.push(unreadable(root, folder, &e)),
                }
                WalkState::Continue
            })
        });
        let found = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.out.files.extend(found.files);
        self.out.problems.extend(found.problems);
        self.out.skipped.unwanted += found.skipped.unwanted;
        self.out.skipped.links += found.skipped.links;
    }

    fn missing(&mut self, path: &Path) {
        // The first part that does not exist, and what stands beside it.
        let mut at = path;
        let mut parent = at.parent();
        while let Some(up) = parent
            && !up.exists()
        {
            at = up;
            parent = up.parent();
        }
        let name = at.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside: Vec<String> = parent
            .and_then(|up| std::fs::read_dir(if up.as_os_str().is_empty() { Path::new(".") } else { up }).ok())
            .map(|entries| entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        let mut beside: Vec<&str> = beside.iter().map(String::as_str).collect();
        beside.sort_unstable();
        let shown = relative(self.root, path);
        let hint = match nearest(&name, beside) {
            Some(near) => {
                let rest = path.strip_prefix(at).unwrap_or(Path::new(""));
                let near = at.with_file_name(near).join(rest);
                let near = relative(self.root, &near);
                format!("; did you mean `{}`?", near.trim_end_matches('/'))
            }
            None => "; check the spelling, or name a folder".to_owned(),
        };
        self.out.problems.push(Problem { path: shown, message: format!("does not exist{hint}") });
    }

    fn problem(&mut self, path: &Path, what: &str) {
        self.out.problems.push(Problem { path: relative(self.root, path), message: what.to_owned() });
    }
}

/// What one thread found; handed over when the thread is done.
struct Batch<'a> {
    found: &'a Mutex<Walked>,
    own: Walked,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        let mut found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        found.files.append(&mut self.own.files);
        found.problems.append(&mut self.own.problems);
        found.skipped.unwanted += self.own.skipped.unwanted;
        found.skipped.links += self.own.skipped.links;
    }
}

fn builder(folder: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(folder);
    // The same files on every machine: an ignore file of a person's own does not count.
    builder.require_git(false).git_global(false).follow_links(false);
    builder.filter_entry(|entry| {
        let is_dir = entry.file_type().is_some_and(|t| t.is_dir());
        entry.depth() == 0 || !is_dir || !NEVER.iter().any(|n| entry.file_name() == *n)
    });
    builder
}

fn take(root: &Path, entry: ignore::DirEntry, options: Options<'_>, glob: Option<&GlobMatcher>, out: &mut Walked) {
    if let Some(e) = entry.error() {
        // A line of an ignore file that cannot be understood: said, and the others hold.
        out.problems.push(unreadable(root, entry.path(), e));
    }
    let Some(kind) = entry.file_type() else { return };
    if kind.is_symlink() {
        out.skipped.links += 1;
    } else if kind.is_file() {
        let relative = relative(root, entry.path());
        if glob.is_some_and(|g| !g.is_match(&relative)) {
            return;
        }
        if (options.is_wanted)(&relative) {
            out.files.push(Entry { relative, path: entry.into_path() });
        } else {
            out.skipped.unwanted += 1;
        }
    }
}

fn unreadable(root: &Path, folder: &Path, error: &ignore::Error) -> Problem {
    let path = path_of(error).unwrap_or(folder);
    let path = relative(root, path);
    let what = error.io_error().map_or_else(|| error.to_string(), plain);
    Problem { message: format!("cannot be read: {what}"), path }
}

fn path_of(mut error: &ignore::Error) -> Option<&Path> {
    loop {
        match error {
            ignore::Error::WithPath { path, .. } => return Some(path),
            ignore::Error::Loop { child, .. } => return Some(child),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error = err,
            ignore::Error::Partial(errors) => error = errors.first()?,
            _ => return None,
        }
    }
}

// Without the number that the standard library adds.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

fn is_glob(part: &str) -> bool {
    part.contains(['*', '?', '[', '{'])
}

/// A path relative to the root, with `/`; `../` leads out of it. Nothing is looked up on disk. A path on another drive stays
/// as it is.
fn relative(root: &Path, path: &Path) -> String {
    if let Ok(inside) = path.strip_prefix(root)
        && inside.components().all(|c| matches!(c, Component::Normal(_)))
    {
        return slashed(inside.components());
    }
    let (root, path) = (cleaned(root), cleaned(path));
    let common = root.iter().zip(&path).take_while(|(a, b)| a == b).count();
    if common == 0 && path.first().is_some_and(|c| !matches!(c, Component::Normal(_) | Component::ParentDir)) {
        return slashed(path.into_iter());
    }
    let up = std::iter::repeat_n(Component::ParentDir, root.len() - common);
    slashed(up.chain(path[common..].iter().copied()))
}

fn slashed<'a>(parts: impl Iterator<Item = Component<'a>>) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        match part {
            Component::RootDir => out.push('/'),
            part => out.push_str(&part.as_os_str().to_string_lossy()),
        }
    }
    out
}

fn cleaned(path: &Path) -> Vec<Component<'_>> {
    let mut parts: Vec<Component<'_>> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(parts.last(), Some(Component::Normal(_))) => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts
}
