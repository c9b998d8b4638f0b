//! Syntax trees: parsing within bounds, and the few ways of looking at a node that the languages share.
//!
//! It must not know what the nodes of a language mean.

use std::ops::ControlFlow;

use tree_sitter::{Language, Node, ParseOptions, ParseState, Parser, Point, Range, Tree};

use super::value::Refusal;
use crate::finding::Span;

/// Steps of the parser (counted by the hundred) that each byte may cost, beside a fixed sum. Real files take less than one;
/// what takes more is a riddle made to keep a parser busy.
const STEPS_PER_BYTE: u64 = 12;
/// Most pieces of a broken file that are read one by one.
const MOST_PIECES: usize = 4000;

/// The trees of a file: the whole, and of a broken file those pieces that are whole by themselves.
pub(super) struct Trees {
    pub(super) whole: Tree,
    pub(super) pieces: Vec<Tree>,
    /// The first place that the parser could not read.
    pub(super) broken: Option<Span>,
}

impl Trees {
    /// What stands at the top of the file: of what is whole the tree's own nodes, of what is broken those of its pieces.
    pub(super) fn tops(&self) -> Vec<Node<'_>> {
        let root = self.whole.root_node();
        let begun: std::collections::HashSet<usize> = self.pieces.iter().map(|p| p.root_node().start_byte()).collect();
        let mut tops = children(root);
        tops.retain(|n| !(n.is_error() || n.has_error() && begun.contains(&n.start_byte())));
        if root.is_error() {
            tops.clear();
        }
        tops.extend(self.pieces.iter().flat_map(|p| children(p.root_node())));
        tops
    }
}

/// Parses a text. `starts` are the words that a declaration begins with; in the broken parts of a file each line that begins
/// with one of them, without indentation, is given a chance of its own.
pub(super) fn parse(language: &Language, text: &str, starts: &dyn Fn(&str) -> bool) -> Result<Trees, Refusal> {
    let mut parser = Parser::new();
    let unusable = |_| Refusal::new("the parser for this language does not fit this build", "report it");
    parser.set_language(language).map_err(unusable)?;
    let whole = bounded(&mut parser, text, text.len())
        .ok_or_else(|| Refusal::new("the file is too tangled to be parsed", "name a file that compiles"))?;
    let mut trees = Trees { broken: first_error(&whole), whole, pieces: Vec::new() };
    if trees.broken.is_some() {
        trees.pieces = salvage(&mut parser, text, &trees.whole, starts);
    }
    Ok(trees)
}

fn bounded(parser: &mut Parser, text: &str, len: usize) -> Option<Tree> {
    let bytes = text.as_bytes();
    let (mut steps, most) = (0_u64, STEPS_PER_BYTE * len as u64 / 100 + 10_000);
    let mut progress = |_: &ParseState| {
        steps += 1;
        if steps > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
    let tree = parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options));
    if tree.is_none() {
        parser.reset();
    }
    tree
}

fn first_error(tree: &Tree) -> Option<Span> {
    let mut cursor = tree.walk();
    if !cursor.node().has_error() {
        return None;
    }
    // Down into the first child that holds an error, to the innermost.
    loop {
        let node = cursor.node();
        if node.is_missing() || !cursor.goto_first_child() {
            return Some(span(node));
        }
        while !cursor.node().has_error() && !cursor.node().is_missing() {
            if !cursor.goto_next_sibling() {
                cursor.goto_parent();
                return Some(span(cursor.node()));
            }
        }
    }
}

/// The pieces of broken stretches, from one unindented line to the next, that can be read by themselves.
fn salvage(parser: &mut Parser, text: &str, whole: &Tree, starts: &dyn Fn(&str) -> bool) -> Vec<Tree> {
    let mut pieces = Vec::new();
    for stretch in broken_stretches(whole, text) {
        let mut piece: Option<Range> = None;
        let (mut at, mut row) = (stretch.start_byte, stretch.start_point.row);
        for line in text[stretch.start_byte..stretch.end_byte].split_inclusive('\n') {
            let outermost = !line.starts_with([' ', '\t', '}', ')', ']', '\r', '\n', '#', '/', '*']);
            if outermost {
                if let Some(piece) = piece.take() {
                    pieces.push(piece);
                }
                let point = Point::new(row, 0);
                if starts(line) {
                    piece = Some(Range { start_byte: at, end_byte: at, start_point: point, end_point: point });
                }
            }
            at += line.len();
            row += 1;
            if let Some(piece) = &mut piece {
                (piece.end_byte, piece.end_point) = (at, Point::new(row, 0));
            }
        }
        pieces.extend(piece);
        if pieces.len() > MOST_PIECES {
            break;
        }
    }
    pieces.truncate(MOST_PIECES);
    let mut trees = Vec::new();
    for piece in pieces {
        if parser.set_included_ranges(&[piece]).is_err() {
            continue;
        }
        let tree = bounded(parser, text, piece.end_byte - piece.start_byte);
        trees.extend(tree.filter(|t| !t.root_node().has_error()));
    }
    trees
}

/// Line by line, what the parser could not make sense of at the top of the file.
fn broken_stretches(whole: &Tree, text: &str) -> Vec<Range> {
    let root = whole.root_node();
    if root.is_error() {
        return vec![stretch(root, text, 0)];
    }
    let mut out: Vec<Range> = Vec::new();
    let mut cursor = root.walk();
    for child in root.children(&mut cursor).filter(Node::has_error) {
        let before = out.last().map_or(0, |r| r.end_byte);
        let range = stretch(child, text, before);
        if range.start_byte < range.end_byte {
            out.push(range);
        }
    }
    out
}

/// The node from the beginning of its line to the end of its last line, but not before `least`.
fn stretch(node: Node<'_>, text: &str, least: usize) -> Range {
    let node_range = node.range();
    let start = if node.is_error() && node.parent().is_none() { 0 } else { node_range.start_byte };
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1).max(least);
    let row = if start == 0 { 0 } else { node_range.start_point.row };
    let end = text[node_range.end_byte..].find('\n').map_or(text.len(), |i| node_range.end_byte + i + 1);
    Range {
        start_byte: line_start,
        end_byte: end.max(line_start),
        start_point: Point::new(row, 0),
        end_point: node_range.end_point,
    }
}

/// The bytes of a node.
pub(super) fn span(node: Node<'_>) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

/// The text of a node.
pub(super) fn text<'t>(node: Node<'_>, source: &'t str) -> &'t str {
    source.get(node.byte_range()).unwrap_or_default()
}

/// The named children, without comments.
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).filter(|n| !n.is_extra()).collect()
}

/// A child by the name of its field.
pub(super) fn field<'t>(node: Node<'t>, name: &str) -> Option<Node<'t>> {
    node.child_by_field_name(name)
}

/// The first child, itself, that the parser had to leave out or make up. Closing brackets that it made up count.
pub(super) fn broken(node: Node<'_>) -> Option<Span> {
    if !node.has_error() {
        return None;
    }
    if node.is_error() || node.is_missing() {
        return Some(span(node));
    }
    let mut cursor = node.walk();
    node.children(&mut cursor).find(|n| n.is_error() || n.is_missing()).map(span)
}

/// The sign between the operands of an operation.
pub(super) fn operator<'t>(node: Node<'_>, source: &'t str) -> &'t str {
    let sign = field(node, "operator").or_else(|| {
        let mut cursor = node.walk();
        node.children(&mut cursor).find(|n| !n.is_named() && !n.is_extra())
    });
    sign.map_or("", |n| text(n, source))
}
