//! The run behind `poslock check`: which files, how they are read, who checks them.
//!
//! The only place where documents come from disk. It must not know flags or output formats.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use crate::cli::seam::Inputs;
use crate::cli::sources;
use crate::document::{Format, parse};
use crate::finding::Problem;
use crate::lint::{Checked, Linter, Report};
use crate::policy::model::{Policy, RuleBody, RuleSpec};
use crate::rule::bound::sources::wanted;
use crate::rule::scope;
use crate::source::decode::{Decoded, Encoding, decode, is_garbled};
use crate::source::walk::{Entry, Options, walk};

/// Offsets are 32-bit; what is larger is no document.
const LARGEST: u64 = u32::MAX as u64;

/// Why a file that was named by hand is left out under `--force-exclude`: no content set and no rule names it.
const NOT_COVERED: &str = "not covered by the policy";

/// What is known of a run beside its findings.
#[derive(Default)]
struct Log {
    errors: Vec<Problem>,
    notes: Vec<Problem>,
    skipped: BTreeMap<&'static str, usize>,
}

/// The folder that paths and globs are relative to.
pub(super) fn root(policy: &Policy, inputs: &Inputs) -> PathBuf {
    if policy.root.as_os_str().is_empty() { inputs.start.clone() } else { policy.root.clone() }
}

/// Reads and checks what was asked for. Whatever could not be read is an error of the report; everything else is checked.
pub(super) fn lint(policy: &Policy, inputs: &Inputs) -> Report {
    let mut log = Log::default();
    let root = root(policy, inputs);
    let whole = inputs.paths.is_empty() && inputs.listed.is_none() && inputs.stdin.is_none();
    let files = files(policy, inputs, &root, whole, &mut log);
    if files.is_empty() && inputs.stdin.is_none() {
        // Of a commit that touches no page a hook has nothing to say; and what was asked to be left out is not missed.
        let left_out = inputs.force_exclude && ["ignored", NOT_COVERED].iter().any(|r| log.skipped.contains_key(r));
        if log.errors.is_empty() && inputs.listed.is_none() && !left_out {
            log.errors.push(nothing(policy, inputs, &root, whole));
        }
        // Rules about missing files still have their say where the whole tree was asked for.
        if !whole || policy.rules.iter().all(|r| !is_about_files(&r.body)) {
            return Report { errors: log.errors, notes: log.notes, skipped: log.skipped, ..Report::default() };
        }
    }
    let stdin = inputs.stdin.as_ref().map(|(name, _)| plain(name));
    let covers = |rule: &RuleSpec| {
        let scope = scope::Scope::new(policy, rule.body.within());
        whole || files.iter().map(|f| f.relative.as_str()).chain(stdin.as_deref()).any(|path| scope.covers(path))
    };
    let sources = sources::read(&root, &wanted(policy, covers));
    let linter = Linter::new(policy, inputs.lang).keep_allowed(inputs.show_allowed).with_sources(sources);
    let shared = Mutex::new(log);
    let check = || -> Vec<Checked> {
        let read = files.par_iter().filter_map(|file| check_file(&linter, file, &shared));
        read.collect()
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(inputs.jobs.unwrap_or(0)).build();
    let mut checked = match pool {
        Ok(pool) => pool.install(check),
        // No thread could be started; the one there is does the work.
        Err(_) => files.iter().filter_map(|file| check_file(&linter, file, &shared)).collect(),
    };
    if let Some((name, bytes)) = &inputs.stdin {
        let relative = plain(name);
        let covered = if inputs.force_exclude { coverage(policy) } else { None };
        if covered.is_none_or(|c| c.is_match(&relative)) {
            checked.extend(check_bytes(&linter, &relative, bytes.clone(), &shared));
        } else {
            *lock(&shared).skipped.entry(NOT_COVERED).or_default() += 1;
        }
    }
    let mut report = linter.finish(checked, whole);
    // The process is about to end; taking thousands of phrases apart one by one would be a tenth of a short run.
    std::mem::forget(linter);
    let mut log = shared.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    log.notes.sort();
    report.errors.append(&mut log.errors);
    report.errors.sort();
    (report.notes, report.skipped) = (log.notes, log.skipped);
    report
}

/// Whether a rule has something to say where its documents are missing.
const fn is_about_files(body: &RuleBody) -> bool {
    !matches!(body, RuleBody::Forbid(_) | RuleBody::Tone(_))
}

/// A path as rules compare it.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches("./").to_owned()
}

