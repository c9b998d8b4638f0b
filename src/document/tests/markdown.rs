use super::{block, id, lead_in, md, shown, slots, source_of, texts};

#[test]
fn words_join_across_markup_wraps_and_escapes() {
    let d = md("gu**ara**nt_e_ed gu<b>ar</b>a<!-- c -->n\\*t &amp; l&eacute;\r\nsoft  \nhard\\\nagain");
    assert_eq!(shown(&d), ["paragraph guarant_e_ed guaran*t & lé soft\nhard\nagain"]);
    assert_eq!(source_of(&d, "lé soft"), "l&eacute;\r\nsoft");
    assert_eq!(source_of(&d, "guaran*t"), "gu<b>ar</b>a<!-- c -->n\\*t");
    assert_eq!(texts(&d, &d.emphasis), ["ara", "ar"]);
}

#[test]
fn soft_wrapped_arabic_reads_as_one_line() {
    let d = md("> لا نضمن\n> نتائج **بعينها** ولا\n> أرقاما\n");
    assert_eq!(shown(&d), ["paragraph لا نضمن نتائج بعينها ولا أرقاما"]);
    assert_eq!(source_of(&d, "نضمن نتائج"), "نضمن\n> نتائج");
    assert_eq!(d.blocks[0].quote, 1);
}

#[test]
fn lists_of_any_depth_know_what_introduces_them() {
    let d = md(
        "We never say:\n\n- a\n  - b\n\n    b2\n    1. c\n- [ ] d\n\n**Bold line**\n- e\n\n# Head\n* f\n\n***\n\n+ g\n",
    );
    assert_eq!(lead_in(&d, "a"), Some("We never say:"));
    assert_eq!(lead_in(&d, "b"), Some("a"));
    assert_eq!(lead_in(&d, "b2"), Some("a"));
    assert_eq!(lead_in(&d, "c"), Some("b2"));
    assert_eq!(lead_in(&d, "d"), Some("We never say:"));
    assert_eq!(lead_in(&d, "e"), Some("Bold line"));
    assert_eq!(lead_in(&d, "f"), Some("Head"));
    assert_eq!(lead_in(&d, "g"), None);
    assert_eq!(d.lists[0].items, [id(&d, "a"), id(&d, "d")]);
    assert_eq!(d.lists[1].items, [id(&d, "b")]);
    assert!(shown(&d).iter().all(|b| b.starts_with("item") || !b.ends_with(['a', 'b', 'c'])));
}

#[test]
fn tables_decode_pipes_and_know_headers() {
    let d = md("Tiers:\n\n| A | B \\| C |\n|:--|---|\n| `x \\| y` | [gu&amp;ess](u)ed |\n| ❌ |\n");
    assert_eq!(slots(&d, 0), [["A", "B | C"], ["x | y", "gu&essed"], ["❌", "-"]]);
    assert_eq!(d.tables[0].header_rows, 1);
    assert_eq!(source_of(&d, "x | y"), "x \\| y");
    assert_eq!(source_of(&d, "u&e"), "u&amp;e");
    assert_eq!(texts(&d, &d.code), ["x | y"]);
    assert_eq!(block(&d, "A").cell.map(|c| c.header), Some(true));
    assert_eq!(block(&d, "❌").cell.map(|c| (c.row, c.column, c.header)), Some((2, 0, false)));
    assert_eq!(lead_in(&d, "❌"), Some("Tiers:"));
}

#[test]
fn images_and_links_give_their_other_texts() {
    let d = md(
        "see ![a *b* &amp; c](x.png \"the title\") and [link](<u v> 'l \\'t') or [r][R].\n\n[R]: /u \"ref title\"\n",
    );
    assert_eq!(
        shown(&d),
        [
            "paragraph see and link or r.",
            "attribute[title] the title",
            "attribute[alt] a b & c",
            "attribute[title] l 't",
            "attribute[title] ref title"
        ]
    );
    assert_eq!(source_of(&d, "the title"), "the title");
    assert_eq!(source_of(&d, "ref title"), "ref title");
    assert_eq!(source_of(&d, "& c"), "&amp; c");
}

