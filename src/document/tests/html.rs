use super::{block, html, id, lead_in, shown, slots, source_of, texts};

#[test]
fn words_join_across_inline_markup_and_comments() {
    let d = html("<p>gu<b>ara</b>nt<!-- x -->e<wbr>ed&nbsp;now\n  <i>and</i> ever");
    assert_eq!(shown(&d), ["paragraph guaranteed\u{A0}now and ever"]);
    assert_eq!(source_of(&d, "guaranteed"), "gu<b>ara</b>nt<!-- x -->e<wbr>ed");
    assert_eq!(source_of(&d, "ara"), "ara");
    assert_eq!(source_of(&d, "now and"), "now\n  <i>and");
    assert_eq!(texts(&d, &d.emphasis), ["ara", "and"]);
}

#[test]
fn references_map_as_a_whole_and_zwnj_stays() {
    let d = html("<p>a&zwnj;b &#1594;&#x63A &notit; &unknown; &#0; x&lt;y &amp;lt;");
    assert_eq!(shown(&d), ["paragraph a\u{200C}b غغ ¬it; &unknown; \u{FFFD} x<y &lt;"]);
    assert_eq!(source_of(&d, "غغ"), "&#1594;&#x63A");
    assert_eq!(source_of(&d, "<y"), "&lt;y");
    assert_eq!(source_of(&d, "&lt;"), "&amp;lt;");
}

#[test]
fn breaks_stay_and_soft_wraps_do_not() {
    let d = html("<p>one<br>two<br/>\r\n three\r\nfour</br>");
    assert_eq!(shown(&d), ["paragraph one\ntwo\nthree four"]);
    assert_eq!(source_of(&d, "one\ntwo"), "one<br>two");
}

#[test]
fn block_elements_part_blocks_and_inline_ones_do_not() {
    let d = html("a<div>b</div>c<p>d<p>e<section>f</section><span>g</span><a href=x>h</a> <custom-x>i</custom-x>");
    assert_eq!(
        shown(&d),
        ["paragraph a", "paragraph b", "paragraph c", "paragraph d", "paragraph e", "paragraph f", "paragraph gh i"]
    );
}

#[test]
fn whitespace_is_kept_in_preformatted_text_alone() {
    let d = html("<pre>\n\tfn x() {\r\n  y\n}\n</pre><textarea>a\n  b</textarea><p> a \t b </p>");
    assert_eq!(shown(&d), ["code fn x() {\n  y\n}", "paragraph a\n  b", "paragraph a b"]);
}

#[test]
fn scripts_and_styles_are_not_text_and_noscript_and_template_are() {
    let d = html(
        "<style>p{}</style><p>a<script>if (1<2) '<p>no</p>' //</script>b<noscript>c</noscript><template><p>d</template>",
    );
    assert_eq!(shown(&d), ["paragraph ab", "paragraph c", "paragraph d"]);
    assert_eq!(shown(&html("<p>a<script>never closed <p>b")), ["paragraph a"]);
    assert_eq!(shown(&html("<p>a<!-- never closed <p>b")), ["paragraph a"]);
    assert_eq!(shown(&html("<p>a<b never closed")), ["paragraph a"]);
}

#[test]
fn hidden_text_is_read() {
    let d = html("<p hidden>a</p><p style='display:none'>b</p>");
    assert_eq!(shown(&d), ["paragraph a", "paragraph b"]);
}

#[test]
fn attribute_texts_stand_beside_the_block_they_interrupt() {
    let d = html(
        "<p>before <img src=x alt=\"a &quot;b&quot;\" title='t'> after <abbr title=\"Service\">SLA</abbr></p>
         <input type=submit value='Send now'><input value=secret placeholder=Name><button value=go aria-label=Go>ok</button>
         <table summary=sum><tr><td>x</table><select><optgroup label=G><option label=L>o</select><div aria-description=d>y</div>",
    );
    assert_eq!(
        shown(&d),
        [
            "paragraph before after SLA",
            "attribute[alt] a \"b\"",
            "attribute[title] t",
            "attribute[title] Service",
            "attribute[value] Send now",
            "attribute[placeholder] Name",
            "label ok",
            "attribute[value] go",
            "attribute[aria-label] Go",
            "attribute[summary] sum",
            "cell x",
            "attribute[label] G",
            "item o",
            "attribute[label] L",
            "paragraph y",
            "attribute[aria-description] d",
        ]
    );
    assert_eq!(source_of(&d, "a \"b\""), "a &quot;b&quot;");
}

