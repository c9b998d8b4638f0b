//! Words: folded text cut into words, and what stands between them.
//!
//! A word is a run of letters and digits of one script. Identifiers, paths and addresses are one word each that matches
//! nothing. It must not know what any word means.

use std::ops::Range;

use super::fold::is_arabic_letter;

/// What separates a word from the one before it; higher is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Break {
    /// Nothing, a space, a hyphen, a quote, an emoji.
    None,
    /// A comma, a bracket, a slash.
    Comma,
    /// A dash, an arrow, a colon, a line break, the question mark of a short question.
    Clause,
    /// The end of a sentence, or of the block.
    Sentence,
}

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin letters, perhaps with digits after the first letter.
    Latin,
    /// Arabic letters.
    Arabic,
    /// Digits, with decimal or grouping signs, perhaps with a letter suffix (`10x`, `50k`).
    Number,
    /// Letters of another script.
    Other,
    /// A name of a thing in a machine: it is matched by nothing.
    Identifier,
}

/// Most words of a question that its answer goes on with.
pub const TOPIC: usize = 4;

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte in the folded text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub script: Script,
    /// What stands before it.
    pub before: Break,
}

impl Word {
    /// Its bytes in the folded text.
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A sign that the standing of a claim may hang on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the folded text.
    pub at: u32,
    /// The sign.
    pub sign: char,
    /// Index of the word that follows it.
    pub word: u32,
}

/// Words and signs of one block.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Words in order.
    pub words: Vec<Word>,
    /// Signs in order: quotes, colons, question marks, crosses, ticks, arrows.
    pub marks: Vec<Mark>,
}

/// Cuts the folded text `text[range]` into words. Linear.
pub fn cut(text: &str, range: Range<usize>, out: &mut Words) {
    out.words.clear();
    out.marks.clear();
    // A word and its space take eight bytes or so.
    out.words.reserve(range.len() / 8 + 1);
    let end = range.end;
    let mut cutter = Cutter { text, end, at: range.start, pending: Break::Sentence, out };
    while cutter.at < end {
        cutter.step();
    }
}

struct Cutter<'a> {
    text: &'a str,
    end: usize,
    at: usize,
    pending: Break,
    out: &'a mut Words,
}

