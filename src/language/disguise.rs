//! Disguised words: second readings of words that are spelled around a filter.
//!
//! Spaced letters (`g u a r a n t e e`), letters repeated three times and more, digits and signs for letters (`gu4rant33`),
//! words cut by a hyphen, dot or star. A second reading counts only where the lexicon knows it, so an acronym stays an
//! acronym. Invisible characters and look-alike letters are folding's. It must not know the lexicon.

use std::ops::Range;

use super::fold::is_arabic_letter;

/// A second reading of a stretch of folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The stretch, in bytes of the folded text.
    pub range: Range<u32>,
    /// How it may be read.
    pub text: String,
}

/// Longest stretch that is read a second time, in bytes; longer ones are no words.
const LONGEST: usize = 96;
/// Shortest word that is read out of digits, signs and cuts, in bytes.
const SHORTEST: usize = 5;

/// All second readings of a folded text. Linear.
pub fn readings(text: &str) -> Vec<Reading> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // A stretch is what lies between two spaces; most need no second look.
        let end = memchr::memchr3(b' ', b'\n', 0x1E, &bytes[at..]).map_or(bytes.len(), |n| at + n);
        if end - at <= LONGEST && is_odd(trim(&bytes[at..end])) {
            stretch(text, at..end, &mut out);
        }
        if may_be_single(&bytes[at..end]) && is_single(text, at..end) && (at == 0 || !was_single(text, at)) {
            spaced(text, at, &mut out);
        }
        at = end + 1;
    }
    out
}

/// A stretch without the punctuation around it.
fn trim(mut stretch: &[u8]) -> &[u8] {
    while let [rest @ .., b'.' | b',' | b'!' | b'?' | b':' | b';' | b')' | b'"' | b'*'] = stretch {
        stretch = rest;
    }
    while let [b'(' | b'"' | b'*' | b'-', rest @ ..] = stretch {
        stretch = rest;
    }
    stretch
}

/// What a byte says of its stretch.
const LETTER: u8 = 1;
const SIGN: u8 = 2;

const BYTES: [u8; 256] = {
    let mut t = [0u8; 256];
    let mut b = 0;
    while b < 256 {
        t[b] = match b as u8 {
            b'a'..=b'z' | 0x80..=0xFF => LETTER,
            b'0'..=b'9' | b'-' | b'.' | b'*' | b'@' | b'$' | b'!' | b'+' | b'|' => SIGN,
            _ => 0,
        };
        b += 1;
    }
    t
};

/// Whether a stretch has a letter three times running, or a digit or sign next to letters.
fn is_odd(stretch: &[u8]) -> bool {
    if stretch.len() < 4 {
        return false;
    }
    let mut kinds = 0;
    let mut runs = 0;
    for &b in stretch {
        kinds |= BYTES[b as usize];
    }
    // Three equal letters in a row: one byte each, or two.
    if kinds & LETTER != 0 {
        runs = stretch.windows(3).filter(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_ascii_lowercase()).count();
        if stretch[0] >= 0x80 {
            runs += stretch.windows(6).filter(|w| w[0] >= 0xD8 && w[..2] == w[2..4] && w[..2] == w[4..6]).count();
        }
    }
    runs > 0 || kinds == LETTER | SIGN
}

fn stretch(text: &str, range: Range<usize>, out: &mut Vec<Reading>) {
    let raw = &text[range.clone()];
    let trimmed = raw.trim_matches(|c: char| !c.is_alphanumeric() && !"@$*".contains(c));
    let trimmed = trimmed.trim_end_matches(['*', '$', '@']);
    if trimmed.is_empty() || trimmed.contains("://") || trimmed.contains('_') {
        return;
    }
    let from = range.start + (trimmed.as_ptr() as usize - raw.as_ptr() as usize);
    let range = from as u32..(from + trimmed.len()) as u32;
    let mut push = |reading: String, least: usize| {
        if reading != trimmed
            && reading.len() >= least
            && !out.iter().rev().take(8).any(|r| r.range == range && r.text == reading)
        {
            out.push(Reading { range: range.clone(), text: reading });
        }
    };
    let joined: String = trimmed.chars().filter(|c| !"-.*|".contains(*c)).collect();
    let letters = joined.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || !joined.chars().all(|c| c.is_alphanumeric() || "@$!+'".contains(c)) {
        return;
    }
    let has_leet = joined.chars().any(|c| c.is_ascii_digit() || "@$!+".contains(c));
    let candidates = if has_leet && joined.is_ascii() && letters >= 3 && letters * 2 >= joined.len() {
        vec![leet(&joined, 'i'), leet(&joined, 'l')]
    } else {
        vec![joined]
    };
    for reading in candidates {
        if reading.chars().all(char::is_alphanumeric) {
            // What a repetition leaves may be as short as "free"; digits in shorter words are names (`web3`).
            let repeats = |r: &str| if r.len() < reading.len() { 4 } else { SHORTEST };
            let (once, twice) = (squeeze(&reading, 1), squeeze(&reading, 2));
            let (least_once, least_twice) = (repeats(&once), repeats(&twice));
            push(once, least_once);
            push(twice, least_twice);
            push(reading, SHORTEST);
        }
    }
}

