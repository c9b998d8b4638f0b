//! What the matcher saw and set aside: matches that an exception drops, and the second readings that a word has.
//!
//! For people who write rules; a run over documents does without it.

use std::ops::Range;

use super::{Desk, Match, Matcher};
use crate::language::HashMap;
use crate::language::disguise::Reading;
use crate::language::passage::Passage;
use crate::language::words::Script;

/// What dropped a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Whether it is one of `unless_block`; else of `unless`.
    pub whole_block: bool,
    /// Its index there.
    pub pattern: usize,
    /// Where it stands in the folded text.
    pub bytes: Range<usize>,
}

/// A match that a frame's exception drops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The match.
    pub found: Match,
    /// What dropped it.
    pub by: Exception,
}

impl Matcher {
    /// Of the second readings of a text, those that a phrase, list or cue knows as a word.
    pub fn known<'r>(&self, readings: &'r [Reading]) -> impl Iterator<Item = &'r Reading> {
        readings.iter().filter(|reading| {
            let script = if reading.text.is_ascii() { Script::Latin } else { Script::Arabic };
            let mut known = false;
            self.compiler.lexicon.look_up(&reading.text, script, |_, _| known = true);
            known
        })
    }

    /// The matches of a passage that an exception drops, in order of their first word; of those of one frame that hold each
    /// other only the smallest, and none that holds a match which stays.
    pub fn dropped(&self, passage: &Passage, desk: &mut Desk) -> Vec<Dropped> {
        let kept = self.matches(passage, desk);
        let mut found: Vec<(usize, usize, usize, usize, Option<Exception>)> = Vec::new();
        let mut spans = Vec::new();
        for words in passage.windows() {
            if !self.open(desk, passage, &words) {
                continue;
            }
            let Desk { window, passed, .. } = &mut *desk;
            for &number in &passed.patterns {
                let (f, p) = self.places[number as usize];
                let frame = &self.frames[f as usize];
                if frame.unless.is_empty() && frame.unless_block.is_empty() {
                    continue;
                }
                spans.clear();
                window.find_among(&frame.patterns[p as usize], self.lists(), false, u64::MAX, &mut spans);
                for &(from, to) in &spans {
                    let at = words.start + from as usize..words.start + to as usize;
                    let holds = |m: &Match| m.frame == f as usize && at.start <= m.words.start && m.words.end <= at.end;
                    // Those that stay come in order of their first word.
                    let near = kept[kept.partition_point(|m| m.words.start < at.start)..].iter();
                    if !near.take_while(|m| m.words.start < at.end).any(holds) {
                        let by = self.exception(frame, passage, &words, &at, window).map(|(pattern, span)| {
                            let at = words.start + span.0 as usize..words.start + span.1 as usize;
                            Exception { whole_block: false, pattern, bytes: passage.bytes(at) }
                        });
                        found.push((f as usize, at.start, at.end, p as usize, by));
                    }
                }
            }
        }
        let backwards = std::cmp::Reverse;
        found.sort_by_key(|&(f, start, end, p, _)| (f, start, backwards(end), backwards(p)));
        let mut in_block: HashMap<usize, Option<Exception>> = HashMap::default();
        let mut least: Option<(usize, usize)> = None;
        let mut out = Vec::new();
        for (frame, start, end, p, by) in found.into_iter().rev() {
            if least.is_some_and(|(f, e)| f == frame && e <= end) {
                continue;
            }
            let block = || {
                let (pattern, words) = self.exception_in_block(&self.frames[frame], passage, desk)?;
                Some(Exception { whole_block: true, pattern, bytes: passage.bytes(words) })
            };
            let Some(by) = by.or_else(|| in_block.entry(frame).or_insert_with(block).clone()) else { continue };
            least = Some((frame, end));
            let (words, bytes) = (start..end, passage.bytes(start..end));
            out.push(Dropped { found: Match { frame, pattern: p, words, bytes, own_negator: false }, by });
        }
        out.sort_by_key(|d| (d.found.words.start, d.found.words.end, d.found.frame));
        out
    }
}
