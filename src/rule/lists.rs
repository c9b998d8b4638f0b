//! From the texts of a policy to parsed phrases, and its word lists into a matcher, each after those it refers to.
//!
//! The policy was checked before: what does not parse cannot be here, and is passed over if it is.

use std::collections::HashSet;

use crate::language::matcher::Builder;
use crate::language::phrase::{Node, Phrase, parse};
use crate::policy::model::{Located, Policy};

/// Parses phrases.
pub(super) fn phrases(texts: &[Located<String>], policy: &Policy) -> Vec<Phrase> {
    let known = |name: &str| policy.words.contains_key(name);
    texts.iter().filter_map(|t| parse(&t.value, &known).ok()).collect()
}

/// Defines the word lists that some phrases use and that are not `defined` yet.
pub(super) fn define_used(phrases: &[Phrase], policy: &Policy, builder: &mut Builder, defined: &mut HashSet<String>) {
    let mut names = Vec::new();
    for phrase in phrases {
        lists_in(&phrase.root, &mut names);
    }
    for name in names {
        define(&name, policy, builder, defined);
    }
}

fn define(name: &str, policy: &Policy, builder: &mut Builder, defined: &mut HashSet<String>) {
    // The policy has refused lists that refer to themselves; marking first keeps this finite whatever comes in.
    if !defined.insert(name.to_owned()) {
        return;
    }
    let Some(entries) = policy.words.get(name) else { return };
    let entries = phrases(entries, policy);
    let mut names = Vec::new();
    for entry in &entries {
        lists_in(&entry.root, &mut names);
    }
    for inner in names {
        define(&inner, policy, builder, defined);
    }
    builder.define(name, &entries);
}

fn lists_in(node: &Node, out: &mut Vec<String>) {
    match node {
        Node::List(name) => out.push(name.clone()),
        Node::Sequence(parts) => parts.iter().for_each(|(_, n)| lists_in(n, out)),
        Node::OneOf(parts) => parts.iter().for_each(|n| lists_in(n, out)),
        Node::Optional(inner) => lists_in(inner, out),
        Node::Near(a, _, b) => {
            lists_in(a, out);
            lists_in(b, out);
        }
        Node::Word(..) | Node::Quantity(..) => {}
    }
}
