//! From a folder to a merged policy: finds `poslock.yaml`, reads it and what it extends, reports every mistake at once.
//!
//! The only file of this room that reads the disk. It must not know what the keys of a policy mean.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::finding::Span;
use crate::policy::error::{Issues, PolicyError, PolicyErrors};
use crate::policy::layer::{FileKind, Layer, read};
use crate::policy::model::{Located, Policy, PolicyFile};
use crate::policy::nearest::{nearest, suggest};
use crate::policy::{check, merge, pack};

/// Names under which a policy is looked for, in each folder from the start upwards.
pub const FILE_NAMES: [&str; 2] = ["poslock.yaml", "poslock.yml"];
/// Bytes of a policy file above which it is refused.
pub const LARGEST: u64 = 4 * 1024 * 1024;
/// How far `extends` may lead from file to file.
const DEEPEST: usize = 32;

/// What to load.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// Where the search for a policy begins; also what `policy_file` and paths in `packs` are relative to.
    pub start_dir: PathBuf,
    /// This file instead of a search.
    pub policy_file: Option<PathBuf>,
    /// Look for no policy: the named packs only.
    pub isolated: bool,
    /// Packs below the policy: built-in names, or paths.
    pub packs: Vec<String>,
    /// Also read `*.examples.yaml`, and check the built-in packs as strictly as a user's files.
    pub with_examples: bool,
}

/// Loads the policy in force. Where none is found and no pack is named, the default pack.
pub fn load(options: &LoadOptions) -> Result<Policy, PolicyErrors> {
    let start = if options.start_dir.as_os_str().is_empty() { Path::new(".") } else { &options.start_dir };
    // Parents are those of the real folder, whatever links or `..` led there.
    let start = start.canonicalize().or_else(|_| std::path::absolute(start)).unwrap_or_else(|_| start.to_owned());
    let mut loose = Vec::new();
    let file = match &options.policy_file {
        Some(file) => Some(start.join(file)),
        None if options.isolated => None,
        None => search(&start, &mut loose),
    };
    let root = file.as_deref().and_then(Path::parent).unwrap_or(&start).to_owned();
    let mut loader = Loader { root, loose, with_examples: options.with_examples, disk: true, ..Loader::default() };
    loader.layer(pack::STANDING.0.to_owned(), pack::STANDING.1, true, FileKind::Policy, &start);
    let default = [pack::DEFAULT.to_owned()];
    let packs = if file.is_none() && options.packs.is_empty() { &default[..] } else { &options.packs };
    for name in packs {
        loader.extend(name, &start, None);
    }
    if let Some(file) = file {
        loader.file(&file, None);
    }
    loader.finish()
}

/// Checks the text of one policy that stands nowhere on disk. `extends` may name built-in packs only.
pub fn load_text(name: &str, text: &str) -> Result<Policy, PolicyErrors> {
    let mut loader = Loader::default();
    let root = PathBuf::new();
    loader.layer(pack::STANDING.0.to_owned(), pack::STANDING.1, true, FileKind::Policy, &root);
    loader.layer(name.to_owned(), text, false, FileKind::Policy, &root);
    loader.finish()
}

// The policy of the nearest folder upwards.
fn search(start: &Path, loose: &mut Vec<PolicyError>) -> Option<PathBuf> {
    for dir in start.ancestors() {
        let found: Vec<PathBuf> = FILE_NAMES.iter().map(|n| dir.join(n)).filter(|p| p.is_file()).collect();
        if let [first, _, ..] = &found[..] {
            let message = format!("`{}` and `{}` stand in the same folder", FILE_NAMES[0], FILE_NAMES[1]);
            loose.push(PolicyError::without_place(slashed(first), message, "keep one of them"));
        }
        if let Some(first) = found.into_iter().next() {
            return Some(first);
        }
    }
    None
}

/// Where an `extends` entry stands; `None` for what the caller named.
type From<'f> = Option<&'f Located<String>>;

