//! HTML: pages, fragments, and the HTML inside Markdown. Elements become frames of the builder, attributes that people see
//! or hear become blocks of their own.
//!
//! It must not know where the text stands in a file: offsets are moved by a base.

use std::ops::Range;

use html5gum::State;

use super::build::Builder;
use super::tag::{Attr, Tag};
use super::tokens::{self, Sink, StartTag};
use super::{BlockKind, json, meta};

/// Reads a page or a fragment.
pub(super) fn read(builder: &mut Builder<'_>, source: &str) {
    let from = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    feed(builder, &source[from..], from);
}

/// Reads a piece of HTML that stands at byte `base` of the source. Elements may stay open.
pub(super) fn feed(builder: &mut Builder<'_>, text: &str, base: usize) {
    let in_json = false;
    tokens::read(text, &mut Html { builder, text, base, in_json, in_svg_title: false });
}

struct Html<'b, 's, 't> {
    builder: &'b mut Builder<'s>,
    text: &'t str,
    base: usize,
    /// Inside `<script type="application/ld+json">`.
    in_json: bool,
    /// Inside an SVG's `<title>` or `<desc>`: heard, but not in the flow of the text.
    in_svg_title: bool,
}

impl Html<'_, '_, '_> {
    fn value(&self, tag: &StartTag<'_>, attr: Attr) -> Option<&str> {
        self.text.get(tag.get(attr)?)
    }

    fn span(&self, tag: &StartTag<'_>, attr: Attr) -> u32 {
        let Some(value) = self.value(tag, attr) else { return 1 };
        let digits = value.trim_ascii().bytes().take_while(u8::is_ascii_digit);
        let n = digits.fold(0_u32, |n, d| n.saturating_mul(10).saturating_add(u32::from(d - b'0')));
        // A row span of zero reaches to the end of the table.
        if n == 0 && attr == Attr::Rowspan { u32::MAX } else { n.max(1) }
    }

    fn is_type(&self, tag: &StartTag<'_>, wanted: &[&str]) -> bool {
        let kind = self.value(tag, Attr::Type).unwrap_or_default().trim_ascii();
        wanted.iter().any(|w| kind.eq_ignore_ascii_case(w))
    }

    /// Opens an element, after what its beginning implies has been closed.
    fn open(&mut self, tag: Tag, t: &StartTag<'_>) {
        let at = self.base + t.range.start;
        let b = &mut *self.builder;
        match tag {
            Tag::Li => _ = b.close(Tag::Li, at),
            Tag::Dt | Tag::Dd => _ = b.close(Tag::Dt, at) || b.close(Tag::Dd, at),
            Tag::Option => _ = b.close(Tag::Option, at),
            Tag::Optgroup => _ = b.close(Tag::Option, at) || b.close(Tag::Optgroup, at),
            Tag::Thead | Tag::Tbody | Tag::Tr | Tag::Td | Tag::Th => {
                b.close(Tag::Caption, at);
                _ = b.close(Tag::Td, at) || b.close(Tag::Th, at);
                if !tag.is_cell() {
                    b.close(Tag::Tr, at);
                }
                if matches!(tag, Tag::Thead | Tag::Tbody) {
                    _ = b.close(Tag::Thead, at) || b.close(Tag::Tbody, at);
                }
            }
            _ if tag.is_heading() && b.frames.last().is_some_and(|f| f.tag.is_heading() && !f.markdown) => {
                b.close(tag, at);
            }
            _ => {}
        }
        if !matches!(tag, Tag::Button | Tag::Label | Tag::SvgText | Tag::Select | Tag::Textarea | Tag::ForeignObject) {
            b.close(Tag::P, at);
        }
        let spans = if tag.is_cell() { (self.span(t, Attr::Colspan), self.span(t, Attr::Rowspan)) } else { (1, 1) };
        self.builder.open(tag, at, false, spans);
    }

    fn attributes(&mut self, tag: Tag, t: &StartTag<'_>) {
        for (attr, range) in t.attributes {
            let seen = match (attr, tag) {
                (Attr::Value, Tag::Input) if self.is_type(t, &["submit", "button", "reset"]) => Some("value"),
                (Attr::Value, Tag::Button) => Some("value"),
                (Attr::Label, Tag::Option | Tag::Optgroup) => Some("label"),
                (Attr::Label, Tag::Other) if t.name == b"track" => Some("label"),
                (Attr::Summary, Tag::Table) => Some("summary"),
                (Attr::Title, Tag::Other) if t.name == b"link" => None,
                _ => attr.seen(),
            };
            if let (Some(origin), Some(value)) = (seen, self.text.get(range.clone())) {
                self.builder.aside(BlockKind::Attribute, origin);
                self.builder.aside_html(value, self.base + range.start, true);
            }
        }
    }

    fn meta(&mut self, t: &StartTag<'_>) {
        let name = [Attr::Name, Attr::Property, Attr::Itemprop].into_iter().find_map(|a| self.value(t, a));
        if let (Some(name), Some(range)) = (name, t.get(Attr::Content))
            && let Some(value) = self.text.get(range.clone())
            && let Some(origin) = meta::origin(name, value)
        {
            self.builder.aside(BlockKind::Meta, &origin);
            self.builder.aside_html(value, self.base + range.start, true);
        }
    }
}

