//! A window into a source around a span: short enough to look at, made visible, and still knowing where the span is.
//!
//! It must not know findings or how a window is drawn. Work is bounded by the window, not by the line: a line of many
//! megabytes costs what a short one costs.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::finding::Span;
use crate::report::visible;

/// Lines shown of a span that covers many.
const MAX_LINES: usize = 4;
const CUT: char = '…';

/// A window's text and the parts of it that stand for the span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Lines, each ended by `\n`; invisible characters are written as their names.
    pub(super) text: String,
    /// Bytes of `text` under which carets belong: one range a line, in order, at least one.
    pub(super) marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// The window around `span` of `source`, each line at most about `columns` wide (but at least one character).
    /// Offsets that lie outside the source or inside a character are moved to the nearest place before.
    pub(super) fn of(source: &str, span: Span, columns: usize, isolates: bool) -> Self {
        let boundary = |mut at: usize| {
            at = at.min(source.len());
            while !source.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (mut at, end) = (boundary(span.start), boundary(span.end));
        let mut excerpt = Self { text: String::new(), marks: Vec::new() };
        for shown in 1.. {
            let piece = piece(&source[at..end.max(at)], columns);
            let next = at + piece.len;
            let rest = &source[next..end.max(next)];
            let lead = if shown == 1 { lead(&source[..at], columns * 2 / 5) } else { "" };
            let more = piece.cut || (shown == MAX_LINES && !rest.is_empty());
            let room = columns.saturating_sub(width(lead) + piece.width).max(columns / 5);
            let after = if more || !rest.is_empty() { None } else { Some(tail(&source[next..], room)) };
            let begins = lead.len() == at || ends_line(&source[..at - lead.len()]) || is_mark(source, at - lead.len());
            excerpt.push(lead, &source[at..next], after, (!begins, more), isolates);
            if piece.cut || shown == MAX_LINES || rest.is_empty() {
                break;
            }
            at = next + line_end(rest);
            // Indentation of the following lines is shown, and no caret stands under it.
            if at >= end {
                break;
            }
        }
        excerpt
    }

    fn push(
        &mut self,
        lead: &str,
        piece: &str,
        tail: Option<(&str, bool)>,
        (cut_before, cut_inside): (bool, bool),
        isolates: bool,
    ) {
        let (tail, cut_after) = tail.unwrap_or(("", false));
        let turned = isolates && [lead, piece, tail].into_iter().any(visible::is_right_to_left);
        let indent = if self.marks.is_empty() { "" } else { &piece[..piece.len() - piece.trim_start().len()] };
        if turned {
            self.text.push(visible::ISOLATE);
        }
        if cut_before {
            self.text.push(CUT);
        }
        self.extend(lead);
        self.extend(indent);
        let start = self.text.len();
        self.extend(&piece[indent.len()..]);
        self.marks.push(start..self.text.len());
        if cut_inside {
            self.text.push(CUT);
        }
        self.extend(tail);
        if cut_after {
            self.text.push(CUT);
        }
        if turned {
            self.text.push(visible::END_ISOLATE);
        }
        self.text.push('\n');
    }

    fn extend(&mut self, text: &str) {
        for c in text.chars() {
            visible::push(&mut self.text, c);
        }
    }
}

/// The columns that a character takes once it is shown.
fn shown_width(c: char) -> usize {
    match (c, visible::name(c)) {
        ('\t', _) => 4,
        // `<U+202E NAME>`: the number has at least four digits.
        (_, Some(name)) => name.len() + if u32::from(c) > 0xFFFF { 10 } else { 9 },
        _ => c.width().unwrap_or(0),
    }
}

fn width(text: &str) -> usize {
    text.chars().map(shown_width).sum()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn ends_line(text: &str) -> bool {
    text.ends_with(is_line_end)
}

/// Whether only a byte order mark stands before byte `at`: it is not part of the first line's text.
fn is_mark(source: &str, at: usize) -> bool {
    &source[..at] == "\u{FEFF}"
}

/// Length of the line end that `rest` begins with.
fn line_end(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(is_line_end)) }
}

struct Piece {
    len: usize,
    width: usize,
    cut: bool,
}

/// The part of a span that one line shows: up to the line's end, and at most `columns` wide.
fn piece(span: &str, columns: usize) -> Piece {
    let mut piece = Piece { len: 0, width: 0, cut: false };
    for (i, c) in span.char_indices() {
        if is_line_end(c) {
            return piece;
        }
        if too_long(i, piece.width, shown_width(c), columns) {
            piece.cut = true;
            return piece;
        }
        piece.width += shown_width(c);
        piece.len = i + c.len_utf8();
    }
    piece
}

