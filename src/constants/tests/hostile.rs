//! Any bytes: no panic, no hang, spans that can be cut out.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Lines made by number.
fn lines(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.map(line).collect::<Vec<_>>().concat()
}

const PATHS: [&str; 8] = ["a.rs", "a.py", "a.ts", "a.js", "a.go", "a.json", "a.yaml", "a.toml"];

/// Walks everything that can be found and checks each place.
fn walk(path: &str, text: &str) -> usize {
    let file = file(path, text);
    let cut =
        |span: crate::finding::Span| assert!(text.get(span.start..span.end).is_some(), "{path}: {span:?} of {text:?}");
    if let Some(broken) = file.broken() {
        cut(broken);
    }
    let mut seen = 0;
    for name in file.names().into_iter().take(50) {
        let found = match found(&file, &format!("[{name:?}]")) {
            Ok(found) => found,
            Err(refusal) => {
                refusal.span.into_iter().for_each(cut);
                continue;
            }
        };
        cut(found.key_span);
        let mut stack = vec![found.value];
        while let Some(value) = stack.pop() {
            seen += 1;
            cut(value.span);
            match &value.kind {
                ValueKind::List(items) => stack.extend(items.iter().cloned()),
                ValueKind::Map(entries) | ValueKind::Struct(entries) => {
                    entries.iter().for_each(|e| cut(e.key_span));
                    stack.extend(entries.iter().map(|e| e.value.clone()));
                }
                ValueKind::Variant(v) => stack.extend(v.payload.iter().map(|p| Value::clone(p))),
                ValueKind::NotLiteral(why) => why.span.into_iter().for_each(cut),
                _ => {}
            }
            if seen > 10_000 {
                return seen;
            }
        }
    }
    seen
}

/// Pieces that meet in real files, and in broken ones.
const PIECES: [&str; 44] = [
    "const A: u32 = ",
    "pub const ",
    "static X: &[T] = &[",
    "enum E { A, B = 2 }",
    "A",
    "B",
    " = ",
    "\n",
    "  ",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ":",
    ";",
    "\"",
    "'",
    "`",
    "\\",
    "//",
    "#",
    "/*",
    "*/",
    "1",
    "0x",
    "1e9",
    "99999999999999999999999999999999999999999",
    "-",
    "<<",
    "**",
    "class P(Enum):\n  X = auto()\n",
    "const (\n A = iota\n B\n)",
    "&a ",
    "*a",
    "<<: *a",
    "[[t]]\n",
    "a.b = 1\n",
    "ضمان",
    "😀",
    "\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}", path in 0..PATHS.len()) {
        walk(PATHS[path], &text);
    }

    #[test]
    fn any_mix_of_syntax_is_read_or_refused(parts in prop::collection::vec(0..PIECES.len(), 0..60), path in 0..PATHS.len()) {
        let text: String = parts.into_iter().map(|i| PIECES[i]).collect();
        walk(PATHS[path], &text);
    }

    #[test]
    fn sums_are_those_of_wide_integers(terms in prop::collection::vec(-1_000_000_000_i64..1_000_000_000, 1..40), path in 0..4_usize) {
        let sum: i128 = terms.iter().map(|t| i128::from(*t)).sum();
        let written: Vec<String> = terms.iter().map(|t| format!("({t})")).collect();
        let (path, head) = [("a.rs", "const A: i64 = "), ("a.py", "A = "), ("a.ts", "const A = "), ("a.go", "package a\nconst A = ")][path];
        let text = format!("{head}{}{}\n", written.join(" + "), if path == "a.rs" { ";" } else { "" });
        prop_assert_eq!(show(&found(&file(path, &text), "A").expect("a sum").value), sum.to_string());
    }

    #[test]
    fn a_text_of_json_is_that_of_serde(text in "\\PC{0,40}") {
        let json = serde_json::json!({ "a": text }).to_string();
        let value = found(&file("a.json", &json), "a").expect("a text").value;
        prop_assert_eq!(value.plain(), Some(text));
    }
}

fn quick(path: &str, text: &str) {
    let start = Instant::now();
    walk(path, text);
    // Bounds against hangs, not measurements: the machine may be busy.
    assert!(start.elapsed() < Duration::from_secs(30), "{path}: {:?}", start.elapsed());
}

