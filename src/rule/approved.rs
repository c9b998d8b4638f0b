//! Sentences that a company has approved word for word: what stands inside one claims nothing new.
//!
//! It must not know rules, nor why a sentence was approved.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::language::fold::fold_text;

/// The approved sentences, folded, looked for together.
#[derive(Debug, Default)]
pub(super) struct Approved {
    /// `None` where nothing is approved.
    automaton: Option<AhoCorasick>,
    /// Length of the longest, in bytes.
    longest: usize,
}

impl Approved {
    /// Prepares sentences as a policy writes them.
    pub(super) fn new<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let folded: Vec<String> = sentences.map(fold_text).filter(|s| !s.is_empty()).collect();
        let longest = folded.iter().map(String::len).max().unwrap_or_default();
        // Too many to address (over 2 GiB) is as none: nothing is let pass by mistake.
        let automaton = if folded.is_empty() { None } else { AhoCorasick::new(&folded).ok() };
        Self { automaton, longest }
    }

    /// The approved sentence that holds `found`, both in bytes of the folded `text`; it lies within `block`.
    pub(super) fn around(&self, text: &str, block: &Range<usize>, found: &Range<usize>) -> Option<Range<usize>> {
        let automaton = self.automaton.as_ref()?;
        let from = found.end.saturating_sub(self.longest).max(block.start);
        let to = found.start.saturating_add(self.longest).min(block.end);
        // Bytes, so that no end of the stretch can cut a character.
        let around = text.as_bytes().get(from..to)?;
        let mut hits = automaton.find_overlapping_iter(around).map(|hit| from + hit.start()..from + hit.end());
        hits.find(|hit| hit.start <= found.start && found.end <= hit.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_approved_sentence_holds_is_found_in_it_alone() {
        let approved = Approved::new(["نضمن لك الرد خلال يوم عمل", "guaranteed reply", ""].into_iter());
        let text = "نضمن لك الرد خلال يوم عمل. guaranteed reply, guaranteed sales";
        let at = |words: &str, nth: usize| {
            let start = text.match_indices(words).nth(nth).expect(words).0;
            approved.around(text, &(0..text.len()), &(start..start + words.len()))
        };
        assert_eq!(at("نضمن", 0), Some(0.."نضمن لك الرد خلال يوم عمل".len()));
        assert!(at("guaranteed", 0).is_some());
        assert!(at("guaranteed", 1).is_none());
        assert!(at("guaranteed sales", 0).is_none());
        // A sentence that begins in another block is none of this one's.
        assert_eq!(approved.around(text, &(4..text.len()), &(10..14)), None);
        assert_eq!(Approved::default().around(text, &(0..text.len()), &(0..8)), None);
    }
}
