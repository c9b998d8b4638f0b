//! Folding: one linear pass from visible text to the text that is matched, with an exact way back.
//!
//! Two spellings of one word fold to one string: Arabic marks, tatweel and presentation forms, hamza seats, Persian letters,
//! Arabic digits, letter case, accents, full-width and mathematical letters, invisible characters, look-alikes. Everything
//! that is compared with a text (phrases, cues, headings) goes through this same function. It must not know what any word
//! means; row numbers in comments are those of the table in `docs/language.md`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::lookalike;
pub use crate::source::map::BLOCK_END;
use crate::source::map::{LINE_BREAK, OffsetMap};

/// An invisible character that folding removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// Where it stood: the byte of the folded text that follows it.
    pub at: u32,
    /// The character.
    pub character: char,
}

/// Folded text. Words keep their order; whitespace runs are one space; block ends and line breaks stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// From folded text to the text that was folded.
    pub map: OffsetMap,
    /// Invisible characters removed from inside or beside words, ascending.
    pub hidden: Vec<Hidden>,
    /// Folded places of «ألا», which would otherwise read as «إلا» (row 26).
    pub not_except: Vec<u32>,
}

impl Folded {
    /// The range of `text`, the text that was folded, that some folded words came from: with the marks and the final hamza
    /// that belong to the last letter, without anything invisible around them.
    pub fn to_text(&self, text: &str, folded: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let range = self.map.to_source(folded);
        let belongs =
            |c: &char| matches!(c, 'ء' | '\u{FE80}') || is_arabic_mark(*c) && !is_invisible(*c) || is_deleted_mark(*c);
        let tail: usize = text[range.end..].chars().take_while(belongs).map(char::len_utf8).sum();
        range.start..range.end + tail
    }
}

/// Folds a text. Linear in its length.
pub fn fold(text: &str) -> Folded {
    let mut pass = Pass::new(text);
    pass.run();
    let Pass { out, mut map, run_src, run_out, hidden, not_except, .. } = pass;
    map.push_linear(out.len() - run_out, run_src);
    // Only whole characters are written.
    let text = String::from_utf8(out).unwrap_or_default();
    Folded { text, map, hidden, not_except }
}

/// Folds a word or phrase, without a way back.
pub fn fold_text(text: &str) -> String {
    fold(text).text.trim().to_owned()
}

// What the first byte of a character asks for.
const COPY: u8 = 0; // ASCII, copied, case folded later
const SPACE: u8 = 1;
const ARABIC: u8 = 2; // first byte of U+0600..U+06FF
const OTHER: u8 = 3;

const FIRST: [u8; 256] = {
    let mut t = [OTHER; 256];
    let mut b = 0;
    while b < 128 {
        t[b] = if b == 0x1E || b == 0x0A || (b > 0x20 && b < 0x7F) { COPY } else { SPACE };
        b += 1;
    }
    t[0x60] = OTHER; // ` is an apostrophe (row 20)
    t[0xD8] = ARABIC;
    t[0xD9] = ARABIC;
    t[0xDA] = ARABIC;
    t[0xDB] = ARABIC;
    t
};

const DELETE: u16 = 0;
const HAMZA: u16 = 1;
const HAMZA_ALIF: u16 = 2;
const HIDE: u16 = 3;

/// U+0600..U+06FF → the folded character, or one of the codes above (rows 1 to 13).
const BLOCK: [u16; 256] = {
    let mut t = [0u16; 256];
    let mut i = 0;
    while i < 256 {
        t[i] = 0x600 + i as u16;
        i += 1;
    }
    macro_rules! set {
        ($target:expr; $($from:literal)+) => { $( t[$from - 0x600] = $target as u16; )+ };
    }
    macro_rules! range {
        ($target:expr; $from:literal $to:literal) => {
            let mut i: usize = $from;
            while i <= $to {
                t[i - 0x600] = $target as u16;
                i += 1;
            }
        };
    }
    range!(DELETE; 0x610 0x61A);
    range!(DELETE; 0x64B 0x65F);
    range!(DELETE; 0x6D6 0x6DC);
    range!(DELETE; 0x6DF 0x6E4);
    range!(DELETE; 0x6EA 0x6ED);
    set!(DELETE; 0x640 0x670 0x6E7 0x6E8);
    set!(HIDE; 0x61C);
    set!(HAMZA; 0x621);
    set!(HAMZA_ALIF; 0x623);
    set!('ا'; 0x622 0x625 0x671 0x672 0x673 0x675);
    set!('و'; 0x624);
    set!('ي'; 0x626 0x649 0x6CC 0x6CD 0x6D0 0x6D2);
    set!('ه'; 0x629 0x6C1 0x6BE 0x6D5 0x6C0 0x6C3);
    set!('ك'; 0x6A9 0x6AA);
    set!('%'; 0x66A);
    set!('.'; 0x66B 0x6D4);
    set!(','; 0x66C 0x60C);
    set!(';'; 0x61B);
    set!('?'; 0x61F);
    let mut d = 0;
    while d < 10 {
        t[0x60 + d] = b'0' as u16 + d as u16;
        t[0xF0 + d] = b'0' as u16 + d as u16;
        d += 1;
    }
    t
};

