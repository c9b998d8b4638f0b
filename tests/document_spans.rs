//! Every character of a document's text comes from a piece of its source: in bounds, on character boundaries, and, where
//! nothing was decoded, the very same character. For any text in any format, without a panic.

use std::fmt::Write as _;

use poslock::document::{BLOCK_END, BlockKind, Document, Format, LINE_BREAK, parse};
use proptest::prelude::*;

const FORMATS: [Format; 3] = [Format::Markdown, Format::Html, Format::Plain];

/// Checks all that must hold of any document.
fn check(format: Format, source: &str) -> Document {
    let d = parse("page", format, source.to_owned());
    assert_eq!(d.source, source);
    assert_eq!(d.map.len(), d.text.len());
    blocks(&d);
    outline(&d);
    characters(&d);
    runs(&d);
    d
}

fn blocks(d: &Document) {
    let mut at = 0;
    for (i, block) in d.blocks.iter().enumerate() {
        let (start, end) = (block.range.start as usize, block.range.end as usize);
        assert_eq!(start, at, "block {i} follows the one before");
        let text = &d.text[start..end];
        assert!(!text.trim().is_empty(), "block {i} is empty");
        assert_eq!(text.trim(), text, "block {i} is trimmed");
        assert!(!text.contains(BLOCK_END));
        assert!(text.chars().all(|c| !c.is_control() || c == LINE_BREAK), "{text:?}");
        assert!(d.text[end..].starts_with(BLOCK_END));
        assert_eq!(d.block_at(start) as usize, i);
        at = end + BLOCK_END.len_utf8();
    }
    assert_eq!(at, d.text.len());
}

fn outline(d: &Document) {
    let blocks = d.blocks.len() as u32;
    for (i, block) in d.blocks.iter().enumerate() {
        assert!((block.section as usize) < d.sections.len());
        assert!(block.lead_in.is_none_or(|b| b < i as u32), "a lead-in stands before what it introduces");
        assert!(block.list.is_none_or(|l| (l as usize) < d.lists.len()));
        if let Some(cell) = block.cell {
            let table = &d.tables[cell.table as usize];
            assert!((cell.row as usize) < table.rows.len());
        }
        if matches!(block.kind, BlockKind::Heading(_)) {
            assert_eq!(d.sections[block.section as usize].heading, Some(i as u32));
        }
    }
    for (i, section) in d.sections.iter().enumerate().skip(1) {
        assert!((section.parent as usize) < i);
        assert!(d.sections[section.parent as usize].level < section.level);
        assert!(section.heading.is_some_and(|h| h < blocks));
    }
    for list in &d.lists {
        assert!(list.items.windows(2).all(|w| w[0] < w[1]));
        assert!(list.items.iter().all(|b| *b < blocks) && list.lead_in.is_none_or(|b| b < blocks));
        assert!(list.source.start <= list.source.end && list.source.end <= d.source.len());
    }
    for table in &d.tables {
        assert!(table.rows.windows(2).all(|w| w[0].len() == w[1].len()));
        assert!(table.rows.iter().flatten().flatten().all(|b| *b < blocks));
        assert!(table.header_rows as usize <= table.rows.len());
        assert!(table.source.start <= table.source.end && table.source.end <= d.source.len());
    }
    for directive in &d.directives {
        assert!(d.source.get(directive.source.clone()).is_some_and(|s| s.contains("poslock:")));
        assert!(directive.before.is_none_or(|b| b < blocks));
    }
}

fn characters(d: &Document) {
    for (i, c) in d.text.char_indices() {
        let range = d.to_source(i..i + c.len_utf8());
        let Some(slice) = d.source.get(range.clone()) else {
            panic!("{c:?} at {i} comes from {range:?}, which is no piece of the source");
        };
        if c == BLOCK_END {
            continue;
        }
        let is_decoded = slice.starts_with('&') || slice.starts_with('\\') || slice.len() > 4;
        if !c.is_whitespace() && !is_decoded {
            assert_eq!(slice, c.encode_utf8(&mut [0; 4]), "at {i}, from {range:?}");
        }
    }
}

fn runs(d: &Document) {
    for ranges in [&d.code, &d.emphasis] {
        assert!(ranges.windows(2).all(|w| w[0].end <= w[1].start), "{ranges:?}");
        for r in ranges {
            let text = d.text.get(r.start as usize..r.end as usize).expect("a piece of the text");
            assert!(!text.is_empty() && !text.contains(BLOCK_END), "{text:?}");
        }
    }
}

