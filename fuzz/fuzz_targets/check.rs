//! Any document is checked against the built-in pack without a panic; every finding is a slice of its source.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use poslock::document::{Format, parse};
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load};
use poslock::policy::model::{Lang, Policy};

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    load(&LoadOptions { isolated: true, ..LoadOptions::default() }).expect("the built-in pack is valid")
});
static LINTER: LazyLock<Linter<'static>> = LazyLock::new(|| Linter::new(&POLICY, Lang::En));

fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let format = [Format::Markdown, Format::Html, Format::Plain][usize::from(first % 3)];
    let source = String::from_utf8_lossy(rest).into_owned();
    let report = LINTER.finish(vec![LINTER.check(&parse("fuzz", format, source.clone()))], false);
    for finding in report.findings.iter().chain(&report.allowed).chain(&report.suppressed) {
        assert_eq!(source.get(finding.start.byte..finding.end.byte), Some(finding.text.as_str()), "{finding:?}");
    }
});