impl Cutter<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    fn step(&mut self) {
        let Some(c) = self.peek(self.at) else {
            self.at = self.end;
            return;
        };
        if c == ' ' {
            self.at += 1;
        } else if is_letter_or_digit(c) {
            self.chunk(c);
        } else {
            self.sign(c);
        }
    }

    /// Everything up to a space: an identifier, or one or more words.
    fn chunk(&mut self, first: char) {
        if first.is_ascii() && self.starts_chunk() {
            let len = identifier_len(&self.text[self.at..self.end]);
            if len > 0 {
                return self.push(self.at + len, Script::Identifier);
            }
        }
        if first.is_ascii_digit() {
            self.number();
        } else if first.is_ascii_alphabetic() {
            self.latin();
        } else if is_arabic_letter(first) {
            let len = self.arabic_run();
            self.arabic(self.at + len);
        } else {
            let len = self.run(|c| is_letter_or_digit(c) && !c.is_ascii() && !is_arabic_letter(c));
            self.push(self.at + len, Script::Other);
        }
    }

    fn starts_chunk(&self) -> bool {
        // Where a longer character ends no ASCII byte stands.
        let before = self.at.checked_sub(1).map(|at| self.text.as_bytes()[at]);
        before.is_none_or(|b| !b.is_ascii_alphanumeric() && b != b'#')
    }

    fn run(&self, belongs: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[self.at..self.end];
        rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    /// Length of the Arabic letters from here, in bytes.
    fn arabic_run(&self) -> usize {
        let bytes = &self.text.as_bytes()[self.at..self.end];
        let plain = |pair: &&[u8]| match **pair {
            [0xD8, b] => (0xA1..=0xBA).contains(&b),
            [0xD9, b] => (0x81..=0x8A).contains(&b),
            _ => false,
        };
        let len = 2 * bytes.chunks_exact(2).take_while(plain).count();
        // Letters of other languages written in Arabic are rare.
        let rest = &self.text[self.at + len..self.end];
        if rest.starts_with(is_arabic_letter) {
            len + rest.find(|c| !is_arabic_letter(c)).unwrap_or(rest.len())
        } else {
            len
        }
    }

    fn number(&mut self) {
        let bytes = self.text.as_bytes();
        let mut i = self.at;
        while i < self.end {
            let grouped = matches!(bytes[i], b'.' | b',') && i + 1 < self.end && bytes[i + 1].is_ascii_digit();
            if !bytes[i].is_ascii_digit() && !grouped {
                break;
            }
            i += 1;
        }
        while i < self.end && bytes[i].is_ascii_alphanumeric() {
            i += 1;
        }
        self.push(i, Script::Number);
    }

    fn latin(&mut self) {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut i = self.at;
        while let Some(b) = bytes.get(i) {
            let apostrophe = || *b == b'\'' && bytes.get(i + 1).is_some_and(u8::is_ascii_alphabetic);
            if !b.is_ascii_alphanumeric() && !apostrophe() {
                break;
            }
            i += 1;
        }
        // A possessive belongs to its word and says nothing of its own.
        let word = &self.text[self.at..i];
        let end = self.at + word.strip_suffix("'s").unwrap_or(word).len();
        // Letters glued behind an Arabic proclitic or before an Arabic pronoun are still one word in writing.
        self.push(end, Script::Latin);
        self.at = i;
        let tail = self.arabic_run();
        if (1..=6).contains(&tail) && is_enclitic(&self.text[i..i + tail]) {
            self.at += tail;
        }
    }

    fn arabic(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        if is_proclitic(word) {
            // «الـ CRM», «وROI», «بـauto-DM»: a proclitic of the Latin word or number that follows.
            let next = self.text[end..self.end].trim_start_matches([' ', '-']);
            let glued = self.text[end..self.end].starts_with(|c: char| c.is_ascii_alphanumeric());
            let article = matches!(word, "ال" | "بال" | "لل" | "وال" | "فال" | "كال");
            // «بـ Pilot», «لـ 3 عملاء»: a letter that stands alone was drawn out towards what follows.
            let alone = matches!(word, "ب" | "ل" | "ك" | "ف");
            let follows = |belongs: fn(char) -> bool| next.starts_with(belongs);
            if glued
                || article && follows(|c| c.is_ascii_alphanumeric())
                || alone && next.len() < self.end - end && follows(is_letter_or_digit)
            {
                self.at = end;
                return;
            }
        }
        self.push(end, Script::Arabic);
    }

    fn push(&mut self, end: usize, script: Script) {
        let word = Word { start: self.at as u32, end: end as u32, script, before: self.pending };
        self.out.words.push(word);
        self.pending = Break::None;
        self.at = end;
    }

    /// Whether the sentence has so few words that its question names a topic, on which the answer goes on: «نتائج؟ مضمونة.»
    fn is_topic(&self) -> bool {
        self.out.words.iter().rev().take(TOPIC).any(|w| w.before == Break::Sentence)
    }

    fn sign(&mut self, c: char) {
        let next = self.at + c.len_utf8();
        let after = self.peek(next);
        let spaced = after.is_none_or(|c| !is_letter_or_digit(c));
        let inside = !spaced && self.text[..self.at].ends_with(|c: char| is_letter_or_digit(c));
        let strength = match c {
            '?' if self.is_topic() => Break::Clause,
            '!' | '?' | '…' | '|' | '\u{1E}' | '\u{203D}' => Break::Sentence,
            '.' if spaced => Break::Sentence,
            '\n' | '—' | '→' | '←' | '⇒' | '➜' | '➡' | '⬅' | '·' | '>' | '<' | '=' | ';' | '•' => {
                Break::Clause
            }
            ':' if spaced => Break::Clause,
            '-' if !inside && self.text[..self.at].ends_with(' ') && after.is_none_or(|c| c == ' ') => Break::Clause,
            ',' | '(' | ')' | '[' | ']' | '/' | '{' | '}' | '+' | '&' => Break::Comma,
            _ => Break::None,
        };
        if is_mark(c) {
            let mark = Mark { at: self.at as u32, sign: c, word: self.out.words.len() as u32 };
            self.out.marks.push(mark);
        }
        self.pending = self.pending.max(strength);
        self.at = next;
    }
}

/// Like [`char::is_alphanumeric`], quick for what most text is made of.
pub fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' => true,
        c => c.is_alphanumeric(),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '\'' | ':' | '?' | '!' | '—' | '→' | '←' | '⇒' | '➜' | '➡' | '%' | '+' | '>' | '=')
        || is_cross(c)
        || is_tick(c)
}

/// Signs that forbid what they stand before.
pub const fn is_cross(c: char) -> bool {
    matches!(c, '❌' | '🚫' | '⛔' | '✗' | '✘' | '✖' | '🛑' | '☒' | '❎')
}

/// Signs that affirm what they stand before.
pub const fn is_tick(c: char) -> bool {
    matches!(c, '✅' | '✓' | '✔' | '☑' | '👍' | '🟢')
}

