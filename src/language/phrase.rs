//! The phrase language: from a pattern as a policy writes it to a tree.
//!
//! The grammar stands in `docs/writing-rules.md`. It must not know how a tree is matched.

use super::arabic::{self, Classes};
use super::fold::fold_text;
use super::quantity::{Bound, QuantityKind};
use super::words::{self, Break, Words};
use crate::finding::Span;

/// What is wrong with a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseError {
    /// Bytes of the phrase.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
}

/// What may stand between two neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Join {
    /// Up to `max` words; separators weaker than `below` may stand between any two of them.
    Gap {
        /// Most words between.
        max: u8,
        /// The weakest separator that is *not* allowed.
        below: Break,
    },
}

impl Join {
    /// Neighbours that touch: nothing but spaces, hyphens and quotes between.
    pub const TOUCH: Self = Self::Gap { max: 0, below: Break::Comma };
}

/// A node of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// One word: its folded stem, and the classes it may stand in.
    Word(String, Classes),
    /// Nodes in order, each with what may stand before it (ignored for the first).
    Sequence(Vec<(Join, Node)>),
    /// One of these.
    OneOf(Vec<Node>),
    /// This or nothing.
    Optional(Box<Node>),
    /// Two nodes in either order.
    Near(Box<Node>, Join, Box<Node>),
    /// A word list.
    List(String),
    /// A quantity.
    Quantity(QuantityKind, Option<Bound>),
}

impl Node {
    /// The alternatives that a node offers, those of alternatives within alternatives among them; itself where it is none.
    pub fn alternatives(&self) -> Vec<&Self> {
        match self {
            Self::OneOf(parts) => parts.iter().flat_map(Self::alternatives).collect(),
            node => vec![node],
        }
    }
}

/// A parsed phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its tree.
    pub root: Node,
}

/// The names of the quantities a phrase may use as `<name>`.
pub const QUANTITIES: [&str; 5] = ["number", "percent", "money", "duration", "times"];

/// Most levels of brackets.
const MAX_DEPTH: usize = 16;
/// Most words in a gap.
const MAX_GAP: u8 = 20;

