//! Reading values of a known shape out of a YAML tree, noting every mistake and going on.
//!
//! It must not know what the values mean for a policy; `layer.rs` and `rules.rs` do.

use std::collections::BTreeSet;

use crate::finding::Span;
use crate::policy::error::Issues;
use crate::policy::keys::{KINDS_TO_COME, Table};
use crate::policy::layer::Loose;
use crate::policy::model::Located;
use crate::policy::nearest::{listed, suggest};
use crate::policy::node::{Kind, NodeId, Tree};

const QUOTES: &str = "put quotes around a text that holds `: `, or that begins with `[` or `{`";

/// A file being read.
pub(crate) struct Reader<'a> {
    pub(crate) tree: &'a Tree<'a>,
    /// Index of the file, for [`Located`].
    pub(crate) file: usize,
    pub(crate) issues: &'a mut Issues,
    /// What stands in rules that cannot be used.
    pub(crate) loose: Vec<Loose>,
}

/// The values of a map whose keys are known.
#[derive(Debug)]
pub(crate) struct Fields {
    list: Vec<(&'static str, Span, NodeId)>,
    /// Where to point at for what is missing.
    pub(crate) head: Span,
}

impl Fields {
    /// The value of a key.
    pub(crate) fn get(&self, name: &str) -> Option<NodeId> {
        self.list.iter().find(|(n, ..)| *n == name).map(|(.., id)| *id)
    }

    /// The bytes of a key.
    pub(crate) fn key_span(&self, name: &str) -> Option<Span> {
        self.list.iter().find(|(n, ..)| *n == name).map(|(_, span, _)| *span)
    }

    /// The keys that stand there, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.list.iter().map(|(n, ..)| *n)
    }
}