/// The files to read, in order.
fn files(policy: &Policy, inputs: &Inputs, root: &Path, whole: bool, log: &mut Log) -> Vec<Entry> {
    let names = inputs.paths.iter().chain(inputs.listed.iter().flatten());
    let (addresses, names): (Vec<&String>, Vec<&String>) =
        names.partition(|name| is_address(name) && !inputs.start.join(name).exists());
    log.errors.extend(addresses.into_iter().map(|name| address(name)));
    let paths: Vec<PathBuf> = names.into_iter().map(|p| inputs.start.join(p)).collect();
    if paths.is_empty() && !whole {
        return Vec::new();
    }
    let is_wanted = |name: &str| Format::of_path(name).is_some();
    let options =
        Options { is_wanted: &is_wanted, force_exclude: inputs.force_exclude, threads: inputs.jobs.unwrap_or(0) };
    let mut walked = walk(root, &paths, options);
    let before = walked.files.len() + walked.skipped.named.len();
    if (whole || inputs.force_exclude)
        && let Some(covered) = coverage(policy)
    {
        walked.files.retain(|f| covered.is_match(&f.relative));
        walked.skipped.named.retain(|path| covered.is_match(path));
    }
    let uncovered = if whole { 0 } else { before - walked.files.len() - walked.skipped.named.len() };
    log.errors.append(&mut walked.problems);
    for (reason, count) in [
        (NOT_COVERED, uncovered),
        ("link", walked.skipped.links),
        ("ignored", walked.skipped.excluded),
        ("not a document", walked.skipped.named.len()),
    ] {
        if count > 0 {
            log.skipped.insert(reason, count);
        }
    }
    if whole && !walked.files.is_empty() {
        // A misspelt folder must not look like a clean one.
        log.notes.extend(idle_globs(policy, &walked.files).into_iter().map(|(name, glob)| Problem {
            path: glob.to_owned(),
            message: format!("matches no document; `content: {name}` names it"),
        }));
    }
    log.notes.extend(walked.skipped.named.into_iter().map(|path| Problem {
        path,
        message: "is not a document that can be read (.md, .html, .txt); it was left out".to_owned(),
    }));
    walked.files
}

/// What a policy covers: its content sets, and what its rules name. `None` where it names none: everything.
fn coverage(policy: &Policy) -> Option<globset::GlobSet> {
    if policy.content.is_empty() {
        return None;
    }
    let mut globs: Vec<String> = policy.content.values().flat_map(|c| c.files.iter().cloned()).collect();
    for rule in &policy.rules {
        let files = match &rule.body {
            RuleBody::Require(require) => [&require.files_all[..], &require.files_any[..]],
            _ => [&[][..], &[][..]],
        };
        let named = rule.body.within().iter().chain(files.into_iter().flatten());
        globs.extend(named.map(|n| n.value.clone()).filter(|n| !policy.content.contains_key(n)));
    }
    Some(scope::globs(&globs))
}