impl Sink for Html<'_, '_, '_> {
    fn text(&mut self, range: Range<usize>) {
        let Some(text) = self.text.get(range.clone()) else { return };
        let at = self.base + range.start;
        if self.in_json {
            json::strings(self.builder, text, at);
        } else if self.in_svg_title {
            self.builder.aside_html(text, at, false);
        } else {
            self.builder.html_text(text, at);
        }
    }

    fn start(&mut self, t: &StartTag<'_>) -> Option<State> {
        if self.builder.skip.is_some() {
            return None;
        }
        let in_svg = self.builder.context.in_svg;
        let tag = Tag::of(t.name, in_svg);
        let range = self.base + t.range.start..self.base + t.range.end;
        let may_stay = matches!(tag, Tag::Other | Tag::SvgTitle | Tag::SvgText | Tag::Tspan | Tag::Svg)
            || matches!(tag, Tag::Script | Tag::Style | Tag::ForeignObject);
        if in_svg && !may_stay {
            // HTML elements end an SVG that was left open (HTML, "parsing of tokens in foreign content").
            self.builder.close(Tag::Svg, range.start);
        } else if in_svg && t.self_closing {
            self.attributes(tag, t);
            return None;
        }
        match tag {
            Tag::Other => {}
            Tag::Break => {
                self.builder.close(Tag::P, range.start);
                self.builder.end_block();
            }
            Tag::Hr => {
                self.builder.close(Tag::P, range.start);
                self.builder.end_block();
                self.builder.forget_lead_in();
            }
            Tag::Br => self.builder.line_break(range),
            Tag::Object | Tag::Input => self.builder.space(range),
            Tag::Tspan => {
                if t.get(Attr::X).is_some() || t.get(Attr::Dy).is_some() {
                    self.builder.space(range);
                }
            }
            Tag::Meta => self.meta(t),
            Tag::Script | Tag::Style => {
                self.builder.skip = Some(tag);
                self.in_json = tag == Tag::Script && self.is_type(t, &["application/ld+json"]);
            }
            Tag::Svg => {
                self.builder.space(range);
                self.builder.open_svg();
            }
            Tag::SvgTitle => {
                self.in_svg_title = true;
                self.builder.aside(BlockKind::Label, if t.name == b"desc" { "desc" } else { "title" });
            }
            _ if tag.is_inline() => self.builder.open_inline(tag, false),
            _ => self.open(tag, t),
        }
        if !t.attributes.is_empty() {
            self.attributes(tag, t);
        }
        match tag {
            Tag::Script if !in_svg => Some(State::ScriptData),
            Tag::Style if !in_svg => Some(State::RawText),
            Tag::Title | Tag::Textarea => Some(State::RcData),
            Tag::Xmp => Some(if t.name == b"plaintext" { State::PlainText } else { State::RawText }),
            _ => None,
        }
    }

    fn end(&mut self, name: &[u8], range: Range<usize>) {
        let tag = Tag::of(name, self.builder.context.in_svg);
        let range = self.base + range.start..self.base + range.end;
        if let Some(skipped) = self.builder.skip {
            if tag == skipped {
                self.builder.skip = None;
                self.in_json = false;
            }
            return;
        }
        match tag {
            Tag::Other | Tag::Object | Tag::Input | Tag::Hr | Tag::Meta | Tag::Script | Tag::Style | Tag::Tspan => {}
            Tag::Br => self.builder.line_break(range),
            Tag::Break => self.builder.end_block(),
            Tag::SvgTitle => self.in_svg_title = false,
            _ => {
                if !self.builder.close(tag, range.end) && !tag.is_inline() && tag != Tag::Svg {
                    self.builder.end_block();
                }
            }
        }
    }

    fn comment(&mut self, range: Range<usize>) {
        if let Some(comment) = self.text.get(range.clone()) {
            self.builder.comment(comment, self.base + range.start);
        }
    }

    fn in_foreign(&self) -> bool {
        self.builder.context.in_svg
    }
}
