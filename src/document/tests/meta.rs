use super::{block, html, md, shown, source_of};

#[test]
fn page_metadata_is_read_and_settings_are_not() {
    let d = html(
        "<head><title>A &amp; B</title><meta charset=utf-8><meta name=viewport content=width>
         <meta name=Description content='d &lt;x'><meta property=og:title content=o><meta property=og:image content=https://x/y>
         <meta name=twitter:title content=t><meta http-equiv=refresh content=5><meta name=theme-color content=red>",
    );
    assert_eq!(shown(&d), ["title A & B", "meta[description] d <x", "meta[og:title] o", "meta[twitter:title] t"]);
    assert_eq!(source_of(&d, "d <x"), "d &lt;x");
}

#[test]
fn linked_data_gives_its_strings() {
    let d = html(
        r#"<script type="application/ld+json">{"@context": "https://schema.org", "@type": "FAQ", "url": "https://a.sa",
        "name": "He \"said\" \u0646\ud83d\ude00\/x", "list": ["a b", {"text": "c"}, "d"], "n": 1, "bad \u": "e\q"</script><p>f"#,
    );
    assert_eq!(
        shown(&d),
        [
            "meta[name] He \"said\" ن😀/x",
            "meta[list] a b",
            "meta[text] c",
            "meta[list] d",
            "meta[bad \\u] e\\q",
            "paragraph f"
        ]
    );
    assert_eq!(source_of(&d, "\"said\" ن"), r#"\"said\" \u0646"#);
    assert_eq!(source_of(&d, "😀"), r"\ud83d\ude00");
    assert_eq!(shown(&html("<script>var x = \"no\"</script><script type=module>\"no\"</script>")), [""; 0]);
}

#[test]
fn linked_prices_are_read_with_their_currency() {
    let d = html(
        r#"<script type="application/ld+json">[{"name": "A", "price": "499", "priceCurrency": "SAR"},
        {"name": "B", "offer": {"priceCurrency": "SAR", "price": 1500.50}, "text": "t"},
        {"name": "C", "minPrice": "3000", "maxPrice": "7500", "priceCurrency": "SAR"},
        {"name": "D", "maxPrice": 7500, "minPrice": 3000, "priceCurrency": "SAR"},
        {"name": "E", "price": "12", "price": "13"}, {"priceCurrency": "SAR"}, {"name": "F", "price": "9"</script>"#,
    );
    assert_eq!(
        shown(&d),
        [
            "meta[name] A",
            "meta[price] 499 SAR",
            "meta[name] B",
            "meta[price] SAR 1500.50",
            "meta[text] t",
            "meta[name] C",
            "meta[minPrice] 3000–7500 SAR",
            "meta[name] D",
            "meta[minPrice] 3000 SAR",
            "meta[maxPrice] 7500 SAR",
            "meta[name] E",
            "meta[price] 13",
            "meta[price] 12",
            "meta[priceCurrency] SAR",
            "meta[name] F",
            "meta[price] 9",
        ]
    );
    assert_eq!(source_of(&d, "499"), "499");
    assert_eq!(source_of(&d, "499 SAR"), r#"499", "priceCurrency": "SAR"#);
    assert_eq!(source_of(&d, "1500.50"), "1500.50");
    assert_eq!(source_of(&d, "7500 SAR"), r#"7500", "priceCurrency": "SAR"#);
    // The price of an offer stands in the container of its name, and not in that of another.
    let [name, price, other] = ["B", "SAR 1500.50", "A"].map(|text| block(&d, text).group);
    assert!(d.is_in_group(price, name) && !d.is_in_group(price, other) && !d.is_in_group(other, name));
}

#[test]
fn yaml_front_matter_gives_its_values() {
    let d = md(
        "---\ntitle: \"Growth \\\"Starter\\\"\"\ndescription: >-\n  We never\n  guarantee\n\n  results\nsummary: plain: text # no\n  goes on\ntags: [a b, 'c''d', \"e\"]\nlist:\n- one\n  - key: two\nurl: https://x.sa\nnested:\n  deep: 'x'\n# comment\n? odd line\nlast: \"two\n  lines\"\n---\n\n# H\n",
    );
    assert_eq!(
        shown(&d),
        [
            "title[title] Growth \"Starter\"",
            "meta[description] We never guarantee results",
            "meta[summary] plain: text goes on",
            "meta[tags] a b",
            "meta[tags] c'd",
            "meta[tags] e",
            "meta[list] one",
            "meta[key] two",
            "meta[deep] x",
            "meta[deep] ? odd line",
            "meta[last] two lines",
            "h1 H",
        ]
    );
    assert_eq!(source_of(&d, "never guarantee"), "never\n  guarantee");
    assert_eq!(source_of(&d, "c'd"), "c''d");
    assert_eq!(source_of(&d, "Growth \"S"), "Growth \\\"S");
}

#[test]
fn toml_front_matter_gives_its_values() {
    let d =
        md("\u{FEFF}+++\r\ntitle = 'T'\r\n[extra]\r\ndesc = \"d = e\"\r\nlong = \"\"\"\r\na\r\nb\"\"\"\r\n+++\r\ntext");
    assert_eq!(shown(&d), ["title[title] T", "meta[desc] d = e", "meta[long] a b", "paragraph text"]);
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    assert_eq!(shown(&md("---\n\na: b\n\n---\n")), ["paragraph a: b"]);
    assert_eq!(shown(&md("---\na: b\n\nnever closed")), ["paragraph a: b", "paragraph never closed"]);
    assert_eq!(shown(&md("a\n\n---\nb: c\n---\n")), ["paragraph a", "h2 b: c"]);
    assert_eq!(shown(&md("---\n---\na")), ["paragraph a"]);
}
