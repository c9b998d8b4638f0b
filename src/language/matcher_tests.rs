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
    let matcher = builder.build();
    let folded = fold(text);
    let (blocks, readings) = matcher.scan(&folded);
    let mut desk = Desk::default();
    blocks
        .into_iter()
        .flat_map(|b| {
            let passage = matcher.read(&folded, b, &readings, &mut desk);
            matcher.matches(&passage, &mut desk)
        })
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
    // What is left out at the end leaves out its gap too, and needs no way over what stands there.
    for text in ["a c: d", "a c, d", "a c. d", "a c"] {
        assert_eq!(found(&["a c ..2 [x]"], &[], text), ["a c"], "{text}");
    }
    assert_eq!(found(&["a c ..2 [x] .. d"], &[], "a c y d"), ["a c y d"]);
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

/// Pattern, first word, one past the last.
type Places = Vec<(u32, u32, u32)>;

/// What the gate lets through, and what would match without it.
fn with_and_without_gate(patterns: &[String], text: &str) -> (Places, Places) {
    let mut builder = Builder::default();
    builder.define("out", &["k", "l", "a b", "c <number> d", "(b|c d) e"].map(phrase));
    let phrases = patterns.iter().map(|p| phrase(p)).collect();
    builder.frame(&Frame { phrases, ..Frame::default() });
    let matcher = builder.build();
    let folded = fold(text);
    let mut desk = Desk::default();
    let passage = matcher.read(&folded, 0..folded.text.len(), &[], &mut desk);
    let (mut gated, mut all) = (Vec::new(), Vec::new());
    for words in passage.windows() {
        let mut spans = Vec::new();
        if matcher.open(&mut desk, &passage, &words) {
            for &number in &desk.passed.patterns {
                spans.clear();
                let tree = &matcher.frames[0].patterns[number as usize];
                desk.window.find_among(tree, matcher.lists(), false, u64::MAX, &mut spans);
                gated.extend(spans.iter().map(|s| (number, s.0, s.1)));
            }
        }
        matcher.fill(&mut desk, &passage, words);
        for (number, tree) in (0..).zip(&matcher.frames[0].patterns) {
            spans.clear();
            desk.window.find_among(tree, matcher.lists(), false, u64::MAX, &mut spans);
            all.extend(spans.iter().map(|s| (number, s.0, s.1)));
        }
    }
    (gated, all)
}

proptest::proptest! {
    #[test]
    fn the_gate_loses_nothing(
        patterns in proptest::collection::vec(
            "(a|b|c|<out>|\\(a\\|b c\\|<out>\\)|<number >= 2>)( \\.\\.2 | | ~2 )(d|e|k|<out>|\\(e\\|f \\[a\\] g\\)|\\[c\\] f)( (g|h|<number>|\\[k\\]))?", 1..6),
        text in "([a-l]|[0-9]|a b|c 3 d){1,1}( ([a-l]|[0-9]|c 3 d|b e)|[.,] [a-l]){0,40}",
    ) {
        let (gated, all) = with_and_without_gate(&patterns, &text);
        proptest::prop_assert_eq!(gated, all);
    }
}

proptest::proptest! {
    #[test]
    fn what_was_read_before_changes_nothing(
        texts in proptest::collection::vec("(x|y|نص|a)( ([abc]|x|y|5|7|نص)|[,.:] [abc]| 3 a){0,8}", 2..12),
    ) {
        let mut builder = Builder::default();
        let phrases = ["a ..1 b", "b c", "a <number>", "(a b|c) x", "c : a"].iter().filter_map(|p| parse(p, &|_| false).ok()).collect();
        builder.frame(&Frame { phrases, unless: vec![phrase("y")], ..Frame::default() });
        let matcher = builder.build();
        let matches = |text: &str, desk: &mut Desk| {
            let folded = fold(text);
            let passage = matcher.read(&folded, 0..folded.text.len(), &[], desk);
            matcher.matches(&passage, desk)
        };
        let mut shared = Desk::default();
        for text in &texts {
            proptest::prop_assert_eq!(matches(text, &mut shared), matches(text, &mut Desk::default()), "{}", text);
        }
    }
}

#[test]
fn a_smaller_match_hides_no_greater_one_with_a_negator_of_its_own() {
    let mut builder = Builder::default();
    builder.negators([phrase("don't")].iter());
    let phrases = ["if =1 don't =1 grow ..4 liar", "grow ..4 liar", "if ...9 liar"].map(phrase);
    builder.frame(&Frame { phrases: phrases.to_vec(), ..Frame::default() });
    let matcher = builder.build();
    let folded = fold("If you don't grow, call me a liar.");
    let mut desk = Desk::default();
    let passage = matcher.read(&folded, 0..folded.text.len(), &[], &mut desk);
    let all = matcher.matches(&passage, &mut desk);
    let found: Vec<_> = all.iter().map(|m| (m.words.clone(), m.pattern, m.own_negator)).collect();
    assert_eq!(found, [(0..8, 0, true), (3..8, 1, false)]);
}

#[test]
fn a_quantity_may_stand_alone() {
    for text in ["599 SAR", "SAR 599", "$599", "x 599 SAR", "599 ريال"] {
        assert_eq!(found(&["<money>"], &[], text).len(), 1, "{text}");
    }
    assert_eq!(found(&["<money <= 100>", "(<percent>|<duration>)"], &[], "599 SAR, 7 x").len(), 0);
    assert_eq!(found(&["(<percent>|<duration>)"], &[], "7d, 5 percent"), ["7d", "5 percent"]);
    assert_eq!(found(&["[x] <percent> y"], &[], "5% y"), ["5% y"]);
    assert_eq!(found(&["((<percent>|zz)|<duration> yy)"], &[], "7 percent"), ["7 percent"]);
    assert_eq!(found(&["[x] <percent>"], &[], "7 percent"), ["7 percent"]);
}
