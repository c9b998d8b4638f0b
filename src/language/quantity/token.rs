//! Cuts a cell into numbers, words and signs, folded, with the way back to its bytes.
//!
//! Spaces, bidi marks, tatweel, emphasis and code marks are left out, struck-out text too. It must not know what a word means.

use std::ops::Range;

use super::digits::{Digits, Glyphs, digits, separates};
use crate::language::fold::{Folded, fold, is_arabic_letter};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number(Digits),
    Arabic,
    Latin,
    Sign(char),
}

/// A number, a word or a sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it stands in the folded text.
    start: u32,
    end: u32,
    /// Whether it touches the token before it.
    pub(super) glued: bool,
}

/// A cell, cut.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub(super) source: &'a str,
    folded: Folded,
    list: Vec<Token>,
}

impl<'a> Tokens<'a> {
    /// Cuts `source`. Linear.
    pub(super) fn new(source: &'a str) -> Self {
        let mut tokens = Self { source, folded: fold(source), list: Vec::new() };
        tokens.cut();
        tokens
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Token> {
        self.list.get(i)
    }

    /// The folded word at `i`; empty where none stands.
    pub(super) fn word(&self, i: usize) -> &str {
        match self.get(i) {
            Some(t) if matches!(t.kind, Kind::Arabic | Kind::Latin) => {
                &self.folded.text[t.start as usize..t.end as usize]
            }
            _ => "",
        }
    }

    pub(super) fn sign(&self, i: usize) -> Option<char> {
        match self.get(i)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn number(&self, i: usize) -> Option<Digits> {
        match self.get(i)?.kind {
            Kind::Number(digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn is_arabic(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.kind == Kind::Arabic)
    }

    /// Whether token `i` touches the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.glued)
    }

    /// The bytes of the cell that tokens `range` come from, without the first `skipped` folded bytes (a proclitic).
    pub(super) fn span(&self, range: Range<usize>, skipped: usize) -> Range<usize> {
        let (Some(first), Some(last)) = (self.get(range.start), range.end.checked_sub(1).and_then(|i| self.get(i)))
        else {
            return self.source.len()..self.source.len();
        };
        let start = (first.start as usize + skipped).min(first.end as usize);
        self.folded.to_text(self.source, start..(last.end as usize).max(start))
    }

    /// The character of the source behind a folded byte.
    fn original(&self, at: usize) -> Option<char> {
        let range = self.folded.map.to_source(at..at + 1);
        self.source.get(range)?.chars().find(|c| !crate::language::fold::is_invisible(*c))
    }

    fn cut(&mut self) {
        let text = std::mem::take(&mut self.folded.text);
        let bytes = text.as_bytes();
        let (mut at, mut touching, mut strikes) = (0, false, true);
        while let Some(c) = text[at..].chars().next() {
            let start = at;
            at += c.len_utf8();
            let kind = if c.is_ascii_digit() || starts_fraction(c, bytes.get(at), touching) {
                let (end, digits) = self.number_at(&text, start);
                at = end;
                Kind::Number(digits)
            } else if c.is_alphabetic() {
                let arabic = is_arabic_letter(c);
                let of_word = |c: char| c.is_alphabetic() && is_arabic_letter(c) == arabic;
                at = start + text[start..].find(|c| !of_word(c)).unwrap_or(text.len() - start);
                if arabic { Kind::Arabic } else { Kind::Latin }
            } else if c.is_whitespace() || c.is_control() {
                touching = false;
                continue;
            } else if c == '~' && bytes.get(at) == Some(&b'~') {
                at += 1;
                // Looked for until there is none: linear.
                match strikes.then(|| text[at..].find("~~")).flatten() {
                    Some(len) => at += len + 2,
                    None => strikes = false,
                }
                continue;
            } else if let Some(len) = (c == '<').then(|| tag(&text[at..])).flatten() {
                at += len;
                continue;
            } else if matches!(c, '*' | '_' | '\'' | '\\') {
                continue;
            } else {
                Kind::Sign(c)
            };
            self.list.push(Token { kind, start: start as u32, end: at as u32, glued: touching });
            touching = true;
        }
        self.folded.text = text;
    }

    /// The number whose first digit, or point, stands at `start`; where it ends.
    fn number_at(&self, text: &str, start: usize) -> (usize, Digits) {
        let bytes = text.as_bytes();
        let run = |from: usize| {
            let len = bytes[from..].iter().position(|b| !b.is_ascii_digit()).unwrap_or(bytes.len() - from);
            // «1½» folds to «11⁄2»: the fraction is a number of its own.
            (from + 1..from + len).find(|at| self.is_vulgar(*at)).unwrap_or(from + len)
        };
        let glyphs = self.original(start).filter(|c| *c != '.').or_else(|| self.original(start + 1));
        let glyphs = glyphs.map_or(Glyphs::Ascii, Glyphs::of);
        let mut at = if bytes[start].is_ascii_digit() { run(start) } else { start };
        let mut runs = vec![&text[start..at]];
        let mut separators = Vec::new();
        let mut only_spaces = true;
        while let (Some(sign), Some(b'0'..=b'9')) = (bytes.get(at), bytes.get(at + 1)) {
            let end = run(at + 1);
            let original = self.original(at).unwrap_or(char::from(*sign));
            let space = original.is_whitespace() && *sign == b' ';
            let before = runs.last().map_or(0, |run| run.len());
            let first_zero = runs[0].starts_with('0');
            let of_three = end - at == 4 && before <= 3 && !first_zero && (separators.is_empty() || before == 3);
            if !(space && of_three && only_spaces || sign.is_ascii() && separates(original)) {
                break;
            }
            only_spaces &= space;
            separators.push(original);
            runs.push(&text[at + 1..end]);
            at = end;
        }
        (at, digits(&runs, &separators, glyphs))
    }

    fn is_vulgar(&self, at: usize) -> bool {
        self.original(at).is_some_and(|c| matches!(c, '¼'..='¾' | '⅐'..='⅞'))
    }
}

/// Longest tag that is looked for, in bytes.
const LONGEST_TAG: usize = 80;

/// The length of the rest of an HTML tag after its `<`: `b>`, `/strong>`, `br />`.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let len = rest.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(len + 1)
}

/// Whether a point begins a number: `.5`.
fn starts_fraction(c: char, next: Option<&u8>, touching: bool) -> bool {
    c == '.' && !touching && next.is_some_and(u8::is_ascii_digit)
}