struct Pass<'a> {
    text: &'a str,
    bytes: &'a [u8],
    out: Vec<u8>,
    map: OffsetMap,
    // The linear run not yet in the map: `out[run_out..]` came byte for byte from `run_src`.
    run_src: usize,
    run_out: usize,
    hidden: Vec<Hidden>,
    not_except: Vec<u32>,
    // Where the word that was last tested for look-alikes ends, and whether it is to be mapped.
    lookalike_until: usize,
    lookalike: bool,
}

impl<'a> Pass<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            out: Vec::with_capacity(text.len()),
            map: OffsetMap::new(),
            run_src: 0,
            run_out: 0,
            hidden: Vec::new(),
            not_except: Vec::new(),
            lookalike_until: 0,
            lookalike: false,
        }
    }

    fn run(&mut self) {
        let mut i = 0;
        while i < self.bytes.len() {
            i = match FIRST[self.bytes[i] as usize] {
                COPY => self.copy(i),
                SPACE => self.space(i, 1),
                ARABIC => self.arabic(i),
                _ => self.other(i),
            };
        }
    }

    fn copy(&mut self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        // A single space after a visible character is the common case and stays in the run.
        let mut n = 0;
        let mut last = 0;
        for &b in rest {
            if FIRST[b as usize] != COPY && (b != b' ' || last == b' ' || last == b'\n' || last == 0x1E) {
                break;
            }
            last = b;
            n += 1;
        }
        let at = self.out.len();
        self.out.extend_from_slice(&rest[..n]);
        self.out[at..].make_ascii_lowercase();
        from + n
    }

    /// Whitespace of `len` bytes at `i`: one space, unless one stands there already.
    fn space(&mut self, i: usize, len: usize) -> usize {
        let end = i + len;
        if matches!(self.out.last(), None | Some(b' ' | b'\n' | 0x1E)) {
            self.skip(end);
        } else if len == 1 {
            self.out.push(b' ');
        } else {
            self.atom(b" ", i, end);
        }
        end
    }

    fn arabic(&mut self, mut i: usize) -> usize {
        while let &[first @ 0xD8..=0xDB, second, ..] = &self.bytes[i..] {
            let index = usize::from(first & 3) << 6 | usize::from(second & 0x3F);
            let end = i + 2;
            match BLOCK[index] {
                DELETE => self.skip(end),
                HIDE => self.hide(end, '\u{61C}'),
                HAMZA => {
                    if self.hamza_is_final(end) {
                        self.skip(end);
                    } else {
                        self.out.extend_from_slice("ء".as_bytes());
                    }
                }
                HAMZA_ALIF => {
                    if self.is_alla(end) {
                        self.not_except.push(self.out.len() as u32);
                    }
                    self.out.extend_from_slice("ا".as_bytes());
                }
                target if target < 0x80 => self.atom(&[target as u8], i, end),
                target => {
                    // Every two-byte target stands for a two-byte source: the run goes on.
                    self.out.push(0xC0 | (target >> 6) as u8);
                    self.out.push(0x80 | (target & 0x3F) as u8);
                }
            }
            i = end;
        }
        i
    }

    /// Row 5: a final hamza after ا, و, ي falls away in words of four letters and more («عملاء» = «عملا», not «ماء»).
    fn hamza_is_final(&self, next: usize) -> bool {
        let tail = self.out.len().checked_sub(2).map(|at| &self.out[at..]);
        let after_long_vowel = tail.is_some_and(|t| ["ا", "و", "ي"].iter().any(|v| v.as_bytes() == t));
        if !after_long_vowel {
            return false;
        }
        let letters = self.out.rchunks_exact(2).take(4).take_while(|c| (0xD8..=0xDB).contains(&c[0])).count();
        if letters < 3 {
            return false;
        }
        let following = self.text[next..].chars().find(|c| !vanishes(*c));
        !following.is_some_and(is_arabic_letter)
    }

    /// Whether «أ», which ends at `next`, begins the word «ألا» / «أَلَّا».
    fn is_alla(&self, next: usize) -> bool {
        let starts_word = self.out.len() < 2 || !(0xD8..=0xDB).contains(&self.out[self.out.len() - 2]);
        if !starts_word {
            return false;
        }
        let mut letters = self.text[next..].chars().filter(|c| !vanishes(*c)).take(3).flat_map(char::nfkc);
        (letters.next(), letters.next()) == (Some('ل'), Some('ا')) && !letters.next().is_some_and(is_arabic_letter)
    }

    fn other(&mut self, i: usize) -> usize {
        let c = self.text[i..].chars().next().expect("i is inside the text");
        let end = i + c.len_utf8();
        if is_invisible(c) {
            self.hide(end, c);
        } else if is_deleted_mark(c) {
            self.skip(end);
        } else if c.is_whitespace() {
            return self.space(i, c.len_utf8());
        } else if let Some(ascii) = punctuation(c) {
            self.atom(ascii.as_bytes(), i, end);
        } else if lookalike::is_foreign(c)
            && let Some(latin) = self.as_latin(c, i)
        {
            self.atom(&[latin], i, end);
        } else {
            self.compatible(c, i, end);
        }
        end
    }

    /// Rows 14, 17: compatibility forms, case and accents of everything else.
    fn compatible(&mut self, c: char, i: usize, end: usize) {
        let mut buffer = [0u8; 4];
        if !is_compatibility(c) {
            let base = latin_base(c);
            let mut lower = base.to_lowercase();
            if let (Some(one), None) = (lower.next(), lower.next())
                && one == c
                && c != 'ß'
            {
                self.out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
                return;
            }
            let folded: String = if c == 'ß' { "ss".into() } else { base.to_lowercase().collect() };
            let folded: String = folded.chars().filter(|c| !is_combining_mark(*c)).collect();
            self.atom(folded.as_bytes(), i, end);
            return;
        }
        let mut parts = c.nfkc();
        if let (Some(plain), None) = (parts.next(), parts.next())
            && lookalike::is_foreign(plain)
            && let Some(latin) = self.as_latin(plain, i)
        {
            return self.atom(&[latin], i, end);
        }
        // Presentation forms of the letters whose folding hangs on their neighbours.
        match c {
            '\u{FE80}' if self.hamza_is_final(end) => return self.skip(end),
            '\u{FE83}' | '\u{FE84}' if self.is_alla(end) => self.not_except.push(self.out.len() as u32),
            _ => {}
        }
        // One character in, one fold out, once: what NFKC yields goes through the same table.
        let mut folded = Vec::new();
        for part in c.nfkc() {
            let inner = fold_one(part);
            folded.extend_from_slice(inner.as_bytes());
        }
        if folded == b" " {
            self.space(i, end - i);
        } else {
            self.atom(&folded, i, end);
        }
    }

    /// Row 18: the Latin letter that the foreign letter `c`, at `i`, stands for: its word of Cyrillic, Greek or Armenian
    /// letters is mapped to Latin only if it holds a Latin letter too.
    fn as_latin(&mut self, c: char, i: usize) -> Option<u8> {
        if i >= self.lookalike_until {
            let rest = &self.text[i..];
            let within = |c: char| c.is_alphanumeric() || vanishes(c) || is_compatibility(c);
            let len = rest.find(|c: char| !within(c)).unwrap_or(rest.len());
            self.lookalike_until = i + len;
            let before = self.out.last().is_some_and(u8::is_ascii_alphabetic);
            self.lookalike = before || rest[..len].chars().any(is_latin);
        }
        let small = || c.to_lowercase().next().and_then(lookalike::latin);
        self.lookalike.then(|| lookalike::latin(c).or_else(small)).flatten()
    }

    fn flush(&mut self) {
        self.map.push_linear(self.out.len() - self.run_out, self.run_src);
        self.run_out = self.out.len();
    }

    /// Leaves out the bytes up to `end`.
    fn skip(&mut self, end: usize) {
        self.flush();
        self.run_src = end;
    }

    fn hide(&mut self, end: usize, character: char) {
        self.hidden.push(Hidden { at: self.out.len() as u32, character });
        self.skip(end);
    }

    fn atom(&mut self, folded: &[u8], start: usize, end: usize) {
        if folded.is_empty() {
            return self.skip(end);
        }
        self.flush();
        self.out.extend_from_slice(folded);
        // The map takes what has its source's length for a copy. Several characters out of one («c/u» out of ℆) are none:
        // each of them leads to the whole.
        let several = folded.len() == end - start && folded.iter().filter(|b| !matches!(b, 0x80..=0xBF)).count() > 1;
        let first = usize::from(several);
        self.map.push_atom(first, start..end);
        self.map.push_atom(folded.len() - first, start..end);
        self.run_out = self.out.len();
        self.run_src = end;
    }
}

