//! Finding keywords in a text as people write it: any letter case, marks and spellings of Arabic, prefixes and endings.
//!
//! One automaton finds where a keyword may begin; what stands there is then read word by word. A keyword holds where
//! - its first word begins a word: nothing but an Arabic prefix («و», «بال», «الـ» before a Latin word) stands before it;
//! - each of its words is one of its forms. English: the word itself, its plural, and the forms in [`FORMS`], so that "leaked"
//!   is leak, and "secretary", "secretion" and "leakproof" are nothing. Arabic: prefixes, attached pronouns and noun endings
//!   as [`crate::language::arabic`] knows them, without the words in [`NOT_KEYWORDS`];
//! - nothing but spaces, line breaks, hyphens and other signs stands between its words, and no end of a sentence. Latin words
//!   may also be written together ("databreach").
//!
//! It must not know what follows from a keyword.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::{Deserialize, Serialize};

use crate::domain::sla::Priority;
use crate::language::arabic::{BEFORE_PRONOUN, Classes, EXACT, NOUN, PERFECT, PLAIN};
use crate::language::english::noun_forms;
use crate::language::fold::{Folded, fold_text, is_arabic_letter};
use crate::language::lexicon::{AtomId, Lexicon};
use crate::language::words::Script;

/// Forms of a keyword's word beside its plural and, in Arabic, what is attached to it.
pub const FORMS: [(&str, &[&str]); 5] = [
    ("leak", &["leaked", "leaking", "leakage", "leakages"]),
    ("breach", &["breached", "breaching"]),
    ("charge", &["charged", "charging"]),
    ("unauthorized", &["unauthorised"]),
    ("رسالة", &["رسائل"]),
];

/// Words that look like a form of a keyword and are words of their own: honesty or a municipality, and wishes or a name.
pub const NOT_KEYWORDS: [&str; 2] = ["أمانة", "أماني"];

/// Arabic words of keywords that are not inflected as nouns: their stem, and what they carry.
const INFLECTED: [(&str, &str, Classes); 4] = [
    ("أمان", "أمان", PLAIN),
    ("بدون", "بدون", PLAIN),
    ("أرسل", "أرسل", PERFECT),
    // Whoever's approval it was: «موافقتي», «موافقتنا».
    ("موافقتي", "موافقت", BEFORE_PRONOUN),
];

/// Longest word that is looked up, in bytes. A longer one is no form of a keyword, however it goes on.
const LONGEST: usize = 64;

/// Where a keyword stands in a text: from its first letter, without a prefix, to the end of its last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// First byte (UTF-8).
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Characters before the first one.
    pub start_char: usize,
    /// Characters before the end.
    pub end_char: usize,
}

/// The keyword that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) priority: Priority,
    pub(super) keyword: &'static str,
    pub(super) place: Place,
}

impl Found {
    /// The same where so many bytes and characters stand before the text that was read.
    pub(super) const fn behind(mut self, bytes: usize, characters: usize) -> Self {
        self.place.start += bytes;
        self.place.end += bytes;
        self.place.start_char += characters;
        self.place.end_char += characters;
        self
    }
}

/// The keyword of the gravest priority in a folded text, of which the first `until` bytes are read; of several the first in
/// the text, of two at one place the longer. `text` is what was folded.
pub(super) fn find(text: &str, folded: &Folded, until: usize) -> Option<Found> {
    let hit = MATCHER.best(&folded.text[..until])?;
    let keyword = &MATCHER.keywords[hit.keyword];
    let range = folded.to_text(text, hit.start..hit.end);
    let start_char = text[..range.start].chars().count();
    let end_char = start_char + text[range.clone()].chars().count();
    let place = Place { start: range.start, end: range.end, start_char, end_char };
    Some(Found { priority: keyword.priority, keyword: keyword.text, place })
}

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::new);

struct Keyword {
    priority: Priority,
    text: &'static str,
    /// Its words; a keyword of several Latin words has one entry more, with these written together.
    atoms: Vec<Vec<AtomId>>,
}

