use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

use super::*;
use crate::finding::{Position, Standing};
use crate::policy::model::Lang;
use crate::report::{corpus, visible};
use crate::source::lines::LineIndex;

fn corpus_text(view: View<'_>) -> String {
    let rules = corpus::rules();
    corpus::rendered(render, &corpus::report(), &View { rules: &rules, ..view })
}

#[test]
fn findings_are_shown_with_place_excerpt_and_help() {
    let text = corpus_text(View { show_allowed: true, ..View::default() });
    let expected = "\
error[guaranteed-results/promise]
  × Nobody can promise results.
   ╭─[landing/companies.html:3:7]
 3 │ 👩‍👩‍👧 نَضْمَنُ لك    عملاء — e\u{301}té <b>!</b>
   ·        ────────────────
   ╰────
  instead: a Proof Pack with the numbers
  docs: docs/rules/guaranteed-results.md

info[tone/plain]
  ☞ Plain words are understood.
   ╭─[landing/companies.html:4:3]
 4 │   We guarantee
   ·   ────────────
 5 │  results
   ·  ───────
   ╰────
  instead: a Proof Pack with the numbers
  docs: docs/rules/tone.md

error[landing/page]
  × The page must exist.
   ╭─[missing.md]
   ╰────
  docs: docs/rules/landing.md

allowed[guaranteed-results/promise]
  ✓ the text denies it
   ╭─[landing/companies.html:6:4]
 6 │ لا نضمن نتائج
   ·    ──────────
   ╰────
  because of: «لا» (6:1, negator)

note: utf.md: invalid UTF-8 was read with replacement characters
2 errors, 1 warning and 1 note in 12 files · 2 suppressed · 1 allowed (listed by --show-allowed) ·
skipped 3 files (not text) · 2 problems: not everything was checked
";
    let from = text.find("error[").expect("an error");
    assert_eq!(&text[from..], expected, "{text}");
    let related = "  ☞ the title says otherwise\n   ╭─[landing/companies.html:2:8]\n 2 │ <title>شركات</title>\n";
    assert!(text.contains(related), "{text}");
}

