//! HTML character references (`&amp;`, `&#1594;`) one at a time, with the length they take in the source.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// One or two decoded characters.
type Decoded = String;

/// Longest name in the standard, with `&` and `;`: `&CounterClockwiseContourIntegral;`.
const LONGEST: usize = 33;

/// Decodes the reference at the beginning of `text`, which begins with `&`; `None` where the `&` stands for itself.
/// In attributes a name without `;` that runs on into a word or `=` is no reference (HTML, "named character reference
/// state").
fn decode(text: &str, in_attribute: bool) -> Option<(Decoded, usize)> {
    let bytes = text.as_bytes();
    if !bytes.get(1).is_some_and(|b| *b == b'#' || b.is_ascii_alphabetic()) {
        return None;
    }
    for (name, c) in [("&amp;", '&'), ("&nbsp;", '\u{A0}'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')] {
        if text.starts_with(name) {
            return Some((c.into(), name.len()));
        }
    }
    let digits =
        |from: usize, is_digit: fn(&u8) -> bool| from + bytes[from..].iter().take_while(|b| is_digit(b)).count();
    let mut end = match bytes {
        [b'&', b'#', b'x' | b'X', ..] => digits(3, u8::is_ascii_hexdigit),
        [b'&', b'#', ..] => digits(2, u8::is_ascii_digit),
        _ => digits(1, u8::is_ascii_alphanumeric).min(LONGEST),
    };
    end += usize::from(bytes.get(end) == Some(&b';'));
    let (decoded, len) = ask(&text[..end])?;
    let is_cut = in_attribute
        && bytes[1] != b'#'
        && bytes[len - 1] != b';'
        && bytes.get(len).is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric());
    (!is_cut).then_some((decoded, len))
}

// The table of names is the tokenizer's. What it leaves undecoded comes back at the end of the text.
fn ask(text: &str) -> Option<(Decoded, usize)> {
    let mut out = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            out.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    if out == text {
        return None;
    }
    let mut rest = out.bytes().rev().zip(text.bytes().rev()).take_while(|(a, b)| a == b).count();
    // A number is never followed by something undecoded, and `&semi;` ends like its own meaning.
    if text.starts_with("&#") || rest == out.len() {
        rest = 0;
    }
    out.truncate(out.len() - rest);
    Some((out, text.len() - rest))
}

/// Cuts raw HTML text at its character references: literal text, or what a reference stands for, each with its place.
pub(super) struct References<'t> {
    text: &'t str,
    at: usize,
    in_attribute: bool,
}

impl<'t> References<'t> {
    /// In attributes the rules differ, see [`decode`].
    pub(super) const fn new(text: &'t str, in_attribute: bool) -> Self {
        Self { text, at: 0, in_attribute }
    }
}

impl<'t> Iterator for References<'t> {
    type Item = (Result<&'t str, String>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let start = self.at;
        let mut search = 0;
        loop {
            let Some(i) = memchr::memchr(b'&', &rest.as_bytes()[search..]).map(|i| i + search) else {
                self.at = self.text.len();
                return if rest.is_empty() { None } else { Some((Ok(rest), start..self.at)) };
            };
            match decode(&rest[i..], self.in_attribute) {
                Some(_) if i > 0 => {
                    self.at += i;
                    return Some((Ok(&rest[..i]), start..self.at));
                }
                Some((decoded, len)) => {
                    self.at += len;
                    return Some((Err(decoded), start..self.at));
                }
                None => search = i + 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn check(text: &str, decoded: &str, len: usize) {
        assert_eq!(decode(text, false), Some((decoded.to_owned(), len)), "{text}");
    }

    #[test]
    fn named_and_numeric_references_and_their_lengths() {
        check("&amp;lt;", "&", 5);
        check("&eacute;t", "é", 8);
        check("&zwnj;", "\u{200C}", 6);
        check("&notit;", "¬", 4);
        check("&copy 2024", "©", 5);
        check("&#1594;", "غ", 7);
        check("&#x63A;", "غ", 7);
        check("&#65x", "A", 4);
        check("&NotEqualTilde;", "≂̸", 15);
        check("&CounterClockwiseContourIntegral;x", "∳", 33);
        check("&semi;;", ";", 6);
        check("&semi;", ";", 6);
        check("&#59;", ";", 5);
        check("&#59", ";", 4);
    }

    #[test]
    fn numbers_outside_unicode_become_replacement_characters() {
        check("&#0;", "\u{FFFD}", 4);
        check("&#x110000;", "\u{FFFD}", 10);
        check("&#xD800;", "\u{FFFD}", 8);
        check("&#99999999999999999999;", "\u{FFFD}", 23);
        check("&#128;", "€", 6);
    }

    #[test]
    fn what_is_no_reference_stands_for_itself() {
        for text in ["&", "& b", "&;", "&#;", "&#x;", "&unknown;", "&لا"] {
            assert_eq!(decode(text, false), None, "{text}");
        }
        assert_eq!(decode("&copy=1", true), None);
        assert_eq!(decode("&copy;=1", true), Some(("©".to_owned(), 6)));
    }
}