struct Matcher {
    keywords: Vec<Keyword>,
    lexicon: Lexicon,
    /// Holds what is no keyword.
    others: AtomId,
    automaton: AhoCorasick,
    /// Per beginning that the automaton knows: keywords and which of their spellings begin so.
    begin: Vec<Vec<(usize, usize)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hit {
    keyword: usize,
    start: usize,
    end: usize,
}

impl Matcher {
    fn new() -> Self {
        let mut lexicon = Lexicon::default();
        let others = lexicon.new_atom();
        for word in NOT_KEYWORDS {
            lexicon.add(&fold_text(word), PLAIN, others);
        }
        let mut keywords: Vec<Keyword> = Vec::new();
        let mut begins: Vec<(String, Vec<(usize, usize)>)> = Vec::new();
        for priority in Priority::ALL {
            for &text in priority.keywords() {
                let spellings = spellings(text);
                let mut atoms = Vec::with_capacity(spellings.len());
                for (place, words) in spellings.iter().enumerate() {
                    for begin in beginnings(&words[0]) {
                        let entry = (keywords.len(), place);
                        match begins.iter_mut().find(|known| known.0 == begin) {
                            Some(known) => known.1.push(entry),
                            None => begins.push((begin, vec![entry])),
                        }
                    }
                    atoms.push(words.iter().map(|forms| atom(&mut lexicon, forms)).collect());
                }
                keywords.push(Keyword { priority, text, atoms });
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(begins.iter().map(|b| &b.0))
            .expect("a few short words fit into an automaton");
        Self { keywords, lexicon, others, automaton, begin: begins.into_iter().map(|b| b.1).collect() }
    }

    fn best(&self, text: &str) -> Option<Hit> {
        let mut best: Option<(Hit, Priority)> = None;
        for candidate in self.automaton.find_overlapping_iter(text) {
            let start = candidate.start();
            for &(keyword, spelling) in &self.begin[candidate.pattern().as_usize()] {
                let priority = self.keywords[keyword].priority;
                let better = |end: usize| {
                    best.is_none_or(|(known, gravest)| {
                        (priority, start, usize::MAX - end) < (gravest, known.start, usize::MAX - known.end)
                    })
                };
                // Even the longest keyword here would not be better.
                if better(usize::MAX)
                    && let Some(end) = self.read(text, start, &self.keywords[keyword].atoms[spelling])
                    && better(end)
                {
                    best = Some((Hit { keyword, start, end }, priority));
                }
            }
        }
        best.map(|b| b.0)
    }

    /// Where the words `atoms` end that begin at `start`, if they stand there.
    fn read(&self, text: &str, start: usize, atoms: &[AtomId]) -> Option<usize> {
        let mut word = first_word(text, start)?;
        let (first, rest) = atoms.split_first()?;
        if !self.holds(&word, *first) {
            return None;
        }
        for atom in rest {
            word = next_word(text, &word)?;
            if !self.holds(&word, *atom) {
                return None;
            }
        }
        Some(word.end)
    }

    fn holds(&self, word: &Word<'_>, atom: AtomId) -> bool {
        let (mut holds, mut other) = (false, false);
        self.lexicon.look_up(word.text, word.script, |found, _| {
            holds |= found == atom;
            other |= found == self.others;
        });
        holds && !other
    }
}

/// The forms of one word of a keyword: folded stems and what they carry.
type Forms = Vec<(String, Classes)>;

/// The ways in which a keyword is written: word by word, and with its Latin words together.
fn spellings(keyword: &str) -> Vec<Vec<Forms>> {
    let words: Vec<&str> = keyword.split(' ').collect();
    let apart: Vec<Forms> = words.iter().map(|w| forms(w)).collect();
    let mut together: Vec<Forms> = Vec::new();
    let mut latin = String::new();
    for (i, word) in words.iter().enumerate() {
        if !word.is_ascii() {
            together.push(apart[i].clone());
        } else if words.get(i + 1).is_some_and(|next| next.is_ascii()) {
            latin.push_str(&fold_text(word));
        } else {
            let before = std::mem::take(&mut latin);
            together.push(apart[i].iter().map(|(form, classes)| (format!("{before}{form}"), *classes)).collect());
        }
    }
    if together.len() == apart.len() { vec![apart] } else { vec![apart, together] }
}

fn forms(word: &str) -> Forms {
    let folded = fold_text(word);
    let mut forms: Forms = if word.is_ascii() {
        noun_forms(&folded).into_iter().map(|form| (form, EXACT)).collect()
    } else {
        let known = INFLECTED.iter().find(|i| i.0 == word);
        vec![known.map_or((folded, NOUN), |i| (fold_text(i.1), i.2))]
    };
    let classes = forms[0].1;
    let more = FORMS.iter().filter(|f| f.0 == word).flat_map(|f| f.1);
    forms.extend(more.map(|form| (fold_text(form), classes)));
    forms
}

fn atom(lexicon: &mut Lexicon, forms: &Forms) -> AtomId {
    let atom = lexicon.new_atom();
    for (form, classes) in forms {
        lexicon.add(form, *classes, atom);
    }
    atom
}

/// What every form of a word begins with, or several such beginnings. A final ة becomes ت before a pronoun, and falls away before
/// a plural.
fn beginnings(forms: &Forms) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for (form, _) in forms {
        let begin = form.strip_suffix('ه').unwrap_or(form);
        if !out.iter().any(|known| begin.starts_with(known.as_str())) {
            out.push(begin.to_owned());
        }
    }
    out
}

/// A word of the folded text.
struct Word<'a> {
    text: &'a str,
    script: Script,
    end: usize,
}

/// The word in which a keyword begins at `start`: of a Latin word nothing may stand before, of an Arabic one its prefix.
fn first_word(text: &str, start: usize) -> Option<Word<'_>> {
    if text.as_bytes()[start].is_ascii() {
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphabetic() && !is_arabic_letter(c)) {
            return None;
        }
        return latin(text, start);
    }
    let mut from = start;
    while let Some(letter) = text[..from].chars().next_back().filter(|c| is_arabic_letter(*c)) {
        from -= letter.len_utf8();
        if start - from > LONGEST {
            return None;
        }
    }
    arabic(text, from)
}