fn is_proclitic(word: &str) -> bool {
    const ALL: [&str; 16] =
        ["و", "ف", "ب", "ل", "ك", "ال", "بال", "لل", "كال", "وال", "فال", "وب", "ول", "فل", "فب", "وبال"];
    word.len() <= 8 && ALL.contains(&word)
}

fn is_enclitic(word: &str) -> bool {
    ["ي", "نا", "ك", "كم", "كن", "ه", "ها", "هم", "هن", "ات", "ز"].contains(&word)
}

/// What a byte says of its chunk: that it may be an identifier, or that it ends before.
const SIGN: u8 = 1;
const ENDS: u8 = 2;

const BYTES: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut b = 0;
    while b < 256 {
        kinds[b] = match b as u8 {
            b'_' | b'@' | b'=' | b'.' | b':' => SIGN,
            b'\t'..=b'\r'
            | b' '
            | 128..
            | b'"'
            | b'\''
            | b'<'
            | b'>'
            | b'|'
            | b';'
            | b'('
            | b')'
            | b'['
            | b']'
            | b'{'
            | b'}' => ENDS,
            _ => 0,
        };
        b += 1;
    }
    kinds
};

/// Length of the identifier, path or address that `chunk` begins with, or 0.
fn identifier_len(chunk: &str) -> usize {
    let mut len = 0;
    let mut kinds = 0;
    for &b in chunk.as_bytes() {
        let kind = BYTES[b as usize];
        if kind == ENDS {
            break;
        }
        kinds |= kind;
        len += 1;
    }
    // What makes an identifier holds one of these; nearly no word does.
    if kinds & SIGN == 0 {
        return 0;
    }
    let body = chunk[..len].trim_end_matches(['.', ',', ':', '!', '?']);
    let has = |c: char| body.contains(c);
    let address =
        body.contains("://") || body.starts_with("www.") || body.starts_with("mailto:") || has('@') && has('.');
    let name = has('_');
    let file = body.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && [
                "py", "rs", "md", "html", "yaml", "yml", "json", "ts", "js", "go", "toml", "txt", "csv", "pdf", "com",
                "sa", "io", "ai", "net", "org", "css", "sh", "sql", "xlsx", "docx", "png", "svg", "jpg",
            ]
            .contains(&ending.split('/').next().unwrap_or_default())
    });
    let flag = has('=') && !has('%');
    if address || name || file || flag { body.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold::fold;

    fn words(text: &str) -> Vec<String> {
        let folded = fold(text);
        let mut out = Words::default();
        cut(&folded.text, 0..folded.text.len(), &mut out);
        out.words
            .iter()
            .map(|w| {
                let sign = match w.before {
                    Break::None => "",
                    Break::Comma => ",",
                    Break::Clause => "—",
                    Break::Sentence => "¶",
                };
                let mark = if w.script == Script::Identifier { "`" } else { "" };
                format!("{sign}{mark}{}", &folded.text[w.range()])
            })
            .collect()
    }

    #[test]
    fn words_of_one_script() {
        assert_eq!(words("نضمن ROI وROI والـ CRM leadsكم"), ["¶نضمن", "roi", "roi", "crm", "leads"]);
        assert_eq!(words("ابدأ بـ Pilot لـ 3 عملاء بـ هدوء"), ["¶ابدا", "pilot", "3", "عملا", "هدو"]);
        assert_eq!(words("٣٠عميل 10x 1,500 2.5%"), ["¶30", "عميل", "10x", "1,500", "2.5"]);
        assert_eq!(words("don't client's auto-DM"), ["¶don't", "client", "auto", "dm"]);
    }

    #[test]
    fn breaks() {
        assert_eq!(words("نعم، لا. ثم: بعد — قبل"), ["¶نعم", ",لا", "¶ثم", "—بعد", "—قبل"]);
        assert_eq!(words("a b. c? d - e 3.5 f"), ["¶a", "b", "¶c", "—d", "—e", "3.5", "f"]);
    }

    #[test]
    fn a_short_question_is_a_topic() {
        assert_eq!(words("نتائج؟ مضمونة. وبعد؟"), ["¶نتايج", "—مضمونه", "¶وبعد"]);
        assert_eq!(words("a b c d e? f"), ["¶a", "b", "c", "d", "e", "¶f"]);
        assert_eq!(words("a? b c? d e? f"), ["¶a", "—b", "c", "—d", "e", "¶f"]);
        assert_eq!(words("a?! b"), ["¶a", "¶b"]);
    }

    #[test]
    fn identifiers_are_one_word() {
        assert_eq!(
            words("see NO_SCRAPING in a/no_x.py and https://x.sa/scrape now"),
            ["¶see", "`no_scraping", "in", "`a/no_x.py", "and", "`https://x.sa/scrape", "now"]
        );
    }
}
