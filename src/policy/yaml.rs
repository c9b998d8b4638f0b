//! From the events of the YAML parser to a tree.
//!
//! Built from events rather than through `serde`: a typed value stops at the first mistake, a tree lets all of them be told
//! in one run. It must not know which keys a policy has.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_yaml::budget::Budget;
use serde_yaml::granit_parser::{self, Event, Parser};

use crate::finding::Span;
use crate::policy::error::Issues;
use crate::policy::node::{Entry, Kind, Node, NodeId, Tree};

/// Reads a text. `base` is added to every offset (the length of a byte order mark that was cut off).
pub(crate) fn parse<'a>(text: &'a str, base: usize, issues: &mut Issues) -> Tree<'a> {
    let budget = Budget::default();
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: budget.max_depth,
        block_nesting_limit: budget.max_depth,
    };
    let mut builder = Builder {
        tree: Tree::default(),
        weights: Vec::new(),
        open: Vec::new(),
        anchors: HashMap::new(),
        merged: 0,
        documents: 0,
        aliases: 0,
        budget,
        base,
        text,
    };
    for item in Parser::new_from_str_with_options(text, options) {
        let done = match item {
            Ok((event, span)) => builder.take(event, span, issues),
            Err(error) => {
                builder.syntax_error(&error, issues);
                Err(Stop)
            }
        };
        if done.is_err() {
            // What was read so far would only bring mistakes that are none.
            return Tree::default();
        }
    }
    builder.tree.complete = true;
    builder.tree
}

/// The reason is among the issues.
struct Stop;

/// A list or map whose end has not come.
struct Open {
    node: NodeId,
    anchor: usize,
    map: bool,
    children: Vec<NodeId>,
}

struct Builder<'a> {
    tree: Tree<'a>,
    /// How many values a node stands for when its aliases are written out.
    weights: Vec<usize>,
    open: Vec<Open>,
    /// `None` while the anchored value is still open.
    anchors: HashMap<usize, Option<NodeId>>,
    /// Entries looked at for merge keys.
    merged: usize,
    documents: usize,
    aliases: usize,
    budget: Budget,
    base: usize,
    text: &'a str,
}