fn is_address(name: &str) -> bool {
    name.split_once("://")
        .is_some_and(|(scheme, _)| scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn address(name: &str) -> Problem {
    let quotable = name.chars().all(|c| c != '\'' && !c.is_control());
    let shown = if quotable { format!("'{name}'") } else { "ADDRESS".to_owned() };
    let message = format!(
        "is an address, and addresses are not read; save the page and name the file, or type \
         `curl -sL {shown} | poslock check - --stdin-path page.html`"
    );
    Problem { path: name.to_owned(), message }
}

/// The globs of the policy's content that match none of `files`, each with the name of its set.
fn idle_globs<'p>(policy: &'p Policy, files: &[Entry]) -> Vec<(&'p str, &'p str)> {
    let named: Vec<(&str, &String)> =
        policy.content.iter().flat_map(|(name, c)| c.files.iter().map(move |glob| (name.as_str(), glob))).collect();
    let globs = scope::globs(&named.iter().map(|(_, glob)| (*glob).clone()).collect::<Vec<_>>());
    let mut is_idle = vec![true; named.len()];
    let mut matched = Vec::new();
    for file in files {
        globs.matches_into(&file.relative, &mut matched);
        for &i in &matched {
            is_idle[i] = false;
        }
    }
    named.into_iter().zip(is_idle).filter(|(_, idle)| *idle).map(|((name, glob), _)| (name, glob.as_str())).collect()
}

fn nothing(policy: &Policy, inputs: &Inputs, root: &Path, whole: bool) -> Problem {
    let idle = if whole { idle_globs(policy, &[]) } else { Vec::new() };
    if !idle.is_empty() {
        let listed: Vec<String> = idle.into_iter().map(|(name, glob)| format!("`{glob}` ({name})")).collect();
        let listed = listed.join(", ");
        let message =
            format!("no document there matches the globs of `content`: {listed}; correct them, or name a file to read");
        return Problem { path: root.display().to_string(), message };
    }
    let place = inputs.paths.first().cloned().unwrap_or_else(|| root.display().to_string());
    let message = "no document was found there; name a file or folder with .md, .html or .txt files".to_owned();
    Problem { path: place, message }
}

fn check_file(linter: &Linter<'_>, file: &Entry, log: &Mutex<Log>) -> Option<Checked> {
    let size = std::fs::metadata(&file.path).map_or(0, |m| m.len());
    let read = if size > LARGEST {
        Err("is larger than 4 GiB; split it".to_owned())
    } else {
        std::fs::read(&file.path).map_err(|e| format!("cannot be read: {e}; check its permissions"))
    };
    match read {
        Ok(bytes) => check_bytes(linter, &file.relative, bytes, log),
        Err(message) => {
            lock(log).errors.push(Problem { path: file.relative.clone(), message });
            None
        }
    }
}

fn check_bytes(linter: &Linter<'_>, path: &str, bytes: Vec<u8>, log: &Mutex<Log>) -> Option<Checked> {
    let Decoded::Text { text, lossy, encoding } = decode(bytes) else {
        *lock(log).skipped.entry("binary").or_default() += 1;
        return None;
    };
    let format = Format::of_path(path).unwrap_or(Format::Plain);
    let document = parse(path, format, text);
    if let Some(at) = lossy {
        let problem = |message: String| Problem { path: path.to_owned(), message };
        // Markup is ASCII in most encodings; what a visitor reads tells more.
        if is_garbled(&document.source) || is_garbled(&document.text) {
            lock(log).errors.push(problem(other_encoding(path, encoding)));
        } else {
            let name = encoding.name();
            let message = format!("is not valid {name} from byte {at} on; it was read with \u{FFFD} in those places");
            lock(log).notes.push(problem(message));
        }
    }
    Some(linter.check(&document))
}

/// What is said of a file that was written in another encoding, and what to type.
fn other_encoding(path: &str, encoding: Encoding) -> String {
    let name = encoding.name();
    let said =
        format!("is not {name}: more than a tenth of its characters could not be read, so claims in it are missed");
    if encoding != Encoding::Utf8 {
        return format!("{said}; save it as UTF-8");
    }
    // A path of other characters would have to be quoted, each shell in its own way.
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    let file = if path.chars().all(plain) && !path.starts_with('-') { path } else { "FILE" };
    let ending = Path::new(path).extension().map_or("txt".into(), |e| e.to_string_lossy());
    format!(
        "{said}; if it is Arabic of Windows, type `iconv -f WINDOWS-1256 -t UTF-8 {file} > utf8.{ending}` and check that file"
    )
}

fn lock(log: &Mutex<Log>) -> std::sync::MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