/// Folds one character that came out of a compatibility form; never expands further.
fn fold_one(c: char) -> String {
    if is_invisible(c) || is_deleted_mark(c) || is_arabic_mark(c) {
        return String::new();
    }
    if ('\u{600}'..='\u{6FF}').contains(&c) {
        return match BLOCK[c as usize - 0x600] {
            DELETE | HIDE => String::new(),
            HAMZA => "ء".into(),
            HAMZA_ALIF => "ا".into(),
            other => char::from_u32(u32::from(other)).map(String::from).unwrap_or_default(),
        };
    }
    if c.is_whitespace() {
        return " ".into();
    }
    if let Some(sign) = punctuation(c) {
        return sign.into();
    }
    let base = latin_base(c);
    base.to_lowercase().filter(|c| !is_combining_mark(*c)).collect()
}

/// Whether a character folds to a Latin letter by itself, in whatever style it is written.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || c == 'ß' || !c.is_ascii() && c.nfkc().any(|part| latin_base(part).is_ascii_alphabetic())
}

/// The ASCII letter under an accented one, or the character itself.
fn latin_base(c: char) -> char {
    let mut base = c;
    decompose_canonical(c, |d| {
        if d.is_ascii_alphabetic() && !base.is_ascii() {
            base = d;
        }
    });
    base
}

