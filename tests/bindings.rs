//! Tables, lists and values against constants: each case under `tests/bindings/` is a source, a document, a rule, and what is
//! found, with exact places; then fixes are applied and checked again.
//!
//! `BINDINGS=overwrite cargo test --test bindings` writes down what is found now, to be read before it is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use poslock::constants::File;
use poslock::document::{Format, parse};
use poslock::finding::Finding;
use poslock::lint::fix::apply;
use poslock::lint::{Linter, Report};
use poslock::policy::load::load_text;
use poslock::policy::model::{Lang, Policy};
use poslock::rule::bound::sources::Sources;

type Files = BTreeMap<String, String>;

struct Case {
    /// File and name, for messages.
    name: String,
    /// Documents, sources and the rule.
    files: Files,
    found: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bindings")
}

/// Sections that begin with `--- name`; what stands before the first belongs to none.
fn sections(text: &str) -> Files {
    let mut files = Files::new();
    for section in text.split("\n--- ").skip(1) {
        let (name, body) = section.split_once('\n').unwrap_or((section, ""));
        files.insert(name.trim().to_owned(), format!("{}\n", body.trim_end_matches('\n')));
    }
    files
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).expect("cases").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let text = format!("\n{}", fs::read_to_string(&path).expect("a file of cases"));
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut parts = text.split("\n=== ");
        let shared = sections(parts.next().expect("what all cases share"));
        for part in parts {
            let (name, rest) = part.split_once('\n').expect("a case");
            let mut files = shared.clone();
            files.extend(sections(&format!("\n{rest}")));
            let found = files.remove("found").unwrap_or_default();
            cases.push(Case { name: format!("{stem}: {name}"), files, found: found.trim_end().to_owned() });
        }
    }
    cases
}

fn policy(rule: &str) -> Policy {
    let body: String = rule.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "    {line}");
        out
    });
    load_text("poslock.yaml", &format!("version: 1\nrules:\n  - id: bound/case\n{body}"))
        .unwrap_or_else(|e| panic!("{e}"))
}

fn check(files: &Files) -> Report {
    let policy = policy(&files["rule"]);
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| *path != "rule") {
        match Format::of_path(path) {
            Some(format) => documents.push(parse(path, format, text.clone())),
            None => sources.add(File::parse(path, text.as_str()).expect("a source")),
        }
    }
    let linter = Linter::new(&policy, Lang::En).with_sources(sources);
    let checked = documents.iter().map(|d| linter.check(d)).collect();
    linter.finish(checked, true)
}

/// `docs/a.md 7:12 `45 min` -> `30` @ src/a.py 4:34 `30` | message`.
fn line(f: &Finding, files: &Files) -> String {
    let mut out = format!("{} {}:{} `{}`", f.path, f.start.line, f.start.column, f.text);
    if let Some(fix) = &f.fix {
        let edits: Vec<String> = fix.edits.iter().map(|e| format!("`{}`", e.replacement.replace('\n', "⏎"))).collect();
        let _ = write!(out, " -> {}", edits.join(" "));
    }
    for r in &f.related {
        let text = &files[&r.path][r.start.byte..r.end.byte];
        let _ = write!(out, " @ {} {}:{} `{text}`", r.path, r.start.line, r.start.column);
    }
    let _ = write!(out, " | {} | {}", f.message, f.help);
    out
}

fn found(report: &Report, files: &Files) -> String {
    let mut lines: Vec<String> = report.findings.iter().map(|f| line(f, files)).collect();
    lines.extend(report.errors.iter().map(|e| format!("! {}: {}", e.path, e.message.replace('\n', " ⏎ "))));
    lines.join("\n")
}

