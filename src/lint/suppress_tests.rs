//! Tests of comments that silence findings.

use super::*;
use crate::rule::testing::{document, page_of, policy};

const RULES: &str = "rules:\n  - {id: speed/hours, tone: {avoid: [x]}}\n  - {id: speed/days, tone: {avoid: [x]}}\n  \
                     - {id: scraping/any, severity: error, tone: {avoid: [x]}}\n";

/// Hears the comments of a document in which every line that is the id of a rule is a finding of it.
fn hear(lines: &[&str]) -> Heard {
    hear_with(lines, &|_| true)
}

fn hear_with(lines: &[&str], ran: &dyn Fn(&RuleSpec) -> bool) -> Heard {
    let policy = policy(RULES);
    let doc = document("a.md", &page_of(lines));
    let index = LineIndex::new(doc.source.as_str());
    let mut findings = Vec::new();
    let cx = crate::rule::Context { policy: &policy, lang: Lang::En, sources: std::sync::Arc::default() };
    for (id, block) in doc.blocks.iter().enumerate() {
        let text = doc.block_text(id as u32);
        let Some(spec) = policy.rules.iter().find(|r| r.id.value == text) else { continue };
        let source = doc.to_source(block.range.start as usize..block.range.end as usize);
        let place = crate::rule::Place {
            path: doc.path.clone(),
            start: index.position(source.start),
            end: index.position(source.end),
            text: text.to_owned(),
        };
        findings.push(crate::rule::finding(&cx, spec, place, Severity::Error, Standing::Asserted, None));
    }
    Judge { policy: &policy, lang: Lang::En, ran }.hear(&doc, &index, findings)
}

fn told(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {}", f.start.line, f.rule)).collect()
}

#[test]
fn a_comment_covers_the_next_block_only() {
    let heard = hear(&["poslock: allow speed/hours -- quoted law", "speed/hours", "speed/hours"]);
    assert_eq!(told(&heard.suppressed), ["2 speed/hours"]);
    assert_eq!(told(&heard.kept), ["3 speed/hours"]);
    let suppression = heard.suppressed[0].suppression.as_ref().unwrap();
    assert_eq!((suppression.kind, suppression.reason.as_str()), ("inline", "quoted law"));
}

#[test]
fn categories_lists_and_whole_files() {
    let heard =
        hear(&["speed/hours", "poslock: allow-file speed, scraping/any — old page", "speed/days", "scraping/any"]);
    assert_eq!(heard.suppressed.len(), 3);
    assert!(heard.kept.is_empty());
    let heard = hear(&["poslock: allow speed -- a", "poslock: allow scraping -- b", "# scraping/any", "speed/days"]);
    assert_eq!(told(&heard.suppressed), ["3 scraping/any"]);
    assert_eq!(told(&heard.kept), ["4 speed/days", "1 suppression/unused"]);
}

/// Hears the comments of a Markdown page in which every id of a rule is a finding of it.
fn heard_in(source: &str) -> Heard {
    let policy = policy(RULES);
    let doc = crate::document::parse("a.md", crate::document::Format::Markdown, source.to_owned());
    let index = LineIndex::new(source);
    let cx = crate::rule::Context { policy: &policy, lang: Lang::En, sources: std::sync::Arc::default() };
    let mut findings = Vec::new();
    for spec in &policy.rules {
        let places = source.match_indices(spec.id.value.as_str()).filter(|(at, _)| !source[..*at].ends_with("allow "));
        findings.extend(places.map(|(at, text)| {
            let (start, end) = (index.position(at), index.position(at + text.len()));
            let place = crate::rule::Place { path: doc.path.clone(), start, end, text: text.to_owned() };
            crate::rule::finding(&cx, spec, place, Severity::Error, Standing::Asserted, None)
        }));
    }
    Judge { policy: &policy, lang: Lang::En, ran: &|_| true }.hear(&doc, &index, findings)
}

