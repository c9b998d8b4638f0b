//! What lies around a block, in the folded text of its page: the bridge from documents to the standing algorithm.
//!
//! It must not know any cue.

use std::ops::Range;

use crate::document::{BlockId, BlockKind, CellPlace, Document};
use crate::language::fold::Folded;
use crate::language::standing::Setting;
use crate::source::map::BLOCK_END;

/// How many items above are looked at for one that introduces the rest.
const SIBLINGS: usize = 24;

/// How far lead-ins are followed upwards through nested lists.
const NESTING: usize = 6;

/// The folded ranges of a document's blocks.
pub(super) struct Blocks {
    ranges: Vec<Range<usize>>,
}

impl Blocks {
    /// Cuts a folded text at its block ends.
    pub(super) fn of(folded: &Folded) -> Self {
        let mut start = 0;
        let ends = memchr::memchr_iter(BLOCK_END as u8, folded.text.as_bytes());
        let ranges = ends.map(|end| std::mem::replace(&mut start, end + 1)..end).collect();
        Self { ranges }
    }

    /// The block whose folded text begins at `start`.
    pub(super) fn starting_at(&self, start: usize) -> Option<BlockId> {
        let i = self.ranges.partition_point(|r| r.start < start);
        (i < self.ranges.len()).then_some(i as BlockId)
    }

    pub(super) fn range(&self, id: BlockId) -> Range<usize> {
        self.ranges.get(id as usize).cloned().unwrap_or(0..0)
    }
}

/// The setting of one block.
pub(super) struct BlockSetting<'a> {
    pub(super) document: &'a Document,
    pub(super) folded: &'a Folded,
    pub(super) blocks: &'a Blocks,
    pub(super) id: BlockId,
}

impl BlockSetting<'_> {
    fn block(&self) -> &crate::document::Block {
        &self.document.blocks[self.id as usize]
    }

    /// Whether a block introduces what follows: it ends with a colon, is a heading or term, or is bold throughout.
    fn introduces(&self, id: BlockId) -> bool {
        let block = &self.document.blocks[id as usize];
        let text = self.folded.text[self.blocks.range(id)].trim_end_matches([' ', '*', '_']);
        matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term | BlockKind::Label)
            || text.ends_with(':')
            || self.is_bold(&block.range)
    }

    /// Whether a paragraph breaks off where its list begins: it ends with a letter, as «يتعهد الشريك بألا» before its items.
    fn breaks_off(&self, id: BlockId) -> bool {
        let text = self.folded.text[self.blocks.range(id)].trim_end_matches([' ', '*', '_', '"', '»', ')']);
        self.document.blocks[id as usize].kind == BlockKind::Paragraph && text.ends_with(char::is_alphanumeric)
    }

    /// The nearest item above in the same list that ends with a colon: it introduces the items after it, as where a bold
    /// line follows a list without a blank line and so belongs to its last item.
    fn label_above(&self) -> Option<Range<usize>> {
        let list = self.document.lists.get(self.block().list? as usize)?;
        let at = list.items.iter().position(|&i| i == self.id)?;
        let above = list.items[..at].iter().rev().take(SIBLINGS);
        let ends_with_colon =
            |id: &&BlockId| self.folded.text[self.blocks.range(**id)].trim_end_matches([' ', '*', '_']).ends_with(':');
        above.copied().collect::<Vec<_>>().iter().find(ends_with_colon).map(|&id| self.blocks.range(id))
    }

    /// The header cell over a cell, nearest first.
    fn header_of(&self, place: CellPlace) -> Option<BlockId> {
        let table = self.document.tables.get(place.table as usize)?;
        (0..table.header_rows.min(place.row))
            .rev()
            .find_map(|row| *table.rows.get(row as usize)?.get(place.column as usize)?)
    }

    fn is_bold(&self, range: &Range<u32>) -> bool {
        let emphasis = &self.document.emphasis;
        let i = emphasis.partition_point(|e| e.end <= range.start);
        emphasis.get(i).is_some_and(|e| e.start <= range.start + 2 && e.end + 3 >= range.end)
    }
}

impl Setting for BlockSetting<'_> {
    fn block(&self) -> Range<usize> {
        self.blocks.range(self.id)
    }

    fn row(&self) -> Vec<(Range<usize>, Option<Range<usize>>)> {
        let Some(place) = self.block().cell else { return Vec::new() };
        let Some(table) = self.document.tables.get(place.table as usize) else { return Vec::new() };
        let Some(row) = table.rows.get(place.row as usize) else { return Vec::new() };
        if place.header || place.row < table.header_rows {
            return Vec::new();
        }
        let mut cells: Vec<BlockId> = row.iter().flatten().copied().filter(|&c| c != self.id).collect();
        cells.dedup();
        cells.truncate(24);
        let header = |c: BlockId| self.header_of(self.document.blocks[c as usize].cell?).filter(|h| *h != c);
        cells.into_iter().map(|c| (self.blocks.range(c), header(c).map(|h| self.blocks.range(h)))).collect()
    }

    fn headers(&self) -> Vec<Range<usize>> {
        let Some(table) = self.block().cell.and_then(|c| self.document.tables.get(c.table as usize)) else {
            return Vec::new();
        };
        let rows = table.rows.iter().take(table.header_rows.min(2) as usize);
        rows.flat_map(|row| row.iter().flatten().take(24)).map(|&c| self.blocks.range(c)).collect()
    }

    fn column(&self) -> Option<Range<usize>> {
        let header = self.header_of(self.block().cell?)?;
        (header != self.id).then(|| self.blocks.range(header))
    }

    fn lead_ins(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        out.extend(self.label_above());
        let mut at = self.block().lead_in;
        while let Some(id) = at
            && out.len() < NESTING
        {
            if self.introduces(id) || self.breaks_off(id) {
                out.push(self.blocks.range(id));
            }
            let above = self.document.blocks[id as usize].lead_in;
            at = above.filter(|&a| a < id);
        }
        out
    }

    fn text_above(&self) -> Option<Range<usize>> {
        let id = self.block().lead_in?;
        (self.document.blocks[id as usize].kind == BlockKind::Paragraph).then(|| self.blocks.range(id))
    }

    fn headings(&self) -> Vec<Range<usize>> {
        let own = self.id;
        let above = self.document.headings_above(self.block().section);
        above.filter(|&h| h != own).take(8).map(|h| self.blocks.range(h)).collect()
    }

    fn is_title(&self) -> bool {
        let block = self.block();
        matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term | BlockKind::Title)
            || block.kind == BlockKind::Paragraph && self.is_bold(&block.range)
    }

    fn is_term(&self) -> bool {
        self.block().kind == BlockKind::Term
    }

    fn names_row(&self) -> bool {
        self.block().cell.is_some_and(|c| c.column == 0)
    }

    fn answer(&self) -> Option<Range<usize>> {
        let range = self.blocks.range(self.id);
        let asks = self.folded.text[range].trim_end_matches([' ', '*', '_']).ends_with('?');
        let heads = asks && self.introduces(self.id) && self.block().cell.is_none();
        let next = self.document.blocks.get(self.id as usize + 1).filter(|_| heads)?;
        matches!(next.kind, BlockKind::Paragraph | BlockKind::Item).then(|| self.blocks.range(self.id + 1))
    }

    fn zero_before(&self) -> Option<Range<usize>> {
        let before = self.id.checked_sub(1)?;
        let same = self.document.blocks[before as usize].group == self.block().group;
        let range = self.blocks.range(before);
        let text = self.folded.text[range.clone()].trim();
        (same && matches!(text, "0" | "صفر" | "zero")).then_some(range)
    }
}
