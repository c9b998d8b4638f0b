//! What is open around the text: containers, lists, tables, quotes, inline markup, on a stack of its own.
//!
//! It tolerates what is misnested or never closed. It must not know which syntax opened a frame, only whether it was HTML,
//! whose end tags may be missing or stray, or Markdown, whose ends always come.

use super::build::Builder;
use super::grid::Grid;
use super::tag::Tag;
use super::{BlockId, BlockKind, CellPlace, List, SectionId, Table};

/// Deeper elements are read, but no longer tracked. It bounds the search for what an end tag closes.
const MAX_DEPTH: usize = 256;

/// What holds for the text being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) kind: BlockKind,
    pub(super) lead_in: Option<BlockId>,
    /// The list whose item this is.
    pub(super) list: Option<u32>,
    /// The list that a following item belongs to.
    open_list: Option<u32>,
    pub(super) cell: Option<CellPlace>,
    pub(super) group: u32,
    pub(super) quote: u8,
    /// Index into `owners`: whose own text this is.
    pub(super) owner: u32,
    pub(super) pre: bool,
    pub(super) in_svg: bool,
    in_head: bool,
}

impl Context {
    pub(super) const PAGE: Self = Self {
        kind: BlockKind::Paragraph,
        lead_in: None,
        list: None,
        open_list: None,
        cell: None,
        group: 0,
        quote: 0,
        owner: 0,
        pre: false,
        in_svg: false,
        in_head: false,
    };
}

/// Whose own text a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Page,
    /// An item of a list.
    Item(u32),
    /// A cell: indices of the open table and of the cell in it.
    Cell(u32, u32),
    /// A `<dl>`: its terms introduce its descriptions.
    Terms,
}

/// The blocks of one owner so far.
#[derive(Debug)]
pub(super) struct Owner {
    pub(super) role: Role,
    /// How many blocks there were before.
    begin: BlockId,
    pub(super) first: Option<BlockId>,
    /// The last block that may introduce a list or a table.
    pub(super) last: Option<BlockId>,
    /// An attribute text, which stands for an item or a cell without text.
    pub(super) attribute: Option<BlockId>,
}

impl Owner {
    pub(super) const fn new(role: Role, begin: BlockId) -> Self {
        Self { role, begin, first: None, last: None, attribute: None }
    }
}

/// One open element.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) tag: Tag,
    /// Opened by Markdown: no end tag closes it.
    pub(super) markdown: bool,
    outside: Context,
    section: SectionId,
    owns: bool,
}

