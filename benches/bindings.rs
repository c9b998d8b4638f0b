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
    let mut lines = 1 + BINDINGS / FILES * (ROWS + 2);
    for n in 0.. {
        if lines >= LINES {
            break;
        }
        _ = writeln!(
            out,
            "/// Does the work of step {n}.\npub fn work_{n}(amount: u32) -> u32 {{\n    if amount > {n} {{\n        \
             return helper(amount, \"step {n}\");\n    }}\n    amount * {n} + 1\n}}\n"
        );
        lines += 8;
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
    // As the command does: side by side.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parsed: Vec<File> = std::thread::scope(|scope| {
        let part = |part: &'static [(String, String)]| {
            let parse = |(path, text): &(String, String)| File::parse(path, text.as_str()).expect("a source");
            scope.spawn(move || part.iter().map(parse).collect::<Vec<File>>())
        };
        let running: Vec<_> = SOURCES.chunks(FILES.div_ceil(threads)).map(part).collect();
        running.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    for file in parsed {
        sources.add(file);
    }
    let linter = Linter::new(&POLICY, Lang::En).with_sources(sources);
    let checked = PAGES.iter().map(|page| linter.check(page)).collect();
    let report = linter.finish(checked, true);
    assert!(report.findings.is_empty() && report.errors.is_empty(), "{:?}{:?}", report.findings, report.errors);
    report
}

/// Parsing the sources on all cores, compiling the policy, and checking.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn bindings(bencher: divan::Bencher) {
    LazyLock::force(&SOURCES);
    LazyLock::force(&PAGES);
    LazyLock::force(&POLICY);
    bencher.bench(|| black_box(run()));
}
