//! The same reading as a check, with nothing left out: words, every match, and what became of it.
//!
//! It must not know how that is shown.

use std::collections::HashSet;
use std::ops::Range;

use super::{Forbids, Judged, one_a_claim};
use crate::document::{BlockId, BlockKind};
use crate::finding::{Finding, Standing};
use crate::language::matcher::trace::Exception;
use crate::language::quantity::Quantity;
use crate::language::standing::Verdict;
use crate::language::words::Script;
use crate::policy::model::Level;
use crate::rule::setting::Blocks;
use crate::rule::{Context, Page, Sink};

/// A word as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Bytes of the folded text.
    pub folded: Range<usize>,
    /// What it is made of.
    pub script: Script,
    /// Other words that it may be a disguise of.
    pub readings: Vec<String>,
}

/// A block as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockWords {
    /// The block.
    pub block: BlockId,
    /// Its words.
    pub words: Vec<Word>,
    /// The quantities among them, by index into `words`.
    pub quantities: Vec<Quantity>,
}

/// What became of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is a finding.
    Reported,
    /// Its standing makes it none.
    Licensed,
    /// Another match of its category, by index into [`Trace::matches`], covers the same words and counts instead.
    Overlapped(usize),
    /// An exception of its frame drops it.
    Dropped(Exception),
}

/// A match of one phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// Index into `Policy::rules`.
    pub rule: usize,
    /// Index into `Forbid::frames`.
    pub frame: usize,
    /// Index into the frame's phrases, and after them its regular expressions.
    pub pattern: usize,
    /// Place, standing and cue, as a check would report them; where the match was dropped only the place counts.
    pub finding: Finding,
    /// What became of it.
    pub outcome: Outcome,
}

/// All that was read in a page.
#[derive(Debug, Default)]
pub struct Trace {
    /// Blocks in order.
    pub blocks: Vec<BlockWords>,
    /// Matches in order of place.
    pub matches: Vec<Traced>,
    /// Findings about the matches themselves: invisible characters inside them.
    pub hidden: Vec<Finding>,
}

impl Forbids {
    /// Reads a page as [`crate::rule::Rule::check`] does, and keeps everything.
    pub fn trace(&self, page: &Page<'_>, cx: &Context<'_>) -> Trace {
        let blocks = Blocks::of(page.folded);
        let reading = self.reading(page, cx, &blocks);
        let judged = self.judged(&reading);
        let mut trace = Trace::default();
        let mut sink = Sink::default();
        self.hidden(&reading, &judged, &mut sink);
        trace.hidden = sink.findings;

        let category = |j: &Judged| cx.policy.rules[self.rules[j.rule].rule].category();
        let place = |j: &Judged| (j.bytes.start, j.bytes.end, j.rule, j.frame, j.pattern);
        let kept = one_a_claim(judged.clone(), category, |j| self.is_finding(j));
        let places: HashSet<_> = kept.iter().map(place).collect();
        let mut rest: Vec<Judged> = judged.into_iter().filter(|j| !places.contains(&place(j))).collect();
        let mut all = kept;
        all.sort_by_key(place);
        rest.sort_by_key(place);
        let first_rest = all.len();
        all.append(&mut rest);
        for (i, found) in all.iter().enumerate() {
            let covers = |k: &Judged| {
                category(k) == category(found) && k.bytes.start < found.bytes.end && found.bytes.start < k.bytes.end
            };
            let outcome = if i >= first_rest {
                Outcome::Overlapped(nearest(&all[..first_rest], found, covers))
            } else if self.is_finding(found) {
                Outcome::Reported
            } else {
                Outcome::Licensed
            };
            trace.matches.push(self.traced(&reading, found, outcome));
        }
        self.read_blocks(&reading, &mut trace);
        trace
    }

    fn traced(&self, reading: &super::Reading<'_>, found: &Judged, outcome: Outcome) -> Traced {
        let rule = self.rules[found.rule].rule;
        let frame = found.frame - self.rules[found.rule].first_frame;
        Traced { rule, frame, pattern: found.pattern, finding: reading.finding(found, rule), outcome }
    }

    /// Words of every block, and the matches that exceptions drop.
    fn read_blocks(&self, reading: &super::Reading<'_>, trace: &mut Trace) {
        let page = reading.page;
        let matcher = &page.reader.matcher;
        let all = &page.found().readings;
        let readings: Vec<_> = matcher.known(all).collect();
        let second = |word: &Range<usize>| {
            let from = readings.partition_point(|r| (r.range.end as usize) <= word.start);
            let over = readings[from..].iter().take_while(|r| (r.range.start as usize) < word.end);
            over.map(|r| r.text.clone()).collect()
        };
        for (id, block) in (0..).zip(&page.document.blocks) {
            let desk = &mut *page.desk();
            let passage = matcher.read(page.folded, reading.blocks.range(id), all, desk);
            let is_code = block.kind == BlockKind::Code;
            let dropped = if is_code { Vec::new() } else { matcher.dropped(&passage, desk) };
            let word = |w: &crate::language::words::Word| Word {
                folded: w.range(),
                script: w.script,
                readings: second(&w.range()),
            };
            let words = passage.words.words.iter().map(word).collect();
            trace.blocks.push(BlockWords { block: id, words, quantities: passage.quantities().to_vec() });
            for dropped in dropped {
                let Some(&rule) = self.owners.get(dropped.found.frame) else { continue };
                let level = reading.cx.policy.rules[self.rules[rule].rule].level_for(page.profile);
                let (Level::On(severity), true) = (level, reading.in_force[rule]) else { continue };
                let verdict = Verdict { standing: Standing::Asserted, rule: "claim", cue: None };
                let crate::language::matcher::Match { frame, pattern, bytes, .. } = dropped.found;
                let found = Judged { rule, frame, pattern, severity, bytes, verdict };
                trace.matches.push(self.traced(reading, &found, Outcome::Dropped(dropped.by)));
            }
        }
    }
}

/// The last of `kept`, which are in order of place, that covers words of a match; one does.
fn nearest(kept: &[Judged], found: &Judged, covers: impl Fn(&Judged) -> bool) -> usize {
    let end = kept.partition_point(|k| k.bytes.start < found.bytes.end);
    kept[..end].iter().rposition(covers).unwrap_or_default()
}