#[test]
fn arabic_is_isolated_on_a_terminal_only_and_balanced() {
    for terminal in [false, true] {
        let view = View { terminal, lang: Lang::Ar, show_allowed: true, ..View::default() };
        let text = corpus_text(view);
        assert_eq!(text.contains(visible::ISOLATE), terminal);
        for line in text.lines() {
            let count = |wanted| line.chars().filter(|c| *c == wanted).count();
            assert_eq!(count(visible::ISOLATE), count(visible::END_ISOLATE), "{line}");
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let strip = |text: &str| {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('\u{1B}') {
            out += &rest[..at];
            rest = rest[at..].split_once('m').map_or("", |(_, rest)| rest);
        }
        out + rest
    };
    let plain = corpus_text(View { statistics: true, ..View::default() });
    let coloured = corpus_text(View { statistics: true, color: true, ..View::default() });
    assert!(!plain.contains('\u{1B}') && coloured.contains("\u{1B}[1;31merror["));
    assert_eq!(strip(&coloured), plain);
}

#[test]
fn quiet_leaves_findings_only() {
    let text = corpus_text(View { quiet: true, ..View::default() });
    assert!(!text.contains("note: ") && !text.contains("in 12 files"), "{text}");
    assert!(text.contains("error[landing/page]"));
}

#[test]
fn problems_keep_their_lines() {
    let said = corpus::rendered(render_problems, &corpus::report(), &View::default());
    assert_eq!(
        said,
        "problem: no such pack `dealx`; did you mean `dealix`?\n\
         problem: locked, 5%.md: cannot be read:\n  permission denied\n"
    );
}

#[test]
fn long_words_stand_alone_and_lines_fit() {
    assert_eq!(wrap("a bb ccc\ndddddddd e", 5), ["a bb", "ccc", "dddddddd", "e"]);
    assert_eq!(wrap("", 5), [""]);
}

#[test]
fn a_line_of_megabytes_is_not_printed() {
    let line = format!("{}نضمن لك عملاء{}", "نص ".repeat(2_000_000), " <b>x</b>".repeat(500_000));
    let text = snippet(&line, "نضمن لك عملاء", View::default());
    assert!(text.len() < 1_000, "{}", text.len());
    assert!(text.contains("[x.html:1:6000001]"), "{text}");
    assert_eq!(under_carets(&text), Some("نضمن لك عملاء".to_owned()));
}

fn finding(source: &str, span: Span) -> Finding {
    let lines = LineIndex::new(source);
    let mut finding = corpus::report().findings.remove(1);
    (finding.start, finding.end) = (lines.position(span.start), lines.position(span.end));
    finding.text = source[span.start..span.end].to_owned();
    finding.path = "x.html".to_owned();
    assert_eq!((finding.standing, finding.start.line > 0), (Standing::Asserted, true));
    finding
}

fn snippet_at(source: &str, span: Span, view: View<'_>) -> String {
    let mut report = lint::Report::default();
    report.sources.insert("x.html".to_owned(), source.into());
    report.findings.push(finding(source, span));
    corpus::rendered(render, &report, &view)
}

fn snippet(source: &str, text: &str, view: View<'_>) -> String {
    let start = source.find(text).expect("the text stands there");
    snippet_at(source, Span::new(start, start + text.len()), view)
}

fn columns(text: &str) -> Vec<(usize, char)> {
    let mut at = 0;
    text.chars()
        .map(|c| {
            let here = at;
            at += c.width().unwrap_or(0);
            (here, c)
        })
        .collect()
}

/// The characters of the first source line that stand over the carets below it, by the columns of a terminal. Characters
/// without width at the end belong to the one before them.
fn under_carets(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let below = lines.iter().position(|line| line.trim_start().starts_with("· "))?;
    let carets: Vec<usize> =
        columns(lines[below]).into_iter().filter(|(_, c)| *c == '─' || *c == '▲').map(|(at, _)| at).collect();
    let (first, last) = (*carets.first()?, *carets.last()?);
    let over = columns(lines[below - 1]).into_iter().filter(|(at, c)| {
        // A mark sits on the character before it: its own column is already the next one's.
        let at = if c.width() == Some(0) { at.saturating_sub(1) } else { *at };
        (first..=last).contains(&at)
    });
    Some(over.map(|(_, c)| c).collect())
}

fn visible_part(text: &str) -> String {
    text.chars().filter(|c| c.width().unwrap_or(0) > 0).collect()
}

/// Text of all kinds of trouble: Arabic with marks, joiners, wide characters, emoji, controls, overrides, markup.
fn trouble() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[\u{621}-\u{64A}]{1,6}",
        2 => "[\u{64B}-\u{652}\u{300}-\u{305}]{1,2}",
        3 => "[a-z<>/ &;]{1,6}",
        1 => Just("👩\u{200D}👩\u{200D}👧".to_owned()),
        1 => Just("漢字".to_owned()),
        1 => "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]",
        1 => "[\u{0}-\u{1F}\u{7F}-\u{9F}]",
        1 => any::<char>().prop_map(String::from),
        1 => Just("\r\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn trouble_and_span() -> impl Strategy<Value = (String, Span)> {
    (trouble(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(text, a, b)| {
        let at: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let (a, b) = (at[a.index(at.len())], at[b.index(at.len())]);
        (text, Span::new(a.min(b), a.max(b)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn carets_stand_under_the_span((source, span) in trouble_and_span(), width in 40..120_usize, terminal: bool) {
        let view = View { width, terminal, quiet: true, ..View::default() };
        let text = snippet_at(&source, span, view);
        for line in text.lines() {
            let ours = |c| terminal && (c == visible::ISOLATE || c == visible::END_ISOLATE);
            prop_assert!(line.chars().all(|c| ours(c) || visible::name(c).is_none()), "{:?}", line);
        }
        let first = source[span.start..span.end].split(['\n', '\r']).next().unwrap_or_default();
        let expected = visible_part(&visible::one_line(first));
        // What is without width has no place for a caret; then it is enough that nothing broke.
        if !expected.is_empty() {
            let got = visible_part(&under_carets(&text).unwrap_or_default());
            prop_assert!(!got.is_empty(), "no carets in\n{}", text);
            prop_assert!(expected.starts_with(&got), "{:?} under the carets, not {:?}, in\n{}", got, expected, text);
            if expected.chars().count() < 15 {
                prop_assert_eq!(got, expected);
            }
        }
    }

    #[test]
    fn a_finding_whose_source_is_another_is_still_shown(source in trouble(), start in 0..50_usize, len in 0..50_usize) {
        let mut report = corpus::report();
        report.findings[1].start.byte = start;
        report.findings[1].end = Position { byte: start + len, line: 1, column: 1 };
        report.sources.insert(report.findings[1].path.clone(), source.into());
        let text = corpus::rendered(render, &report, &View::default());
        prop_assert!(text.contains("guaranteed-results/promise"));
    }
}
