//! The matcher: every block is cut into words once for all phrases, and only what the gate lets through is matched.
//!
//! It must not know rules, standing or documents.

use super::HashMap;
use std::collections::HashSet;
use std::ops::Range;

use super::cache::WordCache;
use super::disguise::{self, Reading};
use super::fold::Folded;
use super::gate::{Gate, Passed};
use super::passage::Passage;
use super::pattern::{Compiler, Lists, Tree};
use super::phrase::{Node, Phrase};
use super::quiet::Quiet;
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
        Tree::List(self.compiler.define(&format!("\u{0}{}", self.compiler.lists.all.len()), phrases))
    }

    /// Compiles everything.
    pub fn build(self) -> Matcher {
        let Self { mut compiler, frames, .. } = self;
        let places = (0..).zip(&frames).flat_map(|(f, frame)| (0..frame.patterns.len() as u32).map(move |p| (f, p)));
        let places: Vec<(u32, u32)> = places.collect();
        let trees: Vec<&Tree> = frames.iter().flat_map(|f| &f.patterns).collect();
        let costs = compiler.lexicon.costs();
        let gate = Gate::build(&trees, &mut compiler.lists.all, &compiler.lexicon, &costs);
        Matcher { compiler, frames, places, gate }
    }
}

/// What a reader keeps at hand from block to block. Belongs to one matcher.
#[derive(Debug, Default)]
pub struct Desk {
    /// Words that were looked up.
    words: WordCache,
    /// The window in use.
    pub window: Window,
    passed: Passed,
    quiet: Quiet,
}

/// Lists and frames, compiled.
#[derive(Debug)]
pub struct Matcher {
    compiler: Compiler,
    frames: Vec<CompiledFrame>,
    /// Per pattern, as the gate numbers them: its frame and its place there.
    places: Vec<(u32, u32)>,
    gate: Gate,
}

impl Matcher {
    /// The word lists, for matching [`Builder::aside`] trees.
    pub fn lists(&self) -> &Lists {
        &self.compiler.lists
    }

    /// The blocks of a folded text, and the second readings of its disguised words.
    pub fn scan(&self, folded: &Folded) -> (Vec<Range<usize>>, Vec<Reading>) {
        let text = folded.text.as_str();
        let ends = memchr::memchr_iter(BLOCK_END as u8, text.as_bytes()).chain([text.len()]);
        let mut start = 0;
        let blocks = ends.map(|end| std::mem::replace(&mut start, end + 1)..end).filter(|b| !b.is_empty()).collect();
        (blocks, disguise::readings(text))
    }

    /// Reads a block.
    pub fn read(&self, folded: &Folded, block: Range<usize>, readings: &[Reading], desk: &mut Desk) -> Passage {
        Passage::read(&folded.text, block, readings, (&self.compiler.lexicon, &self.gate), &mut desk.words)
    }

    /// Fills the desk's window with words of a passage.
    pub fn fill(&self, desk: &mut Desk, passage: &Passage, words: Range<usize>) {
        let sizes = (self.compiler.lexicon.atoms(), self.compiler.lists.all.len());
        passage.fill(&mut desk.window, words, sizes, &desk.words);
    }

    /// Asks the gate which patterns could match among words of a passage; if any, fills the window with them.
    fn open(&self, desk: &mut Desk, passage: &Passage, words: &Range<usize>) -> bool {
        let Desk { words: cache, passed, .. } = desk;
        let known = || passage.known(words.clone()).iter().map(|&number| cache.known(number));
        let (mut signs, mut units) = (Vec::new(), Vec::new());
        for tag in passage.tags(words.clone()) {
            self.gate.of_atom(tag.atom, &mut signs, &mut units);
        }
        self.gate.open(
            known().map(|k| &*k.units).chain([&*units]),
            known().map(|k| &*k.signs).chain([&*signs]),
            passage.quantities_in(words),
            passed,
        );
        if desk.passed.patterns.is_empty() {
            return false;
        }
        self.fill(desk, passage, words.clone());
        desk.window.gated(&desk.passed.entries);
        true
    }

