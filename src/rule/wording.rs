//! Wordings that `require` and `tone` look for: one phrase, wherever and however it stands.
//!
//! It must not know what a wording is looked for, nor how it stands: a wording that is denied stands there too.

use std::ops::Range;

use super::reader::Wanted;
use crate::document::{BLOCK_END, BlockId, BlockKind};
use crate::finding::Span;
use crate::policy::model::Located;
use crate::rule::Page;

/// The phrases of one rule, looked for together.
#[derive(Debug)]
pub struct Wordings {
    /// As the policy writes them.
    pub written: Vec<String>,
    /// The reader's number of each.
    frames: Range<usize>,
}

impl Wordings {
    /// Prepares the phrases of a rule.
    pub fn new(phrases: &[Located<String>], wanted: &mut Wanted<'_>) -> Self {
        Self { written: phrases.iter().map(|p| p.value.clone()).collect(), frames: wanted.each(phrases) }
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Where the phrases stand in a page, by index into [`Wordings::written`], as bytes of its folded text. In order of place
    /// within each block.
    pub fn places(&self, page: &Page<'_>) -> Vec<(usize, Range<usize>)> {
        let matches = page.found().blocks.iter().flat_map(|(_, matches)| matches);
        let ours = matches.filter(|m| self.frames.contains(&m.frame));
        ours.map(|m| (m.frame - self.frames.start, m.bytes.clone())).collect()
    }
}

/// The blocks of a page with their bytes in the folded text. Code is left out: it claims nothing.
pub(crate) fn folded_blocks(page: &Page<'_>) -> Vec<(BlockId, Range<usize>)> {
    let mut at = 0;
    let pieces = page.folded.text.split(BLOCK_END).map(|piece| {
        let range = at..at + piece.len();
        at = range.end + BLOCK_END.len_utf8();
        range
    });
    let blocks = page.document.blocks.iter().enumerate();
    let kept = blocks.zip(pieces).filter(|((_, block), _)| block.kind != BlockKind::Code);
    kept.map(|((id, _), range)| (id as BlockId, range)).collect()
}

/// The source bytes of a range of the folded text.
pub(crate) fn source_span(page: &Page<'_>, folded: Range<usize>) -> Span {
    let source = page.document.to_source(page.folded.to_text(&page.document.text, folded));
    Span::new(source.start, source.end)
}
