//! Seam: phrases of `require` and `tone` as plain folded words, until the phrase engine's matcher takes over.
//!
//! What stands behind [`Needle`] may change; rules ask it where a phrase stands in the folded text of a block.

use std::ops::Range;

use crate::document::{BLOCK_END, BlockId, BlockKind};
use crate::finding::Span;
use crate::language::fold::fold_text;
use crate::rule::Page;

/// A phrase ready to be looked for.
#[derive(Debug, Clone)]
pub struct Needle {
    folded: String,
}

impl Needle {
    /// Prepares a phrase.
    pub fn new(phrase: &str) -> Self {
        Self { folded: fold_text(phrase) }
    }

    /// Where the phrase stands in a folded text, as whole words, in order.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        text.match_indices(&self.folded).filter_map(move |(at, found)| {
            let end = at + found.len();
            let whole = !inside(text[..at].chars().next_back()) && !inside(text[end..].chars().next());
            (whole && !found.is_empty()).then_some(at..end)
        })
    }

    /// Whether the phrase stands there.
    pub fn stands(&self, text: &str) -> bool {
        self.places(text).next().is_some()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_any_case() {
        let needle = Needle::new("Proof Pack");
        assert!(needle.stands("a proof pack, then"));
        assert!(!needle.stands("proof packs"));
        assert_eq!(Needle::new("a").places("a ab a").collect::<Vec<_>>(), [0..1, 5..6]);
        assert!(!Needle::new(" ").stands("anything"));
    }
}