impl Builder<'_> {
    /// Opens inline markup.
    pub(super) fn open_inline(&mut self, tag: Tag, markdown: bool) {
        if self.push(tag, markdown) {
            self.runs(tag).enter();
        }
    }

    fn runs(&mut self, tag: Tag) -> &mut super::ink::Runs {
        match tag {
            tag if tag.is_code() => &mut self.ink.code,
            tag if tag.is_struck() => &mut self.ink.struck,
            _ => &mut self.ink.emphasis,
        }
    }

    // Whether the element is tracked.
    fn push(&mut self, tag: Tag, markdown: bool) -> bool {
        if self.frames.len() >= MAX_DEPTH {
            self.untracked[tag as usize] += 1;
            return false;
        }
        self.counts[tag as usize] += 1;
        let (outside, section) = (self.context, self.section);
        self.frames.push(Frame { tag, markdown, outside, section, owns: false });
        true
    }

    /// A new container inside of `around`; blocks that follow are in it once the context names it.
    pub(super) fn new_group(&mut self, around: u32) -> u32 {
        self.groups.push(around);
        self.groups.len() as u32
    }

    /// Opens a container at byte `at` of the source. `spans` are a cell's column and row spans.
    pub(super) fn open(&mut self, tag: Tag, at: usize, markdown: bool, spans: (u32, u32)) {
        self.end_block();
        if tag.is_apart() {
            self.forget_lead_in();
        }
        let lead_in = self.lead_in();
        if !self.push(tag, markdown) {
            return;
        }
        let mut c = self.context;
        // The text of a paragraph inside an item is the item's.
        c.kind = tag.kind().unwrap_or(c.kind);
        if tag.is_group() {
            c.group = self.new_group(c.group);
        }
        match tag {
            Tag::Ul | Tag::Ol | Tag::Dl | Tag::Select => {
                c.open_list = Some(self.lists.len() as u32);
                c.lead_in = lead_in;
                let ordered = tag == Tag::Ol;
                self.lists.push(List { ordered, items: Vec::new(), lead_in, source: at..at });
            }
            Tag::Li | Tag::Option | Tag::Dd => {
                c.list = c.open_list;
                if tag == Tag::Dd {
                    c.lead_in = lead_in;
                }
            }
            Tag::Table => {
                c.lead_in = lead_in;
                (c.list, c.cell) = (None, None);
                // A table inside a cell of this one has the other half.
                let budget = self.span_budget / 2;
                self.span_budget -= budget;
                self.grids.push(Grid::new(self.tables.len() as u32, budget));
                self.tables.push(Table { rows: Vec::new(), header_rows: 0, lead_in, source: at..at });
            }
            Tag::Thead => c.in_head = true,
            Tag::Tbody => c.in_head = false,
            Tag::Tr => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.begin_row(c.in_head);
                }
            }
            Tag::Blockquote => c.quote = c.quote.saturating_add(1),
            Tag::Pre | Tag::Xmp | Tag::Textarea => c.pre = true,
            Tag::Footnote => c.lead_in = None,
            Tag::ForeignObject => c.in_svg = false,
            _ => {}
        }
        let role = match tag {
            Tag::Dl => Some(Role::Terms),
            Tag::Li | Tag::Dd | Tag::Option => Some(c.list.map_or(Role::Page, Role::Item)),
            Tag::Td | Tag::Th => Some(self.open_cell(tag, &mut c, spans)),
            Tag::Footnote => Some(Role::Page),
            _ => None,
        };
        if let Some(role) = role {
            c.owner = self.owners.len() as u32;
            self.owners.push(Owner::new(role, self.blocks.len() as BlockId));
            if let Some(frame) = self.frames.last_mut() {
                frame.owns = true;
            }
        }
        self.context = c;
    }

    fn open_cell(&mut self, tag: Tag, c: &mut Context, (columns, rows): (u32, u32)) -> Role {
        let Some(grid) = self.grids.last_mut() else {
            c.kind = BlockKind::Paragraph;
            return Role::Page;
        };
        let header = tag == Tag::Th || c.in_head;
        let (cell, row, column) = grid.place(header, columns, rows);
        c.cell = Some(CellPlace { table: grid.table, row, column, header });
        Role::Cell(self.grids.len() as u32 - 1, cell)
    }

    /// Opens an `<svg>`, which may stand inside a word.
    pub(super) fn open_svg(&mut self) {
        if self.push(Tag::Svg, false) {
            self.context.in_svg = true;
        }
    }

    // The block right before, as far as it may introduce what follows: of the page, or of the item or cell around.
    fn lead_in(&self) -> Option<BlockId> {
        self.owners[self.context.owner as usize].last.or(self.context.lead_in)
    }

    /// What stood before does not introduce a list that follows.
    pub(super) fn forget_lead_in(&mut self) {
        let owner = &mut self.owners[self.context.owner as usize];
        if owner.role == Role::Page {
            owner.last = None;
        }
    }

    /// The innermost open frame of a tag that an end tag may close.
    pub(super) fn find(&self, tag: Tag) -> Option<usize> {
        self.find_where(tag, |t| t == tag)
    }

    fn find_where(&self, tag: Tag, is_wanted: impl Fn(Tag) -> bool) -> Option<usize> {
        if !tag.is_heading() && self.counts[tag as usize] == 0 {
            return None;
        }
        let reaches_far = matches!(tag, Tag::Table | Tag::Svg | Tag::Button | Tag::Caption | Tag::Select);
        let in_row = tag.is_cell() || matches!(tag, Tag::Tr | Tag::Thead | Tag::Tbody);
        let in_list = matches!(tag, Tag::Li | Tag::Dt | Tag::Dd | Tag::Option | Tag::Optgroup);
        for (i, frame) in self.frames.iter().enumerate().rev() {
            if frame.markdown {
                return None;
            }
            if is_wanted(frame.tag) {
                return Some(i);
            }
            let stops = if in_row { frame.tag == Tag::Table } else { frame.tag.is_barrier() && !reaches_far };
            if stops || (in_list && frame.tag.is_list()) {
                return None;
            }
        }
        None
    }

    /// Closes the innermost element of a tag and all that is open inside; `false` where none is open.
    pub(super) fn close(&mut self, tag: Tag, at: usize) -> bool {
        let untracked = &mut self.untracked[tag as usize];
        if *untracked > 0 {
            *untracked -= 1;
            if !tag.is_inline() {
                self.end_block();
            }
            return true;
        }
        let found = if tag.is_heading() { self.find_where(tag, Tag::is_heading) } else { self.find(tag) };
        if let Some(i) = found {
            self.close_to(i, at);
        }
        found.is_some()
    }

    /// Closes the innermost Markdown frame of this tag and all that is open inside.
    pub(super) fn close_markdown(&mut self, tag: Tag, at: usize) {
        if self.untracked[tag as usize] > 0 {
            self.close(tag, at);
        } else if let Some(i) = self.frames.iter().rposition(|f| f.markdown && f.tag == tag) {
            self.close_to(i, at);
        }
    }

    /// Closes all frames from index `to` on.
    pub(super) fn close_to(&mut self, to: usize, at: usize) {
        while self.frames.len() > to {
            self.pop(at);
        }
    }

    /// Ends the document.
    pub(super) fn close_all(&mut self) {
        self.close_to(0, self.source.len());
        self.end_block();
    }

    fn pop(&mut self, at: usize) {
        let Some(tag) = self.frames.last().map(|f| f.tag) else { return };
        if tag.is_inline() {
            let end = self.ink.text.len();
            self.runs(tag).leave(end);
        } else if tag != Tag::Svg {
            self.end_block();
        }
        let Some(frame) = self.frames.pop() else { return };
        self.counts[tag as usize] -= 1;
        if frame.owns
            && let Some(owner) = self.owners.pop()
            && owner.first.is_none()
        {
            // A cell without text of its own shows its list or its picture.
            let inside = (tag.is_cell() && owner.begin < self.blocks.len() as BlockId).then_some(owner.begin);
            if let Some(block) = inside.or(owner.attribute) {
                self.name_first(owner.role, block);
            }
        }
        match tag {
            Tag::Ul | Tag::Ol | Tag::Dl | Tag::Select => {
                if let Some(list) = self.context.open_list {
                    self.lists[list as usize].source.end = at;
                }
            }
            Tag::Tr => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.end_row();
                }
            }
            Tag::Table => self.end_table(at),
            _ => {}
        }
        self.context = frame.outside;
        if tag.is_scope() {
            self.section = frame.section;
        }
        if tag.is_list() || tag.is_apart() || matches!(tag, Tag::Table | Tag::Blockquote) {
            self.forget_lead_in();
        }
    }

    fn end_table(&mut self, at: usize) {
        let Some(grid) = self.grids.pop() else { return };
        let id = grid.table as usize;
        let (rows, header_rows, budget) = grid.finish();
        self.span_budget += budget;
        let table = &mut self.tables[id];
        (table.rows, table.header_rows, table.source.end) = (rows, header_rows, at);
    }
}
