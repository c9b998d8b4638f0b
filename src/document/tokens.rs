//! HTML tokens with exact places. html5gum decides where tags, comments and text begin and end; text and attribute values
//! are handed on as raw source, undecoded, so that their bytes and their offsets cannot drift apart.
//!
//! It must not know what an element means.

use std::cell::Cell;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, Reader, State, Tokenizer};
use memchr::{memchr, memchr2};

use super::tag::Attr;

/// What reads tokens. Offsets count from the beginning of the text that is read.
pub(super) trait Sink {
    /// Raw text: character references stand as they are written.
    fn text(&mut self, range: Range<usize>);
    /// A start tag; the answer is how to read on where its content is not markup.
    fn start(&mut self, tag: &StartTag<'_>) -> Option<State>;
    /// An end tag, its name in lower case.
    fn end(&mut self, name: &[u8], range: Range<usize>);
    /// A comment with its delimiters.
    fn comment(&mut self, range: Range<usize>);
    /// Whether `<![CDATA[` begins text here.
    fn in_foreign(&self) -> bool;
}

/// A start tag.
pub(super) struct StartTag<'t> {
    /// Its name in lower case.
    pub(super) name: &'t [u8],
    /// Its known attributes, each once, with their raw values.
    pub(super) attributes: &'t [(Attr, Range<usize>)],
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
    /// From `<` to `>`.
    pub(super) range: Range<usize>,
}

impl StartTag<'_> {
    /// The raw value of an attribute.
    pub(super) fn get(&self, attr: Attr) -> Option<Range<usize>> {
        self.attributes.iter().find(|(a, _)| *a == attr).map(|(_, value)| value.clone())
    }
}

/// Reads `text` to its end.
pub(super) fn read<S: Sink>(text: &str, sink: &mut S) {
    let at = Cell::new(0);
    let reader = Raw { bytes: text.as_bytes(), at: &at, quote: b'"' };
    let emitter = Spans {
        source: text,
        at: &at,
        sink,
        open_at: 0,
        text: 0..0,
        name: Name::new(),
        last_start: Name::new(),
        attribute: Name::new(),
        value: None,
        attributes: Vec::new(),
        is_end: false,
        self_closing: false,
    };
    let Ok(()) = Tokenizer::new_with_emitter(reader, emitter).finish();
}

/// Feeds the tokenizer. Bytes that matter only for decoding (`&`, NUL and `\r` in text and values) are not pointed out to
/// it, so text arrives in whole pieces of source.
///
/// Double quotes are given as single ones. html5gum 0.9.0 calls itself once for each attribute in double quotes, which ends
/// in a stack overflow after some ten thousand of them in one tag; values in single quotes go through its main loop.
struct Raw<'s> {
    bytes: &'s [u8],
    at: &'s Cell<usize>,
    /// The quote that was read last, as it stands in the source.
    quote: u8,
}

impl Reader for Raw<'_> {
    type Error = Infallible;

    #[inline]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let at = self.at.get();
        let Some(&byte) = self.bytes.get(at) else { return Ok(None) };
        self.at.set(at + 1);
        if matches!(byte, b'"' | b'\'') {
            self.quote = byte;
            return Ok(Some(b'\''));
        }
        Ok(Some(byte))
    }

    #[inline]
    fn try_read_string(&mut self, s: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let at = self.at.get();
        let found = self
            .bytes
            .get(at..at + s.len())
            .is_some_and(|t| if case_sensitive { t == s } else { t.eq_ignore_ascii_case(s) });
        if found {
            self.at.set(at + s.len());
        }
        Ok(found)
    }

    #[inline]
    fn read_until<'b>(&'b mut self, needle: &[u8], _: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Infallible> {
        let at = self.at.get();
        let rest = &self.bytes[at..];
        if rest.is_empty() {
            return Ok(None);
        }
        // Names and values without quotes.
        if needle.contains(&b'\t') {
            let len = rest.iter().position(|b| *b != b'&' && needle.contains(b)).map_or(rest.len(), |i| i.max(1));
            self.at.set(at + len);
            return Ok(Some(&rest[..len]));
        }
        let mut wanted = [0; 4];
        let mut n = 0;
        for &b in needle.iter().filter(|b| !matches!(b, b'&' | 0 | b'\r')).take(4) {
            wanted[n] = if b == b'\'' { self.quote } else { b };
            n += 1;
        }
        let found = match wanted[..n] {
            [] => None,
            [a] => memchr(a, rest),
            [a, b] => memchr2(a, b, rest),
            _ => rest.iter().position(|b| wanted[..n].contains(b)),
        };
        let len = found.map_or(rest.len(), |i| i.max(1));
        self.at.set(at + len);
        let is_quote = found == Some(0) && rest[0] == b'"';
        Ok(Some(if is_quote { b"'" } else { &rest[..len] }))
    }
}