/// Pieces that mean something in one of the formats, glued in any order.
#[allow(clippy::too_many_lines, reason = "one list of pieces reads better whole")]
fn piece() -> impl Strategy<Value = String> {
    let fixed = [
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<table>",
        "<tr>",
        "<td>",
        "<th colspan=2>",
        "<td rowspan=3 colspan=2>",
        "</td>",
        "</tr>",
        "</table>",
        "<thead>",
        "<br>",
        "<hr>",
        "<img alt=\"غ &amp; x\">",
        "<img alt='a",
        "<a title=b>",
        "</a>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<h1>",
        "</h1>",
        "<h3>",
        "</h2>",
        "<!-- c -->",
        "<!--",
        "-->",
        "<!-- poslock: allow x -- y -->",
        "<script>",
        "</script>",
        "<script type=application/ld+json>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<svg>",
        "</svg>",
        "<text>",
        "<![CDATA[",
        "]]>",
        "<textarea>",
        "</textarea>",
        "<select>",
        "<option>",
        "<button value=v>",
        "<blockquote>",
        "</blockquote>",
        "<details><summary>",
        "</",
        "<",
        ">",
        "<?x",
        "<!x",
        "</>",
        "< b",
        "&amp;",
        "&nbsp;",
        "&lt;b&gt;",
        "&notit;",
        "&#0;",
        "&#x63A;",
        "&#xD800;",
        "&",
        "&#",
        "&zwnj;",
        "&NotEqualTilde;",
        "{\"a\": \"b\\n\\u0041\\ud83d\\ude00\", \"c\": [\"d\"]}",
        "\"",
        "'",
        "\\",
        "\\*",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  \n",
        "    ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "# ",
        "### ",
        "|",
        " | ",
        "\n|---|---|\n",
        "\\|",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "**",
        "*",
        "_",
        "~~",
        "[",
        "](u \"ti\")",
        "](u)",
        "![",
        "[^1]",
        "\n[^1]: ",
        "[x]: /u 'ti'\n",
        "<http://x.sa>",
        "https://x.sa/a",
        "www.x.sa",
        "---\n",
        "+++\n",
        "title: \"a\\\"b\"\n",
        "k: |\n  a\n",
        "k = 'v'\n",
        "- [ ] ",
        ": ",
        "===\n",
        "\u{FEFF}",
        "\0",
        "\u{1E}",
        "\u{85}",
        "\u{7F}",
        "\u{2028}",
        "\u{200C}",
        "غ",
        "لا",
        "word",
        "a",
        "😀",
        "é",
        "•",
        "{#id .c}",
        "$1",
        "<wbr>",
        "<b",
        "=",
        "/>",
        "<x-y a=\"<b>\">",
    ];
    prop_oneof![
        12 => prop::sample::select(fixed.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        2 => "[a-zA-Z ]{1,8}",
    ]
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2000)) })]

    #[test]
    fn any_soup_of_markup_keeps_its_places(source in soup()) {
        for format in FORMATS {
            check(format, &source);
        }
    }

    #[test]
    fn any_bytes_keep_their_places(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let source = String::from_utf8_lossy(&bytes);
        for format in FORMATS {
            check(format, &source);
        }
    }

    /// Words in well-formed markup of any shape come out in order, each once, whole.
    #[test]
    fn words_survive_their_markup(shape in shapes()) {
        let mut words = 0;
        let html = shape.html(&mut words);
        let d = check(Format::Html, &html);
        prop_assert_eq!(seen(&d), (0..words).collect::<Vec<_>>(), "{}", html);
        let mut words = 0;
        let markdown = shape.markdown(&mut words);
        let d = check(Format::Markdown, &markdown);
        prop_assert_eq!(seen(&d), (0..words).collect::<Vec<_>>(), "{}", markdown);
    }
}

/// A document's structure, to be written in either format.
#[derive(Debug, Clone)]
enum Shape {
    Paragraph(Vec<u8>),
    List(bool, Vec<Shape>),
    Quote(Vec<Shape>),
    Table(usize, usize),
    Heading(u8),
    Page(Vec<Shape>),
}

fn shapes() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        prop::collection::vec(0..6_u8, 1..8).prop_map(Shape::Paragraph),
        (1..4_usize, 1..4_usize).prop_map(|(r, c)| Shape::Table(r, c)),
        (1..=6_u8).prop_map(Shape::Heading),
    ];
    let tree = leaf.prop_recursive(4, 30, 4, |inner| {
        let several = prop::collection::vec(inner, 1..4);
        prop_oneof![
            (any::<bool>(), several.clone()).prop_map(|(ordered, items)| Shape::List(ordered, items)),
            several.prop_map(Shape::Quote),
        ]
    });
    prop::collection::vec(tree, 1..6).prop_map(Shape::Page)
}