#[test]
fn attributes_in_any_quotes_and_with_odd_ends() {
    let d =
        html("<img alt=a&amp;b><img alt='c\"d'><img alt=\"e'f\" alt=twice><img alt=g/><img ALT = \"h\ni\"><img alt>");
    assert_eq!(shown(&d)[..5], ["a&b", "c\"d", "e'f", "g/", "h i"].map(|t| format!("attribute[alt] {t}")));
    assert_eq!(d.blocks.len(), 5);
    let d = html("<a title='&copy=1 &copy; &ampx'>x</a>");
    assert_eq!(shown(&d), ["paragraph x", "attribute[title] &copy=1 © &ampx"]);
}

#[test]
fn headings_open_sections_by_level_and_stay_inside_their_container() {
    let d = html(
        "<p>0<h1>A</h1><p>a<section><h2>B</h2><p>b<h3>C</h3><p>c</section><p>d<div><h2>E</h2></div><p>e<h2>F</h2><p>f",
    );
    let under =
        |text: &str| -> Vec<&str> { d.headings_above(block(&d, text).section).map(|b| d.block_text(b)).collect() };
    assert_eq!(under("0"), [""; 0]);
    assert_eq!(under("a"), ["A"]);
    assert_eq!(under("b"), ["B", "A"]);
    assert_eq!(under("c"), ["C", "B", "A"]);
    assert_eq!(under("d"), ["A"]);
    assert_eq!(under("e"), ["E", "A"]);
    assert_eq!(under("f"), ["F", "A"]);
    assert_eq!(under("C"), ["C", "B", "A"]);
}

#[test]
fn lists_know_their_items_and_what_introduces_them() {
    let d = html(
        "<p>We never:</p><ul><li>a<li>b<p>b2</p><ul><li>c</ul></ul><ul><li>d</ul>
         <section><p>intro</section><ol><li>e</ol><h2>Not</h2><ol><li><b>f</b> g</ol>",
    );
    assert_eq!(lead_in(&d, "a"), Some("We never:"));
    assert_eq!(lead_in(&d, "b2"), Some("We never:"));
    assert_eq!(lead_in(&d, "c"), Some("b2"));
    assert_eq!(lead_in(&d, "d"), None);
    assert_eq!(lead_in(&d, "e"), None);
    assert_eq!(lead_in(&d, "f g"), Some("Not"));
    assert_eq!(d.lists[0].items, [id(&d, "a"), id(&d, "b")]);
    assert_eq!((d.lists[0].ordered, d.lists[4].ordered), (false, true));
    assert_eq!(&d.source[d.lists[1].source.clone()], "<ul><li>c</ul>");
    assert_eq!(block(&d, "b2").list, Some(0));
}

#[test]
fn descriptions_are_introduced_by_their_term() {
    let d = html("<dl><dt>SLA<dd>one<dd>two<dt>P0<dd><p>three</dl><details><summary>More</summary><p>x</details>");
    assert_eq!(shown(&d)[..2], ["term SLA", "item one"]);
    assert_eq!(lead_in(&d, "two"), Some("SLA"));
    assert_eq!(lead_in(&d, "three"), Some("P0"));
    assert_eq!(shown(&d)[5..], ["term More", "paragraph x"]);
    assert_eq!(lead_in(&d, "x"), None);
}

#[test]
fn tables_resolve_spans_and_headers() {
    let d = html(
        "<p>Tiers</p><table><thead><tr><th rowspan=2>A<th colspan=2>B<tr><th>b1<th>b2</thead>
         <tbody><tr><td>1<td>2<td>3<tr><td rowspan=0>4<td><ul><li>5</ul><tr><td>6<td>7</table>",
    );
    assert_eq!(slots(&d, 0), [["A", "B", "B"], ["A", "b1", "b2"], ["1", "2", "3"], ["4", "5", "-"], ["4", "6", "7"]]);
    assert_eq!(d.tables[0].header_rows, 2);
    let place = block(&d, "b2").cell.map(|c| (c.row, c.column, c.header));
    assert_eq!(place, Some((1, 2, true)));
    assert_eq!(lead_in(&d, "7"), Some("Tiers"));
    assert!(block(&d, "5").cell.is_some() && block(&d, "5").list.is_some());
}

#[test]
fn an_entity_in_a_word_in_a_link_in_a_cell() {
    let d = html("<table><tr><td><p>we <a href=u>gu&#97;ran<b>t&eacute;e</b></a>d</table>");
    assert_eq!(shown(&d), ["cell we guarantéed"]);
    assert_eq!(source_of(&d, "guarantéed"), "gu&#97;ran<b>t&eacute;e</b></a>d");
    assert_eq!(source_of(&d, "é"), "&eacute;");
}