#[test]
fn code_and_addresses_are_identifiers() {
    let d = md("`a` ``b ` c`` <https://x.sa/guarantee> http://y.sa/z. ` d\ne `");
    assert_eq!(texts(&d, &d.code), ["a", "b ` c", "https://x.sa/guarantee", "http://y.sa/z", "d e"]);
    assert_eq!(source_of(&d, "b ` c"), "b ` c");
    let d = md("> `a\n> b`");
    assert_eq!((shown(&d)[0].as_str(), source_of(&d, "b")), ("paragraph a b", "b"));
}

#[test]
fn code_blocks_keep_their_lines() {
    let d = md("```rust\nfn x() {\n\ty\n}\n```\n\n    indented\n      more\n\n> ~~~\n> a\n> b\n");
    assert_eq!(shown(&d), ["code fn x() {\n y\n}", "code indented\n  more", "code a\nb"]);
    assert_eq!(source_of(&d, "a\nb"), "a\n> b");
}

#[test]
fn html_blocks_and_markdown_continue_each_other() {
    let d = md(
        "<div class=card>\n\n## Starter\n\n**2,999**\n\n</div>\n<table><tr><td>\n\n*x*\n\n</td><td>y</td></tr></table>\n\nz",
    );
    assert_eq!(shown(&d), ["h2 Starter", "paragraph 2,999", "cell x", "cell y", "paragraph z"]);
    assert_eq!(block(&d, "Starter").group, block(&d, "2,999").group);
    assert_eq!(block(&d, "z").group, 0);
    assert_eq!(slots(&d, 0), [["x", "y"]]);
}

#[test]
fn html_in_quotes_and_lists_keeps_its_places() {
    let d = md("> <p title=\"a\n> b\">c &amp;\n> d</p>\n\n- <ul>\n  <li>e</li>\n  </ul>\n");
    assert_eq!(shown(&d), ["paragraph c & d", "attribute[title] a b", "item e"]);
    assert_eq!(source_of(&d, "& d"), "&amp;\n> d");
    assert_eq!(d.blocks[0].quote, 1);
}

#[test]
fn html_that_is_left_open_does_not_leak() {
    let d = md("a <b>bold <script> x\n\nb <style>\n\n<script>\nno\n</script>\n\n<div><style>\n\nc");
    assert_eq!(shown(&d), ["paragraph a bold", "paragraph b", "paragraph c"]);
    assert_eq!(texts(&d, &d.emphasis), ["bold"]);
    let d = md("- <b>x\n- y </li></ul>\n\nz");
    assert_eq!(shown(&d), ["item x", "item y", "paragraph z"]);
    assert_eq!((texts(&d, &d.emphasis), d.lists[0].items.len()), (vec!["x"], 2));
}

#[test]
fn footnotes_strikethrough_attributes_and_definitions() {
    let d = md("# T {#id .c}\n\na[^1] ~~b~~ [^none]\n\n[^1]: note *n*\n\nTerm\n: Def\n");
    assert_eq!(shown(&d), ["h1 T", "paragraph a b [^none]", "paragraph note n", "term Term", "item Def"]);
    assert_eq!(lead_in(&d, "Def"), Some("Term"));
    assert_eq!(texts(&d, &d.struck), ["b"]);
    let d = md("a ~~b **c**~~ **~~d~~** <del>e</del> <s>f</s>g <strike>h");
    assert_eq!((texts(&d, &d.struck), texts(&d, &d.emphasis)), (vec!["b c", "d", "e", "f", "h"], vec!["c", "d"]));
}

#[test]
fn quotation_marks_and_dashes_stay_as_written() {
    assert_eq!(shown(&md("\"a\" -- b... $5 and $6")), ["paragraph \"a\" -- b... $5 and $6"]);
}

#[test]
fn comments_to_the_tool_stand_before_their_block() {
    let d = md("a\n\n<!-- poslock: allow x -- y -->\n\nb\n\nc <!-- poslock: z -->");
    let said: Vec<_> = d.directives.iter().map(|x| (x.text.as_str(), x.before.map(|b| d.block_text(b)))).collect();
    assert_eq!(said, [("allow x -- y", Some("b")), ("z", None)]);
}

#[test]
fn setext_and_atx_headings_nest() {
    let d = md("A\n=\n\na\n\nB\n-\n\nb\n\n# C\n\nc");
    let levels: Vec<_> = d.sections.iter().map(|s| (s.level, s.parent)).collect();
    assert_eq!(levels, [(0, 0), (1, 0), (2, 1), (1, 0)]);
    assert_eq!(block(&d, "b").section, 2);
}
