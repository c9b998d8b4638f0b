use super::*;
use crate::language::fold::fold;
use crate::language::phrase::parse;

fn phrase(text: &str) -> Phrase {
    parse(text, &|name| name == "out").expect(text)
}

fn found(patterns: &[&str], unless: &[&str], text: &str) -> Vec<String> {
    let mut builder = Builder::default();
    builder.define("out", &["عملاء", "مبيعات", "sales", "sales pipeline", "lead/n"].map(phrase));
    let frame = Frame {
        phrases: patterns.iter().map(|p| phrase(p)).collect(),
        unless: unless.iter().map(|p| phrase(p)).collect(),
        unless_block: Vec::new(),
    };
    builder.frame(&frame);
    let matcher = builder.build().expect("small");
    let folded = fold(text);
    let (blocks, readings) = matcher.scan(&folded);
    let mut desk = Desk::default();
    blocks
        .into_iter()
        .flat_map(|b| matcher.matches(&matcher.read(&folded, b, &readings, &mut desk), &mut desk.window))
        .map(|m| text[folded.to_text(text, m.bytes)].to_owned())
        .collect()
}

#[test]
fn words_gaps_and_lists() {
    assert_eq!(found(&["نضمن .. <out>"], &[], "وسنضمن لك فورًا العملاء."), ["وسنضمن لك فورًا العملاء"]);
    assert_eq!(found(&["نضمن .. <out>"], &[], "نضمن. العملاء"), Vec::<String>::new());
    assert_eq!(found(&["ضمن/v1 ..1 <out>"], &[], "بنضمنلك والله مبيعاتك"), ["بنضمنلك والله مبيعاتك"]);
    assert_eq!(found(&["ضمن/v1 ..1 <out>"], &[], "يتضمن العملاء ضمن مبيعاتنا"), Vec::<String>::new());
    assert_eq!(found(&["guarantee/v .. <out>"], &[], "We GUARANTEED more sales, leads"), ["GUARANTEED more sales"]);
    assert_eq!(
        found(&["<out> ~ guaranteed"], &[], "Guaranteed sales; sales are guaranteed"),
        ["Guaranteed sales", "sales are guaranteed"]
    );
}

#[test]
fn compounds_optional_parts_and_bounds() {
    for text in ["Auto-DM now", "auto dm", "autodm", "Auto\u{2011}DM"] {
        assert_eq!(found(&["auto-dm"], &[], text).len(), 1, "{text}");
    }
    assert_eq!(found(&["(a|b) [x] c"], &[], "a c b x c a y c"), ["a c", "b x c"]);
    assert_eq!(found(&["<out> خلال <duration <= 24h>"], &[], "عملاء خلال يوم، عملاء خلال أسبوع"), ["عملاء خلال يوم"]);
    assert_eq!(found(&["'ضمان'"], &[], "الضمان ضمان"), ["ضمان"]);
}

#[test]
fn unless_looks_at_the_clause() {
    let drop = |text| found(&["نضمن .. <out>"], &["خصوصية"], text);
    assert!(drop("نضمن خصوصية عملاء الشركة").is_empty());
    assert_eq!(drop("الخصوصية مهمة — نضمن عملاء").len(), 1);
}

#[test]
fn disguises() {
    for text in [
        "gu4rant33d sales",
        "g u a r a n t e e d sales",
        "guar\u{200B}anteed sales",
        "guaranteeed sales",
        "guаranteed sales",
    ] {
        assert_eq!(found(&["guarantee/v <out>"], &[], text).len(), 1, "{text}");
    }
}

#[test]
fn long_sentences_are_read_in_windows() {
    let text = format!("{} نضمن عملاء {}", "كلمة ".repeat(100), "كلمة ".repeat(100));
    assert_eq!(found(&["نضمن <out>"], &[], &text), ["نضمن عملاء"]);
}
