//! Where a claim is planted, under whatever markup, entities and disguise, the finding's span is exactly the claim: a valid
//! slice of the source, from the first character of the first word to the last of the last. And whatever text comes in, no
//! finding's span is anything but a valid slice.

use std::fmt::Write as _;
use std::sync::LazyLock;

use poslock::document::{Format, parse};
use poslock::finding::Finding;
use poslock::language::fold::fold_text;
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load, load_text};
use poslock::policy::model::{Lang, Policy};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const CLAIMS: &[&[&str]] = &[
    &["guaranteed", "results"],
    &["scrape", "every", "profile"],
    &["overnight"],
    &["نضمن", "لك", "مبيعات"],
    &["نتائج", "مضمونة"],
    &["حملات", "Telegram", "جاهزة"],
];

/// The claims above and nothing else, so that a span has one right answer.
static PLANTED: LazyLock<Policy> = LazyLock::new(|| {
    let phrases: Vec<String> = CLAIMS.iter().map(|words| format!("\"{}\"", words.join(" "))).collect();
    let text = format!(
        "version: 1\nrules:\n  - id: planted/claim\n    why: {{ar: زُرع, en: planted}}\n    instead: {{ar: لا شيء, en: nothing}}\n    \
         forbid: {{phrases: [{}]}}\n",
        phrases.join(", ")
    );
    load_text("poslock.yaml", &text).expect("a valid policy")
});

static FULL: LazyLock<Policy> = LazyLock::new(|| {
    load(&LoadOptions { isolated: true, ..LoadOptions::default() }).expect("the built-in pack is valid")
});

static PLANTED_LINTER: LazyLock<Linter<'static>> = LazyLock::new(|| Linter::new(&PLANTED, Lang::En));
static FULL_LINTER: LazyLock<Linter<'static>> = LazyLock::new(|| Linter::new(&FULL, Lang::En));

fn findings(linter: &Linter<'_>, format: Format, source: &str) -> Vec<Finding> {
    linter.finish(vec![linter.check(&parse("page", format, source.to_owned()))], false).findings
}

/// Where a claim is put: what stands around it, and what may stand in it.
#[derive(Debug, Clone, Copy)]
struct Place {
    format: Format,
    before: &'static str,
    after: &'static str,
    tags: bool,
    entities: bool,
    wraps: bool,
}

const fn place(format: Format, before: &'static str, after: &'static str, allows: &str) -> Place {
    let allows = allows.as_bytes();
    let (mut tags, mut entities, mut wraps, mut i) = (false, false, false, 0);
    while i < allows.len() {
        match allows[i] {
            b't' => tags = true,
            b'e' => entities = true,
            _ => wraps = true,
        }
        i += 1;
    }
    Place { format, before, after, tags, entities, wraps }
}

const PLACES: &[Place] = &[
    place(Format::Html, "<p>", "</p>", "tew"),
    place(Format::Html, "<ul><li>", "</li></ul>", "tew"),
    place(Format::Html, "<table><tr><td>x</td><td>", "</td></tr></table>", "tew"),
    place(Format::Html, "<button>", "</button>", "tew"),
    place(Format::Html, "<h2>", "</h2>", "tew"),
    place(Format::Html, "<title>", "</title>", "ew"),
    place(Format::Html, "<img src=a alt=\"", "\">", "e"),
    place(Format::Html, "<a title='", "'>x</a>", "e"),
    place(Format::Html, "<meta name=\"description\" content=\"", "\">", "e"),
    place(Format::Html, "<script type=\"application/ld+json\">{\"description\": \"", "\"}</script>", ""),
    place(Format::Markdown, "", "\n", "tew"),
    place(Format::Markdown, "- x\n- ", "\n", "te"),
    place(Format::Markdown, "# ", "\n", "te"),
    place(Format::Markdown, "> ", "\n", "te"),
    place(Format::Markdown, "| a | b |\n|---|---|\n| c | ", " |\n", "te"),
    place(Format::Markdown, "![", "](a.png)\n", "e"),
    place(Format::Markdown, "[", "](a.html)\n", "te"),
    place(Format::Markdown, "---\ntitle: ", "\n---\n", ""),
    place(Format::Plain, "", "\n", "w"),
];