/// The end of `before` that belongs to the same line, at most `columns` wide. It does not begin with a mark that would
/// sit on the character cut off before it.
fn lead(before: &str, columns: usize) -> &str {
    let (mut from, mut taken) = (before.len(), 0);
    for (i, c) in before.char_indices().rev() {
        let byte_order_mark = i == 0 && c == '\u{FEFF}';
        if is_line_end(c) || byte_order_mark {
            return &before[from..];
        }
        if taken > 0 && too_long(before.len() - i, taken, shown_width(c), columns) {
            return before[from..].trim_start_matches(|c| shown_width(c) == 0);
        }
        taken += shown_width(c);
        from = i;
        if before.len() - i > 16 * columns {
            break;
        }
    }
    &before[from..]
}

/// The beginning of `after` up to the line's end, at most `columns` wide, and whether something was cut off.
fn tail(after: &str, columns: usize) -> (&str, bool) {
    let mut taken = 0;
    for (i, c) in after.char_indices() {
        if is_line_end(c) {
            return (&after[..i], false);
        }
        if too_long(i, taken, shown_width(c), columns) {
            return (&after[..i], true);
        }
        taken += shown_width(c);
    }
    (after, false)
}

/// Whether the next character does not fit: by width, and by bytes, since marks without width could go on for ever.
fn too_long(bytes: usize, taken: usize, next: usize, columns: usize) -> bool {
    (taken > 0 && taken + next > columns) || bytes > 16 * columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str, text: &str, columns: usize) -> (String, Vec<String>) {
        let start = source.find(text).expect("the text stands there");
        let e = Excerpt::of(source, Span::new(start, start + text.len()), columns, false);
        let marked = e.marks.iter().map(|m| e.text[m.clone()].to_owned()).collect();
        (e.text, marked)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (text, marks) = of("a\n<p>نضمن لك عملاء</p>\r\nb", "نضمن لك عملاء", 80);
        assert_eq!(text, "<p>نضمن لك عملاء</p>\n");
        assert_eq!(marks, ["نضمن لك عملاء"]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let long = format!("{}claim{}", "x".repeat(500), "y".repeat(500));
        let (text, marks) = of(&long, "claim", 40);
        assert_eq!(text, format!("…{}claim{}…\n", "x".repeat(16), "y".repeat(19)));
        assert_eq!(marks, ["claim"]);
    }

    #[test]
    fn a_long_claim_is_cut_at_its_end() {
        let long = format!("a {} b", "z".repeat(500));
        let (text, marks) = of(&long, &"z".repeat(500), 40);
        assert_eq!(text, format!("a {}…\n", "z".repeat(40)));
        assert_eq!(marks, ["z".repeat(40)]);
    }

    #[test]
    fn a_claim_over_lines_is_marked_on_each_without_its_indentation() {
        let (text, marks) = of("x We\r\n   give\n\n results y", "We\r\n   give\n\n results", 40);
        assert_eq!(text, "x We\n   give\n\n results y\n");
        assert_eq!(marks, ["We", "give", "", "results"]);
        let (text, marks) = of("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5", 40);
        assert_eq!(text, "1\n2\n3\n4…\n");
        assert_eq!(marks.len(), 4);
    }

    #[test]
    fn a_window_does_not_begin_with_a_lone_mark() {
        let source = format!("{}e\u{301}abcclaim", "x".repeat(50));
        let (text, _) = of(&source, "claim", 8);
        assert_eq!(text, "…abcclaim\n");
    }

    #[test]
    fn the_byte_order_mark_is_not_shown() {
        let (text, _) = of("\u{FEFF}claim", "claim", 40);
        assert_eq!(text, "claim\n");
    }

    #[test]
    fn invisible_characters_are_named_and_marks_without_end_are_cut() {
        let (text, marks) = of("a\u{202E}claim\tb", "\u{202E}claim", 80);
        assert_eq!(text, "a<U+202E RIGHT-TO-LEFT OVERRIDE>claim    b\n");
        assert_eq!(marks, ["<U+202E RIGHT-TO-LEFT OVERRIDE>claim"]);
        let marks = format!("a{}", "\u{301}".repeat(100_000));
        assert!(Excerpt::of(&marks, Span::new(0, marks.len()), 40, false).text.len() < 2_000);
    }

    #[test]
    fn right_to_left_lines_are_isolated_on_request() {
        let e = Excerpt::of("a\nنعم", Span::new(0, 8), 40, true);
        assert_eq!(e.text, "a\n\u{2068}نعم\u{2069}\n");
        assert_eq!(&e.text[e.marks[1].clone()], "نعم");
    }
}
