//! How sentences stand, family by family: each file of `tests/standing/` holds sentences that claim and honest twins that do not.
//!
//! `asserted TAB sentence` must be an error of the built-in pack, `licensed TAB sentence` must not; `\n` is a line end. The
//! claims are of the plainest kind, so that standing alone decides.

use std::fs;
use std::path::Path;

use poslock::document::{Format, parse};
use poslock::finding::Severity;
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load};
use poslock::policy::model::Lang;

/// Sentences of each sort that a family holds at least.
const LEAST: usize = 6;

struct Sentence {
    asserted: bool,
    text: String,
}

fn family(text: &str, name: &str) -> Vec<Sentence> {
    let rows = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    rows.map(|row| {
        let (sort, text) = row.split_once('\t').unwrap_or_else(|| panic!("{name}: no tab in {row:?}"));
        assert!(matches!(sort, "asserted" | "licensed"), "{name}: {row:?}");
        Sentence { asserted: sort == "asserted", text: text.replace("\\n", "\n") }
    })
    .collect()
}

#[test]
fn sentences_stand_as_they_are_meant() {
    let policy = load(&LoadOptions { isolated: true, ..LoadOptions::default() }).expect("the default pack loads");
    let linter = Linter::new(&policy, Lang::En).keep_allowed(true);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/standing");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the sentences are here").map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let sentences = family(&fs::read_to_string(file).expect("sentences are UTF-8"), &name);
        let asserted = sentences.iter().filter(|s| s.asserted).count();
        assert!(asserted >= LEAST, "{name}: only {asserted} sentences that claim");
        assert!(sentences.len() - asserted >= LEAST, "{name}: only {} honest twins", sentences.len() - asserted);
        for sentence in sentences {
            let page = parse("a.md", Format::Markdown, sentence.text.clone());
            let report = linter.finish(vec![linter.check(&page)], false);
            let error = report.findings.iter().find(|f| f.severity == Severity::Error);
            if error.is_some() != sentence.asserted {
                let by: Vec<_> =
                    report.allowed.iter().filter_map(|f| f.cue.as_ref()).map(|c| (c.rule, &c.text)).collect();
                let found = error.map(|f| (&f.rule, &f.text));
                wrong.push(format!("{name}: {:?} is {found:?}, licensed by {by:?}", sentence.text));
            }
        }
    }
    assert!(!files.is_empty(), "no family");
    assert!(wrong.is_empty(), "{} stand otherwise:\n{}", wrong.len(), wrong.join("\n"));
}