/// The word `wN-x`, cut in the middle by some inline markup.
fn word(n: &mut u32, cut: u8, html: bool) -> String {
    let i = *n;
    *n += 1;
    match (cut, html) {
        (0, _) => format!("w{i}x"),
        (1, _) => format!("w<b>{i}</b>x"),
        (2, _) => format!("w<!-- no -->{i}x"),
        (3, _) => format!("&#119;{i}&#x78;"),
        (4, true) => format!("<span class='a>b'>w</span>{i}<wbr>x"),
        (4, false) => format!("[w{i}](<u> 'title')x"),
        (_, true) => format!("<a href=u><i>w{i}</i></a>x"),
        (_, false) => format!("**w{i}x**"),
    }
}

impl Shape {
    fn html(&self, n: &mut u32) -> String {
        let all = |shapes: &[Self], n: &mut u32| shapes.iter().map(|s| s.html(n)).collect::<String>();
        match self {
            Self::Paragraph(cuts) => {
                let words: Vec<_> = cuts.iter().map(|c| word(n, *c, true)).collect();
                format!("<p>{}", words.join("\n  "))
            }
            Self::List(ordered, items) => {
                let tag = if *ordered { "ol" } else { "ul" };
                let items = items.iter().fold(String::new(), |mut out, item| {
                    let _ = write!(out, "<li>{}", item.html(n));
                    out
                });
                format!("<{tag}>{items}</{tag}>")
            }
            Self::Quote(inner) => format!("<blockquote>{}</blockquote>", all(inner, n)),
            Self::Table(rows, columns) => {
                let mut out = "<table>".to_owned();
                for _ in 0..*rows {
                    out.push_str("<tr>");
                    for c in 0..*columns {
                        let _ = write!(out, "<td colspan={}>{}", c + 1, word(n, 1, true));
                    }
                }
                out + "</table>"
            }
            Self::Heading(level) => format!("<h{level}>{}</h{level}>", word(n, 0, true)),
            Self::Page(inner) => all(inner, n),
        }
    }

    fn markdown(&self, n: &mut u32) -> String {
        match self {
            Self::Paragraph(cuts) => {
                let words: Vec<_> = cuts.iter().map(|c| word(n, *c, false)).collect();
                words.join("\n")
            }
            Self::List(ordered, items) => {
                let mark = if *ordered { "1. " } else { "-  " };
                let item = |item: &Self, n: &mut u32| prefixed(&item.markdown(n), mark, "   ");
                items.iter().map(|i| item(i, n)).collect::<Vec<_>>().join("\n\n")
            }
            Self::Quote(inner) => {
                let inner: Vec<_> = inner.iter().map(|s| s.markdown(n)).collect();
                prefixed(&inner.join("\n\n<!-- -->\n\n"), "> ", "> ")
            }
            Self::Table(rows, columns) => {
                let mut out = String::new();
                for row in 0..*rows {
                    for _ in 0..*columns {
                        let _ = write!(out, "| {} ", word(n, 1, false));
                    }
                    out.push_str("|\n");
                    if row == 0 {
                        out.push_str(&"|---".repeat(*columns));
                        out.push_str("|\n");
                    }
                }
                out
            }
            Self::Heading(level) => format!("{} {}", "#".repeat(usize::from(*level)), word(n, 0, false)),
            Self::Page(inner) => {
                let inner: Vec<_> = inner.iter().map(|s| s.markdown(n)).collect();
                inner.join("\n\n<!-- -->\n\n")
            }
        }
    }
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines = text.lines().enumerate().map(|(i, line)| format!("{}{line}", if i == 0 { first } else { rest }));
    lines.collect::<Vec<_>>().join("\n")
}

/// The numbers of the words in the text, without titles; each must stand whole.
fn seen(d: &Document) -> Vec<u32> {
    let mut numbers = Vec::new();
    for (i, block) in d.blocks.iter().enumerate() {
        if block.kind == BlockKind::Attribute {
            continue;
        }
        for word in d.block_text(i as u32).split_whitespace() {
            let number = word.strip_prefix('w').and_then(|w| w.strip_suffix('x'));
            numbers.push(number.and_then(|n| n.parse().ok()).unwrap_or(u32::MAX));
        }
    }
    numbers
}