#[test]
fn a_comment_before_a_table_covers_all_of_it_and_those_within_come_first() {
    let heard = heard_in(
        "<!-- poslock: allow speed -- outer -->\n\n| a | b |\n|---|---|\n| speed/days | speed/hours |\n\
         | <!-- poslock: allow speed/hours -- inner --> speed/hours | scraping/any |\n| speed/days | x |\n\nspeed/days\n",
    );
    let reasons: Vec<&str> =
        heard.suppressed.iter().map(|f| f.suppression.as_ref().map_or("", |s| s.reason.as_str())).collect();
    assert_eq!(told(&heard.suppressed), ["5 speed/days", "5 speed/hours", "6 speed/hours", "7 speed/days"]);
    assert_eq!(reasons, ["outer", "outer", "inner", "outer"]);
    assert_eq!(told(&heard.kept), ["6 scraping/any", "9 speed/days"]);
}

#[test]
fn what_is_unused_says_what_it_covered() {
    let unused = |after: &str| heard_in(&format!("<!-- poslock: allow speed/hours -- x -->\n\n{after}")).kept.remove(0);
    for (after, said) in [
        ("a\n", "in the next block breaks it"),
        ("- a\n", "in the list after it breaks it"),
        ("| a |\n|---|\n", "in the table after it breaks it"),
        ("", "nothing follows it"),
    ] {
        let unused = unused(after);
        assert!(unused.message.ends_with(said), "{after}: {}", unused.message);
        assert!(unused.help.contains("before a table or a list it covers all of it"), "{}", unused.help);
    }
}

#[test]
fn a_comment_without_reason_is_not_followed() {
    for comment in ["poslock: allow speed", "poslock: allow speed --", "poslock: allow speed -- "] {
        let heard = hear(&[comment, "speed/hours"]);
        assert_eq!(told(&heard.kept), ["2 speed/hours", "1 suppression/no-reason"], "{comment}");
        assert_eq!(heard.kept[1].severity, Severity::Warning);
    }
}

#[test]
fn unknown_verbs_and_names_are_told_with_the_nearest() {
    let heard = hear(&[
        "poslock: alow speed -- x",
        "poslock: allow sped/hours, speed/days -- x",
        "speed/days",
        "poslock: allow -- x",
    ]);
    assert_eq!(told(&heard.suppressed), ["3 speed/days"]);
    assert_eq!(told(&heard.kept), ["1 suppression/unknown", "2 suppression/unknown", "4 suppression/unknown"]);
    assert!(heard.kept[0].help.starts_with("did you mean `allow`?"), "{}", heard.kept[0].help);
    assert_eq!(heard.kept[1].help.trim(), "did you mean `speed/hours`?");
    assert_eq!(heard.kept[0].text, "poslock: alow speed -- x");
}

#[test]
fn what_silences_nothing_is_told_unless_its_rule_did_not_run() {
    let lines = ["poslock: allow speed/hours, speed/days -- x", "speed/days", "poslock: allow-file scraping -- y"];
    let heard = hear(&lines);
    assert_eq!(told(&heard.kept), ["1 suppression/unused", "3 suppression/unused"]);
    let heard = hear_with(&lines, &|rule| rule.category() == "speed");
    assert_eq!(told(&heard.kept), ["1 suppression/unused"]);
}

#[test]
fn without_comments_findings_pass_unchanged() {
    let heard = hear(&["speed/hours"]);
    assert_eq!((heard.kept.len(), heard.suppressed.len()), (1, 0));
}

#[test]
fn both_languages_speak() {
    let policy = policy(RULES);
    let doc = document("a.md", &page_of(&["poslock: allow speed"]));
    let index = LineIndex::new(doc.source.as_str());
    let heard = Judge { policy: &policy, lang: Lang::Ar, ran: &|_| true }.hear(&doc, &index, Vec::new());
    assert_eq!(heard.kept[0].message, "هذا التعليق بلا سبب، فلا يُعمل به");
}
