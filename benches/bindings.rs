//! What binding documents to code costs: 200 tables over 50 source files of 5,000 lines, each parsed once.

use std::fmt::Write as _;
use std::sync::LazyLock;

use divan::black_box;
use poslock::constants::File;
use poslock::document::{Document, Format, parse};
use poslock::lint::{Linter, Report};
use poslock::policy::load::load_text;
use poslock::policy::model::{Lang, Policy};
use poslock::rule::bound::sources::{Sources, wanted};

const FILES: usize = 50;
const LINES: usize = 5_000;
const BINDINGS: usize = 200;
const ROWS: usize = 6;

fn main() {
    divan::main();
}

/// A source of ordinary code with tables of constants in it, one for each binding.
fn source(file: usize) -> String {
    let mut out = String::from("//! Made up.\n");
    for table in 0..BINDINGS / FILES {
        _ = writeln!(out, "pub const TABLE_{table}: [(&str, u32); {ROWS}] = [");
        for row in 0..ROWS {
            _ = writeln!(out, "    (\"P{row}\", {}),", 30 * (row + 1) + file);
        }
        out.push_str("];\n");
    }
    for n in 0.. {
        if out.matches('\n').count() >= LINES {
            break;
        }
        for i in 0..100 {
            _ = writeln!(
                out,
                "pub fn work_{n}_{i}(a: u32) -> u32 {{ if a > {i} {{ a * {i} }} else {{ helper(a, \"{n}\") }} }}"
            );
        }
    }
    out
}

static SOURCES: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| (0..FILES).map(|n| (format!("src/table_{n}.rs"), source(n))).collect());

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let mut text = String::from("version: 1\nrules:\n");
    for n in 0..BINDINGS {
        let (file, table) = (n % FILES, n / FILES);
        _ = writeln!(
            text,
            "  - id: bound/table-{n}\n    table:\n      in: docs/{n}.md\n      nth: 1\n      equals: \
             src/table_{file}.rs#TABLE_{table}\n      key: {{column: Tier, field: '[0]'}}\n      columns: {{Reply: \
             {{field: '[1]', unit: minutes}}}}"
        );
    }
    load_text("poslock.yaml", &text).expect("a valid policy")
});

static PAGES: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let page = |n: usize| {
        let mut text = String::from("# Page\n\n| Tier | Reply |\n|---|---|\n");
        for row in 0..ROWS {
            _ = writeln!(text, "| P{row} | {} دقيقة |", 30 * (row + 1) + n % FILES);
        }
        parse(&format!("docs/{n}.md"), Format::Markdown, text)
    };
    (0..BINDINGS).map(page).collect()
});

fn run() -> Report {
    let needed = wanted(&POLICY, |_| true);
    assert_eq!(needed.len(), FILES, "each source is parsed once");
    let mut sources = Sources::default();
    for (path, text) in SOURCES.iter().filter(|(path, _)| needed.contains(path)) {
        sources.add(File::parse(path, text.as_str()).expect("a source"));
    }
    let linter = Linter::new(&POLICY, Lang::En).with_sources(sources);
    let checked = PAGES.iter().map(|page| linter.check(page)).collect();
    let report = linter.finish(checked, true);
    assert!(report.findings.is_empty() && report.errors.is_empty(), "{:?}{:?}", report.findings, report.errors);
    report
}

/// Parsing the sources, compiling the policy, and checking, on one thread.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn bindings(bencher: divan::Bencher) {
    LazyLock::force(&SOURCES);
    LazyLock::force(&PAGES);
    LazyLock::force(&POLICY);
    bencher.bench(|| black_box(run()));
}
