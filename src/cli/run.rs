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
use crate::source::decode::{Decoded, decode};
use crate::source::walk::{Entry, Options, walk};

/// Offsets are 32-bit; what is larger is no document.
const LARGEST: u64 = u32::MAX as u64;

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
        if log.errors.is_empty() && inputs.listed.as_ref().is_none_or(|l| !l.is_empty()) {
            log.errors.push(nothing(inputs, &root));
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
        checked.extend(check_bytes(&linter, &plain(name), bytes.clone(), &shared));
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
    let paths: Vec<PathBuf> = names.map(|p| inputs.start.join(p)).collect();
    if paths.is_empty() && !whole {
        return Vec::new();
    }
    let is_wanted = |name: &str| Format::of_path(name).is_some();
    let options =
        Options { is_wanted: &is_wanted, force_exclude: inputs.force_exclude, threads: inputs.jobs.unwrap_or(0) };
    let mut walked = walk(root, &paths, options);
    if whole && let Some(covered) = coverage(policy) {
        walked.files.retain(|f| covered.is_match(&f.relative));
    }
    log.errors.append(&mut walked.problems);
    for (reason, count) in [
        ("link", walked.skipped.links),
        ("ignored", walked.skipped.excluded),
        ("not a document", walked.skipped.named.len()),
    ] {
        if count > 0 {
            log.skipped.insert(reason, count);
        }
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

fn nothing(inputs: &Inputs, root: &Path) -> Problem {
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
    let text = match decode(bytes) {
        Decoded::Text { text, lossy, .. } => {
            if let Some(at) = lossy {
                let message =
                    format!("is not valid UTF-8 from byte {at} on; it was read with \u{FFFD} in those places");
                lock(log).notes.push(Problem { path: path.to_owned(), message });
            }
            text
        }
        Decoded::Binary => {
            *lock(log).skipped.entry("binary").or_default() += 1;
            return None;
        }
    };
    let format = Format::of_path(path).unwrap_or(Format::Plain);
    Some(linter.check(&parse(path, format, text)))
}

fn lock(log: &Mutex<Log>) -> std::sync::MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
