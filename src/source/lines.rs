//! Lines and columns: from byte offsets to the way people count. It must not know what the text means.

use crate::finding::Position;

/// The line starts of one text. Lines end at `\n`, `\r\n` or a lone `\r`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    text: std::sync::Arc<str>,
}

impl LineIndex {
    /// Indexes a text, which it keeps.
    pub fn new(text: impl Into<std::sync::Arc<str>>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut from = 0;
        while let Some(i) = memchr::memchr2(b'\n', b'\r', &bytes[from..]) {
            let mut next = from + i + 1;
            if bytes[from + i] == b'\r' && bytes.get(next) == Some(&b'\n') {
                next += 1;
            }
            starts.push(next as u32);
            from = next;
        }
        Self { starts, text }
    }

    /// The position of byte `at`; past the end counts as the end, inside a character as its beginning. A leading byte order
    /// mark takes no column.
    pub fn position(&self, at: usize) -> Position {
        let mut byte = at.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&s| s as usize <= byte);
        let start = self.starts[line - 1] as usize;
        let head = &self.text[start..byte];
        let head = if line == 1 { head.strip_prefix('\u{FEFF}').unwrap_or(head) } else { head };
        Position { byte, line, column: head.chars().count() + 1 }
    }

    /// Bytes of line `line` (1-based) with its line ending.
    pub fn line(&self, line: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(line - 1).map_or(self.text.len(), |&s| s as usize);
        start..self.starts.get(line).map_or(self.text.len(), |&s| s as usize)
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
        assert_eq!(at(3), (1, 1));
        assert_eq!(at(4), (1, 2));
        assert_eq!(at(7), (2, 1));
        assert_eq!(at(11), (2, 3));
        assert_eq!(at(14), (3, 1));
        assert_eq!(at(999), (4, 1));
    }

    #[test]
    fn a_column_in_a_long_line_is_found_without_reading_other_lines() {
        let text = format!("{}\n{}", "x".repeat(10), "y".repeat(10));
        let index = LineIndex::new(text);
        assert_eq!(index.line(2), 11..21);
        assert_eq!(index.position(15).column, 5);
    }
}
