//! Offset maps: from each byte of a derived text back to the bytes it came from.
//!
//! Used twice on the way from a file to a match: source → visible text, visible text → folded text. It must not know what
//! either step does. A map is a list of segments; inside a *linear* segment offsets move in step, an *atomic* segment (an
//! entity, a ligature) stands as a whole for the bytes it came from.

use std::ops::Range;

/// Ends a block in a document's visible text. It never occurs inside a block: a source that holds it reads as a space.
pub const BLOCK_END: char = '\u{1E}';

/// Breaks a line inside a block (`<br>`, a Markdown hard break). Soft wraps are spaces.
pub const LINE_BREAK: char = '\n';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    out: u32,
    src: u32,
    out_len: u32,
    src_len: u32,
}

/// Maps ranges of a derived text to ranges of the text it was derived from. Segments are appended in order of both sides
/// or, where text is moved (a title read before its page), in order of the derived side only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
    out_len: u32,
}

impl OffsetMap {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// Length of the derived text so far, in bytes.
    pub const fn len(&self) -> usize {
        self.out_len as usize
    }

    /// Whether nothing was derived yet.
    pub const fn is_empty(&self) -> bool {
        self.out_len == 0
    }

    /// Appends `len` bytes copied, or replaced byte for byte, from `src`.
    pub fn push_linear(&mut self, len: usize, src: usize) {
        if len == 0 {
            return;
        }
        let (len, src) = (len as u32, src as u32);
        if let Some(last) = self.segments.last_mut()
            && last.out_len == last.src_len
            && last.src + last.src_len == src
        {
            last.out_len += len;
            last.src_len += len;
        } else {
            self.segments.push(Segment { out: self.out_len, src, out_len: len, src_len: len });
        }
        self.out_len += len;
    }

    /// Appends `len` derived bytes that stand as a whole for `src`, which may be empty (a space that is implied).
    pub fn push_atom(&mut self, len: usize, src: Range<usize>) {
        if len == 0 {
            return;
        }
        // A one-to-one atom is a linear step of one; keeping it apart would only lengthen the list.
        if len == src.len() && len == 1 {
            return self.push_linear(1, src.start);
        }
        self.segments.push(Segment {
            out: self.out_len,
            src: src.start as u32,
            out_len: len as u32,
            src_len: src.len() as u32,
        });
        self.out_len += len as u32;
    }

    /// Where the source of the last derived byte ends; 0 in an empty map.
    pub fn source_end(&self) -> usize {
        self.segments.last().map_or(0, |s| (s.src + s.src_len) as usize)
    }

    /// Forgets all derived bytes from `len` on. An atom that is cut keeps the whole of its source.
    pub fn truncate(&mut self, len: usize) {
        while let Some(last) = self.segments.last_mut() {
            let (out, kept) = (last.out as usize, len.saturating_sub(last.out as usize) as u32);
            if out < len {
                if kept < last.out_len {
                    if last.out_len == last.src_len {
                        last.src_len = kept;
                    }
                    last.out_len = kept;
                }
                break;
            }
            self.segments.pop();
        }
        self.out_len = self.out_len.min(len as u32);
    }

    fn segment_at(&self, out: usize) -> Option<&Segment> {
        let i = self.segments.partition_point(|s| s.out as usize <= out);
        self.segments.get(i.checked_sub(1)?)
    }

    /// The smallest source range that produced the derived bytes `out`. Empty ranges map to an empty range at the place
    /// where the following byte came from (or the preceding one, at the end).
    pub fn to_source(&self, out: Range<usize>) -> Range<usize> {
        let Some(first) = self.segment_at(out.start.min(self.len().saturating_sub(1))) else {
            return 0..0;
        };
        let start = Self::resolve(first, out.start, false);
        if out.end <= out.start {
            return start..start;
        }
        let last = self.segment_at(out.end - 1).unwrap_or(first);
        let end = Self::resolve(last, out.end, true);
        start.min(end)..end.max(start)
    }

    // Segments of equal length move in step: a linear run, or an atom whose ends are its only character boundaries.
    fn resolve(s: &Segment, at: usize, is_end: bool) -> usize {
        let (src, src_len) = (s.src as usize, s.src_len as usize);
        if s.out_len == s.src_len {
            src + at.saturating_sub(s.out as usize).min(src_len)
        } else if is_end {
            src + src_len
        } else {
            src
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_runs_merge_and_map_in_step() {
        let mut m = OffsetMap::new();
        m.push_linear(3, 10);
        m.push_linear(2, 13);
        assert_eq!(m.segments.len(), 1);
        assert_eq!(m.to_source(1..4), 11..14);
        assert_eq!(m.len(), 5);
    }

    #[test]
    fn an_entity_maps_as_a_whole() {
        let mut m = OffsetMap::new();
        m.push_linear(1, 0); // a
        m.push_atom(1, 1..6); // &amp;
        m.push_linear(1, 6); // b
        assert_eq!(m.to_source(0..2), 0..6);
        assert_eq!(m.to_source(1..2), 1..6);
        assert_eq!(m.to_source(2..3), 6..7);
        assert_eq!(m.to_source(3..3), 7..7);
    }

    #[test]
    fn truncating_cuts_runs_and_drops_what_follows() {
        let mut m = OffsetMap::new();
        m.push_linear(4, 10);
        m.push_atom(1, 14..20);
        m.push_linear(3, 20);
        m.truncate(6);
        assert_eq!((m.len(), m.to_source(4..6)), (6, 14..21));
        m.truncate(2);
        assert_eq!((m.len(), m.segments.len(), m.to_source(0..2)), (2, 1, 10..12));
        m.push_linear(1, 12);
        assert_eq!(m.segments.len(), 1);
        m.truncate(0);
        assert!(m.is_empty() && m.segments.is_empty());
    }

    #[test]
    fn deleted_bytes_lie_outside_unless_enclosed() {
        let mut m = OffsetMap::new();
        m.push_linear(2, 0);
        m.push_linear(2, 5); // 2..5 deleted
        assert_eq!(m.to_source(0..2), 0..2);
        assert_eq!(m.to_source(2..4), 5..7);
        assert_eq!(m.to_source(1..3), 1..6);
    }
}
