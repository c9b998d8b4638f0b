//! Pages that people wrote without knowing the rules, labelled before they were read: what the rules find in them may not get
//! worse. One folder a round; floors stand in `tests/rounds/floors.tsv`, and `UPDATE_FLOORS=1` writes what is measured now.

#![allow(clippy::print_stdout, reason = "what is measured is shown with --nocapture")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use poslock::document::{Format, parse};
use poslock::finding::Severity;
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load};
use poslock::policy::model::Lang;

/// What a line of a page is labelled.
struct Label {
    page: String,
    line: usize,
    category: String,
    violation: bool,
    note: String,
}

/// The labels of a round met by what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Score {
    found: usize,
    missed: usize,
    alarms: usize,
    quiet: usize,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.found, self.alarms)
    }

    fn recall(self) -> f64 {
        share(self.found, self.missed)
    }
}

fn share(good: usize, bad: usize) -> f64 {
    if good + bad == 0 { 1.0 } else { good as f64 / (good + bad) as f64 }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rounds")
}

/// The rounds on disk, in order of their numbers.
fn rounds() -> Vec<(String, PathBuf)> {
    let number = |name: &str| name.strip_prefix('r').and_then(|n| n.parse::<usize>().ok());
    let entries = fs::read_dir(root()).expect("tests/rounds is here");
    let mut all: Vec<(String, PathBuf)> = entries
        .filter_map(|e| {
            let path = e.ok()?.path();
            let name = path.file_name()?.to_str()?.to_owned();
            number(&name).map(|_| (name, path))
        })
        .collect();
    all.sort_by_key(|(name, _)| number(name));
    all
}

fn labels(round: &Path) -> Vec<Label> {
    let table = fs::read_to_string(round.join("labels.tsv")).expect("every round has labels");
    let rows = table.lines().skip(1).filter(|row| !row.is_empty());
    rows.map(|row| {
        let fields: Vec<&str> = row.split('\t').collect();
        let [page, line, category, label, note @ ..] = &fields[..] else { panic!("a row of four fields: `{row}`") };
        Label {
            page: (*page).to_owned(),
            line: line.parse().unwrap_or_else(|_| panic!("a line number: `{row}`")),
            category: (*category).to_owned(),
            violation: match *label {
                "violation" => true,
                "allowed" => false,
                other => panic!("`{other}` is no label: `{row}`"),
            },
            note: note.join(" "),
        }
    })
    .collect()
}

/// Categories with errors, by line, and the number of lines of a page.
fn errors(linter: &Linter<'_>, path: &str, source: String) -> BTreeMap<usize, BTreeSet<String>> {
    let format = Format::of_path(path).unwrap_or_else(|| panic!("`{path}` is no document"));
    let checked = linter.check(&parse(path, format, source));
    let mut lines: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for finding in linter.finish(vec![checked], false).findings {
        if finding.severity == Severity::Error {
            for line in finding.start.line..=finding.end.line {
                lines.entry(line).or_default().insert(finding.category.clone());
            }
        }
    }
    lines
}

/// Whether line `line` (1-based) goes on in the next one: a paragraph that the editor wrapped.
fn is_wrapped(source: &str, line: usize) -> bool {
    let begins_block = |l: &str| {
        let l = l.trim_start();
        l.is_empty()
            || l.starts_with(['#', '-', '*', '|', '>', '<', '+'])
            || l.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut lines = source.lines().skip(line - 1);
    match (lines.next(), lines.next()) {
        (Some(this), Some(next)) => !this.trim().is_empty() && !this.starts_with('|') && !begins_block(next),
        _ => false,
    }
}

fn score(linter: &Linter<'_>, round: &Path, said: &mut String) -> Score {
    let mut score = Score::default();
    let mut pages: BTreeMap<String, (String, BTreeMap<usize, BTreeSet<String>>)> = BTreeMap::new();
    for label in labels(round) {
        let (source, errors) = pages.entry(label.page.clone()).or_insert_with(|| {
            let source = fs::read_to_string(round.join("pages").join(&label.page)).expect("a labelled page is here");
            let errors = errors(linter, &label.page, source.clone());
            (source, errors)
        });
        let text =
            source.lines().nth(label.line - 1).unwrap_or_else(|| panic!("{} has no line {}", label.page, label.line));
        let mut tell = |what: &str| {
            let _ = writeln!(
                said,
                "  {what} {} [{}] {}:{} {}",
                label.category,
                label.note,
                label.page,
                label.line,
                text.trim()
            );
        };
        if label.violation {
            let found = errors.contains_key(&label.line)
                || is_wrapped(source, label.line) && errors.contains_key(&(label.line + 1));
            if found {
                score.found += 1;
            } else {
                score.missed += 1;
                tell("missed");
            }
        } else if errors.get(&label.line).is_some_and(|c| c.contains(&label.category)) {
            score.alarms += 1;
            tell("alarm");
        } else {
            score.quiet += 1;
        }
    }
    score
}

const FLOORS: &str = "floors.tsv";

/// The fewest found violations and the most alarms of each round.
fn floors() -> BTreeMap<String, (usize, usize)> {
    let table = fs::read_to_string(root().join(FLOORS)).unwrap_or_default();
    let row = |row: &str| -> Option<(String, (usize, usize))> {
        let mut fields = row.split('\t');
        Some((fields.next()?.to_owned(), (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?)))
    };
    table.lines().skip(1).map(|r| row(r).unwrap_or_else(|| panic!("`{r}` is no floor"))).collect()
}

#[test]
fn no_round_gets_worse() {
    let options = LoadOptions { isolated: true, ..LoadOptions::default() };
    let policy = load(&options).unwrap_or_else(|e| panic!("the default pack has mistakes: {e}"));
    let linter = Linter::new(&policy, Lang::En);
    let rounds = rounds();
    assert!(!rounds.is_empty(), "there are rounds");
    let mut table = "round\tfound\talarms\n".to_owned();
    let mut scores = Vec::new();
    for (name, path) in &rounds {
        let mut said = String::new();
        let score = score(&linter, path, &mut said);
        println!(
            "{name}: found {} of {}, {} alarms in {}; precision {:.3}, recall {:.3}\n{said}",
            score.found,
            score.found + score.missed,
            score.alarms,
            score.alarms + score.quiet,
            score.precision(),
            score.recall(),
        );
        let _ = writeln!(table, "{name}\t{}\t{}", score.found, score.alarms);
        scores.push((name, score));
    }
    if std::env::var_os("UPDATE_FLOORS").is_some() {
        fs::write(root().join(FLOORS), table).expect("floors can be written");
        return;
    }
    let floors = floors();
    for (name, score) in scores {
        let &(found, alarms) =
            floors.get(name).unwrap_or_else(|| panic!("{name} has no floor; run with UPDATE_FLOORS=1"));
        assert!(score.found >= found, "{name}: {} violations found, {found} before", score.found);
        assert!(score.alarms <= alarms, "{name}: {} alarms, {alarms} before", score.alarms);
    }
}