fn leet(word: &str, one: char) -> String {
    word.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => one,
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' | '+' => 't',
            '8' => 'b',
            '9' => 'g',
            c => c,
        })
        .collect()
}

/// Letters that stand three times and more, `keep` times.
fn squeeze(word: &str, keep: usize) -> String {
    let mut out = String::with_capacity(word.len());
    let chars: Vec<char> = word.chars().collect();
    let mut i = 0;
    while i < chars.len() {
        let run = chars[i..].iter().take_while(|c| **c == chars[i]).count();
        let n = if run >= 3 { keep } else { run };
        out.extend(std::iter::repeat_n(chars[i], n));
        i += run;
    }
    out
}

fn single(text: &str, range: Range<usize>) -> Option<char> {
    let mut chars = text[range].trim_matches(['.', '-', '*', '_', '|', ',']).chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_lowercase() || is_arabic_letter(c) || "0134578@$".contains(c) => Some(c),
        _ => None,
    }
}

/// A quick look before the exact one.
fn may_be_single(stretch: &[u8]) -> bool {
    match stretch {
        [_] => true,
        [a, b] => *a >= 0xC0 || !a.is_ascii_lowercase() || !b.is_ascii_lowercase(),
        [a, .., b] if stretch.len() <= 4 => {
            !(a.is_ascii_lowercase() || *a >= 0x80) || !(b.is_ascii_lowercase() || *b >= 0x80)
        }
        _ => false,
    }
}

fn is_single(text: &str, range: Range<usize>) -> bool {
    range.len() <= 4 && single(text, range).is_some()
}

/// Whether the stretch before the one at `at` is a single letter too.
fn was_single(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let from = before.char_indices().rev().take(4).take_while(|(_, c)| !" \n\u{1E}".contains(*c)).last();
    from.is_some_and(|(from, _)| text[..from].ends_with([' ', '\n', '\u{1E}']) && is_single(text, from..before.len()))
}

/// Four single letters and more, one space apart.
fn spaced(text: &str, from: usize, out: &mut Vec<Reading>) {
    let mut letters = String::new();
    let mut end = from;
    for part in text[from..].split_inclusive([' ', '\n', '\u{1E}']) {
        let goes_on = part.ends_with(' ');
        let part = part.trim_end_matches([' ', '\n', '\u{1E}']);
        let range = end..end + part.len();
        let Some(c) = (part.len() <= 4).then(|| single(text, range.clone())).flatten() else { break };
        letters.push(c);
        end = range.end + 1;
        if !goes_on || letters.chars().count() >= 24 {
            break;
        }
    }
    if letters.chars().count() < 4 {
        return;
    }
    let range = from as u32..(end - 1) as u32;
    let plain = if letters.is_ascii() { leet(&letters, 'i') } else { letters.clone() };
    // Spaced text says nothing of where its words end: offer every word that it may begin or end with.
    let chars: Vec<char> = plain.chars().collect();
    out.push(Reading { range: range.clone(), text: plain });
    for cut in 4..chars.len().saturating_sub(1) {
        let head: String = chars[..cut].iter().collect();
        out.push(Reading { range: range.clone(), text: head });
        let tail: String = chars[chars.len() - cut..].iter().collect();
        out.push(Reading { range: range.clone(), text: tail });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        readings(text).into_iter().map(|r| r.text).collect()
    }

    #[test]
    fn sees_through_spelling() {
        assert!(read("we gu4rant33 it").contains(&"guarantee".into()));
        assert!(read("guarrrranteed!").contains(&"guaranteed".into()));
        assert!(
            read("guaranteeed").contains(&"guaranteed".into()) || read("guaranteeed").contains(&"guaranteeed".into())
        );
        assert!(read("مضمووون").contains(&"مضمون".into()));
        assert!(read("x g u a r a n t e e d y").iter().any(|r| r.contains("guaranteed")));
        assert!(read("ن ض م ن").contains(&"نضمن".into()));
        assert!(read("scra-ping s.c.r.a.p.e").contains(&"scraping".into()));
        assert!(read("5crap1ng").contains(&"scraping".into()));
        assert!(read("freeee").contains(&"free".into()));
        assert!(read("sa1es").contains(&"sales".into()));
        // Spaced letters end with their block.
        assert!(read("s a l e s\u{1E}b c").contains(&"sales".into()));
        assert!(!read("s a l e s\u{1E}b c").iter().any(|r| r.contains("salesb")));
    }

    #[test]
    fn leaves_ordinary_text_alone() {
        assert!(read("b2b 10x web3 co2 24/7 100% v1.2 a b c").is_empty());
        assert!(read("نقدم لك تقرير الفرص كل أسبوع").is_empty());
        assert!(read("https://x.sa/a-b").is_empty());
    }

    #[test]
    fn a_range_covers_the_stretch() {
        let text = "ab gu4rantee, cd";
        let r = &readings(text)[0];
        assert_eq!(&text[r.range.start as usize..r.range.end as usize], "gu4rantee");
    }
}
