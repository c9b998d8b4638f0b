//! Any document is held against constants of any source by a table, a list and a value: every finding is a slice of its
//! source, and what is fixed is not found again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use poslock::constants::File;
use poslock::document::{Format, parse};
use poslock::lint::fix::apply;
use poslock::lint::{Linter, Report};
use poslock::policy::load::load_text;
use poslock::policy::model::{Lang, Policy};
use poslock::rule::bound::sources::Sources;

// One at a time: two rules may ask for different things in one place.
const RULES: [&str; 7] = [
    "table: {in: a.md, nth: 1, equals: a.json#tiers, key: {column: Tier, words: {الأول: P0}}, columns: {Reply: {field: min, \
     unit: minutes}, Price: {fields: [low, high], unit: SAR}, On: {field: on, unit: bool}}}",
    "table: {in: a.md, under: Tiers, equals: a.json#tiers, rows: superset, key: {column: Tier}, columns: {Reply: {field: min, \
     unit: minutes, cell-unit: hours, words: {soon: 30}}}}",
    "table: {in: a.md, under: Steps, equals: a.json#tiers, item: '{Tier}: {Reply}', key: {column: Tier}, columns: {Reply: \
     {field: min, unit: minutes}}}",
    "list: {in: a.md, under: Channels, equals: a.json#channels, words: {واتساب: whatsapp}, order: same}",
    "list: {in: a.md, under: Times, equals: a.json#tiers, field: min, unit: minutes}",
    "value: {in: a.md, phrase: (within|خلال) <duration>, equals: {of: a.json#tiers.P0.min, unit: minutes}}",
    "value: {in: a.md, phrase: Starter .. <money>, across: group, equals: {of: a.json#tiers.P0.low, unit: SAR}}",
];

const SOURCE: &str = r#"{
"tiers": {
  "P0": {"min": 30, "low": 499, "high": 1500, "on": true},
  "P1": {"min": 120, "low": 3000.5, "high": 7500, "on": false},
  "P2": {"min": 1440, "low": 25000, "high": 25000, "on": null}
},
"channels": ["email", "whatsapp", "Growth Starter"]
}"#;

/// What documents are made of, between bars: of pieces more of them have tables and quantities than of letters.
static PIECES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "# Tiers\n\n¦# Steps\n\n¦# Channels\n\n¦# Times\n\n¦| Tier | Reply | Price | On |\n|---|---|---|---|\n¦\
     | Tier | Reply    |\n|------|----------|\n¦| Reply | Tier |\n|---|---|\n¦| P0   | ¦| P0 | ¦| P1 | ¦\
     | P2 | ¦| الأول | ¦ | ¦ |\n¦| ¦\n¦\n\n¦ ¦ ¦- P0: ¦- P1: ¦- ¦1. ¦> ¦```\n¦<table>¦\
     <tr><th>Tier<th>Reply</tr>¦<tr><td>¦</td><td>¦</td></tr>¦<td rowspan=2>¦</table>¦<h1>Tiers</h1>¦<ul><li>¦\
     <li>¦</ul>¦<div>¦</div>¦<h3>Starter</h3>¦<b>¦</b>¦<br>¦&nbsp;¦&#1632;¦**¦*¦_¦~~¦`¦\\|¦[a](b)¦within ¦\
     خلال ¦Starter ¦من ¦ إلى ¦بين ¦30¦120¦1,440¦٣٠¦١٬٥٠٠¦499¦3,000.5¦1.500¦0.5¦½¦⅓¦25k¦45¦7¦2¦1¦-¦–¦—¦+¦≥¦~¦%¦\
     $¦٪¦(¦)¦,¦.¦:¦ min¦ minutes¦h¦ hour¦ hours¦ دقيقة¦ دقائق¦ ساعة¦ساعتين¦ ساعات¦ ونصف¦ وثلث¦ثلثي¦نصف¦ إلا ربعًا¦ يوم¦ أيام عمل¦ business days¦ SAR¦\
     SAR ¦ ريال¦ ر.س¦ألف¦half an¦a third of an¦ and a half¦twenty-five¦ثلاثون¦daily¦كل¦نعم¦yes¦✗¦n/a¦email¦\
     واتساب"
    .split('¦')
    .collect()
});

static POLICIES: LazyLock<[Policy; RULES.len()]> = LazyLock::new(|| {
    RULES.map(|rule| {
        load_text("p.yaml", &format!("version: 1\nrules: [{{id: bound/rule, {rule}}}]")).expect("a valid rule")
    })
});
static LINTERS: LazyLock<[Linter<'static>; RULES.len()]> =
    LazyLock::new(|| std::array::from_fn(|rule| linter(rule, SOURCE).expect("the source is valid")));

fn linter(rule: usize, source: &str) -> Option<Linter<'static>> {
    let mut sources = Sources::default();
    sources.add(File::parse("a.json", source).ok()?);
    Some(Linter::new(&POLICIES[rule], Lang::En).with_sources(sources))
}

fn check(linter: &Linter<'_>, format: Format, text: &str) -> Report {
    linter.finish(vec![linter.check(&parse("a.md", format, text.to_owned()))], true)
}

fn fixed(text: &str, report: &Report) -> (String, usize) {
    let fixed = apply(text, report.findings.iter().filter_map(|f| f.fix.as_ref()), false);
    (fixed.text, fixed.refused)
}

fuzz_target!(|bytes: &[u8]| {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let format = [Format::Markdown, Format::Html, Format::Plain][usize::from(first % 3)];
    let rule = usize::from(first / 3) % RULES.len();
    let input = match first / 21 % 2 {
        0 => String::from_utf8_lossy(rest),
        _ => rest.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect(),
    };
    // What stands behind a line of its own is the source.
    let (text, source) = input.split_once("\n%%\n").map_or((&*input, None), |(text, source)| (text, Some(source)));
    let own = source.and_then(|source| linter(rule, source));
    let linter = own.as_ref().unwrap_or(&LINTERS[rule]);
    let before = check(linter, format, text);
    for finding in &before.findings {
        assert_eq!(text.get(finding.start.byte..finding.end.byte), Some(finding.text.as_str()), "{finding:?}");
        for related in &finding.related {
            let range = related.start.byte..related.end.byte;
            assert!(source.filter(|_| own.is_some()).unwrap_or(SOURCE).get(range).is_some(), "{related:?}");
        }
    }
    let (once, refused) = fixed(text, &before);
    if refused == 0 {
        let after = check(linter, format, &once);
        let again = after.findings.iter().find(|f| f.fix.is_some());
        assert!(again.is_none(), "{text:?}\nbecame\n{once:?}\n{again:?}");
        assert!(after.findings.len() <= before.findings.len(), "{text:?}\nbecame\n{once:?}\n{:?}", after.findings);
        assert_eq!(fixed(&once, &after).0, once);
    }
});
