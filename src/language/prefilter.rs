//! The prefilter: one automaton pass over a folded text says which blocks may hold a match.
//!
//! Every pattern gives the groups of words of which it needs one each. A block is worth reading only if, for some pattern,
//! words of all its groups begin in it. The pass costs the same for ten patterns and for ten thousand. It must not
//! know what patterns look like, nor read a block itself.

use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::HashMap;
use super::lexicon::{AtomId, Lexicon};
use super::matcher::block_around;
use super::quantity::quantity_needles;

/// Stands for any quantity among the atoms of a group.
pub(super) const QUANTITY: AtomId = AtomId::MAX;

/// Atoms of which one must stand in a block, and a guess at how common they are together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) cost: f64,
    pub(super) atoms: Arc<[AtomId]>,
}

/// Longest needle, in characters: the pass need not be exact, and short needles keep its table small.
const LONGEST: usize = 6;

/// Words that stand in every other line, whatever their length.
const COMMON: [&str; 48] = [
    "في", "من", "على", "علي", "كل", "ما", "لا", "عن", "مع", "او", "ان", "اي", "قبل", "بعد", "خلال", "عمل", "شركه", "لك",
    "no", "in", "on", "to", "for", "the", "every", "any", "all", "per", "by", "your", "you", "we", "our", "it", "this",
    "from", "with", "data", "number", "people", "team", "month", "day", "week", "get", "not", "and", "company",
];

/// A guess at how often a word stands in text: short words are common, and some long ones are too.
pub(super) fn frequency(needle: &str) -> f64 {
    if COMMON.contains(&needle) {
        return 0.3;
    }
    needle.chars().take(12).fold(1.0, |guess, _| guess * 0.4)
}

/// The compiled prefilter.
#[derive(Debug)]
pub(super) struct Prefilter {
    automaton: AhoCorasick,
    /// Per needle: its groups. The last needle is the block end and has none.
    groups: Vec<Vec<u16>>,
    /// Per group: the sets of other groups of which one set must stand in the block too. An empty set asks for nothing.
    beside: Vec<Vec<Box<[u16]>>>,
    /// Whether some pattern needs no word at all: then every block is read.
    always: bool,
}

/// Most groups that are told apart; what comes later is taken to suffice alone, which is slower and never wrong.
const MOST_GROUPS: usize = 60_000;

impl Prefilter {
    /// Builds it from the groups that each pattern needs. `None` only where the automaton would be too large to address.
    pub(super) fn build(patterns: impl Iterator<Item = Vec<Group>>, lexicon: &Lexicon) -> Option<Self> {
        let numerals: Vec<Box<str>> = quantity_needles().into_iter().map(Into::into).collect();
        let mut numbers: HashMap<Arc<[AtomId]>, usize> = HashMap::default();
        let mut needles: HashMap<&str, Vec<u16>> = HashMap::default();
        let mut wants: Vec<(usize, Box<[u16]>)> = Vec::new();
        let mut always = false;
        for mut groups in patterns {
            groups.sort_by(|a, b| a.cost.total_cmp(&b.cost));
            let mut number = |group: &Group| {
                let next = numbers.len();
                *numbers.entry(Arc::clone(&group.atoms)).or_insert_with(|| {
                    let words = group.atoms.iter().flat_map(|&atom| match atom {
                        QUANTITY => numerals.as_slice(),
                        atom => lexicon.needles(atom),
                    });
                    for needle in shorten(words) {
                        needles.entry(needle).or_default().push(next.min(MOST_GROUPS) as u16);
                    }
                    next
                })
            };
            let mut needed: Vec<usize> = groups.iter().map(&mut number).collect();
            let Some(&first) = needed.first() else {
                always = true;
                continue;
            };
            // What cannot be told apart any more is not asked for.
            needed.retain(|&g| g != first && g < MOST_GROUPS);
            needed.sort_unstable();
            needed.dedup();
            wants.push((first.min(MOST_GROUPS), needed.into_iter().map(|g| g as u16).collect()));
        }
        let count = numbers.len().min(MOST_GROUPS) + 1;
        wants.sort_unstable();
        wants.dedup();
        let mut beside: Vec<Vec<Box<[u16]>>> = vec![Vec::new(); count];
        for (first, rest) in wants {
            beside[first].push(rest);
        }
        let mut sorted: Vec<(&str, Vec<u16>)> = needles.into_iter().collect();
        sorted.sort_unstable();
        sorted.push(("\u{1E}", Vec::new()));
        let size: usize = sorted.iter().map(|n| n.0.len()).sum();
        // A table-driven automaton is fastest but large; past this size it would cost more to build than it saves.
        let kind = if size < 6_000 { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(kind))
            .build(sorted.iter().map(|n| n.0))
            .ok()?;
        let groups = sorted.into_iter().map(|n| n.1).collect();
        Some(Self { automaton, groups, beside, always })
    }

    /// Blocks of a folded text that are worth reading, in order; those at `odd` places are read in any case.
    pub(super) fn scan(&self, text: &str, odd: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        if self.always {
            let mut at = 0;
            while at < text.len() {
                let block = block_around(text, at);
                at = block.end + 1;
                out.push(block);
            }
            return out;
        }
        let mut odd = odd.peekable();
        let mut seen = Seen { is: vec![false; self.beside.len()], list: Vec::new() };
        let mut start = 0;
        let mut close = |start: usize, end: usize, seen: &mut Seen| {
            let mut wanted = self.is_wanted(seen);
            while odd.next_if(|&o| o < end).is_some() {
                wanted = true;
            }
            if wanted && end > start {
                out.push(start..end);
            }
            for group in seen.list.drain(..) {
                seen.is[group as usize] = false;
            }
        };
        let last = self.groups.len() - 1;
        let bytes = text.as_bytes();
        for hit in self.automaton.find_overlapping_iter(text) {
            let needle = hit.pattern().as_usize();
            if needle == last {
                close(start, hit.start(), &mut seen);
                start = hit.end();
                continue;
            }
            let at = hit.start();
            // A Latin word begins where its first letter stands behind none; Arabic proclitics are checked when read.
            if bytes[at] < 0x80 && at > 0 && bytes[at - 1].is_ascii_alphabetic() {
                continue;
            }
            for &group in &self.groups[needle] {
                if !std::mem::replace(&mut seen.is[group as usize], true) {
                    seen.list.push(group);
                }
            }
        }
        close(start, text.len(), &mut seen);
        out
    }

    /// Whether a word alone could bring a match about.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.automaton.is_match(word)
    }

    fn is_wanted(&self, seen: &Seen) -> bool {
        let stands = |group: &u16| seen.is[*group as usize];
        seen.list.iter().any(|&g| self.beside[g as usize].iter().any(|rest| rest.iter().all(stands)))
    }
}

/// The groups that were seen in a block.
struct Seen {
    is: Vec<bool>,
    list: Vec<u16>,
}

/// Cuts needles to their first letters and drops those that another one covers.
fn shorten<'a>(needles: impl Iterator<Item = &'a Box<str>>) -> Vec<&'a str> {
    let cut = |n: &'a str| n.char_indices().nth(LONGEST).map_or(n, |(end, _)| &n[..end]);
    let mut short: Vec<&str> = needles.map(|n| cut(n)).filter(|n| !n.is_empty()).collect();
    short.sort_unstable();
    short.dedup_by(|b, a| b.starts_with(*a));
    short
}