#[test]
fn every_case_is_found_as_it_says() {
    let overwrite = std::env::var_os("BINDINGS").is_some_and(|v| v == "overwrite");
    let (mut wrong, mut counts) = (String::new(), BTreeMap::<String, usize>::new());
    let mut now: BTreeMap<String, String> = BTreeMap::new();
    for case in cases() {
        let kind = case.name.split(": ").nth(1).expect("a kind").to_owned();
        *counts.entry(kind.clone()).or_default() += 1;
        let report = check(&case.files);
        let found = found(&report, &case.files);
        let fits = match kind.as_str() {
            "agree" => found.is_empty(),
            "drift" => !report.findings.is_empty() && report.errors.is_empty(),
            _ => report.findings.is_empty() && !report.errors.is_empty(),
        };
        if !fits || found != case.found {
            let _ = writeln!(wrong, "{}\nfound:\n{found}\nnot:\n{}\n", case.name, case.found);
        }
        now.insert(case.name, found);
    }
    if overwrite {
        rewrite(&now);
    }
    assert!(overwrite || wrong.is_empty(), "{wrong}");
    assert!(counts["agree"] >= 30 && counts["drift"] >= 30, "{counts:?}");
}

fn rewrite(now: &BTreeMap<String, String>) {
    for entry in fs::read_dir(folder()).expect("cases") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a file of cases");
        let mut parts = text.split("\n=== ");
        let mut out = parts.next().expect("what all cases share").trim_end().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('\n').expect("a case");
            let body = rest.split("\n--- found\n").next().expect("a body").trim_end();
            let found = &now[&format!("{stem}: {name}")];
            let found = if found.is_empty() { String::new() } else { format!("\n--- found\n{found}") };
            let _ = write!(out, "\n\n=== {name}\n{body}{found}");
        }
        fs::write(&path, out + "\n").expect("written");
    }
}

/// The documents with their fixes applied.
fn mended(documents: &Files, report: &Report) -> Files {
    let mut out = documents.clone();
    for (path, text) in &mut out {
        let all: Vec<_> = report.findings.iter().filter(|f| f.path == *path).filter_map(|f| f.fix.as_ref()).collect();
        let applied = apply(text, all.iter().copied(), false);
        assert_eq!(applied.refused, 0, "{path}");
        // What no fix names stays as it is, byte for byte.
        let mut edits: Vec<_> = all.iter().flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|e| (e.start, e.end));
        let (mut at, mut new) = (0, 0);
        for edit in edits {
            assert_eq!(text[at..edit.start], applied.text[new..new + edit.start - at], "{path}");
            new += edit.start - at + edit.replacement.len();
            at = edit.end;
        }
        assert_eq!(text[at..], applied.text[new..], "{path}");
        *text = applied.text;
    }
    out
}

#[test]
fn what_is_fixed_is_not_found_again_and_fixing_twice_changes_nothing() {
    let mut fixes = 0;
    for case in cases() {
        let before = check(&case.files);
        let once = mended(&case.files, &before);
        let after = check(&once);
        fixes += before.findings.iter().filter(|f| f.fix.is_some()).count();
        assert!(after.findings.iter().all(|f| f.fix.is_none()), "{}: {}", case.name, found(&after, &once));
        let left = before.findings.iter().filter(|f| f.fix.is_none()).count();
        assert_eq!(after.findings.len(), left, "{}: {}", case.name, found(&after, &once));
        assert_eq!(mended(&once, &after), once, "{}", case.name);
    }
    assert!(fixes >= 30, "only {fixes} fixes");
}

#[test]
fn messages_have_both_languages() {
    for case in cases().into_iter().filter(|c| c.name.contains(": drift")) {
        let policy = policy(&case.files["rule"]);
        let mut sources = Sources::default();
        let mut documents = Vec::new();
        for (path, text) in case.files.iter().filter(|(path, _)| *path != "rule") {
            match Format::of_path(path) {
                Some(format) => documents.push(parse(path, format, text.clone())),
                None => sources.add(File::parse(path, text.as_str()).expect("a source")),
            }
        }
        let linter = Linter::new(&policy, Lang::Ar).with_sources(sources);
        let report = linter.finish(documents.iter().map(|d| linter.check(d)).collect(), true);
        let arabic = |c: char| ('\u{600}'..='\u{6FF}').contains(&c);
        for f in &report.findings {
            assert!(f.message.contains(arabic), "{}: {}", case.name, f.message);
            assert!(f.help.is_empty() || f.help.contains(arabic), "{}: {}", case.name, f.help);
        }
    }
}
