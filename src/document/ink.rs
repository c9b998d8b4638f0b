//! Visible text being written: white space collapses, control characters become spaces, and every byte keeps its way back
//! to the source. It must not know what a block or a tag is.

use std::ops::Range;

use super::{BLOCK_END, LINE_BREAK};
use crate::source::map::OffsetMap;

/// The text of a document while it grows, one block at a time.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub(super) text: String,
    pub(super) map: OffsetMap,
    /// Where the block being written begins; `None` between blocks.
    start: Option<usize>,
    /// White space that has been read and is written only if a visible character follows in the same block.
    pending: Option<Range<usize>>,
    pub(super) code: Runs,
    pub(super) emphasis: Runs,
    pub(super) struck: Runs,
}

/// Ranges of text inside some inline markup. Nested markup gives one range.
#[derive(Debug, Default)]
pub(super) struct Runs {
    depth: u32,
    from: Option<usize>,
    pub(super) done: Vec<Range<u32>>,
}

impl Runs {
    /// Markup begins; the range begins with the next visible character.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    /// Markup ends at byte `at` of the text.
    pub(super) fn leave(&mut self, at: usize) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.close(at);
        }
    }

    fn close(&mut self, at: usize) {
        if let Some(from) = self.from.take()
            && from < at
        {
            self.done.push(from as u32..at as u32);
        }
    }

    fn visible(&mut self, at: usize) {
        if self.depth > 0 && self.from.is_none() {
            self.from = Some(at);
        }
    }
}

/// Whether a character cannot begin or end a block: white space, a control character or a stray byte order mark.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{FEFF}'
}

/// Length in bytes of the space, line ending or control character at `bytes[i]`, 0 where another character stands there.
fn gap_len(bytes: &[u8], i: usize) -> usize {
    match bytes[i] {
        0..=b' ' | 0x7F => 1,
        // U+0080 to U+009F
        0xC2 if bytes.get(i + 1).is_some_and(|&b| b < 0xA0) => 2,
        _ => 0,
    }
}

// Whether text can be copied as it is: no control character, no two spaces in a row. Without an early exit or a branch, so
// that it runs on whole vectors.
fn is_clean(bytes: &[u8]) -> bool {
    let control = bytes.iter().fold(0, |bad, &b| bad | u8::from(b < b' ') | u8::from(b == 0x7F));
    let pairs = bytes.iter().zip(&bytes[1..]).fold(0, |bad, (&a, &b)| {
        let spaces = u8::from(a == b' ') & u8::from(b == b' ');
        let control = u8::from(a == 0xC2) & u8::from(b < 0xA0);
        bad | spaces | control
    });
    control | pairs == 0
}

impl Ink {
    /// A text that will not outgrow `len` bytes by much.
    pub(super) fn with_capacity(len: usize) -> Self {
        Self { text: String::with_capacity(len), ..Self::default() }
    }

    /// Whether a block is being written, that is, holds a visible character.
    pub(super) const fn is_open(&self) -> bool {
        self.start.is_some()
    }

    /// Begins a block. A visible character must follow.
    pub(super) fn open(&mut self) {
        self.start = Some(self.text.len());
        self.pending = None;
    }

    /// Ends the block, without white space at its end, and gives its range.
    pub(super) fn close(&mut self) -> Option<Range<u32>> {
        let start = self.start.take()?;
        self.pending = None;
        let end = start + self.text[start..].trim_end_matches(is_blank).len();
        if end < self.text.len() {
            self.text.truncate(end);
            self.map.truncate(end);
        }
        for runs in [&mut self.code, &mut self.emphasis, &mut self.struck] {
            runs.close(end);
            while let Some(last) = runs.done.last_mut()
                && last.end as usize > end
            {
                last.end = end as u32;
                if last.start < last.end {
                    break;
                }
                runs.done.pop();
            }
        }
        let source = self.map.source_end();
        self.text.push(BLOCK_END);
        self.map.push_atom(BLOCK_END.len_utf8(), source..source);
        Some(start as u32..end as u32)
    }

