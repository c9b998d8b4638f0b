//! Lines and columns: from byte offsets to the way people count. It must not know what the text means.

use crate::finding::Position;

/// Bytes between two places at which characters are counted in advance. A column is found by reading few more than this.
const STEP: usize = 4096;

/// The line starts of one text. Lines end at `\n`, `\r\n` or a lone `\r`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters and UTF-16 units before each multiple of [`STEP`]; empty where no line is longer than that.
    marks: Vec<Count>,
    text: std::sync::Arc<str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Count {
    chars: usize,
    utf16: usize,
}

impl Count {
    fn of(bytes: &[u8]) -> Self {
        // A character begins at each byte that continues none; those of four bytes take two UTF-16 units.
        let chars = bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count();
        Self { chars, utf16: chars + bytes.iter().filter(|b| **b >= 0xF0).count() }
    }

    const fn plus(self, other: Self) -> Self {
        Self { chars: self.chars + other.chars, utf16: self.utf16 + other.utf16 }
    }

    const fn minus(self, other: Self) -> Self {
        Self { chars: self.chars - other.chars, utf16: self.utf16 - other.utf16 }
    }
}

impl LineIndex {
    /// Indexes a text, which it keeps.
    pub fn new(text: impl Into<std::sync::Arc<str>>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut from = 0;
        let mut longest = 0;
        while let Some(i) = memchr::memchr2(b'\n', b'\r', &bytes[from..]) {
            let mut next = from + i + 1;
            if bytes[from + i] == b'\r' && bytes.get(next) == Some(&b'\n') {
                next += 1;
            }
            starts.push(next as u32);
            longest = longest.max(next - from);
            from = next;
        }
        longest = longest.max(bytes.len() - from);
        let marks = if longest > STEP { marks(bytes) } else { Vec::new() };
        Self { starts, marks, text }
    }

    /// The position of byte `at`; past the end counts as the end, inside a character as its beginning. A leading byte order
    /// mark takes no column.
    pub fn position(&self, at: usize) -> Position {
        let (byte, line, before) = self.before(at);
        Position { byte, line, column: before.chars + 1 }
    }

    /// The column of byte `at`, 1-based, in UTF-16 code units, as editors count; otherwise like [`Self::position`].
    pub fn utf16_column(&self, at: usize) -> usize {
        self.before(at).2.utf16 + 1
    }

    // The beginning of the character at `at`, its line, and what stands before it in the line.
    fn before(&self, at: usize) -> (usize, usize, Count) {
        let mut byte = at.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&s| s as usize <= byte);
        let mut start = self.starts[line - 1] as usize;
        if line == 1 && byte > 0 && self.text.starts_with('\u{FEFF}') {
            start = '\u{FEFF}'.len_utf8();
        }
        let count = if byte - start <= STEP {
            Count::of(&self.text.as_bytes()[start..byte])
        } else {
            self.up_to(byte).minus(self.up_to(start))
        };
        (byte, line, count)
    }

    fn up_to(&self, byte: usize) -> Count {
        let mark = byte / STEP;
        self.marks[mark].plus(Count::of(&self.text.as_bytes()[mark * STEP..byte]))
    }

    /// Bytes of line `line` (1-based) with its line ending; empty, at the end, for a line that is not there.
    pub fn line(&self, line: usize) -> std::ops::Range<usize> {
        let start_of = |i: usize| self.starts.get(i).map_or(self.text.len(), |&s| s as usize);
        start_of(line.saturating_sub(1))..start_of(line.max(1))
    }

    /// The text that is indexed.
    pub fn text(&self) -> std::sync::Arc<str> {
        std::sync::Arc::clone(&self.text)
    }

    /// How many lines there are, at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

fn marks(bytes: &[u8]) -> Vec<Count> {
    let mut sum = Count::default();
    let mut marks = vec![sum];
    for step in bytes.chunks_exact(STEP) {
        sum = sum.plus(Count::of(step));
        marks.push(sum);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_and_all_line_endings() {
        let index = LineIndex::new("\u{FEFF}ab\r\nلا x\ry\n");
        assert_eq!(index.count(), 4);
        let at = |byte| {
            let p = index.position(byte);
            (p.line, p.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 1));
        assert_eq!(at(4), (1, 2));
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(11), (2, 3));
        assert_eq!(at(14), (3, 1));
        assert_eq!(at(999), (4, 1));
    }

    #[test]
    fn a_line_is_its_bytes_with_its_ending() {
        let index = LineIndex::new("ab\ncd");
        assert_eq!((index.line(0), index.line(1), index.line(2), index.line(3)), (0..3, 0..3, 3..5, 5..5));
    }

    #[test]
    fn columns_of_long_lines_agree_with_counting() {
        let text = format!("\u{FEFF}{}\n{}", "aغ😀".repeat(3000), "غ😀b".repeat(5000));
        let index = LineIndex::new(text.as_str());
        for (at, _) in text.char_indices().step_by(97).chain([(3, ' '), (4, ' '), (text.len(), ' ')]) {
            let start = text[..at].rfind('\n').map_or(if at > 0 { 3 } else { 0 }, |i| i + 1);
            let head = &text[start..at];
            assert_eq!(index.position(at).column, head.chars().count() + 1, "{at}");
            assert_eq!(index.utf16_column(at), head.encode_utf16().count() + 1, "{at}");
        }
    }

    #[test]
    fn a_column_far_into_one_long_line_reads_only_a_step() {
        let text: String = "x غ".repeat(2_500_000);
        let index = LineIndex::new(text.as_str());
        // Ten million bytes a call would take minutes here.
        for i in 0..100_000 {
            let at = text.len() - 4 * i;
            assert_eq!(index.position(at).column, at / 4 * 3 + 1);
        }
    }
}
