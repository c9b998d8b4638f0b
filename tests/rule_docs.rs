//! `docs/rules/` is made from the packs and is fresh. `UPDATE_DOCS=1 cargo test --test rule_docs` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use poslock::document::{Format, parse};
use poslock::finding::Finding;
use poslock::lint::Linter;
use poslock::policy::load::{LoadOptions, load};
use poslock::policy::model::{Lang, Policy};
use poslock::report::rule_docs::pages;

fn packs() -> Policy {
    let options = LoadOptions {
        start_dir: env!("CARGO_MANIFEST_DIR").into(),
        policy_file: None,
        isolated: true,
        packs: vec!["dealix".to_owned()],
        // Pages show the examples that stand beside their rules; the longer collections may grow without changing them.
        with_examples: false,
    };
    load(&options).expect("the built-in pack holds")
}

#[test]
fn the_pages_are_those_that_the_packs_make() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let made = pages(&packs());
    if std::env::var_os("UPDATE_DOCS").is_some_and(|v| v == "1") {
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).expect("the folder can be made");
        for (name, text) in &made {
            fs::write(dir.join(name), text).expect("a page can be written");
        }
    }
    let on_disk: BTreeMap<String, String> = fs::read_dir(&dir)
        .expect("docs/rules is in the repository")
        .map(|entry| entry.expect("it can be listed"))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a page can be read");
            (entry.file_name().into_string().expect("names are UTF-8"), text.replace("\r\n", "\n"))
        })
        .collect();
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&on_disk), names(&made), "run UPDATE_DOCS=1 cargo test --test rule_docs");
    for (name, text) in &made {
        assert_eq!(&on_disk[name], text, "docs/rules/{name}: run UPDATE_DOCS=1 cargo test --test rule_docs");
    }
}

#[test]
fn every_category_has_a_page_that_the_findings_point_to() {
    let policy = packs();
    let pages = pages(&policy);
    for rule in &policy.rules {
        let page = pages.get(&format!("{}.md", rule.category())).expect("the page of its category");
        assert!(page.contains(&format!("\n## `{}`\n", rule.id.value)), "{}", rule.id.value);
        assert!(pages["README.md"].contains(&format!("({}.md)", rule.category())));
    }
}

/// The pages quote what they forbid, and the repository's own policy must see that they do no more.
#[test]
fn the_pages_pass_the_policy_of_this_repository() {
    let options = LoadOptions {
        start_dir: env!("CARGO_MANIFEST_DIR").into(),
        policy_file: Some("poslock.yaml".into()),
        isolated: false,
        packs: Vec::new(),
        with_examples: false,
    };
    let policy = load(&options).expect("the policy of this repository holds");
    let linter = Linter::new(&policy, Lang::En);
    let read = |(name, text)| linter.check(&parse(&format!("docs/rules/{name}"), Format::Markdown, text));
    let report = linter.finish(pages(&packs()).into_iter().map(read).collect(), false);
    let said = |f: &Finding| format!("{}:{} {}: {}", f.path, f.start.line, f.rule, f.text);
    assert_eq!(report.findings.iter().map(said).collect::<Vec<_>>(), Vec::<String>::new());
    assert!(report.allowed_count > policy.rules.len(), "the pages show what the rules forbid");
}