    fn visible(&mut self) {
        if let Some(gap) = self.pending.take() {
            self.text.push(' ');
            self.map.push_atom(1, gap);
        }
        self.code.visible(self.text.len());
        self.emphasis.visible(self.text.len());
        self.struck.visible(self.text.len());
    }

    /// White space stands at `source`.
    pub(super) fn space(&mut self, source: Range<usize>) {
        if self.is_open() && self.pending.is_none() && !self.text.ends_with(LINE_BREAK) {
            self.pending = Some(source);
        }
    }

    /// A line ends at `source`.
    pub(super) fn line_break(&mut self, source: Range<usize>) {
        if self.is_open() {
            self.pending = None;
            self.text.push(LINE_BREAK);
            self.map.push_atom(LINE_BREAK.len_utf8(), source);
        }
    }

    /// Text that stands literally at byte `at` of the source; white space collapses.
    pub(super) fn run(&mut self, text: &str, at: usize) {
        let bytes = text.as_bytes();
        let is_gap = |b: &u8| *b <= b' ' || *b == 0x7F;
        let Some(first) = bytes.iter().position(|b| !is_gap(b)) else {
            if !bytes.is_empty() {
                self.space(at..at + bytes.len());
            }
            return;
        };
        let end = bytes.iter().rposition(|b| !is_gap(b)).map_or(first, |i| i + 1);
        if first > 0 {
            self.space(at..at + first);
        }
        self.visible();
        let body = &text[first..end];
        if is_clean(body.as_bytes()) {
            self.text.push_str(body);
            self.map.push_linear(body.len(), at + first);
        } else {
            self.collapse(body, at + first);
        }
        if end < bytes.len() {
            self.space(at + end..at + bytes.len());
        }
    }

    fn collapse(&mut self, body: &str, at: usize) {
        let bytes = body.as_bytes();
        let (mut from, mut i) = (0, 0);
        while i < bytes.len() {
            let mut end = i;
            while end < bytes.len()
                && let gap @ 1.. = gap_len(bytes, end)
            {
                end += gap;
            }
            if end == i || (end == i + 1 && bytes[i] == b' ') {
                i += 1;
                continue;
            }
            self.copy(&body[from..i], at + from);
            self.text.push(' ');
            self.map.push_atom(1, at + i..at + end);
            (from, i) = (end, end);
        }
        self.copy(&body[from..], at + from);
    }

    fn copy(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.map.push_linear(text.len(), at);
    }

    /// Preformatted text: line endings break lines, other control characters are spaces, nothing collapses.
    pub(super) fn verbatim(&mut self, text: &str, at: usize) {
        let bytes = text.as_bytes();
        let (mut from, mut i) = (0, 0);
        while i < bytes.len() {
            let gap = gap_len(bytes, i);
            if gap == 0 || bytes[i] == b' ' {
                i += 1;
                continue;
            }
            if from < i {
                self.visible();
                self.copy(&text[from..i], at + from);
            }
            let end = if bytes[i..].starts_with(b"\r\n") { i + 2 } else { i + gap };
            if matches!(bytes[i], b'\n' | b'\r') {
                self.line_break(at + i..at + end);
            } else {
                self.visible();
                self.text.push(' ');
                self.map.push_atom(1, at + i..at + end);
            }
            (from, i) = (end, end);
        }
        if from < bytes.len() {
            self.visible();
            self.copy(&text[from..], at + from);
        }
    }

    /// Characters each of which stands for the whole of `source`: a character reference, an escape. `pre` keeps white space.
    pub(super) fn atom(&mut self, text: &str, source: Range<usize>, pre: bool) {
        for c in text.chars() {
            let source = source.clone();
            let plain_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') || c.is_control();
            match c {
                '\n' | '\r' if pre => self.line_break(source),
                _ if plain_space && !pre => self.space(source),
                _ => {
                    self.visible();
                    let c = if plain_space { ' ' } else { c };
                    self.text.push(c);
                    self.map.push_atom(c.len_utf8(), source);
                }
            }
        }
    }
}
