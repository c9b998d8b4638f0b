//! Documents as rules see them: visible text cut into blocks, each with its place in the outline and a way back to the
//! source bytes.
//!
//! One file a format. It must not know rules, policies or what any word means; it does no I/O.

mod aside;
mod build;
mod frames;
mod front;
mod grid;
mod html;
mod identifiers;
mod ink;
mod json;
mod markdown;
mod meta;
mod plain;
mod price;
mod reference;
mod tag;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use crate::source::map::OffsetMap;

pub use crate::source::map::{BLOCK_END, LINE_BREAK};

/// Index into [`Document::blocks`].
pub type BlockId = u32;
/// Index into [`Document::sections`].
pub type SectionId = u32;

/// The formats that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `CommonMark` with tables, footnotes, task lists, front matter and HTML inside.
    Markdown,
    /// HTML, as a page or a fragment.
    Html,
    /// Paragraphs separated by blank lines.
    Plain,
}

impl Format {
    /// The format of a path by its ending, in any letter case; `None` where the ending is not one of ours.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" | "mdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" | "svg" => Some(Self::Html),
            "txt" | "text" => Some(Self::Plain),
            _ => None,
        }
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The page's title: `<title>`, or `title:` of the front matter.
    Title,
    /// A heading and its level, 1 to 6.
    Heading(u8),
    /// Running text; also the text of containers that have no kind of their own.
    Paragraph,
    /// A list item's own text (without nested lists), `<li>`, `<dd>`, `<option>`.
    Item,
    /// A term that the following items explain: `<dt>`, `<summary>`, a footnote's label.
    Term,
    /// A table cell.
    Cell,
    /// A short control or caption: button, label, legend, figcaption, caption.
    Label,
    /// Text of an attribute that people see or hear: alt, title, aria-label, placeholder, a button's value.
    Attribute,
    /// Text for machines that people see elsewhere: meta description, og:, twitter:, JSON-LD strings, front matter values.
    Meta,
    /// A fenced or indented code block, `<pre>`. Claims in it are never asserted.
    Code,
}

/// A table cell's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPlace {
    /// Index into [`Document::tables`].
    pub table: u32,
    /// Row, 0-based, header rows included.
    pub row: u32,
    /// First column, 0-based, column spans resolved.
    pub column: u32,
    /// Whether it is a header cell (`<th>`, Markdown's first row).
    pub header: bool,
}

/// A run of visible text that is read as one: inline markup and soft wraps inside it are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in [`Document::text`], without the [`BLOCK_END`].
    pub range: Range<u32>,
    /// The section it stands in. A heading stands in the section that it opens. 0 is the part before any heading.
    pub section: SectionId,
    /// The block that introduces it: for a list item (or a table cell) the paragraph, term or bold line right before the
    /// list or table; for an item of a nested list, the parent item's own text.
    pub lead_in: Option<BlockId>,
    /// For a list item, the index into [`Document::lists`].
    pub list: Option<u32>,
    /// For a table cell, its place.
    pub cell: Option<CellPlace>,
    /// The innermost container (`section`, `article`, `div`, `li`, `td` …), numbered in order of opening; 0 is the page.
    /// Sibling blocks of one container share it, which is how a price card is seen.
    pub group: u32,
    /// Depth of block quotes around it.
    pub quote: u8,
    /// The attribute, meta name or key that its text comes from (`alt`, `og:title`, `description`).
    pub origin: Option<String>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's block; `None` for section 0.
    pub heading: Option<BlockId>,
    /// 1 to 6; 0 for section 0.
    pub level: u8,
    /// The enclosing section; section 0 is its own parent.
    pub parent: SectionId,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Numbered or bulleted.
    pub ordered: bool,
    /// The blocks of its items' own texts, in order. An item with several paragraphs gives its first.
    pub items: Vec<BlockId>,
    /// The block right before it.
    pub lead_in: Option<BlockId>,
    /// Bytes in the source.
    pub source: Range<usize>,
}