/// What stands beside a claim: words that mean nothing to any rule.
const NEUTRAL: &[&str] = &["", "Today ", "Acme: ", "اليوم ", "مع الفريق، ", "😀 ", "A. ", "x\u{301} "];
const AFTER: &[&str] = &["", " today", "!", " كل يوم", " (2024)", ". Next", "، ثم نكمل"];

/// One planted claim: the source, and where in it the claim stands.
#[derive(Debug, Clone)]
struct Planted {
    format: Format,
    source: String,
    start: usize,
    end: usize,
    words: &'static [&'static str],
}

/// Writes a word with dice that decide about each letter. Nothing is put before its first letter or after its last one.
fn write_word(out: &mut String, word: &str, place: Place, dice: &mut impl FnMut(u32) -> u32) {
    let letters: Vec<char> = word.chars().collect();
    for (i, &c) in letters.iter().enumerate() {
        let arabic = !c.is_ascii();
        if i > 0 && dice(4) == 0 {
            match dice(6) {
                0 => out.push('\u{200B}'),
                1 => out.push('\u{AD}'),
                2 if arabic => out.push('ـ'),
                3 if arabic => out.push('\u{64E}'),
                4 if place.tags => out.push_str(["<b></b>", "<i>", "</i>", "<span class=\"x\">"][dice(4) as usize]),
                5 if place.entities => out.push_str("&shy;"),
                _ => {}
            }
        }
        match dice(10) {
            0 if place.entities => _ = write!(out, "&#{};", c as u32),
            1 if place.entities => _ = write!(out, "&#x{:X};", c as u32),
            2 => out.extend(c.to_uppercase()),
            // Cyrillic letters that look the same.
            4 if "aeo".contains(c) => out.push(['а', 'е', 'о']["aeo".find(c).expect("it is one of them")]),
            3 if !arabic => out.push(char::from_u32(c as u32 + 0xFEE0).expect("full-width letters exist")),
            _ => out.push(c),
        }
    }
}

fn write_gap(out: &mut String, place: Place, dice: &mut impl FnMut(u32) -> u32) {
    match dice(7) {
        0 => out.push('\u{A0}'),
        1 => out.push_str("  "),
        2 if place.entities => out.push_str("&nbsp;"),
        3 if place.tags => out.push_str(" <em>"),
        4 if place.tags => out.push_str("</em> "),
        5 if place.wraps => out.push('\n'),
        6 if place.tags => out.push_str("<!-- x --> "),
        _ => out.push(' '),
    }
}

prop_compose! {
    fn planted()(
        words in select(CLAIMS),
        place in select(PLACES),
        before in select(NEUTRAL),
        after in select(AFTER),
        lead in select(&["", "Hello\n\n", "مرحبًا\r\n\r\n", "\u{FEFF}x\n\n"][..]),
        dice in vec(any::<u32>(), 256),
    ) -> Planted {
        let mut at = 0;
        let mut dice = |n: u32| {
            at += 1;
            dice[at % dice.len()] % n
        };
        // Front matter stands first or is none.
        let lead = if place.before.starts_with("---") { "" } else { lead };
        // In YAML a mark opens something; a plain word does not.
        let before = if place.before.starts_with("---") { "Today " } else { before };
        let after = if place.before.starts_with("---") { " today" } else { after };
        let mut source = format!("{lead}{}{before}", place.before);
        let start = source.len();
        for (i, word) in words.iter().enumerate() {
            if i > 0 {
                write_gap(&mut source, place, &mut dice);
            }
            write_word(&mut source, word, place, &mut dice);
        }
        let end = source.len();
        source.push_str(after);
        source.push_str(place.after);
        Planted { format: place.format, source, start, end, words }
    }
}

