//! The matcher: one automaton pass over a folded text finds the blocks that may hold a match; only those are read.
//!
//! The cost of the pass does not depend on the number of phrases, and a block is read once for all of them. It must not know
//! rules, standing or documents.

use super::HashMap;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::cache::WordCache;
use super::disguise::{self, Reading};
use super::fold::Folded;
use super::lexicon::AtomId;
use super::passage::Passage;
use super::pattern::{Compiler, List, Tree};
use super::phrase::{Node, Phrase};
use super::prefilter::Prefilter;
use super::window::Window;
use super::words::Break;
use crate::source::map::BLOCK_END;

pub mod trace;

/// Phrases that belong together, and what drops their matches.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Phrases; any one matches.
    pub phrases: Vec<Phrase>,
    /// Drops a match in whose clause one of these stands.
    pub unless: Vec<Phrase>,
    /// Drops a match in whose block one of these stands.
    pub unless_block: Vec<Phrase>,
}

/// A place where a frame matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Index of the frame, in order of [`Builder::frame`].
    pub frame: usize,
    /// Index of the phrase in its frame; of phrases that match the same words, the first.
    pub pattern: usize,
    /// Words of the passage.
    pub words: Range<usize>,
    /// Bytes of the folded text.
    pub bytes: Range<usize>,
    /// Whether the phrase that matched holds a negator of its own («بدون مراجعة»).
    pub own_negator: bool,
}

#[derive(Debug, Default)]
struct CompiledFrame {
    patterns: Vec<Tree>,
    /// Per pattern: those of its parts that hold a negator.
    negative: Vec<Vec<Tree>>,
    unless: Vec<Tree>,
    unless_block: Vec<Tree>,
}

/// Collects lists and frames.
#[derive(Debug, Default)]
pub struct Builder {
    compiler: Compiler,
    frames: Vec<CompiledFrame>,
    negators: HashSet<String>,
    /// Per word list that holds a negator: the list of those of its parts that do.
    negative: HashMap<String, String>,
}

impl Builder {
    /// Says which words negate; phrases that hold one are marked. Comes before lists and frames.
    pub fn negators<'a>(&mut self, phrases: impl Iterator<Item = &'a Phrase>) {
        for phrase in phrases {
            let first = match &phrase.root {
                Node::Sequence(parts) => parts.first().map(|p| &p.1),
                node => Some(node),
            };
            if let Some(node) = first {
                words_of(node, &mut self.negators);
            }
        }
    }

    fn holds_negator(&self, node: &Node) -> bool {
        match node {
            Node::Word(stem, _) => self.negators.contains(stem),
            Node::List(name) => self.negative.contains_key(name),
            Node::Sequence(parts) => parts.iter().any(|(_, n)| self.holds_negator(n)),
            Node::OneOf(parts) => parts.iter().any(|n| self.holds_negator(n)),
            Node::Near(a, _, b) => self.holds_negator(a) || self.holds_negator(b),
            Node::Optional(_) | Node::Quantity(..) => false,
        }
    }

    /// The smallest parts of an alternative that hold a negator each.
    fn negative_parts(&self, node: &Node) -> Vec<Node> {
        match node {
            Node::OneOf(parts) => parts.iter().flat_map(|n| self.negative_parts(n)).collect(),
            Node::Optional(inner) => self.negative_parts(inner),
            Node::List(name) => self.negative.get(name).map(|hidden| Node::List(hidden.clone())).into_iter().collect(),
            node if self.holds_negator(node) => vec![node.clone()],
            _ => Vec::new(),
        }
    }

    /// The same for a whole phrase, whose parts stand side by side.
    fn negative_parts_of_phrase(&self, root: &Node) -> Vec<Node> {
        match root {
            Node::Sequence(parts) => parts.iter().flat_map(|(_, n)| self.negative_parts(n)).collect(),
            Node::Near(a, _, b) => [a, b].into_iter().flat_map(|n| self.negative_parts_of_phrase(n)).collect(),
            node => self.negative_parts(node),
        }
    }

    /// Defines a word list; lists it refers to come first.
    pub fn define(&mut self, name: &str, entries: &[Phrase]) {
        let negative: Vec<Node> = entries.iter().flat_map(|e| self.negative_parts(&e.root)).collect();
        if !negative.is_empty() {
            // Once for every list, not once for every phrase that uses it. No policy can name a list like this.
            let hidden = format!("\u{1}{name}");
            let phrases: Vec<Phrase> = negative.into_iter().map(|root| Phrase { root }).collect();
            self.compiler.define(&hidden, &phrases);
            self.negative.insert(name.to_owned(), hidden);
        }
        self.compiler.define(name, entries);
    }

    /// Adds a frame and returns its index.
    pub fn frame(&mut self, frame: &Frame) -> usize {
        let negative: Vec<Vec<Node>> = frame.phrases.iter().map(|p| self.negative_parts_of_phrase(&p.root)).collect();
        let negative = negative.iter().map(|parts| parts.iter().map(|n| self.compiler.compile(n)).collect()).collect();
        let mut compile = |phrases: &[Phrase]| phrases.iter().map(|p| self.compiler.compile(&p.root)).collect();
        let compiled = CompiledFrame {
            negative,
            patterns: compile(&frame.phrases),
            unless: compile(&frame.unless),
            unless_block: compile(&frame.unless_block),
        };
        self.frames.push(compiled);
        self.frames.len() - 1
    }

    /// Adds phrases that are only looked for where a frame matched, such as cues; returned as one tree.
    pub fn aside(&mut self, phrases: &[Phrase]) -> Tree {
        let name = format!("\u{0}{}", self.compiler.lists.len());
        self.compiler.define(&name, phrases);
        Tree::List(self.compiler.lists.len() - 1)
    }

    /// Compiles everything. `None` only where the automaton would be too large to address (over 2 GiB of phrases).
    pub fn build(self) -> Option<Matcher> {
        let Self { compiler, frames, .. } = self;
        let mut by_anchor: Vec<Vec<u32>> = vec![Vec::new(); compiler.lexicon.atoms()];
        let mut patterns: Vec<(u32, u32, Vec<u32>)> = Vec::new();
        let mut groups: Vec<Arc<[AtomId]>> = Vec::new();
        let mut numbers: HashMap<Arc<[AtomId]>, u32> = HashMap::default();
        let mut unanchored = Vec::new();
        for (f, frame) in frames.iter().enumerate() {
            for (p, pattern) in frame.patterns.iter().enumerate() {
                let place = (f as u32, p as u32);
                let number = patterns.len() as u32;
                let mut anchors = compiler.groups(pattern, false).into_iter().map(|g| g.atoms);
                match anchors.next() {
                    // «<number>» alone: no atom tells where it could stand.
                    None => unanchored.push(number),
                    Some(atoms) => {
                        for &atom in &*atoms {
                            if by_anchor[atom as usize].last() != Some(&number) {
                                by_anchor[atom as usize].push(number);
                            }
                        }
                    }
                }
                let others = anchors
                    .map(|atoms| {
                        let next = groups.len() as u32;
                        *numbers.entry(Arc::clone(&atoms)).or_insert_with(|| {
                            groups.push(atoms);
                            next
                        })
                    })
                    .collect();
                patterns.push((place.0, place.1, others));
            }
        }
        let needs = frames.iter().flat_map(|f| &f.patterns).map(|tree| compiler.groups(tree, true));
        let prefilter = Prefilter::build(needs, &compiler.lexicon)?;
        Some(Matcher { compiler, frames, patterns, groups, by_anchor, unanchored, prefilter })
    }
}