    /// All matches in a passage, in order of their first word; for each frame only those that hold no smaller one. A match
    /// with a negator of its own stays beside a smaller one without: that negator denies the smaller and not the greater («if
    /// you don't grow, call me a liar»).
    pub fn matches(&self, passage: &Passage, desk: &mut Desk) -> Vec<Match> {
        let lists = &self.compiler.lists;
        let mut found: Vec<(usize, usize, usize, bool, usize)> = Vec::new();
        let (mut spans, mut own) = (Vec::new(), Vec::new());
        for words in passage.windows() {
            let key = desk.quiet.key(passage, &words);
            if key.is_some_and(|key| desk.quiet.holds(key)) {
                continue;
            }
            let before = found.len();
            let is_open = self.open(desk, passage, &words);
            let Desk { window, passed, quiet, .. } = &mut *desk;
            for &number in is_open.then_some(&passed.patterns).into_iter().flatten() {
                let (f, p) = self.places[number as usize];
                let frame = &self.frames[f as usize];
                spans.clear();
                window.find_among(&frame.patterns[p as usize], lists, false, u64::MAX, &mut spans);
                if spans.is_empty() {
                    continue;
                }
                own.clear();
                for tree in &frame.negative[p as usize] {
                    window.find_among(tree, lists, false, u64::MAX, &mut own);
                }
                for &(from, to) in &spans {
                    let holds_negator = own.iter().any(|o| o.0 >= from && o.1 <= to);
                    let at = words.start + from as usize..words.start + to as usize;
                    if self.exception(frame, passage, &words, &at, window).is_none() {
                        found.push((f as usize, at.start, at.end, holds_negator, p as usize));
                    }
                }
            }
            if let Some(key) = key.filter(|_| found.len() == before) {
                quiet.insert(key);
            }
        }
        let backwards = std::cmp::Reverse;
        found.sort_unstable_by_key(|&(f, start, end, own, p)| (f, start, backwards(end), own, backwards(p)));
        found.dedup();
        let mut out: Vec<Match> = Vec::new();
        // From the last start to the first, a match that reaches as far as a later one holds it.
        let mut least: [Option<(usize, usize)>; 2] = [None; 2];
        for &(frame, start, end, own_negator, p) in found.iter().rev() {
            let holds = |least: Option<(usize, usize)>| least.is_some_and(|(f, e)| f == frame && e <= end);
            if holds(least[1]) || !own_negator && holds(least[0]) {
                continue;
            }
            least[usize::from(own_negator)] = Some((frame, end));
            let bytes = passage.bytes(start..end);
            out.push(Match { frame, pattern: p, words: start..end, bytes, own_negator });
        }
        let mut blocks: HashMap<usize, bool> = HashMap::default();
        out.retain(|m| {
            let frame = &self.frames[m.frame];
            frame.unless_block.is_empty()
                || !*blocks.entry(m.frame).or_insert_with(|| self.exception_in_block(frame, passage, desk).is_some())
        });
        out.sort_by_key(|m| (m.words.start, m.words.end, m.frame));
        out
    }

    /// The first of a frame's `unless` that stands in the clause of a match, and its words in the window.
    fn exception(
        &self,
        frame: &CompiledFrame,
        passage: &Passage,
        words: &Range<usize>,
        at: &Range<usize>,
        window: &mut Window,
    ) -> Option<(usize, (u32, u32))> {
        if frame.unless.is_empty() {
            return None;
        }
        let clause = passage.clause(at.clone(), Break::Clause);
        let from = clause.start.max(words.start) - words.start;
        let to = clause.end.min(words.end) - words.start;
        let starts = (u64::MAX << from) & !(u64::MAX.checked_shl(to as u32).unwrap_or(0));
        let mut spans = Vec::new();
        frame.unless.iter().enumerate().find_map(|(pattern, tree)| {
            spans.clear();
            window.find_among(tree, &self.compiler.lists, false, starts, &mut spans);
            spans.iter().find(|s| s.1 as usize <= to).map(|&span| (pattern, span))
        })
    }

    /// The first of a frame's `unless_block` that stands in a passage, and its words.
    fn exception_in_block(
        &self,
        frame: &CompiledFrame,
        passage: &Passage,
        desk: &mut Desk,
    ) -> Option<(usize, Range<usize>)> {
        passage.windows().find_map(|words| {
            self.fill(desk, passage, words.clone());
            frame.unless_block.iter().enumerate().find_map(|(pattern, tree)| {
                let span = *desk.window.find(tree, &self.compiler.lists, false).first()?;
                Some((pattern, words.start + span.0 as usize..words.start + span.1 as usize))
            })
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
