//! A piece of a document that says one thing: its visible text, and the way back to the source.
//!
//! It must not know what the text is compared with.

use std::ops::Range;

use crate::document::{BLOCK_END, BlockId, BlockKind, Document};
use crate::finding::{Edit, Fix, Safety, Span};
use crate::language::quantity;

/// A cell, an item, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The visible text, trimmed; what is struck out is blank.
    pub text: String,
    /// Its bytes in [`Document::text`].
    pub range: Range<usize>,
    /// Whether it stands in more than one row or column.
    pub spans: bool,
}

impl Cell {
    /// A stretch of the document's text.
    pub fn of_range(document: &Document, range: Range<usize>) -> Self {
        let whole = document.text.get(range.clone()).unwrap_or_default();
        let start = range.start + whole.len() - whole.trim_start().len();
        let range = start..start + whole.trim().len();
        let mut text = document.text.get(range.clone()).unwrap_or_default().replace(BLOCK_END, " ");
        let first = document.struck.partition_point(|s| s.end as usize <= range.start);
        for struck in document.struck[first..].iter().take_while(|s| (s.start as usize) < range.end) {
            let (from, to) = ((struck.start as usize).max(range.start), (struck.end as usize).min(range.end));
            let (from, to) = (from - range.start, to - range.start);
            if text.is_char_boundary(from) && text.is_char_boundary(to) {
                text.replace_range(from..to, &" ".repeat(to - from));
            }
        }
        Self { text, range, spans: false }
    }

    /// The cell or item that begins with a block: of a table's cell all its blocks, else the block alone.
    pub fn of_block(document: &Document, id: BlockId) -> Self {
        let first = &document.blocks[id as usize];
        let mut end = first.range.end;
        if first.cell.is_some() {
            let rest = document.blocks.iter().skip(id as usize + 1);
            let own = rest.take_while(|b| b.cell == first.cell && b.kind != BlockKind::Attribute);
            end = own.last().map_or(end, |last| last.range.end);
        }
        Self::of_range(document, first.range.start as usize..end as usize)
    }

    /// The source bytes of a part of the text.
    pub fn span(&self, document: &Document, part: Range<usize>) -> Span {
        let source = document.to_source(self.range.start + part.start..self.range.start + part.end);
        Span::new(source.start, source.end)
    }

    /// The source bytes of all of it.
    pub fn whole(&self, document: &Document) -> Span {
        self.span(document, 0..self.range.len())
    }

    /// A fix that makes these replacements in the text; `None` where one would tear markup apart or stand in several
    /// places at once.
    pub fn fix(&self, document: &Document, edits: &[quantity::Edit]) -> Option<Fix> {
        if self.spans || edits.is_empty() {
            return None;
        }
        let mut out = Vec::with_capacity(edits.len());
        for edit in edits {
            let shown = self.text.get(edit.range.clone())?;
            let span = self.span(document, edit.range.clone());
            let source = document.source.get(span.start..span.end)?;
            let torn = source != shown && source.contains(['<', '>', '*', '_', '`', '~', '[', ']', '|', '\n', '\r']);
            // Text comes out of code: nothing in it may turn into markup.
            let unclean = edit.text.contains(['<', '>', '&', '*', '_', '`', '~', '[', ']', '|', '\\', '\n']);
            if torn || unclean || edit.text.is_empty() && edit.range.is_empty() {
                return None;
            }
            out.push(Edit { start: span.start, end: span.end, replacement: edit.text.clone() });
        }
        Some(Fix { safety: Safety::Safe, edits: out })
    }
}