#[derive(Default)]
struct Loader {
    root: PathBuf,
    with_examples: bool,
    /// Whether files may be read.
    disk: bool,
    files: Vec<PolicyFile>,
    /// By file.
    issues: Vec<Issues>,
    /// Lowest first.
    layers: Vec<Layer>,
    /// Files and packs being read, outermost first: a path that leads back to one of them is a circle.
    open: Vec<String>,
    done: HashSet<String>,
    /// The pack being read: its number and, where it is a folder, the folder.
    pack: Option<(usize, PathBuf)>,
    /// Packs met so far.
    packs: usize,
    /// Mistakes outside of any file.
    loose: Vec<PolicyError>,
}

impl Loader {
    fn complain(&mut self, from: From<'_>, about: &str, message: String, help: String) {
        match from {
            Some(place) => self.issues[place.file].add(place.span, message, help),
            None => self.loose.push(PolicyError::without_place(about, message, help)),
        }
    }

    // A built-in pack by name, or a file or folder relative to `dir`.
    fn extend(&mut self, entry: &str, dir: &Path, from: From<'_>) {
        if let Some(found) = pack::find(entry) {
            if self.done.insert(format!("pack {entry}")) {
                let outer = self.enter(PathBuf::new());
                for (name, text) in found.files {
                    let kind = kind_of(name);
                    if kind == FileKind::Policy || self.with_examples {
                        self.layer((*name).to_owned(), text, true, kind, dir);
                    }
                }
                self.pack = outer;
            }
            return;
        }
        if !self.disk {
            let message = format!("there is no built-in pack `{entry}`");
            self.complain(from, entry, message, suggest(entry, pack::names()));
            return;
        }
        let path = tidy(&dir.join(entry));
        if path.is_dir() {
            self.folder(&path, entry, from);
        } else if path.is_file() {
            self.file(&path, from);
        } else {
            let (message, help) = missing(entry, &path);
            self.complain(from, entry, message, help);
        }
    }

    fn folder(&mut self, dir: &Path, entry: &str, from: From<'_>) {
        let mut files = Vec::new();
        for found in walkdir::WalkDir::new(dir).sort_by_file_name() {
            match found {
                Ok(found) => {
                    let name = found.file_name().to_string_lossy();
                    if found.file_type().is_file() && is_yaml(&name) {
                        files.push(found.into_path());
                    }
                }
                Err(error) => {
                    let message = format!("the folder `{entry}` cannot be read: {error}");
                    self.complain(from, entry, message, String::new());
                }
            }
        }
        if files.is_empty() {
            let message = format!("the folder `{entry}` holds no `*.yaml`");
            self.complain(from, entry, message, "name another folder, or a file".to_owned());
        }
        let outer = self.enter(dir.to_owned());
        for file in files {
            self.file(&file, from);
        }
        self.pack = outer;
    }

    // Begins a pack, and gives the one it is read for.
    fn enter(&mut self, dir: PathBuf) -> Option<(usize, PathBuf)> {
        self.packs += 1;
        self.pack.replace((self.packs, dir))
    }