impl<'a> Builder<'a> {
    // The parser counts a byte order mark inside a document wrongly; a span must hold whole characters all the same.
    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(self.text.len()..self.text.len());
        let mut start = range.start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = range.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(self.base + start, self.base + end)
    }

    // A text without the blanks before the next token, which its span may hold.
    fn trimmed(&self, span: Span) -> Span {
        let source = &self.text[span.start - self.base..span.end - self.base];
        Span::new(span.start, span.start + source.trim_end().len())
    }

    fn push(&mut self, span: Span, kind: Kind<'a>) -> NodeId {
        self.tree.nodes.push(Node { span, kind });
        self.weights.push(1);
        self.tree.nodes.len() - 1
    }

    fn take(&mut self, event: Event<'a>, at: granit_parser::Span, issues: &mut Issues) -> Result<(), Stop> {
        let span = self.span(at);
        if self.tree.nodes.len() > self.budget.max_nodes {
            issues.add(span, format!("a policy file may hold {} values at most", self.budget.max_nodes), SPLIT);
            return Err(Stop);
        }
        if let Some(tag) = event.tag().filter(|tag| !tag.is_yaml_core_schema()) {
            let place = at.tag_span().map_or(span, |s| self.span(s));
            issues.add(
                place,
                format!("a policy has no tags, and `{}` is one", tag.original()),
                "quote the text, or take the tag away",
            );
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    issues.add(
                        span,
                        "a policy file holds one YAML document, and here a second begins",
                        "put it into a file of its own and name that under `extends`",
                    );
                    return Err(Stop);
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == granit_parser::ScalarStyle::Plain;
                let span = self.trimmed(span);
                let id = self.push(span, Kind::Scalar { text, plain });
                self.name(anchor, Some(id));
                self.place(id);
            }
            Event::SequenceStart(_, anchor, _) => self.enter(span, anchor, false, issues)?,
            Event::MappingStart(_, anchor, _) => self.enter(span, anchor, true, issues)?,
            Event::SequenceEnd | Event::MappingEnd => self.leave(span, issues)?,
            Event::Alias(anchor) => {
                self.aliases += 1;
                if self.aliases > self.budget.max_aliases {
                    issues.add(
                        span,
                        format!("a policy file may hold {} aliases at most", self.budget.max_aliases),
                        SPLIT,
                    );
                    return Err(Stop);
                }
                let id = if let Some(Some(id)) = self.anchors.get(&anchor) {
                    *id
                } else {
                    issues.add(span, "this alias stands inside the value that it repeats", "write the value out");
                    self.push(span, Kind::Broken)
                };
                self.place(id);
            }
            Event::UnresolvedAlias(name) => {
                issues.add(
                    span,
                    format!("no anchor `&{name}` stands before this alias"),
                    "define it above, or quote the text where `*` is meant as a star",
                );
                let id = self.push(span, Kind::Broken);
                self.place(id);
            }
            _ => {}
        }
        Ok(())
    }

    fn name(&mut self, anchor: usize, id: Option<NodeId>) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
    }

    fn place(&mut self, id: NodeId) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(id),
            None => self.tree.root = Some(id),
        }
    }

    fn enter(&mut self, span: Span, anchor: usize, map: bool, issues: &mut Issues) -> Result<(), Stop> {
        if self.open.len() >= self.budget.max_depth {
            self.too_deep(span, issues);
            return Err(Stop);
        }
        let node = self.push(span, Kind::Broken);
        self.name(anchor, None);
        self.open.push(Open { node, anchor, map, children: Vec::new() });
        Ok(())
    }

    fn leave(&mut self, end: Span, issues: &mut Issues) -> Result<(), Stop> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let start = self.tree.nodes[open.node].span.start;
        self.tree.nodes[open.node].span = Span::new(start, end.end);
        let mut children = open.children;
        if open.map {
            let entries = self.entries(&children, issues);
            children.clear();
            children.extend(entries.iter().flat_map(|e| [e.key, e.value]));
            self.tree.nodes[open.node].kind = Kind::Map(entries);
        }
        let weight = children.iter().fold(1_usize, |sum, &c| sum.saturating_add(self.weights[c]));
        if weight.saturating_add(self.merged) > self.budget.max_nodes {
            let span = self.tree.nodes[open.node].span;
            issues.add(
                Span::new(span.start, span.start),
                format!("with its aliases written out this policy holds more than {} values", self.budget.max_nodes),
                "use fewer aliases of aliases",
            );
            return Err(Stop);
        }
        self.weights[open.node] = weight;
        if !open.map {
            self.tree.nodes[open.node].kind = Kind::List(children);
        }
        self.name(open.anchor, Some(open.node));
        self.place(open.node);
        Ok(())
    }

    // Pairs keys with values, drops what cannot be a key, and adds what `<<` brings.
    fn entries(&mut self, flat: &[NodeId], issues: &mut Issues) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(flat.len() / 2);
        let mut merges = Vec::new();
        // Small maps are the rule, and for them a search beats a table.
        let mut seen: HashMap<Cow<'a, str>, NodeId> = HashMap::new();
        for pair in flat.chunks_exact(2) {
            let entry = Entry { key: pair[0], value: pair[1] };
            let node = &self.tree.nodes[entry.key];
            match &node.kind {
                Kind::Scalar { text, plain: true } if text == "<<" => merges.push(entry),
                Kind::Scalar { text, .. } => {
                    if let Some(&first) = seen.get(text) {
                        let first = self.tree.nodes[first].span.start - self.base;
                        let line = 1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..first]).count();
                        let help = format!("keep one; the first is in line {line}");
                        issues.add(node.span, format!("the key `{text}` stands twice"), help);
                    } else {
                        seen.insert(text.clone(), entry.key);
                        entries.push(entry);
                    }
                }
                Kind::Broken => {}
                Kind::List(_) | Kind::Map(_) => {
                    let span = self.tree.head(entry.key);
                    issues.add(
                        span,
                        "a key must be a word, and this is a list or a map",
                        "quote a text that holds brackets",
                    );
                }
            }
        }
        for merge in merges {
            for source in self.merge_sources(merge, issues) {
                let Kind::Map(more) = &self.tree.nodes[source].kind else { continue };
                self.merged = self.merged.saturating_add(more.len());
                if self.merged > self.budget.max_nodes {
                    break;
                }
                for entry in more {
                    if let Kind::Scalar { text, .. } = &self.tree.nodes[entry.key].kind
                        && !seen.contains_key(text)
                    {
                        seen.insert(text.clone(), entry.key);
                        entries.push(*entry);
                    }
                }
            }
        }
        entries
    }

    // The maps that a merge key names: one, or a list of them.
    fn merge_sources(&self, merge: Entry, issues: &mut Issues) -> Vec<NodeId> {
        let of = |id: NodeId| matches!(self.tree.nodes[id].kind, Kind::Map(_));
        match &self.tree.nodes[merge.value].kind {
            Kind::Map(_) => vec![merge.value],
            Kind::List(items) if items.iter().all(|&i| of(i)) => items.clone(),
            Kind::Broken => Vec::new(),
            _ => {
                issues.add(self.tree.head(merge.value), "`<<` takes a map or a list of maps", "write `<<: *anchor`");
                Vec::new()
            }
        }
    }

    fn syntax_error(&self, error: &granit_parser::ScanError, issues: &mut Issues) {
        let mut at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let span = Span::new(self.base + at, self.base + at);
        if matches!(error.kind(), granit_parser::ErrorKind::RecursionLimitExceeded) {
            self.too_deep(span, issues);
            return;
        }
        let why = error.info();
        let help = if why.contains("tab") {
            "indent with spaces"
        } else if why.contains("did not find expected key") {
            "keys of one map begin in the same column: look at the indentation here and in the line above"
        } else {
            "a text that holds `: `, ` #`, a quote or a bracket, or begins with `*`, `&` or `!`, needs quotes around it"
        };
        issues.add(span, format!("this is not YAML: {why}"), help);
    }

    fn too_deep(&self, span: Span, issues: &mut Issues) {
        let message = format!("lists and maps are nested more than {} deep", self.budget.max_depth);
        issues.add(span, message, "no policy needs that: look for a bracket that is not closed");
    }
}

const SPLIT: &str = "split the policy into several files and name them under `extends`";