/// The word after another one, if nothing but signs stands between.
fn next_word<'a>(text: &'a str, word: &Word<'_>) -> Option<Word<'a>> {
    let mut at = word.end;
    if word.script == Script::Latin {
        // «Proof Packكم»: a pronoun behind a Latin word belongs to it.
        let letters: usize = text[at..].chars().take(4).take_while(|c| is_arabic_letter(*c)).map(char::len_utf8).sum();
        if letters <= 6 {
            at += letters;
        }
    }
    let mut rest = text[at..].chars();
    while let Some(c) = rest.next() {
        if c.is_ascii_alphabetic() {
            return latin(text, at);
        } else if is_arabic_letter(c) {
            return arabic(text, at);
        }
        let ends = matches!(c, '.' | '!' | '?') && rest.as_str().chars().next().is_none_or(char::is_whitespace);
        if ends || c.is_alphanumeric() {
            return None;
        }
        at += c.len_utf8();
    }
    None
}

fn latin(text: &str, start: usize) -> Option<Word<'_>> {
    let bytes = &text.as_bytes()[start..];
    let len = bytes.iter().take(LONGEST).take_while(|b| b.is_ascii_alphabetic()).count();
    let end = start + len;
    let after = text[end..].chars().next();
    let goes_on = after.is_some_and(|c| c.is_alphabetic() && !is_arabic_letter(c));
    (!goes_on).then(|| Word { text: &text[start..end], script: Script::Latin, end })
}

fn arabic(text: &str, start: usize) -> Option<Word<'_>> {
    let mut end = start;
    for letter in text[start..].chars().take_while(|c| is_arabic_letter(*c)) {
        end += letter.len_utf8();
        if end - start > LONGEST {
            return None;
        }
    }
    Some(Word { text: &text[start..end], script: Script::Arabic, end })
}

#[cfg(test)]
#[path = "keyword_tests.rs"]
mod tests;