/// What a reader keeps at hand from block to block. Belongs to one matcher.
#[derive(Debug, Default)]
pub struct Desk {
    /// Words that were looked up.
    pub words: WordCache,
    /// The window in use.
    pub window: Window,
}

/// Lists and frames, compiled.
#[derive(Debug)]
pub struct Matcher {
    compiler: Compiler,
    frames: Vec<CompiledFrame>,
    /// All patterns: frame, place in the frame, and the groups of atoms beside the rarest of which it needs one each.
    patterns: Vec<(u32, u32, Vec<u32>)>,
    groups: Vec<Arc<[AtomId]>>,
    /// Per atom: the patterns that may match where it stands.
    by_anchor: Vec<Vec<u32>>,
    /// Patterns that may match without any atom.
    unanchored: Vec<u32>,
    prefilter: Prefilter,
}

impl Matcher {
    /// The word lists, for matching [`Builder::aside`] trees.
    pub fn lists(&self) -> &[List] {
        &self.compiler.lists
    }

    /// Blocks of a folded text that may hold a match, and the second readings of disguised words. One pass.
    pub fn scan(&self, folded: &Folded) -> (Vec<Range<usize>>, Vec<Reading>) {
        let text = folded.text.as_str();
        let readings = disguise::readings(text);
        let odd = readings.iter().filter(|r| self.prefilter.knows(&r.text)).map(|r| r.range.start as usize);
        let blocks = self.prefilter.scan(text, odd);
        (blocks, readings)
    }

    /// Reads a block.
    pub fn read(&self, folded: &Folded, block: Range<usize>, readings: &[Reading], desk: &mut Desk) -> Passage {
        Passage::read(&folded.text, block, readings, &self.compiler.lexicon, &mut desk.words)
    }

    /// Fills a window with words of a passage.
    pub fn fill(&self, window: &mut Window, passage: &Passage, words: Range<usize>) {
        passage.fill(window, words, self.compiler.lexicon.atoms(), &self.compiler);
    }