/// A table. Every row has the same number of slots; a cell that spans several slots stands in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Slots, row by row; `None` where a row is short.
    pub rows: Vec<Vec<Option<BlockId>>>,
    /// How many of the first rows are header rows (0 or more).
    pub header_rows: u32,
    /// The block right before it.
    pub lead_in: Option<BlockId>,
    /// Bytes in the source.
    pub source: Range<usize>,
}

/// A comment addressed to this tool: `<!-- poslock: allow RULE -- reason -->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What follows `poslock:`, trimmed.
    pub text: String,
    /// The comment's bytes in the source.
    pub source: Range<usize>,
    /// The first block after it, if any.
    pub before: Option<BlockId>,
}

/// A parsed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Path relative to the root, with `/`.
    pub path: String,
    /// How it was read.
    pub format: Format,
    /// The source text (decoded, with its byte order mark if it had one).
    pub source: String,
    /// All visible text: blocks in order, each followed by [`BLOCK_END`].
    pub text: String,
    /// From `text` to `source`.
    pub map: OffsetMap,
    /// Blocks in order of their ranges.
    pub blocks: Vec<Block>,
    /// Sections in order; the first is the part before any heading.
    pub sections: Vec<Section>,
    /// Lists in order of their beginning.
    pub lists: Vec<List>,
    /// Tables in order of their beginning.
    pub tables: Vec<Table>,
    /// Inline code in `text` (`<code>`, `<kbd>`, backticks), ascending: names of things, not claims.
    pub code: Vec<Range<u32>>,
    /// Emphasised runs in `text` (bold, `<strong>`, `<b>`, `<em>`), ascending.
    pub emphasis: Vec<Range<u32>>,
    /// Runs in `text` that are struck out (`~~`, `<del>`, `<s>`, `<strike>`), ascending: said once and taken back.
    pub struck: Vec<Range<u32>>,
    /// Comments addressed to this tool, in order.
    pub directives: Vec<Directive>,
    /// The container around each container, by [`Block::group`] less one.
    pub group_parents: Vec<u32>,
}

/// Reads a document. `path` is relative to the root, with `/`; offsets in the result count bytes of `source`. Any text is
/// read, in time linear in its length.
pub fn parse(path: &str, format: Format, source: String) -> Document {
    let mut builder = build::Builder::new(&source);
    match format {
        Format::Markdown => markdown::read(&mut builder, &source),
        Format::Html => html::read(&mut builder, &source),
        Format::Plain => plain::read(&mut builder, &source),
    }
    let mut document = builder.finish(path, format);
    document.source = source;
    document
}

impl Document {
    /// The visible text of a block.
    pub fn block_text(&self, id: BlockId) -> &str {
        let r = &self.blocks[id as usize].range;
        &self.text[r.start as usize..r.end as usize]
    }

    /// The block that holds byte `at` of `text`.
    pub fn block_at(&self, at: usize) -> BlockId {
        let i = self.blocks.partition_point(|b| b.range.start as usize <= at);
        i.saturating_sub(1) as BlockId
    }

    /// The source bytes of a range of `text`.
    pub fn to_source(&self, text: Range<usize>) -> Range<usize> {
        self.map.to_source(text)
    }

    /// The container around a container; 0 for the page, and for those that stand in it.
    pub fn group_parent(&self, group: u32) -> u32 {
        let index = (group as usize).checked_sub(1);
        index.and_then(|i| self.group_parents.get(i).copied()).unwrap_or(0)
    }

    /// Whether a container is `around` or lies in it, at any depth.
    pub fn is_in_group(&self, group: u32, around: u32) -> bool {
        let mut at = group;
        // A container has a smaller number than those in it.
        while at > around {
            at = self.group_parent(at);
        }
        at == around
    }

    /// Headings above a section, innermost first.
    pub fn headings_above(&self, section: SectionId) -> impl Iterator<Item = BlockId> + '_ {
        let mut at = Some(section);
        std::iter::from_fn(move || {
            let here = at?;
            let s = self.sections.get(here as usize)?;
            at = (here != 0).then_some(s.parent);
            Some(s.heading)
        })
        .flatten()
    }
}