/// A short name in lower case; a longer one is none of ours and is cut.
struct Name {
    bytes: [u8; 24],
    len: usize,
}

impl Name {
    const fn new() -> Self {
        Self { bytes: [0; 24], len: 0 }
    }

    fn push(&mut self, s: &[u8]) {
        let room = &mut self.bytes[self.len..];
        let n = s.len().min(room.len());
        room[..n].copy_from_slice(&s[..n]);
        self.len += n;
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Turns the tokenizer's calls into ranges.
struct Spans<'s, S> {
    source: &'s str,
    at: &'s Cell<usize>,
    sink: &'s mut S,
    /// Where the last `<` that may begin a token stands.
    open_at: usize,
    /// Text not yet handed on.
    text: Range<usize>,
    name: Name,
    last_start: Name,
    attribute: Name,
    value: Option<Range<usize>>,
    attributes: Vec<(Attr, Range<usize>)>,
    is_end: bool,
    self_closing: bool,
}

impl<S: Sink> Spans<'_, S> {
    /// The offset of a piece of the source; `None` for bytes that the tokenizer made itself.
    fn offset(&self, s: &[u8]) -> Option<usize> {
        let offset = (s.as_ptr() as usize).wrapping_sub(self.source.as_ptr() as usize);
        (offset < self.source.len()).then_some(offset)
    }

    fn flush_text(&mut self) {
        let mut text = std::mem::replace(&mut self.text, 0..0);
        while !self.source.is_char_boundary(text.start) {
            text.start += 1;
        }
        while !self.source.is_char_boundary(text.end) {
            text.end += 1;
        }
        if !text.is_empty() {
            self.sink.text(text);
        }
    }

    fn flush_attribute(&mut self) {
        let value = self.value.take();
        if let Some(attr) = Attr::of(self.attribute.as_bytes())
            && let Some(value) = value
            && !self.attributes.iter().any(|(a, _)| *a == attr)
        {
            self.attributes.push((attr, value));
        }
        self.attribute.len = 0;
    }

    fn begin_tag(&mut self, is_end: bool) {
        self.name.len = 0;
        self.attribute.len = 0;
        self.value = None;
        self.attributes.clear();
        self.is_end = is_end;
        self.self_closing = false;
    }
}

impl<S: Sink> Emitter for Spans<'_, S> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.len = 0;
        self.last_start.push(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush_text();
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, s: &[u8]) {
        if s.is_empty() {
            return;
        }
        // What the tokenizer hands back unread follows the text so far; a `<` that begins no tag stands where it stood.
        let start = self.offset(s).unwrap_or_else(|| match (s[0], self.text.is_empty()) {
            (b'<', _) => self.open_at,
            (_, false) => self.text.end,
            (_, true) => self.at.get().saturating_sub(s.len() + 1),
        });
        let end = (start + s.len()).min(self.source.len());
        if self.text.end == start && !self.text.is_empty() {
            self.text.end = end;
        } else {
            self.flush_text();
            self.text = start..end;
        }
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(true);
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush_text();
        self.flush_attribute();
        let range = self.open_at..self.at.get();
        if self.is_end {
            self.last_start.len = 0;
            self.sink.end(self.name.as_bytes(), range);
            return None;
        }
        let (name, attributes) = (self.name.as_bytes(), self.attributes.as_slice());
        let state = self.sink.start(&StartTag { name, attributes, self_closing: self.self_closing, range });
        std::mem::swap(&mut self.name, &mut self.last_start);
        state
    }

    fn emit_current_comment(&mut self) {
        self.flush_text();
        self.sink.comment(self.open_at..self.at.get());
    }

    fn emit_current_doctype(&mut self) {
        self.flush_text();
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, s: &[u8]) {
        self.name.push(s);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        self.flush_attribute();
    }

    fn push_attribute_name(&mut self, s: &[u8]) {
        self.attribute.push(s);
    }

    fn init_attribute_value(&mut self) {
        // The tokenizer stands behind the quote or behind the first byte of a value without quotes.
        if Attr::of(self.attribute.as_bytes()).is_none() {
            return;
        }
        let (at, bytes) = (self.at.get(), self.source.as_bytes());
        let (start, end) = if let quote @ (b'"' | b'\'') = bytes[at - 1] {
            (at, memchr(quote, &bytes[at..]).map(|i| at + i))
        } else {
            let is_end = |b: &u8| matches!(b, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ' | b'>');
            (at - 1, bytes[at - 1..].iter().position(is_end).map(|i| at - 1 + i))
        };
        self.value = Some(start..end.unwrap_or(bytes.len()));
    }

    fn push_attribute_value(&mut self, _: &[u8]) {}

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn start_open_tag(&mut self) {
        self.open_at = self.at.get() - 1;
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && self.last_start.len > 0 && self.last_start.as_bytes() == self.name.as_bytes()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.sink.in_foreign()
    }
}
