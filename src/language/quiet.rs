//! A memory for sentences in which nothing matched: pages of one site share most of theirs, but for names and figures.
//!
//! It must not know what could have matched.

use std::collections::HashSet;
use std::hash::BuildHasher as _;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::passage::Passage;

/// Most sentences remembered; then the memory begins anew.
const MOST: usize = 1 << 16;

/// Sentences by what is known of their words, the signs between them, and their quantities; all that a match can hang on.
///
/// Only hashes are kept, of 128 bits and two seeds that no text can know.
#[derive(Debug, Default)]
pub(super) struct Quiet {
    seen: HashSet<(u64, u64), RandomState>,
    seeds: (RandomState, RandomState),
    key: Vec<u64>,
}

/// A sentence, or part of a long one, as it is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

impl Quiet {
    /// The key of words of a passage; none where one is disguised, since that is rare.
    pub(super) fn key(&mut self, passage: &Passage, words: &Range<usize>) -> Option<Key> {
        if passage.tags(words.clone()).next().is_some() {
            return None;
        }
        self.key.clear();
        let signs = passage.words.words[words.clone()].iter().map(|word| word.before as u64);
        self.key
            .extend(passage.known(words.clone()).iter().zip(signs).map(|(&known, sign)| u64::from(known) << 2 | sign));
        for quantity in passage.quantities_in(words) {
            let at = (quantity.words.start - words.start) as u64;
            let len = quantity.words.len() as u64;
            self.key.extend([at << 32 | len << 8 | quantity.kind as u64, quantity.value.to_bits()]);
        }
        Some(Key(self.seeds.0.hash_one(&self.key), self.seeds.1.hash_one(&self.key)))
    }

    /// Whether nothing matched there.
    pub(super) fn holds(&self, key: Key) -> bool {
        self.seen.contains(&(key.0, key.1))
    }

    /// Remembers that nothing did.
    pub(super) fn insert(&mut self, key: Key) {
        if self.seen.len() >= MOST {
            self.seen.clear();
        }
        self.seen.insert((key.0, key.1));
    }
}
