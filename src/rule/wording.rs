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

/// The phrases of one rule, looked for together.
#[derive(Debug)]
pub struct Wordings {
    /// As the policy writes them.
    pub written: Vec<String>,
    matcher: Option<Matcher>,
    desk: Mutex<Desk>,
}

impl Wordings {
    /// Prepares the phrases of a rule.
    pub fn new(phrases: &[Located<String>], policy: &Policy) -> Self {
        let written = phrases.iter().map(|p| p.value.clone()).collect();
        let mut builder = Builder::default();
        let parsed: Vec<_> = phrases.iter().map(|p| lists::phrases(std::slice::from_ref(p), policy)).collect();
        lists::define_used(&parsed.concat(), policy, &mut builder);
        for phrases in parsed {
            builder.frame(&Frame { phrases, ..Frame::default() });
        }
        let matcher = (!phrases.is_empty()).then(|| builder.build());
        Self { written, matcher, desk: Mutex::default() }
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Where the phrases stand in a page, by index into [`Wordings::written`], as bytes of its folded text. In order of place
    /// within each block.
    pub fn places(&self, page: &Page<'_>) -> Vec<(usize, Range<usize>)> {
        let Some(matcher) = &self.matcher else { return Vec::new() };
        let mut desk = self.desk.lock().ok().map(|mut d| std::mem::take(&mut *d)).unwrap_or_default();
        let (blocks, readings) = matcher.scan(page.folded);
        let mut places = Vec::new();
        for block in blocks {
            let passage = matcher.read(page.folded, block, &readings, &mut desk);
            places.extend(matcher.matches(&passage, &mut desk).into_iter().map(|m| (m.frame, m.bytes)));
        }
        if let Ok(mut kept) = self.desk.lock() {
            *kept = desk;
        }
        places
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