/// Parses a phrase; `known` says whether `<name>` is a word list. Every error is reported, not only the first.
pub fn parse(text: &str, known: &dyn Fn(&str) -> bool) -> Result<Phrase, Vec<PhraseError>> {
    let mut parser = Parser { text, at: 0, known, errors: Vec::new() };
    let root = parser.alternatives(0, None);
    if parser.errors.is_empty() { Ok(Phrase { root }) } else { Err(parser.errors) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    known: &'a dyn Fn(&str) -> bool,
    errors: Vec<PhraseError>,
}

impl Parser<'_> {
    fn error(&mut self, span: std::ops::Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.errors.push(PhraseError {
            span: Span::new(span.start, span.end),
            message: message.into(),
            help: help.into(),
        });
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// `a|b|c` up to `close`.
    fn alternatives(&mut self, depth: usize, close: Option<char>) -> Node {
        let mut all = vec![self.sequence(depth, close)];
        while close.is_some() && self.peek() == Some('|') {
            self.at += 1;
            all.push(self.sequence(depth, close));
        }
        if all.len() == 1 { all.remove(0) } else { Node::OneOf(all) }
    }

    /// Parts in order, with `~` between two parts binding weakest.
    fn sequence(&mut self, depth: usize, close: Option<char>) -> Node {
        let mut done: Option<(Node, Join)> = None;
        let mut parts: Vec<(Join, Node)> = Vec::new();
        let mut join = Join::TOUCH;
        let mut pending_gap: Option<usize> = None;
        loop {
            self.skip_spaces();
            let Some(c) = self.peek() else { break };
            if close.is_some_and(|close| c == close) || c == '|' && close.is_some() {
                break;
            }
            let from = self.at;
            if let Some(near) = self.near() {
                if parts.is_empty() {
                    self.error(from..self.at, "`~` needs something before it", "write `a ~ b`");
                }
                let left = Self::combine(done.take(), std::mem::take(&mut parts));
                done = Some((left, near));
                join = Join::TOUCH;
                pending_gap = None;
            } else if let Some(gap) = self.gap() {
                if parts.is_empty() {
                    self.error(from..self.at, "a gap needs something before it", "write `a .. b`");
                }
                pending_gap = Some(from);
                join = gap;
            } else if let Some(allowed) = self.punctuation() {
                join = Join::Gap { max: 0, below: allowed };
            } else if let Some(node) = self.item(depth) {
                parts.push((join, node));
                join = Join::TOUCH;
                pending_gap = None;
            }
        }
        if let Some(from) = pending_gap {
            self.error(from..self.at, "a gap needs something after it", "write `a .. b`, or leave the gap out");
        }
        if parts.is_empty() && self.errors.is_empty() {
            let at = self.at;
            self.error(at..at, "something is missing here", "write a word, `(a|b)`, `[x]` or `<name>`");
        }
        Self::combine(done, joined(parts))
    }

    fn combine(left: Option<(Node, Join)>, mut parts: Vec<(Join, Node)>) -> Node {
        let right = if parts.len() == 1 { parts.remove(0).1 } else { Node::Sequence(parts) };
        match left {
            Some((left, join)) => Node::Near(Box::new(left), join, Box::new(right)),
            None => right,
        }
    }

    fn near(&mut self) -> Option<Join> {
        let below = if self.rest().starts_with("~~") {
            self.at += 2;
            Break::Sentence
        } else if self.rest().starts_with('~') {
            self.at += 1;
            Break::Clause
        } else {
            return None;
        };
        Some(Join::Gap { max: self.width(3), below })
    }

    fn gap(&mut self) -> Option<Join> {
        let (len, below) = if self.rest().starts_with("...") {
            (3, Break::Sentence)
        } else if self.rest().starts_with("..") {
            (2, Break::Clause)
        } else if self.rest().starts_with('=') {
            (1, Break::Comma)
        } else {
            return None;
        };
        self.at += len;
        Some(Join::Gap { max: self.width(3), below })
    }

    fn width(&mut self, default: u8) -> u8 {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let from = self.at;
        self.at += digits;
        if digits == 0 {
            return default;
        }
        match self.text[from..self.at].parse::<u8>() {
            Ok(n) if n <= MAX_GAP => n,
            _ => {
                self.error(from..self.at, format!("a gap may be at most {MAX_GAP} words"), "write a smaller number");
                default
            }
        }
    }

    /// Punctuation written in a phrase allows the like of it to stand there.
    fn punctuation(&mut self) -> Option<Break> {
        let c = self.peek()?;
        let below = match c {
            ',' | '،' | '/' => Break::Clause,
            '—' | '–' | ':' | '→' => Break::Sentence,
            '.' | '!' | '?' | '؟' | '%' | '٪' | '"' | '«' | '»' | '+' | ';' | '؛' => Break::Comma,
            '-' if self.rest()[1..].starts_with(' ') => Break::Sentence,
            _ => return None,
        };
        self.at += c.len_utf8();
        Some(below)
    }

    fn item(&mut self, depth: usize) -> Option<Node> {
        let from = self.at;
        match self.peek()? {
            open @ ('(' | '[') => {
                let close = if open == '(' { ')' } else { ']' };
                if depth >= MAX_DEPTH {
                    self.error(from..from + 1, format!("brackets are nested deeper than {MAX_DEPTH}"), "");
                    self.at = self.text.len();
                    return None;
                }
                self.at += 1;
                let inner = self.alternatives(depth + 1, Some(close));
                if self.peek() == Some(close) {
                    self.at += 1;
                } else {
                    self.error(from..from + 1, format!("`{open}` is never closed"), format!("add `{close}`"));
                }
                let inner = self.group_tag(inner);
                Some(if open == '(' { inner } else { Node::Optional(Box::new(inner)) })
            }
            c @ (')' | ']' | '|' | '>') => {
                self.at += 1;
                self.error(from..self.at, format!("`{c}` has no opening bracket"), "remove it, or write `(a|b)`");
                None
            }
            '<' => self.name(),
            '\'' => self.exact(),
            _ => self.word(),
        }
    }

    /// `(a|b)/v`: the tag holds for every plain word of the group.
    fn group_tag(&mut self, mut inner: Node) -> Node {
        let Some(rest) = self.rest().strip_prefix('/') else { return inner };
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        if let Some(classes) = class_of_tag(&rest[..len]) {
            self.at += 1 + len;
            retag(&mut inner, classes);
        }
        inner
    }

    fn name(&mut self) -> Option<Node> {
        let from = self.at;
        // `<duration <= 24h>` holds a `<` of its own; a name ends at the first `>` that no `=` follows.
        let inner_from = self.at + 1;
        let mut end = None;
        for (i, c) in self.text[inner_from..].char_indices() {
            let next = &self.text[inner_from + i + c.len_utf8()..];
            let previous = self.text[inner_from..inner_from + i].trim_end();
            let bounds = next.trim_start().starts_with(|d: char| d.is_ascii_digit()) && QUANTITIES.contains(&previous);
            if c == '>' && !next.starts_with('=') && !bounds {
                end = Some(inner_from + i);
                break;
            }
        }
        let Some(end) = end else {
            self.at = self.text.len();
            self.error(from..from + 1, "`<` is never closed", "write `<name>`");
            return None;
        };
        self.at = end + 1;
        let inner = self.text[inner_from..end].trim();
        let name_len = inner.find(|c: char| c.is_whitespace() || "<>=".contains(c)).unwrap_or(inner.len());
        let (name, bound) = inner.split_at(name_len);
        if let Some(kind) = QuantityKind::of_name(name) {
            return match Bound::parse(bound.trim(), kind) {
                Ok(bound) => Some(Node::Quantity(kind, bound)),
                Err(message) => {
                    self.error(from..self.at, message, "write a bound such as `<duration <= 24h>` or `<number >= 2>`");
                    None
                }
            };
        }
        if !bound.trim().is_empty() {
            self.error(from..self.at, format!("`{name}` is a word list; only quantities take a bound"), "");
            return None;
        }
        if !(self.known)(name) {
            self.error(
                from..self.at,
                format!("nobody defines `<{name}>`"),
                format!("define `{name}` under `words`, or use {}", QUANTITIES.map(|q| format!("`<{q}>`")).join(", ")),
            );
            return None;
        }
        Some(Node::List(name.to_owned()))
    }

    fn exact(&mut self) -> Option<Node> {
        let from = self.at;
        let Some(len) = self.text[from + 1..].find('\'') else {
            self.at = self.text.len();
            self.error(from..from + 1, "the quote is never closed", "write `'word'`");
            return None;
        };
        self.at = from + len + 2;
        let node = compile_word(&self.text[from + 1..from + 1 + len], arabic::EXACT);
        if node.is_none() {
            self.error(from..self.at, "there is no word between the quotes", "write `'word'`");
        }
        node
    }

    fn word(&mut self) -> Option<Node> {
        let from = self.at;
        let rest = self.rest();
        let len = rest
            .char_indices()
            .find(|&(i, c)| match c {
                '(' | ')' | '[' | ']' | '|' | '<' | '>' | '~' | '=' | '?' | '!' | ';' | '"' | '%' | '،' | '؛' | '؟'
                | '«' | '»' | '—' | '–' | '→' | '٪' => true,
                ',' | '.' | ':' => !next_is_digit(rest, i),
                c => c.is_whitespace(),
            })
            .map_or(rest.len(), |(i, _)| i);
        if len == 0 {
            let c = self.peek()?;
            self.at += c.len_utf8();
            self.error(from..self.at, format!("`{c}` means nothing here"), "write a word");
            return None;
        }
        self.at += len;
        let raw = &self.text[from..self.at];
        let (stem, classes) = if let Some(stem) = raw.strip_suffix('*') {
            (stem, arabic::OPEN)
        } else if let Some((stem, tag)) = raw.rsplit_once('/')
            && let Some(classes) = class_of_tag(tag)
        {
            (stem, classes)
        } else {
            (raw, arabic::PLAIN)
        };
        let node = compile_word(stem, classes);
        if node.is_none() {
            self.error(from..self.at, format!("`{raw}` holds no letter or digit"), "write a word");
        }
        node
    }
}

/// The parts of a sequence without letters that are drawn out towards the next word («بـ Pilot»): in a text they belong to it.
fn joined(parts: Vec<(Join, Node)>) -> Vec<(Join, Node)> {
    let alone = |node: &Node| matches!(node, Node::Word(letter, arabic::PLAIN) if ["ب", "ل", "ك", "ف"].contains(&letter.as_str()));
    let last = parts.len().saturating_sub(1);
    let mut out = Vec::with_capacity(parts.len());
    let mut before: Option<Join> = None;
    for (i, (join, node)) in parts.into_iter().enumerate() {
        let join = before.take().unwrap_or(join);
        if i < last && alone(&node) {
            before = Some(join);
        } else {
            out.push((join, node));
        }
    }
    out
}

/// Whether a word is one word that folds to itself: nearly all words of a pack are, and folding them takes longer than
/// reading all the rest.
fn is_folded(raw: &str) -> bool {
    let letters = |latin: fn(u8) -> bool| !raw.is_empty() && raw.bytes().all(latin);
    letters(|b| b.is_ascii_lowercase())
        || raw.chars().all(|c| matches!(c, 'ا' | 'ب' | 'ت'..='غ' | 'ف'..='ه' | 'و' | 'ي')) && !raw.is_empty()
}

fn next_is_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)
}

