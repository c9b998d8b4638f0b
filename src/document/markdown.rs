//! `CommonMark` with tables, footnotes, strikethrough, task lists, heading attributes, definition lists, front matter, and the
//! HTML inside it.
//!
//! pulldown-cmark says what stands where; text that is written as it reads keeps its offsets, what is escaped or encoded
//! stands for its source as a whole. It must not know what any text means.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag as Md, TagEnd};

use super::build::Builder;
use super::tag::Tag;
use super::{BlockKind, front, html};

/// Reads a document.
pub(super) fn read(builder: &mut Builder<'_>, source: &str) {
    let bom = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let base = front::read(builder, source, bom);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let events = Parser::new_ext(&source[base..], options).into_offset_iter();
    // Titles of link definitions belong to no place in the text.
    let mut definitions: Vec<_> = events
        .reference_definitions()
        .iter()
        .filter_map(|(_, d)| Some((d.span.start + base..d.span.end + base, d.title.as_deref()?.to_owned())))
        .collect();
    definitions.sort_by_key(|(span, _)| span.start);
    let mut reader = Reader { builder, source, html: Vec::new(), paragraph: 0, images: 0, last_ends: [None; 2] };
    for (event, range) in events {
        reader.event(event, range.start + base..range.end + base);
    }
    for (span, title) in definitions {
        reader.title(&title, span);
    }
}

struct Reader<'b, 's, 't> {
    builder: &'b mut Builder<'s>,
    source: &'t str,
    /// Lines of the HTML block being read.
    html: Vec<Range<usize>>,
    /// Frames that were open when the paragraph began.
    paragraph: usize,
    /// Depth of images around the text, which is then their alternative text.
    images: u32,
    /// Where the last `</script` and `</style` stand, once known.
    last_ends: [Option<usize>; 2],
}

