//! What documents look like to rules, format by format.

mod hostile;
mod html;
mod markdown;
mod meta;
mod plain;

use super::{Block, BlockKind, Document, Format, parse};

pub(super) fn md(source: &str) -> Document {
    parse("page.md", Format::Markdown, source.to_owned())
}

pub(super) fn html(source: &str) -> Document {
    parse("page.html", Format::Html, source.to_owned())
}

/// `kind text` of each block; headings as `h2`.
pub(super) fn shown(d: &Document) -> Vec<String> {
    let show = |(i, b): (usize, &Block)| {
        let kind = match b.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            kind => format!("{kind:?}").to_lowercase(),
        };
        let origin = b.origin.as_ref().map(|o| format!("[{o}]")).unwrap_or_default();
        format!("{kind}{origin} {}", d.block_text(i as u32))
    };
    d.blocks.iter().enumerate().map(show).collect()
}

/// The block whose text is this.
pub(super) fn block<'d>(d: &'d Document, text: &str) -> &'d Block {
    &d.blocks[id(d, text) as usize]
}

pub(super) fn id(d: &Document, text: &str) -> u32 {
    let found = (0..d.blocks.len() as u32).find(|i| d.block_text(*i) == text);
    found.unwrap_or_else(|| panic!("no block {text:?} in {:?}", shown(d)))
}

/// The text of what introduces the block whose text is this.
pub(super) fn lead_in<'d>(d: &'d Document, text: &str) -> Option<&'d str> {
    block(d, text).lead_in.map(|b| d.block_text(b))
}

/// The source of the first place where `text` stands in the document's text.
pub(super) fn source_of<'d>(d: &'d Document, text: &str) -> &'d str {
    let at = d.text.find(text).unwrap_or_else(|| panic!("no {text:?} in {:?}", d.text));
    &d.source[d.to_source(at..at + text.len())]
}

pub(super) fn texts<'d>(d: &'d Document, ranges: &[std::ops::Range<u32>]) -> Vec<&'d str> {
    ranges.iter().map(|r| &d.text[r.start as usize..r.end as usize]).collect()
}

/// A table's slots as texts; `-` where one is empty.
pub(super) fn slots(d: &Document, table: usize) -> Vec<Vec<&str>> {
    let text = |b: &Option<u32>| b.map_or("-", |b| d.block_text(b));
    d.tables[table].rows.iter().map(|row| row.iter().map(text).collect()).collect()
}
