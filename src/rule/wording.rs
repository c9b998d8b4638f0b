//! Wordings that `require` and `tone` look for: one phrase, wherever and however it stands.
//!
//! It must not know what a wording is looked for, nor how it stands: a wording that is denied stands there too.

use std::ops::Range;
use std::sync::Mutex;

use super::lists;
use crate::document::{BLOCK_END, BlockId, BlockKind};
use crate::finding::Span;
use crate::language::matcher::{Builder, Desk, Frame, Matcher};
use crate::policy::model::{Located, Policy};
use crate::rule::Page;

/// A phrase ready to be looked for.
#[derive(Debug)]
pub struct Wording {
    /// As the policy writes it.
    pub written: String,
    matcher: Option<Matcher>,
    desk: Mutex<Desk>,
}

impl Wording {
    /// Prepares the phrases of a rule.
    pub fn all(phrases: &[Located<String>], policy: &Policy) -> Vec<Self> {
        phrases.iter().map(|p| Self::new(p, policy)).collect()
    }

    fn new(phrase: &Located<String>, policy: &Policy) -> Self {
        let mut builder = Builder::default();
        let phrases = lists::phrases(std::slice::from_ref(phrase), policy);
        lists::define_used(&phrases, policy, &mut builder);
        builder.frame(&Frame { phrases, ..Frame::default() });
        Self { written: phrase.value.clone(), matcher: builder.build(), desk: Mutex::default() }
    }

    /// Where the phrase stands in a block, as bytes of the page's folded text, in order.
    pub fn places(&self, page: &Page<'_>, block: &Range<usize>) -> Vec<Range<usize>> {
        let Some(matcher) = &self.matcher else { return Vec::new() };
        let mut desk = self.desk.lock().ok().map(|mut d| std::mem::take(&mut *d)).unwrap_or_default();
        let passage = matcher.read(page.folded, block.clone(), &[], &mut desk);
        let places = matcher.matches(&passage, &mut desk.window).into_iter().map(|m| m.bytes).collect();
        if let Ok(mut kept) = self.desk.lock() {
            *kept = desk;
        }
        places
    }

    /// Whether the phrase stands in a block.
    pub fn stands(&self, page: &Page<'_>, block: &Range<usize>) -> bool {
        !self.places(page, block).is_empty()
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
