//! Invisible characters that disguise a claim: inside one of its words, or turning the words round on the screen.
//!
//! Marks beside a word, joiners of other words and direction marks between two scripts are honest writing. So are
//! embeddings and isolates around a word; an override is not, wherever it stands in the claim, since it shows other words
//! than the file holds. It must not know rules or documents.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::fold::{Folded, Hidden};
use crate::language::invisible::{is_one_word, is_override, name};
use crate::source::map::BLOCK_END;

/// How many invisible characters before a match are looked at for an override that is still open.
const BEFORE: usize = 64;
/// Longest part of a word to each side of a hidden character, in characters.
const HALF_WORD: usize = 64;

/// A disguised word or claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Disguise {
    /// The word, or the whole match where an override covers it; bytes of the folded text.
    pub(super) range: Range<usize>,
    /// What hides there, each once, in order.
    pub(super) characters: Vec<char>,
}

/// The disguises of some matches, each once, in order of place. Bounded work for each hidden character inside a match.
pub(super) fn disguises<'a>(folded: &Folded, matches: impl Iterator<Item = &'a Range<usize>>) -> Vec<Disguise> {
    let mut found: BTreeMap<(usize, usize), Vec<char>> = BTreeMap::new();
    let mut note = |range: Range<usize>, character: char| {
        let characters = found.entry((range.start, range.end)).or_default();
        if !characters.contains(&character) {
            characters.push(character);
        }
    };
    for bytes in matches {
        let first = folded.hidden.partition_point(|h| (h.at as usize) <= bytes.start);
        if let Some(character) = open_override(folded, first, bytes.start) {
            note(bytes.clone(), character);
        }
        for hidden in folded.hidden[first..].iter().take_while(|h| (h.at as usize) < bytes.end) {
            let at = hidden.at as usize;
            if is_inside_word(&folded.text, at) {
                note(word_around(&folded.text, at), hidden.character);
            } else if is_override(hidden.character) {
                note(bytes.clone(), hidden.character);
            }
        }
    }
    found.into_iter().map(|((start, end), characters)| Disguise { range: start..end, characters }).collect()
}

/// `U+200B ZERO WIDTH SPACE, U+00AD SOFT HYPHEN`.
pub(super) fn named(characters: &[char]) -> String {
    let one = |c: &char| format!("U+{:04X} {}", u32::from(*c), name(*c).unwrap_or("CHARACTER"));
    characters.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The innermost override of the same block that begins before a match and has not ended where the match begins.
fn open_override(folded: &Folded, first: usize, start: usize) -> Option<char> {
    let before: &[Hidden] = &folded.hidden[first.saturating_sub(BEFORE)..first];
    let mut open: Vec<char> = Vec::new();
    let mut block = before.first().map_or(start, |h| h.at as usize);
    for hidden in before {
        let at = hidden.at as usize;
        if folded.text.as_bytes()[block..at].contains(&(BLOCK_END as u8)) {
            open.clear();
        }
        block = at;
        match hidden.character {
            // Embeddings and overrides end with the same character, the innermost first (UAX #9, X7).
            c @ ('\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}') => open.push(c),
            '\u{202C}' => drop(open.pop()),
            _ => {}
        }
    }
    if memchr::memchr(BLOCK_END as u8, &folded.text.as_bytes()[block..start]).is_some() {
        return None;
    }
    open.into_iter().rev().find(|c| is_override(*c))
}

fn is_inside_word(text: &str, at: usize) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    before.zip(after).is_some_and(|(before, after)| is_one_word(before, after))
}

fn word_around(text: &str, at: usize) -> Range<usize> {
    let belongs = |c: &char| c.is_alphanumeric();
    let back: usize = text[..at].chars().rev().take(HALF_WORD).take_while(belongs).map(char::len_utf8).sum();
    let on: usize = text[at..].chars().take(HALF_WORD).take_while(belongs).map(char::len_utf8).sum();
    at - back..at + on
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold::fold;

    /// What is found where the match runs from the first `<` to the `>`.
    fn found(text: &str) -> Vec<(String, String)> {
        let folded = fold(text);
        let start = folded.text.find("sales").expect("the claim begins with it");
        let range = start..folded.text.trim_end_matches(" end").len();
        let disguises = disguises(&folded, std::iter::once(&range));
        disguises.into_iter().map(|d| (folded.text[d.range].to_owned(), named(&d.characters))).collect()
    }

    fn one(word: &str, names: &str) -> Vec<(String, String)> {
        vec![(word.to_owned(), names.to_owned())]
    }

    #[test]
    fn hidden_characters_inside_words_are_named() {
        let expected = one("guaranteed", "U+200B ZERO WIDTH SPACE, U+00AD SOFT HYPHEN");
        assert_eq!(found("our sales guar\u{200B}an\u{AD}teed\u{200B} end"), expected);
        assert_eq!(found("sales مض\u{200D}مونة"), one("مضمونه", "U+200D ZERO WIDTH JOINER"));
    }

    #[test]
    fn overrides_count_anywhere_in_the_claim_and_around_it() {
        let whole = one("sales guaranteed", "U+202E RIGHT-TO-LEFT OVERRIDE");
        for text in [
            "our \u{202E}sales guaranteed\u{202C} end",
            "our sales \u{202E}guaranteed\u{202C} end",
            "\u{202E}our x\u{202A}y\u{202C} sales guaranteed end",
        ] {
            assert_eq!(found(text), whole, "{text:?}");
        }
        assert!(found("our \u{202E}x\u{202C} sales guaranteed end").is_empty());
        assert!(found("\u{202E}our\u{1E} sales guaranteed end").is_empty());
    }

    #[test]
    fn honest_marks_are_left_alone() {
        for text in [
            "sales \u{200F}guaranteed\u{200F}, end",
            "sales \u{2067}مضمونة\u{2069} end",
            "sales الـ\u{200F}CRM end",
            "می\u{200C}شود sales guaranteed ❤\u{FE0F} end",
        ] {
            assert!(found(text).is_empty(), "{text:?}: {:?}", found(text));
        }
    }
}
