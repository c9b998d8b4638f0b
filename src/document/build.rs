//! Puts a document together: blocks with their place in the outline, attribute texts, comments addressed to the tool.
//!
//! Readers say what they see in the order of the source. What an element opens and closes is `frames.rs`; this file must not
//! know any markup.

use std::ops::Range;

use super::aside::Asides;
use super::frames::{Context, Frame, Owner, Role};
use super::grid::Grid;
use super::ink::{Ink, is_blank};
use super::reference::References;
use super::tag::{TAGS, Tag};
use super::{Block, BlockId, BlockKind, Directive, Document, Format, List, Section, SectionId, Table, identifiers};

/// Slots that spans may add to the tables of a document, besides one for each eight bytes of source.
const SPAN_BUDGET: usize = 50_000;

/// A document being read.
pub(super) struct Builder<'s> {
    pub(super) source: &'s str,
    pub(super) ink: Ink,
    pub(super) blocks: Vec<Block>,
    sections: Vec<Section>,
    pub(super) lists: Vec<List>,
    pub(super) tables: Vec<Table>,
    directives: Vec<Directive>,
    /// The first directive that still waits for the block after it.
    waiting: usize,
    pub(super) section: SectionId,
    pub(super) context: Context,
    pub(super) frames: Vec<Frame>,
    pub(super) owners: Vec<Owner>,
    pub(super) grids: Vec<Grid>,
    /// The container around each container.
    pub(super) groups: Vec<u32>,
    /// Open frames by tag.
    pub(super) counts: [u32; TAGS],
    /// Elements that were not tracked because too many were open, by tag.
    pub(super) untracked: [u32; TAGS],
    /// The element whose content is not text: `script`, `style`.
    pub(super) skip: Option<Tag>,
    pub(super) span_budget: usize,
    pub(super) asides: Asides,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            ink: Ink::with_capacity(source.len()),
            blocks: Vec::with_capacity(source.len() / 256),
            sections: vec![Section { heading: None, level: 0, parent: 0 }],
            lists: Vec::new(),
            tables: Vec::new(),
            directives: Vec::new(),
            waiting: 0,
            section: 0,
            context: Context::PAGE,
            frames: Vec::new(),
            owners: vec![Owner::new(Role::Page, 0)],
            grids: Vec::new(),
            groups: Vec::new(),
            counts: [0; TAGS],
            untracked: [0; TAGS],
            skip: None,
            span_budget: SPAN_BUDGET + source.len() / 8,
            asides: Asides::default(),
        }
    }

    /// Text that stands literally at byte `at` of the source.
    pub(super) fn text(&mut self, text: &str, at: usize) {
        if self.skip.is_some() {
            return;
        }
        let (mut text, mut at) = (text, at);
        if !self.ink.is_open() {
            let visible = text.trim_start_matches(is_blank);
            if visible.is_empty() {
                return;
            }
            at += text.len() - visible.len();
            text = visible;
            self.begin_block(self.context.kind, None, at);
        }
        if self.context.pre { self.ink.verbatim(text, at) } else { self.ink.run(text, at) }
    }

    /// Text that stands for `source` as a whole, or character by character where both are alike.
    pub(super) fn decoded(&mut self, text: &str, source: Range<usize>) {
        if self.skip.is_some() || text.is_empty() {
            return;
        }
        if self.source.get(source.clone()) == Some(text) {
            return self.text(text, source.start);
        }
        let mut text = text;
        if !self.ink.is_open() {
            text = text.trim_start_matches(is_blank);
            if text.is_empty() {
                return;
            }
            self.begin_block(self.context.kind, None, source.start);
        }
        self.ink.atom(text, source, self.context.pre);
    }

    /// Text of HTML at byte `at` of the source: character references are decoded.
    pub(super) fn html_text(&mut self, text: &str, at: usize) {
        for (piece, place) in References::new(text, false) {
            match piece {
                Ok(literal) => self.text(literal, at + place.start),
                Err(decoded) => self.decoded(&decoded, at + place.start..at + place.end),
            }
        }
    }

    /// White space that separates words.
    pub(super) fn space(&mut self, source: Range<usize>) {
        if self.skip.is_none() {
            self.ink.space(source);
        }
    }

    /// A forced line break.
    pub(super) fn line_break(&mut self, source: Range<usize>) {
        if self.skip.is_none() {
            self.ink.line_break(source);
        }
    }

    /// Begins a block, whose first visible character stands at byte `source` and must follow at once.
    pub(super) fn begin_block(&mut self, kind: BlockKind, origin: Option<String>, source: usize) {
        let id = self.blocks.len() as BlockId;
        if let BlockKind::Heading(level) = kind {
            self.begin_section(level, id);
        }
        for directive in &mut self.directives[self.waiting..] {
            if directive.source.end > source {
                break;
            }
            directive.before = Some(id);
            self.waiting += 1;
        }
        self.own(id, kind);
        let start = self.ink.text.len() as u32;
        let c = &self.context;
        self.blocks.push(Block {
            kind,
            range: start..start,
            section: self.section,
            lead_in: c.lead_in,
            list: c.list,
            cell: c.cell,
            group: c.group,
            quote: c.quote,
            origin,
        });
        self.ink.open();
    }

    fn begin_section(&mut self, level: u8, heading: BlockId) {
        let mut parent = self.section;
        while parent != 0 && self.sections[parent as usize].level >= level {
            parent = self.sections[parent as usize].parent;
        }
        self.section = self.sections.len() as SectionId;
        self.sections.push(Section { heading: Some(heading), level, parent });
    }

    // Tells the item, cell or page which block is its own text.
    fn own(&mut self, id: BlockId, kind: BlockKind) {
        let owner = &mut self.owners[self.context.owner as usize];
        if matches!(kind, BlockKind::Attribute | BlockKind::Meta | BlockKind::Title) {
            owner.attribute.get_or_insert(id);
            return;
        }
        let is_first = owner.first.is_none();
        owner.first.get_or_insert(id);
        let introduces = kind != BlockKind::Code || owner.role != Role::Page;
        owner.last = introduces.then_some(id);
        let role = owner.role;
        if is_first {
            self.name_first(role, id);
        }
    }

    /// Names the first block of an item or a cell to its list or table.
    pub(super) fn name_first(&mut self, role: Role, id: BlockId) {
        match role {
            Role::Item(list) => self.lists[list as usize].items.push(id),
            Role::Cell(table, cell) => {
                if let Some(grid) = self.grids.get_mut(table as usize) {
                    grid.fill(cell, id);
                }
            }
            Role::Page | Role::Terms => {}
        }
    }

    /// Ends the block, then gives the attribute texts that were met inside it.
    pub(super) fn end_block(&mut self) {
        self.close_block();
        if !self.asides.is_empty() {
            self.write_asides();
        }
    }

    /// Ends the block, if one is open.
    pub(super) fn close_block(&mut self) {
        if let Some(range) = self.ink.close()
            && let Some(block) = self.blocks.last_mut()
        {
            block.range = range;
        }
    }

    /// A comment with its delimiters; kept where it is addressed to the tool.
    pub(super) fn comment(&mut self, comment: &str, at: usize) {
        let inner = comment.strip_prefix("<!--").unwrap_or(comment);
        let inner = inner.strip_suffix("-->").or_else(|| inner.strip_suffix("--!>")).unwrap_or(inner);
        if let Some(text) = inner.trim().strip_prefix("poslock:") {
            let source = at..at + comment.len();
            self.directives.push(Directive { text: text.trim().to_owned(), source, before: None });
        }
    }

    /// Ends everything that is still open and gives the document, still without its source.
    pub(super) fn finish(mut self, path: &str, format: Format) -> Document {
        self.close_all();
        for list in &mut self.lists {
            // An item without text is named only at its end, after those inside it.
            list.items.sort_unstable();
        }
        Document {
            path: path.to_owned(),
            format,
            source: String::new(),
            code: identifiers::merge(self.ink.code.done, &self.ink.text),
            text: self.ink.text,
            map: self.ink.map,
            blocks: self.blocks,
            sections: self.sections,
            lists: self.lists,
            tables: self.tables,
            emphasis: self.ink.emphasis.done,
            struck: self.ink.struck.done,
            directives: self.directives,
            group_parents: self.groups,
        }
    }
}
