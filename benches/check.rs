//! What checking costs, part by part: `cargo bench`. Throughput is in source bytes.
//!
//! The whole command is measured by `scripts/speed`, beside ripgrep.

use std::fmt::Write as _;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use poslock::document::{Document, Format, parse};
use poslock::language::fold::fold;
use poslock::lint::{Linter, Report};
use poslock::policy::load::{LoadOptions, load, load_text};
use poslock::policy::model::{Lang, Policy};

mod tree;

fn main() {
    divan::main();
}

static PACK: LazyLock<Policy> = LazyLock::new(|| {
    load(&LoadOptions { isolated: true, ..LoadOptions::default() }).expect("the built-in pack is valid")
});

/// The pack, and ten thousand phrases of two made-up words each, half of them Arabic.
static MANY: LazyLock<Policy> = LazyLock::new(|| {
    let mut text = String::from(
        "version: 1\nextends: [dealix]\nrules:\n  - id: many/phrases\n    why: {ar: كثير, en: many}\n    \
         instead: {ar: قليل, en: few}\n    forbid:\n      phrases:\n",
    );
    for n in 0..10_000 {
        let word =
            |n: usize, letters: &[char]| (0..4).map(|i| letters[n / letters.len().pow(i) % letters.len()]).collect();
        let (a, b): (String, String) = if n % 2 == 0 {
            (word(n, &LATIN), word(n * 7 + 3, &LATIN))
        } else {
            (word(n, &ARABIC), word(n * 7 + 3, &ARABIC))
        };
        _ = writeln!(text, "        - {a} {b}");
    }
    load_text("poslock.yaml", &text).expect("a valid policy")
});

const LATIN: [char; 11] = ['b', 'd', 'f', 'g', 'k', 'm', 'p', 'r', 't', 'v', 'z'];
const ARABIC: [char; 11] = ['ج', 'د', 'ر', 'ز', 'ش', 'ص', 'ط', 'ع', 'غ', 'ق', 'خ'];

const PAGES: u64 = 400;

struct Source {
    path: String,
    format: Format,
    text: String,
}

impl Source {
    fn document(&self) -> Document {
        parse(&self.path, self.format, self.text.clone())
    }
}

static SITE: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let source = |page: tree::Page| {
        let format = Format::of_path(&page.path).expect("pages are documents");
        Source { path: page.path, format, text: page.text }
    };
    (0..PAGES).map(tree::page).map(source).collect()
});

fn bytes(sources: &[Source]) -> BytesCount {
    BytesCount::new(sources.iter().map(|s| s.text.len()).sum::<usize>())
}

fn check_all(linter: &Linter<'_>, sources: &[Source]) -> Report {
    let checked = sources.iter().map(|s| linter.check(&s.document())).collect();
    linter.finish(checked, false)
}

/// From source text to blocks.
#[divan::bench]
fn documents(bencher: Bencher) {
    bencher.counter(bytes(&SITE)).bench(|| SITE.iter().map(|s| s.document().blocks.len()).sum::<usize>());
}

/// The folding pass over the visible text.
#[divan::bench]
fn folding(bencher: Bencher) {
    let documents: Vec<Document> = SITE.iter().map(Source::document).collect();
    bencher.counter(bytes(&SITE)).bench(|| documents.iter().map(|d| fold(&d.text).text.len()).sum::<usize>());
}

/// Parsing and every rule of the pack, on one thread.
#[divan::bench]
fn site(bencher: Bencher) {
    let linter = Linter::new(&PACK, Lang::En);
    bencher.counter(bytes(&SITE)).bench(|| black_box(check_all(&linter, &SITE)));
}

/// The same with ten thousand phrases more.
#[divan::bench]
fn site_with_10000_phrases(bencher: Bencher) {
    let linter = Linter::new(&MANY, Lang::En);
    bencher.counter(bytes(&SITE)).bench(|| black_box(check_all(&linter, &SITE)));
}

/// Reading the pack and building its automaton: what every run pays once.
#[divan::bench]
fn start() -> bool {
    let policy = load(&LoadOptions { isolated: true, ..LoadOptions::default() }).expect("the built-in pack is valid");
    let linter = Linter::new(&policy, Lang::En);
    linter.finish(Vec::new(), false).findings.is_empty()
}

/// Paragraphs without an end, each made of what costs most: negators, openers of lists and quotes, halves of phrases. The
/// larger one takes ten times as long as the smaller one, or time is not linear.
#[divan::bench(args = [5_000_000, 10_000_000], consts = [0, 1, 2, 3], sample_count = 3, sample_size = 1)]
fn hostile<const KIND: usize>(bencher: Bencher, size: usize) {
    const UNITS: [&str; 4] = [
        "no never not لا لن ليس بدون don't without ",
        "ممنوع: « \" ( [ ❌ don't say: what we never do: «\" ",
        "guaranteed guarantee نضمن لك 10 scrape every replace within خلال بدون any cold ",
        "لا نضمن no guaranteed results نتائج مضمونة never scrape LinkedIn بدون مراجعة، ",
    ];
    let unit = UNITS[KIND];
    let source = Source { path: "hostile.txt".into(), format: Format::Plain, text: unit.repeat(size / unit.len()) };
    let linter = Linter::new(&PACK, Lang::En);
    let sources = [source];
    bencher.counter(bytes(&sources)).bench(|| black_box(check_all(&linter, &sources)));
}