#[test]
fn deep_nesting_is_refused_in_every_language() {
    for (path, head, open, close) in [
        ("a.rs", "const A: u8 = ", "(", ")"),
        ("a.rs", "const A: u8 = ", "-", ""),
        ("a.py", "A = ", "[", "]"),
        ("a.ts", "const A = ", "{a:", "}"),
        ("a.go", "package a\nvar A = ", "[]T{", "}"),
        ("a.json", "{\"A\":", "[", "]"),
        ("a.yaml", "A: ", "[", "]"),
        ("a.toml", "A = ", "[", "]"),
    ] {
        let deep = format!("{head}{}1{}\n", open.repeat(20_000), close.repeat(20_000));
        quick(path, &deep);
        let deep =
            format!("{head}{}1{}{}\n", open.repeat(300), close.repeat(300), if path == "a.json" { "}" } else { "" });
        let closed = if path == "a.rs" { deep.trim_end().to_owned() + ";" } else { deep };
        let file = file(path, &closed);
        let refusal = match found(&file, "A") {
            Err(refusal) => refusal.message,
            Ok(found) => show(&found.value),
        };
        assert!(refusal.contains("nested more than 100 levels"), "{path}: {refusal:.200}");
    }
    quick("a.yaml", &lines(0..2000, |i| format!("{}a:\n", " ".repeat(i))));
    quick("a.py", &lines(0..2000, |i| format!("{}if a:\n", " ".repeat(i))));
    quick("a.rs", &"mod a { ".repeat(5000));
    quick("a.toml", &format!("{} = 1", vec!["a"; 20_000].join(".")));
}

#[test]
fn bombs_do_not_go_off() {
    // Each constant holds the one before it ten times over.
    let grown = |line: &dyn Fn(usize) -> String| lines(1..40, line);
    let py =
        "A0 = [1]\n".to_owned() + &grown(&|i| format!("A{i} = [{}]\n", vec![format!("A{}", i - 1); 10].join(", ")));
    assert!(
        show(&found(&file("a.py", &py), "A39").expect("a list").value)
            .contains("<a value that grows far beyond its file>")
    );
    let text = "A0 = 'x'\n".to_owned() + &grown(&|i| format!("A{i} = A{p} + A{p}\n", p = i - 1));
    assert!(found(&file("a.py", &text), "A39").expect_err("too long").message.contains("grows far beyond"));
    let spread =
        "A0 = {'k': 1}\n".to_owned() + &grown(&|i| format!("A{i} = [*A{p}, *A{p}]\n", p = i - 1)).replace("*A0", "A0");
    assert!(found(&file("a.py", &spread), "A39").expect_err("too long").message.contains("grows far beyond"));
    let yaml = "a0: &a0 [1]\n".to_owned()
        + &grown(&|i| format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 10].join(", ")));
    assert!(
        show(&found(&file("a.yaml", &yaml), "a39").expect("a list").value)
            .contains("<a value that grows far beyond its file>")
    );
    expect(
        "a.py",
        "A = 9 ** 9 ** 9\nB = 1 << 10**9\nC = 10**30 * 10**30\n",
        &[
            ("A", "! 1:5: a result that is too large cannot be computed"),
            ("B", "! 2:5: a shift by 1000000000 cannot be computed"),
            ("C", "! 3:5: a result that is too large cannot be computed"),
        ],
    );
    expect("a.rs", "const A: [u8; 9] = [0; 99999999];", &[("A", "! 1:20: a list of more than 65536 repeated values")]);
}

#[test]
fn circles_are_told_and_long_chains_are_none() {
    let text = "const A: u8 = B + 1; const B: u8 = C; const C: u8 = A; const D: u8 = D; const E: u8 = 5;";
    let file = file("a.rs", text);
    for name in ["A", "B", "C", "D"] {
        let refusal = found(&file, name).expect_err("a circle");
        assert!(refusal.message.ends_with("depends on itself"), "{name}: {refusal}");
    }
    expect("a.rs", text, &[("E", "5")]);
    let chain = lines(0..20_000, |i| format!("A{i} = A{} + 1\n", i + 1));
    expect("a.py", &(chain + "A20000 = 0\n"), &[("A0", "20000")]);
    let nested = lines(0..5000, |i| format!("A{i} = [A{}]\n", i + 1));
    let refused = found(
        &super::file(
            "a.py",
            &(nested
                + "A5000 = 0
"),
        ),
        "A4800",
    )
    .expect_err("too deep");
    assert_eq!(refused.message, "a value nested more than 200 levels deep");
}

#[test]
fn ten_megabytes_are_read() {
    let rows = lines(0..150_000, |i| format!("{{\"id\": {i}, \"v\": [1, 2, \"abc\"], \"t\": \"some words here\"}},\n"));
    let json = format!("[{rows}{{}}]");
    assert!(json.len() > 8_000_000);
    let file = file("a.json", &json);
    assert_eq!(show(&found(&file, "[149999].id").expect("the last row").value), "149999");
    let yaml = lines(0..150_000, |i| format!("- id: {i}\n  v: [1, abc]\n"));
    let file = super::file("a.yaml", &yaml);
    assert_eq!(show(&found(&file, "[149999].id").expect("the last row").value), "149999");
    quick("a.ts", &"(){}[]<>`$'\"=;,aconst \n".repeat(20_000));
    quick("a.rs", &"const A = {\n".repeat(50_000));
}
