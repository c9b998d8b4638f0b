//! Input made to hurt: each must be read in time linear in its length, without deep recursion.

use std::time::{Duration, Instant};

use super::super::{Document, Format, parse};

/// Reads `once` repeated `n` and `4n` times between `before` and `after`; the second may not take many times the first.
fn linear(format: Format, before: &str, once: &str, after: &str, n: usize) -> Document {
    let read = |n: usize| {
        let source = format!("{before}{}x{}", once.repeat(n), after.repeat(n));
        let begin = Instant::now();
        (parse("page", format, source), begin.elapsed())
    };
    let (_, short) = read(n / 4);
    let (document, long) = read(n);
    // A quadratic pass would take sixteen times as long; the floor keeps a busy machine from failing the test.
    let most = (short * 10).max(Duration::from_millis(900));
    assert!(long < most, "{once:?}: {long:?} after {short:?}");
    document
}

const N: usize = 100_000;

#[test]
fn deep_html_is_linear() {
    for (once, after) in [
        ("<div>", "</div>"),
        ("<b>", "</i>"),
        ("<div><b>", "</i></div>"),
        ("<ul><li>", ""),
        ("<table><tr><td>", ""),
        ("<blockquote>", "</blockquote>"),
        ("<svg>", "<p>"),
        ("<dl><dd>", "</dl>"),
        ("<select><option>", ""),
        ("<p>", ""),
    ] {
        let d = linear(Format::Html, "", once, after, N);
        assert_eq!(d.text.matches('x').count(), 1, "{once}");
    }
}

#[test]
fn long_runs_of_html_marks_are_linear() {
    for (before, once) in [
        ("", "<"),
        ("", "&"),
        ("", "&#"),
        ("", "&eacute"),
        ("&#", "0"),
        ("", "</"),
        ("", "<!--"),
        ("", "<!"),
        ("", "<?"),
        ("<title>", "</titl"),
        ("<script>", "<!--<script"),
        ("<svg>", "<![CDATA[]]"),
        ("", "www."),
        ("", "a://"),
        ("<script type=application/ld+json>", "{\"a\":[\""),
        ("<script type=application/ld+json>\"", "\\"),
        ("", "<p>&nbsp;"),
        ("", "<!-- poslock: x -->"),
    ] {
        linear(Format::Html, before, once, "", N);
    }
}

#[test]
fn very_many_attributes_do_not_overflow_the_stack() {
    for attribute in [" title=\"t\"", " a='b'", " c=d", " e", "/", " f=\"\""] {
        linear(Format::Html, "<p", attribute, "", 2 * N);
        let d = parse("page", Format::Html, format!("<p{} alt=\"seen\">y", attribute.repeat(2 * N)));
        assert!(d.text.contains("seen"), "{attribute}");
    }
}

#[test]
fn spans_of_cells_cost_no_more_than_their_source() {
    for once in ["<tr><td colspan=1000 rowspan=65534>", "<td colspan=1000 rowspan=65534>", "<tr><td rowspan=1000><td>"]
    {
        let d = linear(Format::Html, "<table>", once, "", N / 4);
        let slots: usize = d.tables[0].rows.iter().map(Vec::len).sum();
        assert!(slots < d.source.len(), "{once}: {slots}");
    }
    linear(Format::Html, "<table><tr><td colspan=1000 rowspan=65534>", "<tr>", "", N);
    linear(Format::Html, "", "<table><tr><td colspan=1000 rowspan=65534>", "</table>", N / 4);
}

#[test]
fn deep_markdown_is_linear() {
    for (once, after) in [
        (">", ""),
        ("> ", ""),
        ("> - ", ""),
        ("- ", ""),
        ("1. ", ""),
        ("[", ""),
        ("[", "]"),
        ("[", "](u)"),
        ("![", "](u)"),
        ("*", ""),
        ("*a _b ", ""),
        ("**x ", "** "),
        ("~~a ", ""),
        ("<b>", "</b>"),
        ("<div>\n\n", "\n\n</div>"),
        ("<", ""),
        ("a <!-- ", ""),
        ("a <? ", ""),
        ("a <![CDATA[ ", ""),
        ("<http://a", ""),
        ("&amp;", ""),
        ("a\n", ""),
        ("> a\nb\n", ""),
        ("# a\n", ""),
        ("a\n: b\n\n", ""),
        ("|a|b|\n|-|-|\n|c|d|\n\n", ""),
        ("[^a]: b\n\n[^a]", ""),
        ("[a]: /u 't'\n", ""),
        ("<style>\n\n", ""),
        ("<div><style>\n\n", ""),
        ("`a", ""),
        ("\\", ""),
        ("```\n", ""),
    ] {
        linear(Format::Markdown, "", once, after, N);
    }
}

#[test]
fn odd_front_matter_is_linear() {
    for once in
        ["- ", "a: b\n", "a: \"x\n", "b: 'x\n", "a: |\n", "[\"a\", ", "a: [b, 'c', \"d\"]\n", "  - - a: '", "\"", "'' "]
    {
        linear(Format::Markdown, "---\na: b\n", once, "", N);
        let source = format!("---\na: b\n{}\n---\nend", once.repeat(N));
        let begin = Instant::now();
        assert!(parse("page", Format::Markdown, source).text.contains("end"), "{once}");
        assert!(begin.elapsed() < Duration::from_secs(3), "{once}: {:?}", begin.elapsed());
    }
}