impl Reader<'_, '_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::Html(_) => self.html.push(range),
            Event::InlineHtml(_) if self.images > 0 => {}
            Event::InlineHtml(_) => html::feed(self.builder, &self.source[range.clone()], range.start),
            Event::SoftBreak | Event::HardBreak if self.images > 0 => self.builder.aside_piece(" ", range),
            Event::SoftBreak => self.builder.space(range),
            Event::HardBreak => self.builder.line_break(range),
            Event::Rule => {
                self.builder.end_block();
                self.builder.forget_lead_in();
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.images > 0 {
            self.builder.aside_piece(text, range);
        } else {
            self.builder.decoded(text, range);
        }
    }

    fn start(&mut self, tag: Md<'_>, range: Range<usize>) {
        let at = range.start;
        match tag {
            Md::Paragraph => {
                self.builder.end_block();
                self.paragraph = self.builder.frames.len();
            }
            Md::HtmlBlock => {
                self.builder.end_block();
                self.html.clear();
            }
            Md::Emphasis => self.builder.open_inline(Tag::Em, true),
            Md::Strong => self.builder.open_inline(Tag::Strong, true),
            Md::Strikethrough => self.builder.open_inline(Tag::Del, true),
            Md::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.builder.open_inline(Tag::Code, true);
            }
            Md::Image { link_type, title, .. } => {
                if self.images == 0 {
                    if link_type == LinkType::Inline {
                        self.title(&title, range.clone());
                    }
                    self.builder.space(range);
                    self.builder.aside(BlockKind::Attribute, "alt");
                }
                self.images += 1;
            }
            Md::Link { link_type, title, .. } => {
                // Read before the text of the link, which would not tell it from the title.
                if link_type == LinkType::Inline && self.images == 0 {
                    self.title(&title, range);
                }
            }
            Md::TableHead => {
                self.builder.open(Tag::Thead, at, true, (1, 1));
                self.builder.open(Tag::Tr, at, true, (1, 1));
            }
            tag => {
                if let Some(tag) = container(tag.to_end()) {
                    self.builder.open(tag, at, true, (1, 1));
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let at = range.end;
        match tag {
            TagEnd::Paragraph => {
                self.builder.end_block();
                self.builder.close_to(self.paragraph, at);
                self.builder.skip = None;
            }
            TagEnd::HtmlBlock => self.html_block(at),
            TagEnd::Emphasis => self.builder.close_markdown(Tag::Em, at),
            TagEnd::Strong => self.builder.close_markdown(Tag::Strong, at),
            TagEnd::Strikethrough => self.builder.close_markdown(Tag::Del, at),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            // Only autolinks opened a frame; any other link has none directly around its end.
            TagEnd::Link => {
                if self.builder.frames.last().is_some_and(|f| f.markdown && f.tag == Tag::Code) {
                    self.builder.close_markdown(Tag::Code, at);
                }
            }
            TagEnd::TableHead => {
                self.builder.close_markdown(Tag::Tr, at);
                self.builder.close_markdown(Tag::Thead, at);
            }
            tag => {
                if let Some(tag) = container(tag) {
                    self.builder.close_markdown(tag, at);
                    self.builder.skip = None;
                }
            }
        }
    }

    fn code(&mut self, text: &str, range: Range<usize>) {
        let inner = code_span(self.source, range);
        if self.images > 0 {
            return self.builder.aside_piece(text, inner);
        }
        self.builder.open_inline(Tag::Code, true);
        if text.len() == inner.len() {
            // Line endings inside read as spaces, which they are in the text anyway.
            self.builder.text(&self.source[inner.clone()], inner.start);
        } else {
            self.aligned(text, inner.clone());
        }
        self.builder.close_markdown(Tag::Code, inner.end);
    }

    /// Text whose source holds more than it: an escaped pipe in a table, the marks of a block quote at each line.
    fn aligned(&mut self, text: &str, source: Range<usize>) {
        let bytes = self.source.as_bytes();
        let mut at = source.start;
        let mut run = 0..0;
        let mut run_at = at;
        for (i, c) in text.char_indices() {
            let end = i + c.len_utf8();
            let mut found = at;
            while found < source.end && !self.source[found..].starts_with(c) && !(c == ' ' && bytes[found] == b'\n') {
                found += 1;
                while !self.source.is_char_boundary(found) {
                    found += 1;
                }
            }
            if found >= source.end {
                break;
            }
            if found != at || run.is_empty() {
                self.builder.text(&text[run.clone()], run_at);
                (run, run_at) = (i..i, found);
            }
            run.end = end;
            at = found + if c == ' ' { 1 } else { c.len_utf8() };
        }
        self.builder.text(&text[run.clone()], run_at);
        self.builder.decoded(&text[run.end..], at.min(source.end)..source.end);
    }

    /// A title, which stands at the end of `range`, of whose beginning the text is not sure.
    fn title(&mut self, title: &str, range: Range<usize>) {
        if title.is_empty() {
            return;
        }
        self.builder.aside(BlockKind::Attribute, "title");
        match self.source[range.clone()].rfind(title) {
            Some(i) => self.builder.aside_piece(title, range.start + i..range.start + i + title.len()),
            None => self.builder.aside_piece(title, range),
        }
    }

    /// Reads the lines of an HTML block as one piece. What stands between them (quote marks, indentation) is blanked out.
    fn html_block(&mut self, at: usize) {
        let (Some(start), Some(end)) = (self.html.first().map(|r| r.start), self.html.last().map(|r| r.end)) else {
            return;
        };
        if self.html.windows(2).all(|w| w[0].end == w[1].start) {
            html::feed(self.builder, &self.source[start..end], start);
        } else {
            let mut text = String::with_capacity(end - start);
            for line in &self.html {
                while text.len() < line.start - start {
                    text.push(' ');
                }
                text.push_str(&self.source[line.clone()]);
            }
            html::feed(self.builder, &text, start);
        }
        self.html.clear();
        self.builder.end_block();
        // Markdown goes on inside an element that is closed in a later block, but not inside a script that never ends.
        if let Some(tag) = self.builder.skip
            && self.last_end(tag) < at
        {
            self.builder.skip = None;
        }
    }

    /// Where the last end tag of `script` or `style` stands, 0 without any; searched for once.
    fn last_end(&mut self, tag: Tag) -> usize {
        let (slot, name) = match tag {
            Tag::Script => (0, b"</script".as_slice()),
            _ => (1, b"</style".as_slice()),
        };
        let source = self.source.as_bytes();
        *self.last_ends[slot]
            .get_or_insert_with(|| source.windows(name.len()).rposition(|w| w.eq_ignore_ascii_case(name)).unwrap_or(0))
    }
}

/// The container that a Markdown element is, as HTML would have it.
fn container(tag: TagEnd) -> Option<Tag> {
    Some(match tag {
        TagEnd::Heading(level) => Tag::heading(level as u8),
        TagEnd::BlockQuote(_) => Tag::Blockquote,
        TagEnd::CodeBlock => Tag::Pre,
        TagEnd::List(true) => Tag::Ol,
        TagEnd::List(false) => Tag::Ul,
        TagEnd::Item => Tag::Li,
        TagEnd::FootnoteDefinition => Tag::Footnote,
        TagEnd::DefinitionList => Tag::Dl,
        TagEnd::DefinitionListTitle => Tag::Dt,
        TagEnd::DefinitionListDefinition => Tag::Dd,
        TagEnd::Table => Tag::Table,
        TagEnd::TableRow => Tag::Tr,
        TagEnd::TableCell => Tag::Td,
        _ => return None,
    })
}

/// The inside of a code span: without its backticks and the one space next to them on both sides.
fn code_span(source: &str, range: Range<usize>) -> Range<usize> {
    let bytes = &source.as_bytes()[range.clone()];
    let ticks = bytes.iter().take_while(|b| **b == b'`').count();
    if ticks * 2 >= bytes.len() {
        return range;
    }
    let inner = range.start + ticks..range.end - ticks;
    let text = &source[inner.clone()];
    let is_padding = |b: Option<&u8>| matches!(b, Some(b' ' | b'\n' | b'\r'));
    let (first, last) = (text.as_bytes().first(), text.as_bytes().last());
    if is_padding(first) && is_padding(last) && !text.trim().is_empty() {
        let lead = if text.starts_with("\r\n") { 2 } else { 1 };
        let trail = if text.ends_with("\r\n") { 2 } else { 1 };
        return inner.start + lead..inner.end - trail;
    }
    inner
}