/// Characters that show nothing and are never a space (row 15).
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
        | '\u{61C}' | '\u{FEFF}' | '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
        | '\u{E0000}'..='\u{E007F}')
}

/// Arabic marks outside the main block, spacing marks among the presentation forms, and Latin combining marks (rows 1, 14, 17).
fn is_deleted_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}' | '\u{FC5E}'..='\u{FC63}'
        | '\u{FCF2}'..='\u{FCF4}' | '\u{FE70}'..='\u{FE7F}')
}

/// Whether a character leaves nothing behind.
fn vanishes(c: char) -> bool {
    is_arabic_mark(c) || is_deleted_mark(c)
}

fn is_arabic_mark(c: char) -> bool {
    c == '\u{640}'
        || is_invisible(c)
        || ('\u{600}'..='\u{6FF}').contains(&c) && matches!(BLOCK[c as usize - 0x600], DELETE | HIDE)
}

/// Whether a character is an Arabic letter, before or after folding.
pub fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{66E}'..='\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{6D5}'
        | '\u{6EE}'..='\u{6EF}' | '\u{6FA}'..='\u{6FC}' | '\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFB}'
        | '\u{FE80}'..='\u{FEFC}')
}

fn is_compatibility(c: char) -> bool {
    !matches!(c, '\u{FDF2}' | '\u{FDFD}') && !unicode_normalization::is_nfkc(c.encode_utf8(&mut [0; 4]))
}

/// Rows 12, 14 (rial), 19, 20, 21: signs that differ in form only.
fn punctuation(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2010}'..='\u{2012}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => "-",
        '\u{2013}'..='\u{2015}' | '\u{2E3A}' | '\u{2E3B}' => "—",
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' | '\u{FF07}' | '`' | '\u{B4}' => "'",
        '\u{201C}' | '\u{2039}' | '\u{201E}' | '\u{300C}' => "«",
        '\u{201D}' | '\u{203A}' | '\u{201F}' | '\u{300D}' => "»",
        '\u{FF05}' | '\u{FE6A}' => "%",
        '\u{FDFC}' => "ريال",
        '\u{2026}' => "…",
        _ => return None,
    })
}

// Block ends and line breaks are ASCII controls that the copy path keeps; they are named here so that a change is seen.
const _: () = assert!(BLOCK_END as u32 == 0x1E && LINE_BREAK as u32 == 0x0A);

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
