//! A passage: the words of one block and what the lexicon knows of them, from which windows are cut.
//!
//! It must not know patterns' purposes nor documents.

use std::ops::Range;

use super::cache::WordCache;
use super::disguise::Reading;
use super::lexicon::{AtomId, Lexicon};
use super::pattern::Compiler;
use super::quantity::{Quantity, quantities};
use super::window::{WINDOW, Window};
use super::words::{Break, Script, Word, Words, cut};

/// A known word in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tag {
    from: u32,
    to: u32,
    atom: AtomId,
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
    tags: Vec<Tag>,
    quantities: Vec<Quantity>,
}

impl Passage {
    /// Reads the block `range` of a folded text. `disguised` are the second readings of the whole text, ascending.
    pub fn read(
        text: &str,
        range: Range<usize>,
        disguised: &[Reading],
        lexicon: &Lexicon,
        cache: &mut WordCache,
    ) -> Self {
        let mut p = Self { range: range.clone(), ..Self::default() };
        cut(text, range.clone(), &mut p.words);
        let words = &p.words.words;
        let mut quantitative: Vec<usize> = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let at = i as u32;
            if word.before == Break::Sentence {
                p.sentences.push(at);
            }
            let known = cache.look_up(lexicon, &text[word.range()], word.script);
            for &(atom, negated) in known.atoms {
                p.tags.push(Tag { from: at, to: at + 1, atom });
                if negated && p.negated.last() != Some(&at) {
                    p.negated.push(at);
                }
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
        if !p.disguised.is_empty() {
            p.tags.sort_unstable();
        }
        p.disguised.sort_unstable();
        p.disguised.dedup();
        if !p.tags.is_empty() {
            p.quantities = quantities(text, words, quantitative);
        }
        p
    }

    /// Its quantities, in order; none are read where no word is known.
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

    /// Fills `window` with words `range` (at most [`WINDOW`]).
    pub fn fill(&self, window: &mut Window, range: Range<usize>, atoms: usize, compiler: &Compiler) {
        let lists = &compiler.lists;
        window.reset(atoms, lists.len(), self.words.words[range.clone()].iter().map(|w| w.before));
        let first = self.tags.partition_point(|t| (t.from as usize) < range.start);
        for tag in self.tags[first..].iter().take_while(|t| (t.from as usize) < range.end) {
            if tag.to as usize <= range.end {
                window.put(tag.atom, tag.from - range.start as u32, tag.to - range.start as u32);
            }
        }
        window.wake(&compiler.begins);
        let first = self.quantities.partition_point(|q| q.words.start < range.start);
        for quantity in self.quantities[first..].iter().take_while(|q| q.words.start < range.end) {
            window.put_quantity(quantity, range.start);
        }
    }

    /// The folded bytes from the first to the last of some words.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.word(words.start).start as usize;
        start..self.word(words.end - 1).end as usize
    }
}