    /// All matches in a passage, in order of their first word; for each frame only those that hold no smaller one.
    pub fn matches(&self, passage: &Passage, window: &mut Window) -> Vec<Match> {
        let lists = &self.compiler.lists;
        let mut found: Vec<(usize, usize, usize, bool, usize)> = Vec::new();
        let mut due: Vec<u32> = Vec::new();
        let mut is_due = vec![false; self.patterns.len()];
        // Whether a group stands in the window, once it was asked.
        let mut standing: Vec<Option<bool>> = vec![None; self.groups.len()];
        let mut spans = Vec::new();
        for words in passage.windows() {
            self.fill(window, passage, words.clone());
            for number in due.drain(..) {
                is_due[number as usize] = false;
            }
            standing.fill(None);
            let anchored = window.atoms().flat_map(|a| &self.by_anchor[a as usize]);
            for &number in self.unanchored.iter().chain(anchored) {
                let due_now = &mut is_due[number as usize];
                if !std::mem::replace(due_now, true) {
                    due.push(number);
                }
            }
            for &number in &due {
                let (f, p, others) = &self.patterns[number as usize];
                let (f, p) = (*f, *p);
                let mut stands = |group: &u32| {
                    let group = *group as usize;
                    *standing[group].get_or_insert_with(|| self.groups[group].iter().any(|&a| window.holds(a)))
                };
                if !others.iter().all(&mut stands) {
                    continue;
                }
                let frame = &self.frames[f as usize];
                spans.clear();
                window.find_among(&frame.patterns[p as usize], lists, false, u64::MAX, &mut spans);
                let mut own = Vec::new();
                if !spans.is_empty() {
                    frame.negative[p as usize]
                        .iter()
                        .for_each(|tree| window.find_among(tree, lists, false, u64::MAX, &mut own));
                }
                for &(from, to) in &spans {
                    let holds_negator = own.iter().any(|o| o.0 >= from && o.1 <= to);
                    let at = words.start + from as usize..words.start + to as usize;
                    if !self.is_dropped(frame, passage, &words, &at, window) {
                        found.push((f as usize, at.start, at.end, holds_negator, p as usize));
                    }
                }
            }
        }
        let backwards = std::cmp::Reverse;
        found.sort_unstable_by_key(|&(f, start, end, own, p)| (f, start, backwards(end), own, backwards(p)));
        found.dedup();
        let mut out: Vec<Match> = Vec::new();
        // From the last start to the first, a match that reaches as far as a later one holds it.
        let mut least: Option<(usize, usize)> = None;
        for &(frame, start, end, own_negator, p) in found.iter().rev() {
            if least.is_some_and(|(f, e)| f == frame && e <= end) {
                continue;
            }
            least = Some((frame, end));
            let bytes = passage.bytes(start..end);
            out.push(Match { frame, pattern: p, words: start..end, bytes, own_negator });
        }
        let mut blocks: HashMap<usize, bool> = HashMap::default();
        out.retain(|m| {
            let frame = &self.frames[m.frame];
            frame.unless_block.is_empty()
                || !*blocks.entry(m.frame).or_insert_with(|| self.stands_in_block(&frame.unless_block, passage, window))
        });
        out.sort_by_key(|m| (m.words.start, m.words.end, m.frame));
        out
    }

    fn is_dropped(
        &self,
        frame: &CompiledFrame,
        passage: &Passage,
        words: &Range<usize>,
        at: &Range<usize>,
        window: &mut Window,
    ) -> bool {
        if frame.unless.is_empty() {
            return false;
        }
        let clause = passage.clause(at.clone(), Break::Clause);
        let from = clause.start.max(words.start) - words.start;
        let to = clause.end.min(words.end) - words.start;
        let starts = (u64::MAX << from) & !(u64::MAX.checked_shl(to as u32).unwrap_or(0));
        let mut spans = Vec::new();
        frame.unless.iter().any(|tree| {
            spans.clear();
            window.find_among(tree, &self.compiler.lists, false, starts, &mut spans);
            spans.iter().any(|s| s.1 as usize <= to)
        })
    }

    fn stands_in_block(&self, trees: &[Tree], passage: &Passage, window: &mut Window) -> bool {
        passage.windows().any(|words| {
            self.fill(window, passage, words);
            trees.iter().any(|tree| !window.find(tree, &self.compiler.lists, false).is_empty())
        })
    }
}

/// The words that a node may be, without those of lists and gaps.
fn words_of(node: &Node, out: &mut HashSet<String>) {
    match node {
        Node::Word(stem, _) => {
            out.insert(stem.clone());
        }
        Node::OneOf(parts) => parts.iter().for_each(|n| words_of(n, out)),
        _ => {}
    }
}

/// The block that holds byte `at` of a folded text.
pub fn block_around(text: &str, at: usize) -> Range<usize> {
    let start = memchr::memrchr(BLOCK_END as u8, &text.as_bytes()[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(BLOCK_END as u8, &text.as_bytes()[at..]).map_or(text.len(), |i| at + i);
    start..end
}

#[cfg(test)]
#[path = "matcher_tests.rs"]
mod tests;