    fn file(&mut self, path: &Path, from: From<'_>) {
        let name = self.name(path);
        let kind = kind_of(&name);
        if kind == FileKind::Examples && !self.with_examples {
            return;
        }
        let real = slashed(&path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        if let Some(at) = self.open.iter().position(|open| *open == real) {
            let names: Vec<String> = self.open[at..].iter().chain([&real]).map(|p| self.name(Path::new(p))).collect();
            let message = format!("`{name}` extends itself: {}", names.join(" → "));
            return self.complain(from, &name, message, "take one of them out of `extends`".to_owned());
        }
        if self.open.len() >= DEEPEST {
            let message = format!("`extends` leads through more than {DEEPEST} files");
            return self.complain(from, &name, message, "name the packs in one file".to_owned());
        }
        if !self.done.insert(real.clone()) {
            return;
        }
        let bytes = match slurp(path) {
            Ok(bytes) => bytes,
            Err((message, help)) => return self.complain(from, &name, format!("`{name}` {message}"), help.to_owned()),
        };
        self.open.push(real);
        // What a file of a pack builds on is part of the pack only if it lies in its folder.
        let part = self.pack.clone().filter(|(_, dir)| path.starts_with(dir));
        let outer = std::mem::replace(&mut self.pack, part);
        match String::from_utf8(bytes) {
            Ok(text) => self.layer(name, &text, false, kind, path.parent().unwrap_or(path)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text: Arc<str> = String::from_utf8_lossy(error.as_bytes()).into();
                let (message, help) = ("here the file stops being UTF-8".to_owned(), "save it as UTF-8".to_owned());
                self.loose.push(PolicyError { file: name, text, span: Span::new(at, at), message, help });
            }
        }
        self.pack = outer;
        self.open.pop();
    }

    // Reads a file and what it extends; the file itself is laid last.
    fn layer(&mut self, name: String, text: &str, built_in: bool, kind: FileKind, dir: &Path) {
        let mut issues = Issues::default();
        let file = self.files.len();
        let mut layer = if text.len() as u64 > LARGEST {
            issues.add(Span::default(), "the file is larger than 4 MiB", TOO_LARGE);
            Layer::default()
        } else {
            read(text, file, kind, &mut issues)
        };
        self.files.push(PolicyFile { name, text: text.into(), built_in });
        self.issues.push(issues);
        layer.pack = self.pack.as_ref().map(|p| p.0);
        for entry in &layer.extends {
            self.extend(&entry.value, dir, Some(entry));
        }
        self.layers.push(layer);
    }

    // As a reader knows the file: relative to the root, else with the fewest steps up that lead there.
    fn name(&self, path: &Path) -> String {
        let (root, path) = (tidy(&self.root), tidy(path));
        let mut ups = String::new();
        for dir in root.ancestors().take(4) {
            if let Ok(rest) = path.strip_prefix(dir) {
                return ups + &slashed(rest);
            }
            ups.push_str("../");
        }
        slashed(&path)
    }

    fn finish(mut self) -> Result<Policy, PolicyErrors> {
        let mut layers = std::mem::take(&mut self.layers);
        let loose: Vec<_> = layers.iter_mut().flat_map(|layer| std::mem::take(&mut layer.loose)).collect();
        let mut policy = merge::merge(layers, &self.files, &mut self.issues);
        policy.files = self.files;
        policy.root = self.root;
        check::check(&policy, &loose, self.with_examples, &mut self.issues);
        let mut errors = self.loose;
        errors.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
        for (file, issues) in policy.files.iter().zip(self.issues) {
            errors.extend(issues.into_errors(&file.name, &file.text));
        }
        if errors.is_empty() { Ok(policy) } else { Err(PolicyErrors(errors)) }
    }
}

const TOO_LARGE: &str = "split it, and name the parts under `extends`";

fn slurp(path: &Path) -> Result<Vec<u8>, (String, &'static str)> {
    let unreadable = |e: std::io::Error| (format!("cannot be read: {e}"), "");
    if !path.is_file() {
        let what = if path.is_dir() { "is a folder, not a policy file" } else { "is not there" };
        return Err((what.to_owned(), "name a file such as `poslock.yaml`"));
    }
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(("is larger than 4 MiB".to_owned(), TOO_LARGE));
    }
    Ok(bytes)
}

// What was meant: a built-in pack, or a neighbour of the file that is not there.
fn missing(entry: &str, path: &Path) -> (String, String) {
    let is_path = entry.contains(['/', '.', '\\']);
    let dir = path.parent().unwrap_or(path);
    let wanted = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut near: Vec<String> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|e| {
            let e = e.ok()?;
            let name = e.file_name().into_string().ok()?;
            let fits = is_yaml(&name) || (e.path().is_dir() && !name.starts_with('.'));
            fits.then_some(name)
        })
        .collect();
    near.sort();
    if is_path {
        let before = entry.strip_suffix(&wanted).unwrap_or_default();
        let names: Vec<String> = near.iter().map(|n| format!("{before}{n}")).collect();
        (format!("there is no file or folder `{entry}`"), suggest(entry, names.iter().map(String::as_str)))
    } else {
        let packs = pack::names().map(|n| -> &str { n });
        let near = nearest(entry, packs.chain(near.iter().map(String::as_str)));
        let help = near.map_or_else(|| suggest(entry, pack::names()), |n| format!("did you mean `{n}`?"));
        (format!("there is no pack `{entry}`, and no file or folder of that name"), help)
    }
}

fn is_yaml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == "yaml" || e == "yml")
}

fn kind_of(name: &str) -> FileKind {
    if pack::is_examples(name) { FileKind::Examples } else { FileKind::Policy }
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

// Takes `.` out, and `..` together with the folder before it.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