impl Reader<'_> {
    /// A map whose keys are those of `table`; unknown and missing ones are mistakes.
    pub(crate) fn object(&mut self, id: NodeId, table: &'static Table) -> Option<Fields> {
        let tree = self.tree;
        let Kind::Map(entries) = &tree.node(id).kind else {
            let names: Vec<&str> = table.names().collect();
            self.wrong(id, &format!("{} is a map", table.what), &format!("its keys: {}", listed(&names)));
            return None;
        };
        let mut list = Vec::with_capacity(entries.len());
        for entry in entries {
            let span = tree.node(entry.key).span;
            let Some(name) = tree.scalar(entry.key) else { continue };
            if let Some(known) = table.names().find(|n| *n == name) {
                list.push((known, span, entry.value));
            } else if table.names().any(|n| n == "forbid") && KINDS_TO_COME.contains(&name) {
                // Kept so that the caller does not also say that the rule has no kind.
                let known = KINDS_TO_COME.iter().find(|k| **k == name).copied().unwrap_or_default();
                list.push((known, span, entry.value));
            } else {
                self.issues.add_with(span, || {
                    let message = format!("{} has no key `{}`", table.what, shown(name));
                    (message, suggest(name, table.names()))
                });
            }
        }
        let head = tree.head(id);
        for missing in table.required {
            if !list.iter().any(|(n, ..)| n == missing) {
                let help = if *missing == "version" { "write `version: 1`" } else { "" };
                self.issues.add(head, format!("{} needs the key `{missing}`", table.what), help);
            }
        }
        Some(Fields { list, head })
    }

    /// A map with names of the author's choice. A value left out reads as an empty map.
    pub(crate) fn named(&mut self, id: NodeId, what: &str, example: &str) -> Vec<(Located<String>, NodeId)> {
        let tree = self.tree;
        match &tree.node(id).kind {
            Kind::Map(entries) => {
                let name = |e: &crate::policy::node::Entry| Some((self.located(e.key)?, e.value));
                entries.iter().filter_map(name).collect()
            }
            _ if tree.is_null(id) => Vec::new(),
            _ => {
                self.wrong(id, &format!("{what} is a map"), example);
                Vec::new()
            }
        }
    }

    /// The items of a list. A value left out reads as an empty list.
    pub(crate) fn items(&mut self, id: NodeId, what: &str, help: &str) -> Vec<NodeId> {
        let tree = self.tree;
        match &tree.node(id).kind {
            Kind::List(items) => items.clone(),
            _ if tree.is_null(id) => Vec::new(),
            _ => {
                self.wrong(id, &format!("{what} is a list"), help);
                Vec::new()
            }
        }
    }

    /// A text that is not empty.
    pub(crate) fn text(&mut self, id: NodeId, what: &str) -> Option<Located<String>> {
        match &self.tree.node(id).kind {
            Kind::Scalar { text, .. } if text.trim().is_empty() || self.tree.is_null(id) => {
                let span = self.tree.node(id).span;
                self.issues.add(span, format!("{what} is empty"), "write a text, or take the key away");
                None
            }
            Kind::Scalar { .. } => self.located(id),
            _ => {
                self.wrong(id, &format!("{what} is a text"), QUOTES);
                None
            }
        }
    }

    /// One text or a list of texts, none of them empty, at least one.
    pub(crate) fn texts(&mut self, id: NodeId, what: &str) -> Vec<Located<String>> {
        let tree = self.tree;
        match &tree.node(id).kind {
            Kind::List(items) if items.is_empty() => {
                self.issues.add(
                    tree.node(id).span,
                    format!("{what} is an empty list"),
                    "write something into it, or take the key away",
                );
                Vec::new()
            }
            Kind::List(items) => {
                let item = format!("an item of {what}");
                items.iter().filter_map(|&i| self.text(i, &item)).collect()
            }
            Kind::Map(_) => {
                self.wrong(id, &format!("{what} is a text or a list of texts"), QUOTES);
                Vec::new()
            }
            _ => self.text(id, what).into_iter().collect(),
        }
    }

    /// A key that takes one text or a list of them.
    pub(crate) fn texts_of(&mut self, fields: &Fields, key: &str) -> Vec<Located<String>> {
        fields.get(key).map(|id| self.texts(id, &format!("`{key}`"))).unwrap_or_default()
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, id: NodeId, what: &str) -> Option<bool> {
        match &self.tree.node(id).kind {
            Kind::Scalar { text, plain: true } if text == "true" => Some(true),
            Kind::Scalar { text, plain: true } if text == "false" => Some(false),
            _ => {
                self.wrong(id, &format!("{what} is `true` or `false`"), "");
                None
            }
        }
    }

    /// A whole number from `low` to `high`.
    pub(crate) fn number(&mut self, id: NodeId, what: &str, low: u32, high: u32) -> Option<u32> {
        let number = match &self.tree.node(id).kind {
            Kind::Scalar { text, plain: true } => text.parse::<u32>().ok(),
            _ => None,
        };
        let inside = number.filter(|n| (low..=high).contains(n));
        if inside.is_none() {
            self.wrong(id, &format!("{what} is a whole number from {low} to {high}"), "");
        }
        inside
    }

    /// One of a few words; the index among them.
    pub(crate) fn choice(&mut self, id: NodeId, what: &str, words: &'static [&'static str]) -> Option<usize> {
        let Some(text) = self.tree.scalar(id) else {
            self.wrong(id, &format!("{what} is one of {}", listed(words)), "");
            return None;
        };
        let found = words.iter().position(|w| *w == text);
        if found.is_none() {
            let span = self.tree.node(id).span;
            self.issues.add_with(span, || {
                (format!("{what} cannot be `{}`", shown(text)), suggest(text, words.iter().copied()))
            });
        }
        found
    }

    /// One of a few words or a list of them; the indices among them, ascending.
    pub(crate) fn choices(&mut self, id: NodeId, what: &str, words: &'static [&'static str]) -> Vec<usize> {
        let found: BTreeSet<usize> = match &self.tree.node(id).kind {
            Kind::List(items) => items.iter().filter_map(|&i| self.choice(i, what, words)).collect(),
            _ => self.choice(id, what, words).into_iter().collect(),
        };
        found.into_iter().collect()
    }

    /// Says that a value has another type than `expected` says. What is broken was reported already.
    pub(crate) fn wrong(&mut self, id: NodeId, expected: &str, help: &str) {
        let tree = self.tree;
        let found = match &tree.node(id).kind {
            Kind::Broken => return,
            _ if tree.is_null(id) => "and here stands nothing".to_owned(),
            Kind::Scalar { text, .. } => format!("not `{}`", shown(text)),
            Kind::List(_) => "not a list".to_owned(),
            Kind::Map(_) => "not a map".to_owned(),
        };
        self.issues.add(tree.head(id), format!("{expected}, {found}"), help);
    }

    fn located(&self, id: NodeId) -> Option<Located<String>> {
        let value = self.tree.scalar(id)?.to_owned();
        Some(Located { value, file: self.file, span: self.tree.node(id).span })
    }
}

/// A text as a message quotes it: one line, not long.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}