#[test]
fn a_table_in_a_cell_leaves_the_outer_one_whole() {
    let d = html("<table><tr><td>a<table><tr><td>x<td>y</table>b<td>c</table><p>after");
    assert_eq!(slots(&d, 0), [["a", "c"]]);
    assert_eq!(slots(&d, 1), [["x", "y"]]);
    assert_eq!(block(&d, "b").cell.map(|c| (c.table, c.column)), Some((0, 0)));
    assert_eq!(block(&d, "after").cell, None);
}

#[test]
fn siblings_share_a_group() {
    let d = html("<div><h3>Starter</h3><p>2,999</p></div><div><h3>Pro</h3><p>7,500</p></div>");
    let group = |text| block(&d, text).group;
    assert_eq!(group("Starter"), group("2,999"));
    assert_eq!(group("Pro"), group("7,500"));
    assert_ne!(group("Starter"), group("Pro"));
}

#[test]
fn labels_terms_and_quotes_have_their_kind() {
    let d = html(
        "<fieldset><legend>L</legend><label><input> I agree</label></fieldset><figure><img><figcaption>F</figcaption></figure>
         <blockquote>q<blockquote><p>r</blockquote></blockquote><table><caption>C</caption></table>",
    );
    assert_eq!(shown(&d), ["label L", "label I agree", "label F", "paragraph q", "paragraph r", "label C"]);
    assert_eq!((block(&d, "q").quote, block(&d, "r").quote, block(&d, "C").quote), (1, 2, 0));
}

#[test]
fn code_and_addresses_are_identifiers() {
    let d = html("<p>run <code>guarantee()</code> at https://a.sa/guaranteed, <kbd>x</kbd><samp>y</samp> www.b.sa</p>");
    assert_eq!(texts(&d, &d.code), ["guarantee()", "https://a.sa/guaranteed", "x", "y", "www.b.sa"]);
}

#[test]
fn svg_texts_are_read_and_its_title_does_not_cut_the_sentence() {
    let d = html(
        "<p>go <svg viewBox='0 0'><title>Arrow &amp; co</title><path d=x /><style>.a{}</style></svg> on</p>
         <svg><text>we <tspan>guar</tspan>antee</text><text x=1><tspan x=1>a</tspan><tspan x=1>b</tspan></text>
         <text><![CDATA[c < d]]></text></svg><svg><g><p>out",
    );
    assert_eq!(
        shown(&d),
        [
            "paragraph go on",
            "label[title] Arrow & co",
            "paragraph we guarantee",
            "paragraph a b",
            "paragraph c < d",
            "paragraph out"
        ]
    );
}

#[test]
fn misnested_and_stray_tags_do_not_leak() {
    let d = html("</li></ul></p></b><ul><li><b>a</ul>b</b></div><p>c<td>d<li>e</span>");
    assert_eq!(shown(&d), ["item a", "paragraph b", "paragraph c", "paragraph d", "item e"]);
    let d = html("<div><table><tr><td></div>a</table>b</div>c");
    assert_eq!(slots(&d, 0), [["a"]]);
    assert_ne!(block(&d, "b").group, block(&d, "c").group);
    assert_eq!(block(&d, "c").group, 0);
}

#[test]
fn a_less_than_sign_that_begins_no_tag_is_text() {
    let d = html("<p>a < b </> c <3 <\u{645} d</p>");
    assert_eq!(shown(&d), ["paragraph a < b c <3 <\u{645} d"]);
    assert_eq!(source_of(&d, "<3"), "<3");
}

#[test]
fn comments_to_the_tool_are_kept_with_the_block_after_them() {
    let d =
        html("<p>a <!-- poslock: allow x/y -- why -->b</p><!--poslock:allow-file z--><img alt=c><p>d<!-- other -->");
    let said: Vec<_> = d.directives.iter().map(|x| (x.text.as_str(), x.before.map(|b| d.block_text(b)))).collect();
    assert_eq!(said, [("allow x/y -- why", Some("c")), ("allow-file z", Some("c"))]);
    assert_eq!(&d.source[d.directives[1].source.clone()], "<!--poslock:allow-file z-->");
}

#[test]
fn control_characters_are_spaces() {
    let d = html("<p>a\u{1E}b\0c\u{7F}d\u{85}e&#x1E;f&#30;g");
    assert_eq!(shown(&d), ["paragraph a b c d e f g"]);
    assert_eq!(source_of(&d, "e f"), "e&#x1E;f");
}

#[test]
fn a_byte_order_mark_and_blank_blocks_are_no_text() {
    assert_eq!(shown(&html("\u{FEFF}<p>a<p>&nbsp;<p> &#8195; <p>&nbsp;b&nbsp;")), ["paragraph a", "paragraph b"]);
}
