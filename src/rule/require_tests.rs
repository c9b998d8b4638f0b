//! Tests of `require`.

use super::*;
use crate::rule::Rules;
use crate::rule::testing::{check, document, finish, page_of, policy};

fn messages(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{}:{}: {}", f.path, f.start.line, f.message)).collect()
}

const BUNDLES: &str = "rules:\n  - id: positioning/bundles\n    why: the lock names them\n    require: \
    {in: docs/LOCK.md, under: '**GrowthBundles**', all: [Growth Starter, Data to Revenue], any: [pilot, sprint]}\n";

#[test]
fn what_is_missing_is_told_at_the_heading() {
    let policy = policy(BUNDLES);
    let rule = Rules::compile(&policy);
    let doc = document(
        "docs/LOCK.md",
        &page_of(&["Data to Revenue", "## Growth bundles", "Growth Starter", "# Other", "pilot"]),
    );
    let found = check(&rule, &policy, &doc, Profile::Public);
    assert_eq!(
        messages(&found),
        [
            "docs/LOCK.md:2: `Data to Revenue` is missing here: the lock names them",
            "docs/LOCK.md:2: none of `pilot`, `sprint` stands here: the lock names them",
        ]
    );
    assert_eq!(found[0].text, "Growth bundles");
    assert_eq!(found[0].severity, Severity::Error);
}

#[test]
fn subsections_belong_to_the_section_and_code_says_nothing() {
    let policy = policy(BUNDLES);
    let rule = Rules::compile(&policy);
    let blocks = ["# Growth bundles", "## One", "Growth Starter, a sprint", "### Two", "Data to Revenue"];
    assert!(check(&rule, &policy, &document("docs/LOCK.md", &page_of(&blocks)), Profile::Public).is_empty());
    let blocks = ["# Growth bundles", "Growth Starter, a sprint", "    Data to Revenue"];
    assert_eq!(check(&rule, &policy, &document("docs/LOCK.md", &page_of(&blocks)), Profile::Public).len(), 1);
    assert!(check(&rule, &policy, &document("docs/OTHER.md", &page_of(&["x"])), Profile::Public).is_empty());
}

#[test]
fn a_missing_heading_is_told_with_the_nearest() {
    let policy = policy(BUNDLES);
    let rule = Rules::compile(&policy);
    let found = check(&rule, &policy, &document("docs/LOCK.md", &page_of(&["# Growth bundels", "x"])), Profile::Public);
    assert_eq!(
        messages(&found),
        [
            "docs/LOCK.md:1: there is no heading `**GrowthBundles**`; did you mean `Growth bundels`?: the lock names them"
        ]
    );
    let found = check(&rule, &policy, &document("docs/LOCK.md", &page_of(&["# Prices", "x"])), Profile::Public);
    assert!(found[0].message.contains("the headings here are `Prices`"), "{}", found[0].message);
}

#[test]
fn files_and_scopes_that_are_not_there() {
    let text = "content: {pages: ['landing/*.html']}\nrules:\n  - id: a/files\n    require: \
                {files: {all: [./docs/a.md, docs/b.md], any: [x.md, y.md]}}\n  - id: a/places\n    severity: warning\n    \
                require: {in: [pages, docs/LOCK.md, 'docs/*.md'], all: [x]}\n";
    let policy = policy(text);
    let rule = Rules::compile(&policy);
    let found = finish(&rule, &policy, &["docs/a.md", "docs/LOKC.md"], true);
    assert_eq!(
        messages(&found),
        [
            "docs/b.md:1: the file `docs/b.md` is not there; did you mean `docs/a.md`?",
            "x.md:1: none of these files is there: `x.md`, `y.md`",
            "poslock.yaml:8: `pages` matches no document, so this rule checks nothing",
            "docs/LOCK.md:1: the file `docs/LOCK.md` is not there; did you mean `docs/LOKC.md`?",
        ]
    );
    assert_eq!(found[0].related[0].path, "poslock.yaml");
    assert_eq!(found[0].related[0].start.line, 5);
    assert_eq!(found[2].text, "pages");
    assert_eq!(found[3].severity, Severity::Warning);
    assert!(finish(&rule, &policy, &[], false).is_empty());
    assert!(
        finish(&rule, &policy, &["docs/a.md", "docs/b.md", "y.md", "landing/p.html", "docs/LOCK.md"], true).is_empty()
    );
}

#[test]
fn levels_follow_the_profile() {
    let policy = policy(
        "rules:\n  - {id: a/b, internal: off, require: {in: '**/*.md', all: x}}\n  - {id: a/c, severity: off, require: {in: '**/*.md', all: x}}\n",
    );
    let rule = Rules::compile(&policy);
    let doc = document("a.md", &page_of(&["nothing"]));
    assert_eq!(check(&rule, &policy, &doc, Profile::Public).len(), 1);
    assert!(check(&rule, &policy, &doc, Profile::Internal).is_empty());
}

#[test]
fn headings_compare_by_their_words() {
    assert_eq!(heading_key("**Growth_Starter** — `v2`"), "growth starter v2");
    assert_eq!(heading_key("GrowthStarter v2"), "growth starter v2");
    assert_eq!(heading_key("الباقات:"), "الباقات");
}
