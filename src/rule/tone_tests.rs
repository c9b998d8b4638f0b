//! Tests of `tone`.

use super::*;
use crate::policy::model::Profile;
use crate::rule::Rules;
use crate::rule::testing::{check, document, page_of, policy};

const SAUDI: &str =
    "rules:\n  - id: tone/saudi\n    tone: {in: '*.md', prefer: [نطلع لك, we find], avoid: [synergy], at-least: 50}\n";

#[test]
fn avoided_wordings_are_found_where_they_stand() {
    let policy = policy(SAUDI);
    let doc = document("a.md", &page_of(&["هلا بك", "لك منا Synergy هنا", "نطلع لك", "    synergy"]));
    let found = check(&Rules::compile(&policy), &policy, &doc, Profile::Public);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!((found[0].text.as_str(), found[0].start.line, found[0].start.column), ("Synergy", 2, 8));
    assert_eq!(found[0].severity, Severity::Warning);
    assert!(found[1].message.starts_with("the tone score is 42"), "{}", found[1].message);
    assert!(found[1].message.contains("corporate: `synergy`; natural: `هلا`"), "{}", found[1].message);
}

#[test]
fn a_text_without_a_preferred_wording_is_told_so() {
    let policy = policy(SAUDI);
    let rule = Rules::compile(&policy);
    let found = check(&rule, &policy, &document("a.md", &page_of(&["هلا، شفت متجركم"])), Profile::Public);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].severity, found[0].start.line), (Severity::Info, 1));
    assert!(check(&rule, &policy, &document("a.md", &page_of(&["هلا، We find"])), Profile::Public).len() < 2);
    assert!(check(&rule, &policy, &document("a.md", &[]), Profile::Public).is_empty());
    assert!(check(&rule, &policy, &document("a.txt", &page_of(&["synergy"])), Profile::Public).is_empty());
}
