//! YAML as a tree of values that know their bytes, before anybody asks what they mean.
//!
//! It must not know how it is built (`yaml.rs`) nor which keys a policy has.

use std::borrow::Cow;

use crate::finding::Span;

/// Index of a node in its [`Tree`].
pub(crate) type NodeId = usize;

/// A YAML document. Aliases are resolved by sharing, merge keys by copying entries.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    pub(crate) nodes: Vec<Node<'a>>,
    /// The outermost value; `None` where the text holds none or is no YAML.
    pub(crate) root: Option<NodeId>,
    /// Whether the text could be read to its end. Where it could not, an issue says why.
    pub(crate) complete: bool,
}

/// A value and its bytes in the file.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    /// All of it; the quotes of a quoted text included.
    pub(crate) span: Span,
    pub(crate) kind: Kind<'a>,
}

#[derive(Debug)]
pub(crate) enum Kind<'a> {
    /// A text, a number, a word; `plain` where it stands without quotes.
    Scalar {
        text: Cow<'a, str>,
        plain: bool,
    },
    List(Vec<NodeId>),
    /// Entries with distinct text keys.
    Map(Vec<Entry>),
    /// A mistake that was already reported.
    Broken,
}

/// A key and its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) key: NodeId,
    pub(crate) value: NodeId,
}

impl<'a> Tree<'a> {
    pub(crate) fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id]
    }

    /// The text of a scalar.
    pub(crate) fn scalar(&self, id: NodeId) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether the value was left out (`key:`) or is `null` or `~`.
    pub(crate) fn is_null(&self, id: NodeId) -> bool {
        matches!(&self.nodes[id].kind,
            Kind::Scalar { text, plain: true } if matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// A span that fits on a line: of a map its first key, of a list its first item.
    pub(crate) fn head(&self, mut id: NodeId) -> Span {
        loop {
            let next = match &self.nodes[id].kind {
                Kind::Map(entries) => entries.first().map(|e| e.key),
                Kind::List(items) => items.first().copied(),
                _ => None,
            };
            match next {
                Some(inner) => id = inner,
                None => return self.nodes[id].span,
            }
        }
    }
}
