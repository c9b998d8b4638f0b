//! A passage: the words of one block and what the lexicon knows of them, from which windows are cut.
//!
//! It must not know patterns' purposes nor documents.

use std::ops::Range;

use super::cache::{UNKNOWN, WordCache};
use super::disguise::Reading;
use super::gate::Gate;
use super::lexicon::{AtomId, Lexicon};
use super::quantity::{Quantity, quantities};
use super::window::{WINDOW, Window};
use super::words::{Break, Script, Word, Words, cut};

/// A word that was read through a disguise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tag {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) atom: AtomId,
}

/// The words of one block.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// The block in the folded text.
    pub range: Range<usize>,
    /// Words and signs.
    pub words: Words,
    /// First words of sentences, ascending; a sentence ends where the next begins.
    pub sentences: Vec<u32>,
    /// Words that hold their own negation («ماضمنش»), ascending.
    pub negated: Vec<u32>,
    /// Words that were read through a disguise, ascending.
    pub disguised: Vec<u32>,
    // Per word: the number of what is known of it.
    known: Vec<u32>,
    tags: Vec<Tag>,
    quantities: Vec<Quantity>,
}

impl Passage {
    /// Reads the block `range` of a folded text. `disguised` are the second readings of the whole text, ascending.
    pub(super) fn read(
        text: &str,
        range: Range<usize>,
        disguised: &[Reading],
        (lexicon, gate): (&Lexicon, &Gate),
        cache: &mut WordCache,
    ) -> Self {
        let mut p = Self { range: range.clone(), ..Self::default() };
        cut(text, range.clone(), &mut p.words);
        let words = &p.words.words;
        let mut quantitative: Vec<usize> = Vec::new();
        let mut is_known = false;
        p.known.reserve(words.len());
        for (i, word) in words.iter().enumerate() {
            let at = i as u32;
            if word.before == Break::Sentence {
                p.sentences.push(at);
            }
            let number = cache.look_up(lexicon, gate, &text[word.range()], word.script);
            p.known.push(number);
            if number == UNKNOWN {
                continue;
            }
            let known = cache.known(number);
            is_known |= !known.atoms.is_empty();
            if known.negated {
                p.negated.push(at);
            }
            if known.quantitative {
                quantitative.push(i);
            }
        }
        let first = disguised.partition_point(|r| (r.range.start as usize) < range.start);
        for reading in disguised[first..].iter().take_while(|r| (r.range.start as usize) < range.end) {
            let from = words.partition_point(|w| w.end <= reading.range.start) as u32;
            let to = words.partition_point(|w| w.start < reading.range.end) as u32;
            if from >= to || to - from > 24 {
                continue;
            }
            let script = if reading.text.is_ascii() { Script::Latin } else { Script::Arabic };
            lexicon.look_up(&reading.text, script, |atom, _| {
                p.tags.push(Tag { from, to, atom });
                p.disguised.extend(from..to);
            });
        }
        p.tags.sort_unstable();
        p.disguised.sort_unstable();
        p.disguised.dedup();
        if is_known || !p.tags.is_empty() || gate.wakes_by_quantity() {
            p.quantities = quantities(text, words, quantitative);
        }
        p
    }

    /// Its quantities, in order; none are read where no word is known and nothing waits for a quantity alone.
    pub fn quantities(&self) -> &[Quantity] {
        &self.quantities
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.words.len()
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.words.words.is_empty()
    }

    /// Word number `i`.
    pub fn word(&self, i: usize) -> &Word {
        &self.words.words[i]
    }

    /// Words of the sentence that holds word `at`.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let next = self.sentences.partition_point(|&s| s as usize <= at);
        let start = next.checked_sub(1).map_or(0, |i| self.sentences[i] as usize);
        start..self.sentences.get(next).map_or(self.len(), |&s| s as usize)
    }

    /// Words around `at` that no separator of strength `below` or more cuts off, at most [`WINDOW`] to each side.
    pub fn clause(&self, at: Range<usize>, below: Break) -> Range<usize> {
        let mut start = at.start;
        while start > 0 && at.start - start < WINDOW && self.word(start).before < below {
            start -= 1;
        }
        let mut end = at.end;
        while end < self.len() && end - at.end < WINDOW && self.word(end).before < below {
            end += 1;
        }
        start..end
    }

    /// Windows that together hold every match of up to 32 words: a sentence, or overlapping parts of a long one.
    pub fn windows(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.sentences.iter().skip(1).map(|&s| s as usize).chain([self.len()]);
        self.sentences.iter().map(|&s| s as usize).zip(ends).flat_map(|(start, end)| {
            let step = WINDOW / 2;
            let count = if end - start <= WINDOW { 1 } else { (end - start - WINDOW).div_ceil(step) + 1 };
            (0..count).map(move |i| start + i * step..(start + i * step + WINDOW).min(end))
        })
    }

    /// Per word of `words`: the number of what is known of it.
    pub(super) fn known(&self, words: Range<usize>) -> &[u32] {
        &self.known[words]
    }

    /// Disguised words that lie within `words`, in order.
    pub(super) fn tags(&self, words: Range<usize>) -> impl Iterator<Item = &Tag> {
        let first = self.tags.partition_point(|t| (t.from as usize) < words.start);
        let begun = self.tags[first..].iter().take_while(move |t| (t.from as usize) < words.end);
        begun.filter(move |t| t.to as usize <= words.end)
    }

    /// Quantities that begin within `words`.
    pub(super) fn quantities_in(&self, words: &Range<usize>) -> &[Quantity] {
        let first = self.quantities.partition_point(|q| q.words.start < words.start);
        let count = self.quantities[first..].partition_point(|q| q.words.start < words.end);
        &self.quantities[first..first + count]
    }

    /// Fills `window` with words `range` (at most [`WINDOW`]).
    pub(super) fn fill(
        &self,
        window: &mut Window,
        range: Range<usize>,
        (atoms, lists): (usize, usize),
        cache: &WordCache,
    ) {
        window.reset(atoms, lists, self.words.words[range.clone()].iter().map(|w| w.before));
        for (i, &number) in self.known[range.clone()].iter().enumerate() {
            for &atom in &cache.known(number).atoms {
                window.put(atom, i as u32, i as u32 + 1);
            }
        }
        for tag in self.tags(range.clone()) {
            window.put(tag.atom, tag.from - range.start as u32, tag.to - range.start as u32);
        }
        for quantity in self.quantities_in(&range) {
            window.put_quantity(quantity, range.start);
        }
    }

    /// The folded bytes from the first to the last of some words.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.word(words.start).start as usize;
        start..self.word(words.end - 1).end as usize
    }
}
