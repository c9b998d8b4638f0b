//! JSON, YAML, TOML.

use crate::constants::tests::{expect, expect_spans, file, found};

#[test]
fn json() {
    let text = "// settings\n{\"a\": [1, -2.5e3, true, null, \"x\\u0041\\ud83d\\ude00\"], \"b\": {\"c d\": {\"price\": 499}}, \"twice\": 1, \"twice\": 2,}";
    expect(
        "a.json",
        text,
        &[
            ("a", "[1, -2500.0, true, null, \"xA😀\"]"),
            ("b[\"c d\"].price", "499"),
            ("twice", "! 2:97: `the file` has `twice` twice"),
            ("c", "! 2:1: `the file` has no `c`"),
        ],
    );
    expect_spans("a.json", text, &[("b[\"c d\"].price", "499"), ("a[1]", "-2.5e3")]);
    expect(
        "a.json",
        "[{\"id\": \"x\", \"n\": 1}, {\"id\": \"y\", \"n\": 2}]",
        &[("[id=y].n", "2"), (".", "[{id: \"x\", n: 1}, {id: \"y\", n: 2}]")],
    );
    expect("a.json", "{\"a\": 1, oops, \"b\": 2}", &[("a", "1"), ("b", "2")]);
}

const YAML: &str = "\
base: &base {price: 499, days: 7}
plans:
  starter:
    <<: *base
    days: 10
  growth: {<<: [*base], name: نمو}
list:
  - 1
  - k: \"a\\tb\"
    folded: >
      one
      two
  - - nested
alias: *base
words: yes
octal: 010
text: !!str 5
tag: !Ref x
hex: 0x1F
none: ~
date: 2026-01-02
1.10: version
";

#[test]
fn yaml() {
    expect(
        "a.yaml",
        YAML,
        &[
            ("plans.starter", "{days: 10, price: 499}"),
            ("plans.growth.price", "499"),
            ("plans.growth.name", "\"نمو\""),
            ("list[1].k", "\"a\\tb\""),
            ("list[1].folded", "\"one two\\n\""),
            ("list[2][0]", "\"nested\""),
            ("alias.days", "7"),
            ("words", "\"yes\""),
            ("octal", "! 16:8: `010`, which some read as octal and some as decimal, cannot be read"),
            ("text", "\"5\""),
            ("tag", "! 18:11: the tag `!Ref` has no meaning here"),
            ("hex", "31"),
            ("none", "null"),
            ("date", "\"2026-01-02\""),
            ("[\"1.10\"]", "\"version\""),
        ],
    );
    expect_spans(
        "a.yaml",
        YAML,
        &[
            ("plans.starter.price", "499"),
            ("plans.starter.days", "10"),
            ("list[1].k", "\"a\\tb\""),
            ("base", "{price: 499, days: 7}"),
        ],
    );
    expect("a.yaml", "a: 1\n---\na: 2\n", &[("[1].a", "2")]);
}

#[test]
fn yaml_that_breaks_off_keeps_what_stands_before() {
    let text = "a: 1\nb:\n  c: 2\n  d: [1, 2\ne: 3\n";
    expect("a.yaml", text, &[("a", "1"), ("b.c", "2")]);
    assert!(found(&file("a.yaml", text), "zzz").expect_err("not there").message.contains("cannot be read"));
}

const TOML: &str = "\
top = 1_000
\"q k\".'x y' = \"a\\tb\"
[a.b]
c = [1, 2.5, { x = 1, y.z = 2 }] # note
d = 1979-05-27T07:32:00Z
e = inf
[[plan]]
id = '''
raw'''
[plan.sub]
on = true
[[plan]]
id = \"second\"
price = 0x1F
";

#[test]
fn toml() {
    expect(
        "a.toml",
        TOML,
        &[
            ("top", "1000"),
            ("[\"q k\"][\"x y\"]", "\"a\\tb\""),
            ("a.b.c", "[1, 2.5, {x: 1, y: {z: 2}}]"),
            ("a.b.d", "\"1979-05-27T07:32:00Z\""),
            ("a.b.e", "! 6:5: `inf`, which is no real number, cannot be read"),
            ("plan[0]", "{id: \"raw\", sub: {on: true}}"),
            ("plan[id=second].price", "31"),
        ],
    );
    expect_spans("a.toml", TOML, &[("plan[1].price", "0x1F"), ("a.b.c[2].y.z", "2")]);
    expect("a.toml", "a = 1\nb = = 2\nc = 3\n", &[("a", "1"), ("c", "3")]);
}