/// The tag behind a slash: the word class of the stem before it.
fn class_of_tag(tag: &str) -> Option<Classes> {
    Some(match tag {
        "v" => arabic::VERB,
        "v1" => arabic::VERB_FIRST,
        "v3" => arabic::VERB_OTHER,
        "p" => arabic::PERFECT,
        "i" => arabic::IMPERATIVE,
        "n" => arabic::NOUN,
        _ => return None,
    })
}

fn retag(node: &mut Node, to: Classes) {
    match node {
        Node::Word(_, classes) if *classes == arabic::PLAIN => *classes = to,
        Node::OneOf(parts) => parts.iter_mut().for_each(|n| retag(n, to)),
        // Of a compound or a phrase the last word is inflected.
        Node::Sequence(parts) => parts.iter_mut().rev().take(1).for_each(|(_, n)| retag(n, to)),
        _ => {}
    }
}

/// A written word as a node: compounds match with a hyphen, a space or nothing between their parts.
fn compile_word(raw: &str, classes: Classes) -> Option<Node> {
    if is_folded(raw) {
        return Some(Node::Word(raw.to_owned(), classes));
    }
    let folded = fold_text(raw);
    let mut cut = Words::default();
    words::cut(&folded, 0..folded.len(), &mut cut);
    let parts: Vec<&str> = cut.words.iter().map(|w| &folded[w.range()]).collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(Node::Word((*one).to_owned(), classes)),
        many => {
            let last = many.len() - 1;
            let sequence = many
                .iter()
                .enumerate()
                .map(|(i, w)| {
                    let classes = if i == last { classes } else { arabic::PLAIN };
                    (Join::Gap { max: 0, below: Break::Clause }, Node::Word((*w).to_owned(), classes))
                })
                .collect();
            let joined = Node::Word(many.concat(), classes);
            Some(Node::OneOf(vec![Node::Sequence(sequence), joined]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_taken_for_folded_is_one_word_that_folds_to_itself(raw in "[a-zA-Z0-9'-]{1,8}|[اأإآبةتثجحخدذرزسشصضطظعغـفقكلمنهوىيءًّ]{1,8}") {
            if is_folded(&raw) {
                let folded = fold_text(&raw);
                let mut cut = Words::default();
                words::cut(&folded, 0..folded.len(), &mut cut);
                let words: Vec<&str> = cut.words.iter().map(|w| &folded[w.range()]).collect();
                proptest::prop_assert_eq!(words, [raw]);
            }
        }
    }

    #[test]
    fn words_that_fold_to_others_are_folded() {
        for raw in ["", "Sale", "l33t", "don't", "مبيعاتـ", "إذا", "نتيجة", "على", "عملاء", "يُضمن", "گ"]
        {
            assert!(!is_folded(raw), "{raw}");
        }
        assert!(is_folded("sale") && is_folded("نضمن"));
    }
}
