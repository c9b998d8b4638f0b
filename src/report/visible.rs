//! Text made safe to look at: what cannot be seen, or would turn a line round, is written as its name.
//!
//! It must not know findings or formats.

use std::borrow::Cow;

use crate::language::invisible;

/// Opens an isolate whose direction is that of its first strong character (Unicode Bidirectional Algorithm, UAX #9 §2.4.2).
pub const ISOLATE: char = '\u{2068}';
/// Closes an isolate.
pub const END_ISOLATE: char = '\u{2069}';

/// The name of a character that must not reach a reader as it is; `None` for every other one. Tabs and line ends are
/// named too: whoever lays text out replaces them first.
pub const fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\0' => "NULL",
        '\u{7}' => "BELL",
        '\u{8}' => "BACKSPACE",
        '\t' => "TAB",
        '\n' => "LINE FEED",
        '\u{B}' => "LINE TABULATION",
        '\u{C}' => "FORM FEED",
        '\r' => "CARRIAGE RETURN",
        '\u{1B}' => "ESCAPE",
        '\u{7F}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{1}'..='\u{1F}' | '\u{80}'..='\u{9F}' => "CONTROL",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{206A}'..='\u{206F}' => "DEPRECATED FORMAT CHARACTER",
        '\u{FFF9}'..='\u{FFFB}' => "INTERLINEAR ANNOTATION MARK",
        // Joiners and variation selectors shape the letters and signs beside them: a reader needs them.
        '\u{34F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => return None,
        c => return invisible::name(c),
    })
}

/// Appends `c` as it may be shown.
pub fn push(out: &mut String, c: char) {
    match (c, name(c)) {
        // A tab stop would depend on what stands before it; four columns are the same everywhere.
        ('\t', _) => out.push_str("    "),
        (_, Some(name)) => out.extend([&format!("<U+{:04X} ", u32::from(c)), name, ">"]),
        _ => out.push(c),
    }
}

/// The text as it may be shown on one line: line ends are spaces, a tab is four, the rest of the invisible is named.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| name(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push(' '),
            c => push(&mut out, c),
        }
    }
    Cow::Owned(out)
}

/// At most `limit` characters of [`one_line`], the rest cut off with `…`. Reads no more of `text` than that.
pub fn short(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => one_line(text).into_owned(),
        Some((cut, _)) => format!("{}…", one_line(text[..cut].trim_end())),
    }
}

/// Whether the text holds a character that is written from right to left.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// The text between isolates if it holds right-to-left letters and `wanted`; else the text.
pub fn isolate(text: &str, wanted: bool) -> Cow<'_, str> {
    if wanted && is_right_to_left(text) {
        Cow::Owned(format!("{ISOLATE}{text}{END_ISOLATE}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_cannot_be_seen_and_keeps_the_rest() {
        assert_eq!(one_line("a\u{202E}b"), "a<U+202E RIGHT-TO-LEFT OVERRIDE>b");
        assert_eq!(one_line("\u{7}\u{1}"), "<U+0007 BELL><U+0001 CONTROL>");
        assert_eq!(one_line("نَضْمَن\u{200C}لك 👍🏽"), "نَضْمَن\u{200C}لك 👍🏽");
        assert_eq!(one_line("a\r\nb\tc\nd\re"), "a b    c d e");
    }

    #[test]
    fn nothing_that_is_shown_can_turn_or_end_a_line() {
        for c in '\0'..=char::MAX {
            let shown = one_line(c.encode_utf8(&mut [0; 4])).into_owned();
            assert!(!shown.chars().any(|c| c.is_control() || name(c).is_some()), "{c:?} -> {shown:?}");
        }
    }

    #[test]
    fn short_counts_characters() {
        assert_eq!(short("نضمن لك عملاء", 7), "نضمن لك…");
        assert_eq!(short("نضمن", 4), "نضمن");
    }

    #[test]
    fn only_right_to_left_text_is_isolated() {
        assert_eq!(isolate("نعم", true), "\u{2068}نعم\u{2069}");
        assert_eq!(isolate("نعم", false), "نعم");
        assert_eq!(isolate("yes", true), "yes");
    }
}