fn assert_slices(findings: &[Finding], source: &str) -> Result<(), TestCaseError> {
    for finding in findings {
        let slice = source.get(finding.start.byte..finding.end.byte);
        prop_assert_eq!(slice, Some(finding.text.as_str()), "{:?} in {:?}", finding, source);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_planted_claim_is_found_exactly_where_it_stands(planted in planted()) {
        let Planted { format, source, start, end, words } = planted;
        let found = findings(&PLANTED_LINTER, format, &source);
        assert_slices(&found, &source)?;
        let spans: Vec<(usize, usize)> = found.iter().map(|f| (f.start.byte, f.end.byte)).collect();
        prop_assert_eq!(&spans, &vec![(start, end)], "{:?} holds {:?}", &source, &source[start..end]);
        // What the span shows, read as a page of its own, holds the claim's words and nothing else.
        let shown = fold_text(parse("page", if format == Format::Plain { format } else { Format::Html }, found[0].text.clone()).text.trim());
        let shown = shown.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        prop_assert_eq!(shown, fold_text(&words.join(" ")));
    }

    #[test]
    fn with_another_first_or_last_word_nothing_is_found(planted in planted()) {
        let Planted { format, source, start, end, words } = planted;
        // Another letter makes another word, as long as it is of the same script.
        let other = |word: &str| if word.is_ascii() { "qq" } else { "ضض" };
        let (first, last) = (words[0], words[words.len() - 1]);
        let cuts = [
            format!("{}{}{}", &source[..start], other(first), &source[start..]),
            format!("{}{}{}", &source[..end], other(last), &source[end..]),
        ];
        for cut in cuts {
            prop_assert_eq!(findings(&PLANTED_LINTER, format, &cut).len(), 0, "{:?}", cut);
        }
    }
}

/// Pieces that meet in ways nobody writes: markup, cues, halves of claims, halves of marks.
const PIECES: &[&str] = &[
    "guaranteed ",
    "results",
    " نضمن ",
    "لك عملاء",
    "scrape ",
    "LinkedIn ",
    "بدون ",
    "مراجعة",
    "no ",
    "لا ",
    "never ",
    "100% ",
    "10 عملاء ",
    "خلال ",
    "24 ساعة",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<li>",
    "<td>",
    "<table>",
    "</table>",
    "<!--",
    "-->",
    "<img alt=\"",
    "\">",
    "<title>",
    "</title>",
    "<script type=\"application/ld+json\">",
    "</script>",
    "{\"a\":\"",
    "\\u0646",
    "\"}",
    "&nbsp;",
    "&#x646;",
    "&am",
    "&#0;",
    "\u{200B}",
    "\u{202E}",
    "ـ",
    "\u{64E}",
    "\u{FEFF}",
    "\n",
    "\r\n",
    "\n\n",
    "# ",
    "- ",
    "> ",
    "| ",
    "|---|---|\n",
    "```\n",
    "`",
    "**",
    "_",
    "[",
    "](x)",
    "![",
    "❌ ",
    "؟ ",
    "? ",
    ". ",
    "، ",
    ": ",
    "— ",
    "«",
    "»",
    "\"",
    "---\n",
    "title: ",
    "😀",
    "\u{1E}",
    "\0",
    "ﻻ",
    "Ｇ",
    "\u{301}",
    "<!-- poslock: allow guaranteed-results -- why -->",
    "G u a r a n t e e d ",
    "=",
    "'",
    "“",
    "”",
    "→ ",
    "✅ ",
    "%",
    " 10 ",
    "٩٩",
    " ريال ",
    "(",
    ") ",
    "/",
    "؛ ",
    "{",
    "}",
    "{\"price\": \"499\", \"priceCurrency\": \"SAR\"",
    "ألا ",
    "قالوا: ",
    "مثل ",
    "they say ",
];

fn soup() -> impl Strategy<Value = String> {
    vec(prop_oneof![9 => select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)], 0..120)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_in_spans_are_slices_in_order(source in soup(), format in select(&[Format::Html, Format::Markdown, Format::Plain][..])) {
        let checked = FULL_LINTER.check(&parse("page", format, source.clone()));
        let report = FULL_LINTER.finish(vec![checked], false);
        for findings in [&report.findings, &report.allowed, &report.suppressed] {
            assert_slices(findings, &source)?;
            prop_assert!(findings.iter().all(|f| f.start.byte < f.end.byte), "no finding is empty: {:?}", findings);
            prop_assert!(findings.is_sorted_by(|a, b| a.order() <= b.order()));
            prop_assert!(findings.iter().filter_map(|f| f.cue.as_ref()).all(|c| c.start <= c.end && c.end.byte <= source.len()));
        }
    }
}

#[test]
fn a_quotation_behind_an_equals_sign_is_cut_between_characters() {
    for source in ["=« نضمن »guaranteed ", "x = «نضمن لك عملاء»", "x='guaranteed sales'", "x = \"guaranteed sales\""]
    {
        for format in [Format::Html, Format::Markdown, Format::Plain] {
            let report = FULL_LINTER.finish(vec![FULL_LINTER.check(&parse("page", format, source.to_owned()))], false);
            assert!(report.findings.is_empty(), "{source}: {:?}", report.findings);
        }
    }
}
